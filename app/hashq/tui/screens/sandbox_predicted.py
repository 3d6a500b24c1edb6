"""Predicting a run: asked before it, watched, judged when it is over.

Owns the prediction under way; the questions and the verdict are screens of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.tui.screens.sandbox_acting import ActingScreen

if TYPE_CHECKING:
    from hashq.sandbox.timeline import Timeline
    from hashq.study.prediction import Prediction


class PredictedScreen(ActingScreen):
    """A screen whose runs can be predicted."""

    _predicted: tuple[Timeline, Prediction] | None = None
    """The run that was predicted, until it is over."""

    def action_predict(self) -> None:
        """Say what will happen, then watch it from the beginning."""
        timeline = self.player.stage.timelines[self.player.run]
        if not timeline.end.deployments:
            self.program.say("There is nothing to predict here.")
            return
        self.program.open("sandbox_predict", timeline=timeline, done=self._watch_prediction)

    def _watch_prediction(self, prediction: Prediction) -> None:
        self._predicted = (self.player.stage.timelines[self.player.run], prediction)
        self.player.playhead = self.player.stage.race.start
        self.set_timer(0.1, self.action_play)

    def judge_prediction(self) -> None:
        """When the run that was predicted is over, show what was right."""
        if self._predicted is None:
            return
        timeline, prediction = self._predicted
        if timeline not in self.player.stage.timelines:
            self._predicted = None
            return
        run = self.player.stage.timelines.index(timeline)
        if self.player.playhead.counts[run] == len(timeline):
            self._predicted = None
            self.program.open("sandbox_verdict", prediction=prediction, timeline=timeline)
