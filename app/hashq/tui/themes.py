"""The colours: four themes and the variables every screen draws with.

Owns palettes only. A colour never carries a meaning alone: a glyph or word stands beside it wherever it is used.
"""

from __future__ import annotations

from textual.theme import Theme


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    """A theme from one flat palette; Textual's own names are derived from ours."""
    return Theme(
        name=name,
        primary=colours["lamp"],
        secondary=colours["ink"],
        accent=colours["bloom"],
        success=colours["leaf"],
        warning=colours["sun"],
        error=colours["ember"],
        foreground=colours["text"],
        background=colours["paper"],
        surface=colours["raised"],
        panel=colours["band"],
        dark=dark,
        text_alpha=1.0,
        variables={
            **colours,
            "border": colours["faint"],
            "border-blurred": colours["faint"],
            "scrollbar": colours["faint"],
            "scrollbar-hover": colours["quiet"],
            "scrollbar-active": colours["lamp"],
            "scrollbar-background": colours["paper"],
            "scrollbar-background-hover": colours["paper"],
            "scrollbar-background-active": colours["paper"],
            "scrollbar-corner-color": colours["paper"],
            "block-cursor-background": colours["band"],
            "block-cursor-foreground": colours["text"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": colours["raised"],
            "block-cursor-blurred-foreground": colours["text"],
            "block-hover-background": colours["raised"],
            "input-cursor-background": colours["lamp"],
            "input-cursor-foreground": colours["paper"],
            "input-selection-background": colours["band"],
            "screen-selection-background": colours["band"],
            "screen-selection-foreground": colours["text"],
        },
    )


DARK = _theme(
    "dark",
    {
        "paper": "#15171c",  # what everything lies on
        "raised": "#1c1f26",  # panels, code
        "band": "#2a2f3a",  # the chosen row
        "text": "#dcd8cf",
        "strong": "#f3efe6",  # questions
        "quiet": "#8f94a1",  # labels, hints
        "faint": "#3d434f",  # rules and frames
        "lamp": "#e2a75e",  # the mark, keys, progress
        "ink": "#7fb0dc",  # new cards, links
        "leaf": "#93bd7e",  # due cards, right
        "sun": "#e6c878",  # learning cards, warnings
        "ember": "#e8897b",  # again, errors
        "bloom": "#c0a2dd",  # code, tags
    },
    dark=True,
)
LIGHT = _theme(
    "light",
    {
        "paper": "#fbf8f1",
        "raised": "#f3eee2",
        "band": "#e6dfce",
        "text": "#33302b",
        "strong": "#171511",
        "quiet": "#6f6a60",
        "faint": "#cfc7b6",
        "lamp": "#99580f",
        "ink": "#22609a",
        "leaf": "#3d6b26",
        "sun": "#7d5b00",
        "ember": "#ad3426",
        "bloom": "#6e4896",
    },
    dark=False,
)
HIGH_CONTRAST = _theme(
    "high-contrast",
    {
        "paper": "#000000",
        "raised": "#000000",
        "band": "#00408a",
        "text": "#ffffff",
        "strong": "#ffffff",
        "quiet": "#d8d8d8",
        "faint": "#9a9a9a",
        "lamp": "#ffd60a",
        "ink": "#6cd4ff",
        "leaf": "#7dff7a",
        "sun": "#ffc24d",
        "ember": "#ff8f80",
        "bloom": "#ffa8f4",
    },
    dark=True,
)

_TERMINAL_COLOURS = {
    "paper": "ansi_default",
    "raised": "ansi_default",
    "band": "ansi_default",
    "text": "ansi_default",
    "strong": "ansi_default",
    "quiet": "ansi_default",
    "faint": "ansi_bright_black",
    "lamp": "ansi_yellow",
    "ink": "ansi_blue",
    "leaf": "ansi_green",
    "sun": "ansi_cyan",
    "ember": "ansi_red",
    "bloom": "ansi_magenta",
}
TERMINAL = Theme(
    name="terminal",
    primary="ansi_yellow",
    secondary="ansi_blue",
    accent="ansi_magenta",
    success="ansi_green",
    warning="ansi_cyan",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    ansi=True,
    variables={
        **_TERMINAL_COLOURS,
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
        "screen-selection-background": "ansi_bright_black",
        "screen-selection-foreground": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-background": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "bold reverse",
        "block-hover-background": "ansi_default",
        "border": "ansi_bright_black",
        "border-blurred": "ansi_bright_black",
    },
)

THEMES: tuple[Theme, ...] = (DARK, LIGHT, HIGH_CONTRAST, TERMINAL)
"""Every theme, in the order the theme key walks through them."""


def theme_name(wanted: str, *, colourless: bool) -> str:
    """The theme to start with; without colour (``NO_COLOR``) always the terminal's own."""
    if colourless:
        return TERMINAL.name
    return wanted if any(wanted == theme.name for theme in THEMES) else DARK.name


def next_theme(name: str) -> str:
    """The theme after ``name``, the first after the last."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
