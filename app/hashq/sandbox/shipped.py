"""The scenarios that come with the program: small YAML texts, each with the one thing it teaches.

Plain data, read by ``scenario.py`` like anybody's own; one of them is refused on purpose.
"""

from __future__ import annotations

from textwrap import indent
from typing import NamedTuple


class ShippedScenario(NamedTuple):
    """One scenario to open by name."""

    key: str
    """A short word to ask for it, in kebab-case."""
    lesson: str
    """What there is to see, one sentence."""
    text: str
    """The YAML."""


_V1 = """version: 0.0
os: linux
files:
  - {source: /, destination: /srv/catalogue}
hooks:
  ApplicationStop:
    - {location: scripts/stop.sh, timeout: 60}
  ApplicationStart:
    - {location: scripts/start.sh, timeout: 90, runas: web}
"""
"""The AppSpec of an earlier revision of a small web service."""
_V2 = """version: 0.0
os: linux
files:
  - {source: /, destination: /srv/catalogue}
hooks:
  ApplicationStop:
    - {location: scripts/stop.sh, timeout: 60}
  BeforeInstall:
    - {location: scripts/check_disk.sh, timeout: 30}
  AfterInstall:
    - {location: scripts/configure.sh, timeout: 60}
  ApplicationStart:
    - {location: scripts/migrate.sh, timeout: 120}
    - {location: scripts/start.sh, timeout: 90, runas: web}
  ValidateService:
    - {location: scripts/validate.sh, timeout: 60}
"""
"""The AppSpec of its new revision."""
_OUTPUT = """output:
  scripts/stop.sh: |
    catalogue runs as process 812
    stopped
  scripts/check_disk.sh: /srv has 14 GB free, 2 GB needed
  scripts/configure.sh: wrote /srv/catalogue/catalogue.conf
  scripts/migrate.sh: |
    schema 11, wanted 12
    applied 0012_prices
  scripts/start.sh: catalogue runs as process 4711
  scripts/validate.sh: |
    GET /health
    200 OK
"""
"""What its scripts print when all goes well."""


def _appspecs(**appspecs: str) -> str:
    """The ``appspec`` key of a scenario: each revision's own text, as a block below its name."""
    blocks = (f"  {revision}: |\n{indent(text, '    ')}" for revision, text in appspecs.items())
    return "appspec:\n" + "".join(blocks)


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
        "lambda-linear",
        "Ten equal steps: after four intervals, at minute eight, half of the traffic has moved.",
        "name: Lambda, linear\nplatform: lambda\nconfiguration: LambdaLinear10PercentEvery2Minutes\n",
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
        + _appspecs(v1=_V1, v2=_V2)
        + _OUTPUT
        + "fail:\n- instance: i-1\n  event: ApplicationStop\n  revision: v1\n  output: |\n"
        "    scripts/stop.sh: line 4: kill: (812) - No such process\n",
    ),
    ShippedScenario(
        "validation-fails",
        "ValidateService asks the new version itself; what it prints tells why the instance failed.",
        "name: The health check fails\nconfiguration: OneAtATime\nfleet: {instances: 4}\n"
        + _appspecs(v1=_V1, v2=_V2)
        + _OUTPUT
        + "fail:\n- instance: '#2'\n  event: ValidateService\n  output: |\n"
        "    try 1 of 3: GET /health answers 503\n    try 2 of 3: GET /health answers 503\n"
        "    try 3 of 3: GET /health answers 503\n    giving up: the database is at schema 11, 12 is needed\n"
        "rollback: [DEPLOYMENT_FAILURE]\n",
    ),
    ShippedScenario(
        "script-times-out",
        "A script that hangs is ended at its own timeout, not at the hour the service would wait.",
        "name: A script that hangs\nconfiguration: HalfAtATime\nfleet: {instances: 4}\n"
        + _appspecs(v1=_V1, v2=_V2)
        + _OUTPUT
        + "fail:\n- instance: '#1'\n  event: ApplicationStart\n  error: ScriptTimedOut\n  output: |\n"
        "    waiting for port 8080\n",
    ),
    ShippedScenario(
        "script-missing",
        "A script that the bundle lacks is found missing only when its turn comes.",
        "name: A script that is not there\nconfiguration: OneAtATime\nfleet: {instances: 3}\n"
        + _appspecs(v1=_V1, v2=_V2)
        + _OUTPUT
        + "fail: [{instance: '#1', event: ApplicationStart, error: ScriptMissing}]\n",
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
