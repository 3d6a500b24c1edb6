"""What was predicted beside what happened, each part with what decided it and the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.study.prediction import judge
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import hanging, joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.sandbox.timeline import Timeline
    from hashq.study.prediction import Judgement, Prediction
    from hashq.tui.glyphs import Glyphs

MOST_WIDTH = 100
MARGINS = 9
"""Cells of the screen's width that no line has."""


class VerdictScreen(HashqScreen):
    """Three judgements."""

    PLACE = "sandbox_verdict"
    CSS_PATH = "sandbox_verdict.tcss"

    def __init__(self, prediction: Prediction, timeline: Timeline) -> None:
        """Judge ``prediction`` by the run."""
        super().__init__()
        self._judgements = judge(prediction, timeline)

    def compose(self) -> ComposeResult:
        """The judgements, scrolling where they are long."""
        yield TopLine()
        with VerticalScroll():
            yield Static(id="judgements", markup=False)
        yield KeyBar()

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        width = min(MOST_WIDTH, self.size.width - MARGINS)
        shown = [verdict_lines(each, self.program.glyphs, width) for each in self._judgements]
        self.query_one("#judgements", Static).update(joined(shown, "\n\n"))

    def on_mount(self) -> None:
        """Say how many were right."""
        right = sum(each.right for each in self._judgements)
        self.query_one(TopLine).show(
            Content.styled("What you predicted", "bold $lamp"),
            Content.styled(f"{right} of {len(self._judgements)} right", "$leaf" if right else "$ember"),
        )
        self.refresh_keys()


def verdict_lines(judgement: Judgement, glyphs: Glyphs, width: int) -> Content:
    """One part in ``width`` cells: question, what was said, what was true, why."""
    mark, word, tone = (
        (glyphs.right, "right", "$leaf") if judgement.right else (glyphs.wrong, "wrong", "$ember")
    )
    answer = judgement.said if judgement.right else f"you said {judgement.said}, it is {judgement.truth}"
    indent = Content("   ")
    return joined(
        [
            *hanging(
                Content.styled(f"{mark} {word}  ", f"bold {tone}"),
                shown_line(judgement.question, "$strong"),
                width,
            ),
            *hanging(indent, shown_line(answer, "bold $text"), width),
            *hanging(indent, shown_line(judgement.because, "$text"), width),
            *hanging(
                indent, shown_line(f"Rule: {judgement.rule.text} ({judgement.rule.source})", "$ink"), width
            ),
        ],
        "\n",
    )
