"""The rules a story refers to, each in one sentence with its place in the service's documentation.

A choice of this program's own, where the documentation is silent, says so. Plain data.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the service."""

    text: str
    source: str
    """Where it is written; ``our choice`` where the sources are silent."""


_GUIDE = "User guide: "

ORDER = Rule(
    "Instances are taken in order: unhealthy ones first, then those with an unknown, an old and the current revision.",
    _GUIDE + "deployment configurations",
)
WINDOW = Rule(
    "No more instances are worked on at once than leaves the minimum of healthy hosts, less those that failed.",
    _GUIDE + "instance health",
)
START = Rule(
    "A deployment whose minimum of healthy hosts leaves no instance to work on fails before it attempts anything.",
    _GUIDE + "instance health",
)
STOP = Rule(
    "When failures have brought the healthy hosts down to the minimum and somebody still waits, the deployment stops.",
    _GUIDE + "instance health",
)
SUCCESS = Rule(
    "A deployment succeeds when no target was left out and enough of them succeeded: at least one, and on servers no fewer "
    "than the minimum of healthy hosts.",
    _GUIDE + "instance health",
)
FINISH = Rule("Instances in flight when a deployment stops finish their work.", "our choice")
MIXED = Rule(
    "A deployment that fails or is stopped reverts nothing: updated instances keep the new revision, skipped ones the old.",
    _GUIDE + "redeploy and roll back",
)
FAILED_FIRST = Rule(
    "A failed instance stays failed, and the next deployment begins with it.", _GUIDE + "instance health"
)
OLD_SCRIPTS = Rule(
    "ApplicationStop, BeforeBlockTraffic and AfterBlockTraffic run the scripts of the revision installed before.",
    _GUIDE + "AppSpec hooks",
)
NEW_SCRIPTS = Rule(
    "This hook runs the scripts of the bundle that is being deployed.", _GUIDE + "AppSpec hooks"
)
RESERVED = Rule(
    "This event is the agent's or the service's own: no script can be attached to it.",
    _GUIDE + "AppSpec hooks",
)
NO_OP = Rule(
    "Without a script, or without an earlier install to take one from, the agent acknowledges an event as a no-op.",
    "Agent: command poller and hook executor",
)
FAIL_EVENT = Rule(
    "The first failing lifecycle event fails the instance; the events after it are skipped.",
    _GUIDE + "AppSpec hooks",
)
FORGIVEN = Rule(
    "ignoreApplicationStopFailures lets a deployment go on after a failing hook of the old revision.",
    "API: CreateDeployment",
)
POLL = Rule(
    "The agent asks for work by outgoing HTTPS and gets one command for each lifecycle event.",
    _GUIDE + "CodeDeploy agent",
)
START_TIMEOUT = Rule(
    "An event that no agent starts within five minutes fails the instance; a stopped machine counts as a failure.",
    _GUIDE + "troubleshoot instances",
)
EVENT_TIMEOUT = Rule(
    "An event that does not end within an hour fails the instance, however early its agent died.",
    _GUIDE + "troubleshoot instances",
)
APPSPEC = Rule(
    "The agent reads the new bundle's appspec when the first event needs it, after DownloadBundle.",
    "Agent: hook executor",
)
ROLLBACK = Rule(
    "A rollback is a new deployment of the last successful revision; what scripts did is not undone, and there is no "
    "restore to a point in time.",
    _GUIDE + "redeploy and roll back",
)
NO_ROLLBACK = Rule("A rollback needs an earlier successful deployment.", _GUIDE + "redeploy and roll back")
ALARM = Rule(
    "An active alarm stops a deployment; a rollback follows only when DEPLOYMENT_STOP_ON_ALARM is enabled.",
    _GUIDE + "alarms",
)
MANUAL = Rule("A deployment may be stopped; what is deployed already stays.", "API: StopDeployment")
POLL_FAILURE = Rule(
    "An alarm whose state cannot be read stops a deployment, unless ignorePollAlarmFailure is set.",
    "API: AlarmConfiguration",
)
LONGEST = Rule("An in-place deployment may run for 8 hours, then it fails.", _GUIDE + "limits")
ONE_AT_ONCE = Rule("A deployment group runs one deployment at a time.", _GUIDE + "limits")
ZONE = Rule(
    "A zonal configuration deploys to one Availability Zone at a time and watches each before the next.",
    _GUIDE + "zonal configuration",
)
REPLACEMENTS = Rule(
    "Blue/green installs the revision on a second fleet; the configuration governs installing and rerouting alike.",
    _GUIDE + "blue/green deployments",
)
APPROVAL = Rule(
    "With STOP_DEPLOYMENT the reroute waits for a person, and the deployment is stopped when nobody comes.",
    "API: DeploymentReadyOption",
)
TERMINATION = Rule(
    "The originals stay until the termination wait is over; until then a rollback can route back to them.",
    "API: BlueInstanceTerminationOption",
)
SERVED = Rule(
    "Behind a load balancer each instance takes traffic once it is registered, here an equal part of it.",
    _GUIDE + "blue/green deployments",
)
SHIFT = Rule(
    "A canary moves its share at once and the rest after the interval; linear steps move at the start of each interval.",
    "User guide: deployment configurations; API: TrafficRoutingConfig",
)
STATUS = Rule(
    "A deployment is created, then in progress, then Succeeded, Failed or Stopped.", "API: DeploymentStatus"
)
TEST_TRAFFIC = Rule(
    "On ECS a test listener can reach the new task set before production traffic does.",
    _GUIDE + "AppSpec hooks",
)
SHIFT_TARGET = Rule(
    "On Lambda and ECS there is one target, whose traffic moves from the old revision to the new.",
    _GUIDE + "compute platforms",
)
HOOK = Rule(
    "On Lambda and ECS each hook is a Lambda function that must report Succeeded or Failed within an hour.",
    _GUIDE + "AppSpec hooks",
)
HOOK_FAILED = Rule(
    "The first lifecycle event that fails fails the whole deployment on Lambda and ECS; nothing after it runs.",
    _GUIDE + "AppSpec hooks",
)
AT_ONCE = Rule(
    "On Lambda and ECS a stop takes effect at once, in the middle of whatever runs; traffic stays where it is.",
    "our choice",
)
REROUTE_BACK = Rule(
    "A rollback of blue/green is a new deployment that routes traffic back to what served before, while that exists; what "
    "scripts and hooks did is not undone.",
    _GUIDE + "redeploy and roll back",
)
UNTOUCHED = Rule(
    "A deployment that was refused before it began has changed nothing, so no rollback answers it.",
    "our choice",
)
TAGS = Rule(
    "A deployment group takes the instances that carry its tags: any tag of a tag group, and one of each tag group.",
    _GUIDE + "tagging instances",
)
ROLE = Rule(
    "CodeDeploy acts with the service role of the deployment group; the agent with the instance profile.",
    _GUIDE + "service role",
)
APPSPEC_FIRST = Rule(
    "On Lambda and ECS the service reads the AppSpec itself, before it begins.", _GUIDE + "AppSpec files"
)
OVERRIDE = Rule(
    "overrideAlarmConfiguration can turn the polling of alarms off for a deployment.", "API: CreateDeployment"
)
ALARM_IN_ROLLBACK = Rule("Alarms are not evaluated during a rollback.", "our choice")
ALARM_BLOCKS = Rule(
    "While an alarm is active no deployment may begin; one that was stopped does not go on when it is quiet again.",
    "API: AlarmConfiguration",
)
IN_PROGRESS_ONLY = Rule("Only a deployment that has not ended can be stopped.", "API: StopDeployment")
FAILS_AT_WORK = Rule(
    "What is being worked on can fail here and now, what still waits when its turn comes, and what ended not at all.",
    "our choice",
)
DEREGISTER = Rule(
    "An original instance that cannot be taken out of traffic fails the whole blue/green deployment.",
    _GUIDE + "instance health",
)
