"""Whether a deployment that did not succeed is answered with a rollback, and of what.

A rollback is a new deployment of the last successful revision. It undoes nothing a script did: there is no restoring a point
in time. Knows no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.sandbox.model import Creator, DeploymentStatus, ErrorCode, RollbackEvent

if TYPE_CHECKING:
    from hashq.sandbox.events import ErrorInformation
    from hashq.sandbox.machine import DeploymentOrder

NO_EARLIER_SUCCESS = "The group has no earlier successful deployment, so there is no revision to return to."
"""Said when a first deployment fails."""
NOTHING_ATTEMPTED = "The deployment ended before anything was attempted, so there is nothing to roll back."
"""Said when the start checks refused a deployment."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows a deployment that did not succeed."""

    revision: str | None
    """The revision to return to; None when there will be no rollback although one was asked for."""
    reason: str = ""
    """Why there will be none; empty when there will be one."""


def trigger(status: DeploymentStatus, error: ErrorInformation | None) -> RollbackEvent | None:
    """Which of the group's rollback settings covers this end; None when none does."""
    if status is DeploymentStatus.FAILED:
        return RollbackEvent.FAILURE
    if status is not DeploymentStatus.STOPPED or error is None:
        return None
    if error.code is ErrorCode.ALARM_ACTIVE:
        return RollbackEvent.STOP_ON_ALARM
    return RollbackEvent.STOP_ON_REQUEST if error.code is ErrorCode.MANUAL_STOP else None


def verdict(
    order: DeploymentOrder,
    event: RollbackEvent | None,
    *,
    asked: bool | None,
    attempted: bool,
    last_successful: str | None,
) -> Verdict | None:
    """What follows a deployment that ended with ``event``; None when nobody asked for a rollback.

    ``asked`` is what the person who stopped it wanted, whatever the group's settings; None leaves it to them. A rollback that fails is not
    answered with another.
    """
    if event is None or order.creator is Creator.ROLLBACK:
        return None
    wanted = event in order.group.rollback
    if event is RollbackEvent.STOP_ON_REQUEST and asked is not None:
        wanted = asked
    if not wanted:
        return None
    if not attempted:
        return Verdict(None, NOTHING_ATTEMPTED)
    if last_successful is None:
        return Verdict(None, NO_EARLIER_SUCCESS)
    return Verdict(last_successful)
