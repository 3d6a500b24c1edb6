"""How study goes, in pictures: the year, what was remembered, cards, hours, what is coming, what is hard.

Owns the scope that is shown and the place of each picture. The pictures are ``tui.progress_pictures``; the figures
are the use cases'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from hashq.study.overview import Scope
from hashq.tui import progress_pictures as pictures
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import EMPTY, joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.sheet import Sheet
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count, deck_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from hashq.study.overview import Overview
    from hashq.tui.widgets.sheet import Line

PERIODS = ((30, "the last 30 days"), (90, "the last 90 days"), (365, "the last year"), (None, "all the time"))
TWO_COLUMNS = 110
"""Cells from which pictures stand side by side."""
GAP = 4


class StatsScreen(HashqScreen):
    """The pictures, scrolling."""

    PLACE = "stats"
    CSS_PATH = "stats.tcss"

    def __init__(self, deck: str | None = None) -> None:
        """Tell of ``deck`` and its sub-decks; None: of everything."""
        super().__init__()
        self._deck = deck
        self._period = 0
        self._overview: Overview | None = None
        self._fit_suggested = False

    def compose(self) -> ComposeResult:
        """One sheet."""
        yield TopLine()
        with VerticalScroll():
            yield Sheet()
        yield KeyBar()

    def on_mount(self) -> None:
        """Count and draw."""
        self.query_one(VerticalScroll).focus()
        self.refresh_keys()
        self._count()

    def on_resize(self) -> None:
        """Draw again for the new width."""
        self.call_after_refresh(self._draw)

    @tells_errors
    def _count(self) -> None:
        days, _ = PERIODS[self._period]
        services = self.program.services
        self._overview = services.study.overview(Scope(self._deck, days))
        self._deck = self._overview.scope.deck
        self._fit_suggested = services.optimizer.suggested()
        self._draw()

    def _draw(self) -> None:
        found, glyphs = self._overview, self.program.glyphs
        if found is None:
            return
        deck = deck_path(self._deck, glyphs.crumb) if self._deck else "all decks"
        left = f"{deck} {glyphs.dot} {PERIODS[self._period][1]}"
        streak = f"{count(found.streak.current, 'day')} in a row {glyphs.dot} longest {found.streak.longest}"
        self.query_one(TopLine).show(
            joined((Content.styled("Stats", "bold $lamp"), "  ", shown_line(left))),
            Content.styled(streak, "$lamp"),
        )
        pane = self.query_one(VerticalScroll)
        width = pane.outer_size.width - pane.gutter.width - pane.styles.scrollbar_size_vertical
        self.query_one(Sheet).show(self._sheet(found, width), width)

    def _sheet(self, found: Overview, width: int) -> Iterator[Line]:
        glyphs = self.program.glyphs
        yield pictures.heading("The year", width, glyphs)
        yield from pictures.year_map(found, width, glyphs)
        wide = width >= TWO_COLUMNS
        column = (width - GAP) // 2 if wide else width
        blocks = list(self._blocks(found, column))
        for left, right in zip(blocks[::2], blocks[1::2], strict=True):
            yield EMPTY
            yield from side_by_side(left, right, column) if wide else (*left, EMPTY, *right)
        yield from self._cards_to_mend(found, width)

    def _blocks(self, found: Overview, width: int) -> Iterator[list[Content]]:
        glyphs = self.program.glyphs
        wanted = self.program.services.settings.for_deck(self._deck or "").desired_retention
        for title, lines in (
            ("Memory", (*pictures.memory(found, width, wanted, glyphs), *self._suggestion())),
            ("Coming", pictures.coming(found, width, glyphs)),
            ("Cards", pictures.cards(found, width, glyphs)),
            ("Ratings", pictures.ratings(found, width, glyphs)),
        ):
            yield [pictures.heading(title, width, glyphs), *lines]

    def _suggestion(self) -> Iterator[Content]:
        if self._fit_suggested:
            yield pictures.fit_advice()

    def _cards_to_mend(self, found: Overview, width: int) -> Iterator[Line]:
        glyphs = self.program.glyphs
        if len(found.by_deck) > 1:
            yield EMPTY
            yield pictures.heading("Memory by deck", width, glyphs)
            yield from pictures.decks(found, width)
        yield EMPTY
        yield pictures.heading("Hours of the day", width, glyphs)
        yield from pictures.hours(found, width, glyphs)
        if found.hardest:
            yield EMPTY
            yield pictures.heading("Hardest cards", width, glyphs)
            yield from pictures.hard_cards(found.hardest, width, glyphs)
        if found.leeches:
            yield EMPTY
            yield pictures.heading("Leeches", width, glyphs)
            yield from pictures.hard_cards(found.leeches, width, glyphs)
            yield pictures.leech_advice()

    # Scope

    def action_period(self) -> None:
        """The next period."""
        self._period = (self._period + 1) % len(PERIODS)
        self._count()

    def action_next_deck(self) -> None:
        """The next deck."""
        self._step(1)

    def action_previous_deck(self) -> None:
        """The deck before."""
        self._step(-1)

    def action_all_decks(self) -> None:
        """Everything."""
        self._deck = None
        self._count()

    def _step(self, by: int) -> None:
        choices: list[str | None] = [None, *self.program.services.study.deck_tree_names()]
        at = choices.index(self._deck) if self._deck in choices else 0
        self._deck = choices[(at + by) % len(choices)]
        self._count()


def side_by_side(left: Sequence[Content], right: Sequence[Content], width: int) -> Iterator[Content]:
    """Two columns of ``width`` cells each as one, line by line."""
    for at in range(max(len(left), len(right))):
        first = left[at] if at < len(left) else EMPTY
        second = right[at] if at < len(right) else EMPTY
        cut = first.truncate(width)
        yield joined((cut, " " * (width + GAP - cut.cell_length), second))
