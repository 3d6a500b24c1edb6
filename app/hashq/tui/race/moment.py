"""A run as of one moment, and how it is looked at: all that a picture of it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.sandbox.model import ComputePlatform, DeploymentType

if TYPE_CHECKING:
    from hashq.sandbox.snapshot import Snapshot
    from hashq.sandbox.timeline import Timeline
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.time_axis import TimeAxis
    from hashq.tui.race.tracks import Tracks


@dataclass(frozen=True, slots=True)
class Moment:
    """A run as of one moment."""

    timeline: Timeline
    tracks: Tracks
    axis: TimeAxis
    count: int
    """Events that have happened."""
    now: int
    """Milliseconds."""

    @property
    def world(self) -> Snapshot:
        """The world at this moment."""
        return self.timeline.at(self.count)

    @property
    def shifts_traffic(self) -> bool:
        """Whether the deployment moves traffic between versions instead of working on instances."""
        return self.timeline.scenario.platform is not ComputePlatform.SERVER

    @property
    def two_fleets(self) -> bool:
        """Whether a second fleet replaces the first."""
        on_server = self.timeline.scenario.platform is ComputePlatform.SERVER
        return on_server and self.timeline.scenario.group.type is DeploymentType.BLUE_GREEN


@dataclass(frozen=True, slots=True)
class Look:
    """How a panel is drawn."""

    glyphs: Glyphs
    marks: Marks
    chosen: str | None = None
    """The target a person has chosen; None for none."""
    first: int = 0
    """The first target that shows, where not all of them fit."""
    focused: bool = False
    """Whether the panel is the one that acts."""
    mapped: bool = False
    """Whether the fleet is drawn as a map of cells instead of lanes."""
