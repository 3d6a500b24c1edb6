"""The options of a question as lines: while the answer is composed, and once it is judged. Pure drawing.

Owns the signs: a mark in brackets beside what is chosen, a tick, a cross and words once it is judged; colour only adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from hashq.plain_text import one_line
from hashq.quiz.model import Kind
from hashq.tui.quiz.actions import MOST_OPTIONS
from hashq.tui.text import EMPTY, joined, padded, shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.quiz.model import Choice
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.quiz.attempt import Attempt

RIGHT, WRONG, QUIET, KEY = "$leaf", "$ember", "$quiet", "bold $lamp"
NARROWEST = 12
"""Cells an option's text gets at least."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line on the screen, and what a click on it means."""

    content: Content
    option: int | None = None
    """Index of the option the line belongs to; None when it belongs to none."""
    row: int | None = None
    """Position of the cursor the line belongs to; None when the cursor cannot stand there."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Draws one attempt at one width."""

    attempt: Attempt
    width: int
    glyphs: Glyphs
    judged: bool = False
    """Whether the key is shown."""
    pointing: bool = True
    """Whether the cursor is shown."""

    def lines(self) -> tuple[AnswerLine, ...]:
        """All lines, top to bottom; none for a written answer."""
        match self.attempt.question.kind:
            case _ if self.attempt.written:
                return ()
            case Kind.ORDER:
                return tuple(self._judged_order() if self.judged else self._order())
            case Kind.MATCH:
                return tuple(self._judged_match() if self.judged else self._match())
            case _:
                return tuple(self._choices())

    # One or several of the options

    def _choices(self) -> Iterator[AnswerLine]:
        for index, option in enumerate(self.attempt.question.options):
            chosen = option.label in self.attempt.given
            if self.judged:
                lead, note = self._verdict(option, chosen=chosen)
            else:
                lead, note = self._box(chosen=chosen), EMPTY
            style = self._style(option, chosen=chosen)
            yield from self._block(
                joined((lead, self._letter(index))), option.text, style, note, option=index, row=index
            )

    def _box(self, *, chosen: bool) -> Content:
        if self.attempt.question.choose > 1:
            return Content.styled("[x] " if chosen else "[ ] ", KEY if chosen else QUIET)
        inside = self.glyphs.bullets[0] if chosen else " "
        return Content.styled(f"({inside}) ", KEY if chosen else QUIET)

    def _verdict(self, option: Choice, *, chosen: bool) -> tuple[Content, Content]:
        """The sign before an option and the words behind it."""
        if option.label in self.attempt.question.key:
            words = "right, you chose it" if chosen else "right"
            return Content.styled(f" {self.glyphs.right}  ", RIGHT), Content.styled(words, RIGHT)
        if chosen:
            return Content.styled(f" {self.glyphs.wrong}  ", WRONG), Content.styled("you chose this", WRONG)
        return Content("    "), EMPTY

    def _style(self, option: Choice, *, chosen: bool) -> str:
        if not self.judged:
            return "$strong" if chosen else "$text"
        if option.label in self.attempt.question.key:
            return "bold $leaf"
        return WRONG if chosen else QUIET

    # Putting in order

    def _order(self) -> Iterator[AnswerLine]:
        options = self.attempt.question.options
        for place, label in enumerate(self.attempt.shown_order):
            index = [option.label for option in options].index(label)
            settled = place < self.attempt.placed
            number = Content.styled(f"{place + 1}. ", KEY if settled else QUIET)
            carried = self.attempt.carried and place == self.attempt.at
            note = Content.styled("moving: up, down, space", "$sun") if carried else EMPTY
            lead = joined((number, self._letter(index)))
            yield from self._block(lead, options[index].text, "$strong", note, option=index, row=place)

    def _judged_order(self) -> Iterator[AnswerLine]:
        given = self.attempt.answer
        for place, label in enumerate(self.attempt.question.key):
            option = self.attempt.option(label)
            fits = place < len(given) and given[place] == label
            sign, style = (self.glyphs.right, RIGHT) if fits else (self.glyphs.wrong, WRONG)
            lead = joined((Content.styled(f"{sign} ", style), Content.styled(f"{place + 1}. ", KEY)))
            note = EMPTY
            if label in given and not fits:
                note = Content.styled(f"you put it at {given.index(label) + 1}", WRONG)
            yield from self._block(lead, option.text if option else label, "$text", note)

    # Matching

    def _match(self) -> Iterator[AnswerLine]:
        attempt, question = self.attempt, self.attempt.question
        for row, term in enumerate(question.rows):
            label = attempt.given[row] if attempt.given else ""
            yield from self._matched(row, term, self._assigned(label))
        yield AnswerLine(EMPTY)
        for index, option in enumerate(question.options):
            used = option.label in attempt.given
            style = QUIET if used else "$text"
            note = Content.styled("taken", QUIET) if used else EMPTY
            yield from self._block(self._letter(index), option.text, style, note, option=index)

    def _assigned(self, label: str) -> Content:
        arrow = Content.styled(f"{self.glyphs.arrow} ", QUIET)
        index = self._index(label)
        if index is None:
            return joined((arrow, Content.styled("?", QUIET)))
        text = self.attempt.question.options[index].text
        return joined((arrow, self._letter(index), shown_line(text, width=self._beside)))

    def _matched(self, row: int, term: str, given: Content) -> Iterator[AnswerLine]:
        """A term with what it was given, on one line where the term is short enough for that."""
        if cell_len(term) > self._terms:
            yield from self._block(Content("  "), term, "$strong", given, row=row)
        else:
            lead = Content.styled(f"  {padded(one_line(term), self._terms)} ", "$strong")
            yield from self._block(joined((lead, given)), "", "", row=row)

    @property
    def _terms(self) -> int:
        """Cells for the column of terms."""
        longest = max((cell_len(term) for term in self.attempt.question.rows), default=0)
        return min(longest, max(NARROWEST, self.width * 2 // 5))

    @property
    def _beside(self) -> int:
        """Cells for what stands beside a term."""
        return max(NARROWEST, self.width - self._terms - 9)

    def _judged_match(self) -> Iterator[AnswerLine]:
        attempt, question = self.attempt, self.attempt.question
        for row, (term, label) in enumerate(zip(question.rows, question.key, strict=False)):
            given = attempt.given[row] if row < len(attempt.given) else ""
            fits = given == label
            sign, style = (self.glyphs.right, RIGHT) if fits else (self.glyphs.wrong, WRONG)
            right, other = attempt.option(label), attempt.option(given)
            text = f"{term} {self.glyphs.arrow} {right.text if right else label}"
            yield from self._block(Content.styled(f"{sign} ", style), text, "$text")
            if other is not None and not fits:
                yield from self._block(Content("    "), f"you chose: {other.text}", WRONG)

    # Shared

    def _index(self, label: str) -> int | None:
        return next((at for at, one in enumerate(self.attempt.question.options) if one.label == label), None)

    def _letter(self, index: int) -> Content:
        """The key that chooses the option: the author's own label where it is a letter or digit.

        Options after those that have a key show their letter in brackets: it names them, and no key chooses them.
        """
        label = self.attempt.question.options[index].label
        letter = label if len(label) == 1 and label.isalnum() else "abcdefghijklmnopqrstuvwxyz"[index % 26]
        if index >= MOST_OPTIONS:
            return Content.styled(f"({letter}) ", QUIET)
        return Content.styled(f"{letter} ", QUIET if self.judged else KEY)

    def _block(
        self, lead: Content, text: str, style: str, note: Content = EMPTY, **place: int
    ) -> Iterator[AnswerLine]:
        """``text`` behind ``lead``, wrapped and hanging; ``note`` behind its end or on a line of its own."""
        here = self.pointing and not self.judged and place.get("row") == self.attempt.at
        pointer = Content.styled(f"{self.glyphs.pointer} " if here else "  ", "$lamp")
        indent = 2 + lead.cell_length
        room = max(NARROWEST, self.width - indent)
        body = shown(text, style).wrap(room)
        if note:
            if body[-1].cell_length + 3 + note.cell_length <= room:
                body[-1] = joined((body[-1], "   ", note))
            else:
                body += note.wrap(room)
        for number, line in enumerate(body):
            whole = joined((pointer, lead, line)) if not number else line.pad_left(indent)
            if here:
                whole = whole.pad_right(max(0, self.width - whole.cell_length)).stylize("on $band")
            yield AnswerLine(whole, **place)
