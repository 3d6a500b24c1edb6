"""The words of a deployment: frozen values under the service's own names. Holds no rule beyond a value's own bounds.

Names follow the shapes of the service's API model. All times are whole milliseconds of simulated time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

SECOND = 1_000
"""Milliseconds in a second."""
MINUTE = 60 * SECOND
"""Milliseconds in a minute."""


class ComputePlatform(StrEnum):
    """Where an application runs; an application has exactly one."""

    SERVER = "Server"
    LAMBDA = "Lambda"
    ECS = "ECS"


class DeploymentType(StrEnum):
    """Whether the running fleet is updated, or a second one replaces it."""

    IN_PLACE = "IN_PLACE"
    BLUE_GREEN = "BLUE_GREEN"


class DeploymentStatus(StrEnum):
    """Where a deployment stands."""

    CREATED = "Created"
    QUEUED = "Queued"
    IN_PROGRESS = "InProgress"
    BAKING = "Baking"
    READY = "Ready"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    STOPPED = "Stopped"


class TargetStatus(StrEnum):
    """Where one instance (or function, or service) stands within a deployment."""

    PENDING = "Pending"
    IN_PROGRESS = "InProgress"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"
    READY = "Ready"


class LifecycleEventStatus(StrEnum):
    """Where one lifecycle event stands on one instance."""

    PENDING = "Pending"
    IN_PROGRESS = "InProgress"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"


class LifecycleErrorCode(StrEnum):
    """What the agent reports about a lifecycle event."""

    SUCCESS = "Success"
    SCRIPT_MISSING = "ScriptMissing"
    SCRIPT_NOT_EXECUTABLE = "ScriptNotExecutable"
    SCRIPT_TIMED_OUT = "ScriptTimedOut"
    SCRIPT_FAILED = "ScriptFailed"
    UNKNOWN_ERROR = "UnknownError"


class ErrorCode(StrEnum):
    """Why a deployment ended otherwise than Succeeded."""

    ALARM_ACTIVE = "ALARM_ACTIVE"
    ECS_UPDATE_ERROR = "ECS_UPDATE_ERROR"
    HEALTH_CONSTRAINTS = "HEALTH_CONSTRAINTS"
    HEALTH_CONSTRAINTS_INVALID = "HEALTH_CONSTRAINTS_INVALID"
    HOOK_EXECUTION_FAILURE = "HOOK_EXECUTION_FAILURE"
    IAM_ROLE_MISSING = "IAM_ROLE_MISSING"
    INVALID_LAMBDA_CONFIGURATION = "INVALID_LAMBDA_CONFIGURATION"
    INVALID_REVISION = "INVALID_REVISION"
    MANUAL_STOP = "MANUAL_STOP"
    NO_INSTANCES = "NO_INSTANCES"
    TIMEOUT = "TIMEOUT"


class Creator(StrEnum):
    """Who made a deployment."""

    USER = "user"
    ROLLBACK = "codeDeployRollback"


class RollbackEvent(StrEnum):
    """What a deployment group may answer with an automatic rollback."""

    FAILURE = "DEPLOYMENT_FAILURE"
    STOP_ON_ALARM = "DEPLOYMENT_STOP_ON_ALARM"
    STOP_ON_REQUEST = "DEPLOYMENT_STOP_ON_REQUEST"


class Health(StrEnum):
    """An instance's health: whether the last deployment to it succeeded."""

    HEALTHY = "Healthy"
    UNHEALTHY = "Unhealthy"


class Standing(IntEnum):
    """An instance's revision relative to the group's last successful deployment; the order is the service's."""

    UNKNOWN = 1
    OLD = 2
    CURRENT = 3


class Label(StrEnum):
    """Which of the two fleets of a blue/green deployment an instance belongs to."""

    BLUE = "Blue"
    GREEN = "Green"


class LoadBalancer(StrEnum):
    """What stands before the group."""

    NONE = "none"
    CLASSIC = "classic"
    APPLICATION = "application"
    NETWORK = "network"


class Approval(StrEnum):
    """What happens when the replacement fleet is ready."""

    CONTINUE = "CONTINUE_DEPLOYMENT"
    WAIT = "STOP_DEPLOYMENT"


class AlarmState(StrEnum):
    """What is wrong with an alarm for a time."""

    ACTIVE = "active"
    UNREADABLE = "unreadable"
    """Its state cannot be retrieved, so that nobody knows whether it rings."""


class DeploymentMode(StrEnum):
    """Whether a deployment brings a revision, or starts the one that is there again."""

    STANDARD = "STANDARD"
    RESTART = "RESTART"
    """In place only; deploys the last successful revision and takes none itself."""


class OutdatedInstancesStrategy(StrEnum):
    """What becomes of instances that join in mid-deployment and miss the revision."""

    UPDATE = "UPDATE"
    IGNORE = "IGNORE"


class Originals(StrEnum):
    """What becomes of the original fleet after the reroute."""

    TERMINATE = "TERMINATE"
    KEEP = "KEEP_ALIVE"


@dataclass(frozen=True, slots=True)
class Agent:
    """How the agent on one instance behaves."""

    answers_until: int | None = None
    """Simulated time from which it neither polls nor reports; None when it always does, 0 when it never did."""
    machine_stopped: bool = False
    """True when the whole machine is stopped, which the story tells differently; the service sees the same silence."""
    errors_until: int = 0
    """Until this time every poll fails, so that the agent backs off."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One machine of the fleet as the scenario begins."""

    id: str
    revision: str | None = None
    """The revision that serves; None when nothing was ever deployed."""
    health: Health = Health.UNHEALTHY
    tags: tuple[tuple[str, str], ...] = ()
    zone: str = "a"
    """Availability Zone, for zonal configurations."""
    agent: Agent = Agent()


@dataclass(frozen=True, slots=True)
class TagFilter:
    """One tag a deployment group asks for."""

    key: str
    value: str | None
    """None accepts any value."""

    def matches(self, instance: Instance) -> bool:
        """Whether the instance carries the tag."""
        return any(key == self.key and self.value in (None, value) for key, value in instance.tags)


TagSet = tuple[tuple[TagFilter, ...], ...]
"""Up to three tag groups: an instance needs any tag of each of them."""


def selected(tag_set: TagSet, instance: Instance) -> bool:
    """Whether a deployment group with these tag groups takes the instance; without tag groups, every one."""
    return all(any(tag.matches(instance) for tag in group) for group in tag_set)


@dataclass(frozen=True, slots=True)
class BlueGreenOptions:
    """How a blue/green deployment treats its two fleets."""

    copy_group: bool = True
    """True copies the Auto Scaling group (new machines start); False discovers machines that run already."""
    approval: Approval = Approval.CONTINUE
    approval_wait: int = 60 * MINUTE
    """How long a person may take to approve the reroute before the deployment is stopped."""
    originals: Originals = Originals.TERMINATE
    termination_wait: int = 5 * MINUTE
    """How long the originals stay after the reroute; at most 2,880 minutes."""


@dataclass(frozen=True, slots=True)
class DeploymentGroup:
    """What is deployed to, and the group's own settings."""

    platform: ComputePlatform = ComputePlatform.SERVER
    type: DeploymentType = DeploymentType.IN_PLACE
    tag_set: TagSet = ()
    on_premises: bool = False
    load_balancer: LoadBalancer = LoadBalancer.NONE
    rollback: frozenset[RollbackEvent] = frozenset()
    ignore_stop_failures: bool = False
    """``ignoreApplicationStopFailures``: ApplicationStop, BeforeBlockTraffic and AfterBlockTraffic may fail."""
    alarms_ignored: bool = False
    """``overrideAlarmConfiguration``: alarms are not polled for these deployments."""
    poll_failures_ignored: bool = False
    """``ignorePollAlarmFailure``: an alarm whose state cannot be read does not stop a deployment."""
    service_role: bool = True
    """False when the role the service assumes is gone: every deployment fails before it begins."""
    instance_profile: bool = True
    """False when the machines have no credentials: the agent cannot sign in and never takes a command. On-premises
    instances have an IAM identity of their own and need none."""
    blue_green: BlueGreenOptions = BlueGreenOptions()
