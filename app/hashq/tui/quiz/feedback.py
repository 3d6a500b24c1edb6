"""What is said once an answer is judged: right or wrong in words, what was forgiven, the difference, why. Pure wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.quiz.model import Kind
from hashq.tui.text import joined, shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.quiz.model import Grade, Question
    from hashq.tui.glyphs import Glyphs

KIND_NAMES = {
    Kind.MULTIPLE_CHOICE: "choose one",
    Kind.MULTIPLE_RESPONSE: "choose several",
    Kind.TRUE_FALSE: "true or false",
    Kind.TYPED: "write it",
    Kind.CELL: "table cell",
    Kind.ORDER: "put in order",
    Kind.MATCH: "match",
    Kind.PREDICT: "predict",
}
"""Each kind in a person's words."""

CONFIDENCES = (None, 25, 50, 75, 95)
"""What a person can say of an answer before it is judged, in percent; None: nothing."""
_CONFIDENCE_WORDS = {25: "a guess", 50: "unsure", 75: "fairly sure", 95: "sure"}


def confidence_words(percent: int | None) -> str:
    """A confidence in words; empty when none was said."""
    if percent is None:
        return ""
    return _CONFIDENCE_WORDS.get(percent, f"{percent} % sure")


def verdict(grade: Grade, glyphs: Glyphs, *, overruled: bool = False) -> Content:
    """Right or wrong, with what was forgiven or overruled."""
    right = grade.right != overruled
    sign, word, style = (glyphs.right, "Right", "$leaf") if right else (glyphs.wrong, "Wrong", "$ember")
    parts = [Content.styled(f"{sign} {word}", f"bold {style}")]
    if overruled:
        parts.append(Content.styled("as you judge it yourself", "$quiet"))
    elif not grade.given:
        parts.append(Content.styled("left blank", "$quiet"))
    elif grade.forgiven == "spelling":
        parts.append(Content.styled("a slip of the hand is forgiven", "$quiet"))
    return joined(parts, f" {glyphs.dot} ")


def written_lines(question: Question, grade: Grade) -> Iterator[Content]:
    """A written answer beside what was wanted, and how the two differ."""
    wanted, *others = question.key or ("",)
    if grade.given:
        yield _fact("you wrote", shown_line("; ".join(grade.given)))
    yield _fact("wanted", shown_line(wanted, "bold $leaf"))
    if others:
        yield _fact("or", shown_line("; ".join(others)))
    if grade.given and _is_near(grade.difference):
        yield _fact("difference", difference(grade.difference))


def _is_near(runs: tuple[tuple[str, str], ...]) -> bool:
    """Whether a difference tells anything: most of what was wanted was written, and not all of it."""
    lengths = {"same": 0, "missing": 0, "extra": 0}
    for kind, text in runs:
        lengths[kind] += len(text)
    return lengths["same"] > lengths["missing"] + lengths["extra"] > 0


def difference(runs: tuple[tuple[str, str], ...]) -> Content:
    """The runs of a difference on one line: what is missing as ``{+so+}``, what is too much as ``[-so-]``."""
    return joined([_run(kind, text) for kind, text in runs])


def _run(kind: str, text: str) -> Content:
    plain = text.replace("\n", " ")
    if kind == "same":
        return shown(plain)
    opening, closing, style = ("{+", "+}", "bold $leaf") if kind == "missing" else ("[-", "-]", "$ember")
    return joined((Content.styled(opening, style), shown(plain, style), Content.styled(closing, style)))


def _fact(label: str, value: Content) -> Content:
    return joined((Content.styled(f"{label:<12}", "$quiet"), value))
