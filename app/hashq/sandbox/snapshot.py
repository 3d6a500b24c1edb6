"""What there is to see of a world at one moment: frozen values, made by ``world.py`` and shown by every view.

Holds no rule and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hashq.sandbox.model import DeploymentStatus, Label, LifecycleEventStatus, TargetStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashq.sandbox.events import DeploymentCreated, ErrorInformation, LifecycleEventEnded
    from hashq.sandbox.fleet import Host


class TargetState(NamedTuple):
    """One target of one deployment at one moment; a named tuple, because the fold makes a new one at every step."""

    id: str
    label: Label | None
    """Blue or Green; None outside blue/green."""
    lifecycle: tuple[str, ...]
    """Every lifecycle event it may see."""
    status: TargetStatus = TargetStatus.PENDING
    started: int | None = None
    """None while it was not started."""
    ended: int | None = None
    """None while it has not ended; skipped targets never started but did end."""
    running: str | None = None
    """The lifecycle event in progress; None between events, before and after."""
    running_since: int | None = None
    scripts_of: str | None = None
    """Whose scripts the running event runs; None when it runs none."""
    records: tuple[LifecycleEventEnded, ...] = ()
    """The lifecycle events that ended, in order."""

    def event_status(self, name: str) -> LifecycleEventStatus:
        """Where one lifecycle event stands on this target."""
        for record in self.records:
            if record.name == name:
                return record.status
        if self.running == name:
            return LifecycleEventStatus.IN_PROGRESS
        return LifecycleEventStatus.PENDING if self.ended is None else LifecycleEventStatus.SKIPPED


@dataclass(frozen=True, slots=True)
class DeploymentState:
    """One deployment at one moment."""

    created: DeploymentCreated
    """What it was asked to do."""
    status: DeploymentStatus
    error: ErrorInformation | None
    """Why it did not succeed; None while it runs and when it did."""
    started: int | None
    ended: int | None
    targets: Mapping[str, TargetState]
    """By id, in the order in which they are taken."""
    counts: Mapping[TargetStatus, int]
    healthy: int
    """Targets that are healthy and not being worked on; for blue/green, replacements that are ready or done."""
    shifts: tuple[tuple[int, int], ...]
    """(time, per cent of production traffic on this deployment's revision), in order."""
    test_traffic: bool
    """Whether the test listener of an ECS service points to the new task set."""
    rolled_back_by: str | None
    """The deployment that rolls this one back; None when none does."""
    rollback_message: str
    """Why a rollback that was asked for did not happen; empty otherwise."""
    waits_until: int | None
    """Until when it waits for approval, a zone, or the end of the originals; None when it does not wait."""

    @property
    def id(self) -> str:
        """The deployment's id."""
        return self.created.deployment

    @property
    def percent(self) -> int:
        """Per cent of production traffic on this deployment's revision."""
        return self.shifts[-1][1] if self.shifts else 0

    @property
    def size(self) -> int:
        """How many targets the configuration's minimum is counted on."""
        return len(self.created.groups[0].targets)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything there is to see at one moment."""

    time: int
    """Of the last event applied; milliseconds."""
    events: int
    """How many events were applied."""
    deployments: tuple[DeploymentState, ...]
    """In the order in which they were created."""
    hosts: Mapping[str, Host]
    """Every instance by id; empty on Lambda and ECS."""
    last_successful: str | None
    """The group's last successful revision; None when there was none."""
    serving: tuple[tuple[str, int], ...]
    """On Lambda and ECS: (revision, per cent of production traffic). Empty on servers, where instances serve and not revisions:
    see ``hosts`` and :attr:`DeploymentState.percent`."""
    alarm: bool
    """Whether an alarm rings."""

    @property
    def current(self) -> DeploymentState | None:
        """The latest deployment; None before the first."""
        return self.deployments[-1] if self.deployments else None
