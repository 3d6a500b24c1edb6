"""The scenarios that come with the program: small YAML texts, each with the one thing it teaches.

Plain data, read by ``scenario.py`` like anybody's own; one of them is refused on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedScenario:
    """One scenario to open by name."""

    key: str
    """A short word to ask for it, in kebab-case."""
    lesson: str
    """What there is to see, one sentence."""
    text: str
    """The YAML."""


SHIPPED: tuple[ShippedScenario, ...] = (
    ShippedScenario(
        "three-configurations",
        "One failure: one at a time stops, half at a time and all at once carry on.",
        "name: One failure, three configurations\n"
        "compare: [OneAtATime, HalfAtATime, AllAtOnce]\nfleet: {instances: 9}\nfail: [i-3]\n",
    ),
    ShippedScenario(
        "one-at-a-time",
        "A staircase: no instance is taken before the one above it is done.",
        "name: One at a time\nconfiguration: OneAtATime\nfleet: {instances: 9}\n",
    ),
    ShippedScenario(
        "half-at-a-time",
        "Of nine instances five must stay healthy, so four are worked on at a time.",
        "name: Half at a time\nconfiguration: HalfAtATime\nfleet: {instances: 9}\n",
    ),
    ShippedScenario(
        "all-at-once",
        "The fastest, and nothing serves meanwhile.",
        "name: All at once\nconfiguration: AllAtOnce\nfleet: {instances: 9}\n",
    ),
    ShippedScenario(
        "first-fails",
        "The very first failure stops one at a time, and nobody got the new revision.",
        "name: The first instance fails\nconfiguration: OneAtATime\nfleet: {instances: 9}\nfail: ['#1']\n",
    ),
    ShippedScenario(
        "last-fails",
        "The last of nine may fail: nobody is left to protect, and eight are healthy.",
        "name: The last instance fails\nconfiguration: OneAtATime\nfleet: {instances: 9}\nfail: ['#9']\n",
    ),
    ShippedScenario(
        "failed-first",
        "The next deployment begins with the instances that failed.",
        "name: Failed instances go first\nconfiguration: HalfAtATime\nfleet: {instances: 9}\n"
        "fail: [i-3, i-7]\nthen: [{revision: v3}]\n",
    ),
    ShippedScenario(
        "rollback-on-failure",
        "A rollback is one more deployment, of the last successful revision.",
        "name: Rollback on failure\nconfiguration: OneAtATime\nfleet: {instances: 6}\nfail: ['#4']\n"
        "rollback: [DEPLOYMENT_FAILURE]\n",
    ),
    ShippedScenario(
        "rollback-on-alarm",
        "An alarm stops the deployment, and its own setting rolls it back.",
        "name: Rollback on an alarm\nconfiguration: HalfAtATime\nfleet: {instances: 8}\nalarms: [{at: 80, until: 200}]\n"
        "rollback: [DEPLOYMENT_STOP_ON_ALARM]\n",
    ),
    ShippedScenario(
        "mixed-fleet",
        "Without a rollback a failed deployment leaves both revisions running.",
        "name: A mixed fleet\nconfiguration: HalfAtATime\nfleet: {instances: 10}\nfail: ['#6', '#7', '#8', '#9', '#10', '#1']\n",
    ),
    ShippedScenario(
        "never-starts",
        "Three quarters of three round up to three: there is nobody to work on.",
        "name: A deployment that never starts\n"
        "configuration: {minimumHealthyHosts: {type: FLEET_PERCENT, value: 75}}\nfleet: {instances: 3}\n",
    ),
    ShippedScenario(
        "blue-green",
        "A second fleet is installed, traffic moves over, the first one waits and goes.",
        "name: Blue/green\ntype: blue-green\nconfiguration: HalfAtATime\nfleet: {instances: 4}\n",
    ),
    ShippedScenario(
        "blue-green-approval",
        "The replacements are ready, and a person lets traffic move.",
        "name: Blue/green on approval\ntype: blue-green\nconfiguration: AllAtOnce\nfleet: {instances: 4}\n"
        "blueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 900}\nactions: [{at: 240, do: approve}]\n",
    ),
    ShippedScenario(
        "lambda-canary",
        "A tenth of the traffic at once, the rest five minutes later.",
        "name: A Lambda canary\nplatform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\n",
    ),
    ShippedScenario(
        "lambda-canary-alarm",
        "An alarm in the middle of a canary points all traffic back.",
        "name: A canary that sings\nplatform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\n"
        "alarms: [{at: 150}]\nrollback: [DEPLOYMENT_STOP_ON_ALARM]\n",
    ),
    ShippedScenario(
        "ecs-linear",
        "Ten steps need nine intervals: the last tenth moves at minute nine.",
        "name: ECS, linear\nplatform: ecs\nconfiguration: ECSLinear10PercentEvery1Minutes\n",
    ),
    ShippedScenario(
        "lambda-in-place",
        "Refused: Lambda deployments are always blue/green.",
        "name: In place on Lambda\nplatform: lambda\ntype: in-place\n",
    ),
    ShippedScenario(
        "broken-application-stop",
        "ApplicationStop comes from the revision installed before, so a mended bundle does not help.",
        "name: A broken ApplicationStop\nconfiguration: OneAtATime\nfleet: {instances: 4}\n"
        "fail: [{instance: i-1, event: ApplicationStop, revision: v1}]\n",
    ),
    ShippedScenario(
        "silent-agent",
        "An agent that answers nobody is noticed after five minutes and counts as a failure.",
        "name: A silent agent\nconfiguration: HalfAtATime\n"
        "fleet: [{id: i-1}, {id: i-2, agent: silent}, {id: i-3}, {id: i-4}, {id: i-5}]\n",
    ),
)
"""In the order in which they are best met."""


def shipped(key: str) -> ShippedScenario | None:
    """The shipped scenario of that name; None when there is none."""
    return next((each for each in SHIPPED if each.key == key), None)
