"""Every theme, no colour at all, and plain ASCII: the same screens."""

from __future__ import annotations

import asyncio

import pytest

from hashq.tui.themes import DARK, THEMES, next_theme, theme_name


def walk(desk, size=(120, 40)):
    """What home, a question and its answer show, and the styles they are drawn with."""
    shown, styles = [], []

    async def at_the_desk():
        async with desk.open("home", size=size) as seat:
            shown.append(seat.text)
            await seat.press("enter")
            for _ in range(3):
                await seat.press("space")
                shown.append(seat.text)
                await seat.press("4")
            filters = seat.app.get_line_filters()
            for strip in seat.screen._compositor.render_strips():
                segments = list(strip)
                for each in filters:
                    segments = each.apply(segments, seat.screen.background_colors[1])
                styles.extend(segment.style for segment in segments if segment.style)

    asyncio.run(at_the_desk())
    return shown, styles


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_every_theme_shows_the_same_text(library, theme):
    (library.home / "config.toml").write_text(f'[study]\nfuzz = false\n[screen]\ntheme = "{theme}"\n')
    (first, *_), _styles = walk(library)
    assert "6 cards" in first


def test_without_colour_nothing_is_coloured(library, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    (_, question, *_), styles = walk(library)
    assert "What are the parts" in question
    assert all(style.color is None or style.color.is_default for style in styles)
    assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)


def test_the_chosen_deck_is_marked_without_colour(library, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def at_the_desk():
        async with library.open("home") as seat:
            await seat.press("down")
            (chosen,) = [line for line in seat.text.splitlines() if "▌" in line]
            assert "AWS" in chosen

    asyncio.run(at_the_desk())


def test_in_ascii_nothing_but_ascii_is_drawn(library, monkeypatch):
    monkeypatch.setattr("textual.scrollbar.ScrollBar.renderer", None)
    (library.home / "config.toml").write_text("[study]\nfuzz = false\n[screen]\nascii = true\n")
    shown, _ = walk(library)
    assert {sign for text in shown for sign in text if not sign.isascii()} == set()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    "screen",
    ["browse", "importing", "info", "links", "note_editor", "problems", "quiz", "reader", "settings", "shapes", "stats"],
)  # fmt: skip
def test_every_screen_is_drawn_in_ascii_where_that_is_asked_for(library, vault, monkeypatch, screen, size):
    monkeypatch.setattr("textual.scrollbar.ScrollBar.renderer", None)
    (library.home / "config.toml").write_text("[study]\nfuzz = false\n[screen]\nascii = true\n")
    services = library.services()
    card, note = services.library.cards()[0].id, str(next(vault.rglob("CodeDeploy.md")))
    services.close()
    opening = {
        "info": {"card": card},
        "links": {"card": card},
        "reader": {"path": note},
        "note_editor": {"path": note},
    }

    async def at_the_desk():
        async with library.open(screen, size=size, **opening.get(screen, {})) as seat:
            await seat.press("down")
            await seat.rest()
            assert {sign for sign in seat.text if not sign.isascii()} == set()
            await seat.press("ctrl+p")
            assert {sign for sign in seat.text if not sign.isascii()} == set()

    asyncio.run(at_the_desk())


def test_the_theme_key_walks_through_all_and_around():
    name, seen = DARK.name, []
    for _ in THEMES:
        name = next_theme(name)
        seen.append(name)
    assert seen[-1] == DARK.name
    assert len(set(seen)) == len(THEMES)


def test_a_theme_that_does_not_exist_is_the_dark_one():
    assert theme_name("pink", colourless=False) == "dark"


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_text_stands_out_from_its_ground(theme):
    """WCAG's contrast of 4.5 for text, 3 for what is quiet or only accompanies a word."""
    paper = luminance(theme.variables["paper"])
    for name, least in {
        "text": 7.0,
        "strong": 7.0,
        "quiet": 4.5,
        "lamp": 4.5,
        "ink": 4.5,
        "leaf": 4.5,
        "sun": 4.5,
        "ember": 4.5,
        "bloom": 4.5,
    }.items():
        lighter, darker = sorted((luminance(theme.variables[name]), paper), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= least, name


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
