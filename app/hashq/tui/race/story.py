"""What a run tells: its events as sentences up to a moment, the latest last, with the rule behind it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hashq.plain_text import one_line
from hashq.sandbox import events as happened
from hashq.sandbox.model import DeploymentStatus, TargetStatus
from hashq.sandbox.narrate import clock, narrate
from hashq.tui.race.ink import wrapped
from hashq.tui.race.playback import told

if TYPE_CHECKING:
    from hashq.sandbox.events import Event
    from hashq.sandbox.narrate import Narration
    from hashq.sandbox.timeline import Timeline
    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks


class Story:
    """The events of a run that are told, by index."""

    def __init__(self, timeline: Timeline, *, everything: bool = False) -> None:
        """``everything`` tells every event, not only the turns."""
        self.timeline = timeline
        self.indices = tuple(range(len(timeline))) if everything else tuple(told(timeline))

    def known(self, count: int) -> int:
        """How many of the told events are among the first ``count``."""
        return bisect_left(self.indices, count)

    def line(self, number: int, marks: Marks) -> Line:
        """The told event ``number``: time, mark, sentence."""
        event = self.timeline.events[self.indices[number]]
        mark, tone = mark_of(event, marks)
        sentence = one_line(self._told(event).sentence)
        return ((clock(event.at), "quiet"), (f" {mark} ", f"bold {tone}"), (sentence, "text"))

    def lines(self, number: int, marks: Marks, width: int) -> list[Line]:
        """The same over as many lines as it takes."""
        when, mark, (sentence, tone) = self.line(number, marks)
        margin = cell_len(when[0]) + cell_len(mark[0])
        first, *rest = wrapped(sentence, width - margin) or [""]
        return [(when, mark, (first, tone)), *(((" " * margin + text, tone),) for text in rest)]

    def why(self, number: int) -> tuple[str, str]:
        """The rule behind the told event ``number``, and where it is written."""
        rule = self._told(self.timeline.events[self.indices[number]]).rule
        return rule.text, rule.source

    def _told(self, event: Event) -> Narration:
        return narrate(event, self.timeline.scenario.platform)


def mark_of(event: Event, marks: Marks) -> tuple[str, str]:
    """A mark and a tone for an event."""
    if isinstance(event, happened.TargetEnded):
        good = event.status is TargetStatus.SUCCEEDED
        return (marks.succeeded, "leaf") if good else (marks.failed, "ember")
    if isinstance(event, happened.LifecycleEventEnded):
        good = event.error == "Success"
        return (marks.succeeded, "leaf") if good else (marks.failed, "ember")
    if isinstance(event, happened.DeploymentEnded):
        good = event.status is DeploymentStatus.SUCCEEDED
        return (marks.succeeded, "leaf") if good else (marks.ended, "ember")
    if isinstance(event, happened.DeploymentCreated):
        return (marks.rolled_back, "sun") if event.rollback_of else (marks.stop, "lamp")
    if isinstance(event, (happened.AlarmRaised, happened.AlarmCleared)):
        return marks.alarm, "sun"
    if isinstance(event, happened.TargetsSkipped):
        return marks.skipped, "bloom"
    if isinstance(
        event,
        (
            happened.RolloutHalted,
            happened.DeploymentStopping,
            happened.StopRequested,
            happened.RequestRefused,
        ),
    ):
        return marks.ended, "ember"
    if isinstance(event, (happened.TargetStarted, happened.LifecycleEventStarted)):
        return marks.working, "lamp"
    return marks.stop, "ink"
