"""The marks of a race in two sets, and the tone and glyph of every state. No state is told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.sandbox.model import DeploymentStatus, TargetStatus
from hashq.tui.glyphs import ASCII as PLAIN_GLYPHS

if TYPE_CHECKING:
    from hashq.tui.glyphs import Glyphs


@dataclass(frozen=True, slots=True)
class Marks:
    """One set of marks, each one cell wide."""

    block: str = "█"
    left: str = "▌"
    """The left half of a cell."""
    right: str = "▐"
    succeeded: str = "✓"
    failed: str = "✗"
    skipped: str = "–"
    waiting: str = "·"
    working: str = "▸"
    ready: str = "○"
    rolled_back: str = "↺"
    alarm: str = "⚠"
    playing: str = "▶"
    paused: str = "‖"
    ended: str = "■"
    stop: str = "◆"
    """Something worth jumping to, on the rail of time."""
    head: str = "┃"
    """The playhead on its rail."""
    rail: str = "─"
    passed: str = "━"
    fold: str = "≈"
    """A stretch of time that is drawn shorter than it is."""
    level: str = "┈"
    """The line of the minimum."""
    shades: str = "░▒▓█"
    cell: str = "■"
    """One instance on a map."""

    def of(self, status: TargetStatus) -> str:
        """The mark of a target's status."""
        mark: str = getattr(self, _OF_STATUS[status])
        return mark


_OF_STATUS: dict[TargetStatus, str] = {
    TargetStatus.PENDING: "waiting",
    TargetStatus.IN_PROGRESS: "working",
    TargetStatus.SUCCEEDED: "succeeded",
    TargetStatus.FAILED: "failed",
    TargetStatus.SKIPPED: "skipped",
    TargetStatus.READY: "ready",
}
"""The field that holds a status's mark; a map of a large fleet asks ten thousand times a frame."""


TYPOGRAPHIC = Marks()
ASCII = Marks(
    block="#",
    left="#",
    right="#",
    succeeded="+",
    failed="x",
    skipped="-",
    waiting=".",
    working=">",
    ready="o",
    rolled_back="<",
    alarm="!",
    playing=">",
    paused="=",
    ended="*",
    stop="o",
    head="|",
    rail="-",
    passed="=",
    fold="~",
    level="-",
    shades=".:*#",
    cell="#",
)

TONES: dict[TargetStatus, str] = {
    TargetStatus.PENDING: "quiet",
    TargetStatus.IN_PROGRESS: "lamp",
    TargetStatus.SUCCEEDED: "leaf",
    TargetStatus.FAILED: "ember",
    TargetStatus.SKIPPED: "bloom",
    TargetStatus.READY: "ink",
}
"""The colour that stands beside a target's mark."""
OUTCOMES: dict[DeploymentStatus, tuple[str, str]] = {
    DeploymentStatus.SUCCEEDED: ("succeeded", "leaf"),
    DeploymentStatus.FAILED: ("failed", "ember"),
    DeploymentStatus.STOPPED: ("skipped", "bloom"),
}
"""A final status's mark (a field of :class:`Marks`) and tone; all others are under way."""


def marks_for(glyphs: Glyphs) -> Marks:
    """The set that goes with the drawing characters of the program."""
    return ASCII if glyphs is PLAIN_GLYPHS else TYPOGRAPHIC
