"""What a practice or exam came to, as lines: bars, shares, calibration, what was missed. Pure drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.quiz.calibration import brier, calibration
from hashq.tui.glyphs import progress_bar
from hashq.tui.quiz.feedback import KIND_NAMES, confidence_words
from hashq.tui.quiz.given import asked_line
from hashq.tui.text import EMPTY, joined, padded, shown_line
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashq.quiz.practice import Answered, Practice
    from hashq.tui.glyphs import Glyphs

BAR = 20
LABEL = 16


def practice_lines(practice: Practice, glyphs: Glyphs) -> Iterator[Content]:
    """A practice as it stands, what matters most first."""
    first = _first_answers(practice)
    right = sum(one.right for one in first)
    yield joined(
        (
            Content.styled(f"{right} of {len(first)} right", "bold $strong"),
            Content.styled(
                f" at the first asking {glyphs.dot} {count(len(practice.done), 'answer')} in all", "$quiet"
            ),
        )
    )
    yield EMPTY
    yield from kind_lines(first, glyphs)
    yield from calibration_lines(((one.confidence, one.right) for one in practice.done), glyphs)
    yield from _missed(practice, glyphs)


def _first_answers(practice: Practice) -> tuple[Answered, ...]:
    """The answer each question got when it was asked first."""
    first: dict[str, Answered] = {}
    for one in practice.done:
        first.setdefault(one.question.id, one)
    return tuple(first.values())


def kind_lines(answers: Iterable[Answered], glyphs: Glyphs) -> Iterator[Content]:
    """Right answers by kind of question."""
    groups: dict[str, list[bool]] = {}
    for one in answers:
        groups.setdefault(KIND_NAMES[one.question.kind], []).append(one.right)
    for name, rights in groups.items():
        yield share_line(name, sum(rights), len(rights), glyphs)


def share_line(name: str, right: int, total: int, glyphs: Glyphs, *, label: int = LABEL) -> Content:
    """One share of right answers: its name, a bar, the numbers."""
    full, rest = progress_bar(right, total, BAR, glyphs)
    return joined(
        (
            in_column(name, label),
            Content.styled(full, "$leaf"),
            Content.styled(rest, "$faint"),
            Content.styled(f"  {right} of {total}", "$strong"),
        )
    )


def in_column(name: str, width: int) -> Content:
    """A name from the notes in a column of ``width`` cells and a gap."""
    cell = shown_line(name, "$quiet", width=width - 1)
    return cell.pad_right(width - cell.cell_length)


def calibration_lines(answers: Iterable[tuple[int | None, bool]], glyphs: Glyphs) -> Iterator[Content]:
    """How often each confidence turned out right; nothing when none was said."""
    judged = list(answers)
    found, score = calibration(judged), brier(judged)
    if score is None:
        return
    yield EMPTY
    yield Content.styled("How sure you were", "bold $lamp")
    for entry in found:
        said = f"{confidence_words(entry.confidence)} ({entry.confidence} %)"
        full, rest = progress_bar(entry.right, entry.total, BAR, glyphs)
        yield joined(
            (
                Content.styled(padded(said, 20), "$quiet"),
                Content.styled(full, "$ink"),
                Content.styled(rest, "$faint"),
                Content.styled(f"  {entry.share} % right", "$strong"),
                Content.styled(f"  {entry.right} of {entry.total}", "$quiet"),
            )
        )
    meaning = "0 is best; saying 50 % each time gets 0.25"
    yield Content.styled(f"Brier score {score:.2f} ({meaning})", "$quiet")


def _missed(practice: Practice, glyphs: Glyphs) -> Iterator[Content]:
    missed = {one.question.card: one.question for one in practice.done if not one.right}
    if not missed:
        return
    yield EMPTY
    yield Content.styled("Missed", "bold $lamp")
    for question in missed.values():
        yield joined((Content.styled(f"{glyphs.wrong} ", "$ember"), shown_line(asked_line(question))))
