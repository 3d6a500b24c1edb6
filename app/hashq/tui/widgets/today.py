"""Today at a glance: what waits, about how long it takes, the week ahead, how much is remembered.

Owns the drawing; the figures come ready.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from hashq.tui.glyphs import Glyphs, sparkline
from hashq.tui.text import joined, padded
from hashq.tui.wording import count, rounded, share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

DAY_CELLS = 6
"""Cells of a day's column, the gap behind it included."""
BAR_CELLS = 3


@dataclass(frozen=True, slots=True)
class Today:
    """The figures of the box."""

    waiting: int = 0
    """Cards due now, new ones within the day's limit included."""
    minutes: int | None = None
    """About how long they take; None when nothing is known of the person's pace."""
    week: tuple[int, ...] = ()
    """Cards due on each of the next days, today first."""
    remembered: float | None = None
    """Share of known cards recalled lately, 0 to 1; None without reviews."""
    wanted: float = 0.9
    """The share the person asks for."""
    cards: int = 0
    """Cards in the library."""
    problems: int = 0
    """What the notes leave unclear."""
    changed: int = 0
    """Notes changed since they were read."""
    first_day: date | None = None
    """The day that ``week`` begins with; None draws the week without names."""
    shared_new: int | None = None
    """New cards a day that the decks share, where more of them wait deck by deck than will come; else None."""
    next: str = ""
    """When the next card will be due, in words; empty when something waits or nothing will."""


class TodayBox(Widget):
    """The box."""

    DEFAULT_CSS = "TodayBox { height: auto; width: 1fr; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._today = Today()

    def show(self, today: Today) -> None:
        """Show other figures."""
        self._today = today
        self.refresh(layout=True)

    def tell(self, changed: int, remembered: float | None) -> None:
        """Show the two figures that take longer to find."""
        self.show(replace(self._today, changed=changed, remembered=remembered))

    def render(self) -> Content:
        """One fact a line, those that matter most first."""
        return joined(list(self._lines()), "\n")

    def _lines(self) -> Iterator[Content]:
        today = self._today
        yield self._waiting()
        if today.shared_new:
            yield Content.styled(f"decks share {today.shared_new:,} new a day", "$quiet")
        if any(today.week):
            yield from self.week_lines(self.content_size.width)
        if today.remembered is not None:
            yield self.remembered_line(self.content_size.width)
        if today.changed or today.problems:
            yield self._notes()

    def week_lines(self, width: int) -> Iterator[Content]:
        """The days ahead in ``width`` cells: a line of bars, or where there is room columns with the days' names and figures."""
        today, glyphs = self._today, self._glyphs
        bars = sparkline(today.week, glyphs)
        ahead = Content.styled(f"next {len(today.week)} days", "$quiet")
        if today.first_day is None or width < DAY_CELLS * len(today.week):
            yield joined((Content.styled(bars, "$lamp"), "  ", ahead))
            return
        days = [f"{today.first_day + timedelta(days=at):%a}" for at in range(len(today.week))]
        yield Content("")
        yield ahead
        for cells, tone in (
            ([rounded(due, DAY_CELLS - 1) for due in today.week], "$text"),
            ([bar * BAR_CELLS for bar in bars], "$lamp"),
            (days, "$quiet"),
        ):
            yield Content.styled("".join(padded(cell, DAY_CELLS) for cell in cells), tone)
        yield Content("")

    def remembered_line(self, width: int) -> Content:
        """How much is remembered beside what the person asks for, in ``width`` cells."""
        level = joined(("remembered ", Content.styled(share(self._today.remembered), "bold")))
        for words in ("you ask for", "aim"):
            line = joined((level, Content.styled(f"  ({words} {share(self._today.wanted)})", "$quiet")))
            if line.cell_length <= width:
                break
        return line

    def _waiting(self) -> Content:
        today = self._today
        if today.waiting:
            about = f" {self._glyphs.dot} about {today.minutes} min" if today.minutes else ""
            return joined((Content.styled(count(today.waiting, "card"), "bold $strong"), about))
        if not today.cards:
            return Content("no cards yet")
        done = joined((Content.styled(self._glyphs.right, "$leaf"), " all done for now"))
        return joined((done, Content.styled(f"  next {today.next}", "$quiet"))) if today.next else done

    def _notes(self) -> Content:
        today = self._today
        facts = []
        if today.changed:
            facts.append(Content(f"{count(today.changed, 'note')} changed (r)"))
        if today.problems:
            facts.append(Content.styled(f"{count(today.problems, 'problem')} (p)", "$sun"))
        return joined(facts, f" {self._glyphs.dot} ")
