"""Deployments to predict: a scenario with the words that tell it. Nothing here knows how one ends; the simulator does.

Only what the service's documentation settles is told: fleets that were healthy before, no group of one under
``HalfAtATime``, and failures placed where it does not matter whether instances in flight finish.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hashq.sandbox.configurations import MinimumHealthyHosts, MinimumType, predefined
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.timeline import Timeline, run

if TYPE_CHECKING:
    from random import Random

    from hashq.sandbox.snapshot import DeploymentState

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One deployment, told and not yet run."""

    text: str
    """The scenario as YAML."""
    told: str
    """What a person is told of it. Markdown. Small numbers are words, so that no answer stands in it."""
    size: int = 0
    """Instances; 0 on Lambda and ECS."""
    broken: int = 0
    """Instances on which the new revision fails."""
    first_broken: int = 0
    """The first of them in the order of starting, from 1; 0 when none is broken."""

    @cached_property
    def timeline(self) -> Timeline:
        """The run. Raises :class:`ValueError` when the scenario is not one, which no maker may cause."""
        parsed = parse_scenario(self.text)
        if parsed.scenario is None:
            raise ValueError(f"{parsed.problems[0].message}: {self.text}")
        return run(parsed.scenario)

    @cached_property
    def deployment(self) -> DeploymentState:
        """The first deployment, at the end of the run."""
        return self.timeline.end.deployments[0]

    @property
    def status(self) -> str:
        """How the first deployment ends."""
        return str(self.deployment.status)


def number(count: int) -> str:
    """A small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def ordinal(place: int) -> str:
    """``third`` for 3; up to the twelfth."""
    return _ORDINALS[place]


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration for servers, as it is written and told."""

    yaml: str
    told: str
    minimum: MinimumHealthyHosts


def predefined_configuration(name: str) -> Configuration:
    """One of the three that the service defines for servers."""
    minimum = predefined(name).minimum
    if minimum is None:
        raise ValueError(f"{name} is not for servers")
    return Configuration(name, f"`{name}`", minimum)


def custom_configuration(kind: MinimumType, value: int) -> Configuration:
    """A person's own, by a number of hosts or a percentage."""
    written = f"{{minimumHealthyHosts: {{type: {kind}, value: {value}}}}}"
    share = f"{value}% of the instances" if kind is MinimumType.FLEET_PERCENT else number(value)
    told = f"a configuration of its own that keeps at least {share} healthy (`{kind}`)"
    return Configuration(written, told, MinimumHealthyHosts(kind, value))


def any_configuration(size: int, stream: Random) -> Configuration:
    """One under which a fleet of ``size`` can start."""
    drawn = stream.randrange(6)
    if drawn < 3:
        return predefined_configuration(("OneAtATime", "HalfAtATime", "AllAtOnce")[drawn])
    if drawn == 3:
        return custom_configuration(MinimumType.HOST_COUNT, stream.randint(2, size - 1))
    startable = [v for v in (25, 40, 60, 75, 80) if -(-size * v // 100) < size]
    return custom_configuration(MinimumType.FLEET_PERCENT, stream.choice(startable))


def failing_places(size: int, minimum: MinimumHealthyHosts, stream: Random) -> range:
    """Which instances are broken, by their turn: so that the outcome does not hang on those in flight."""
    spare = minimum.max_concurrent(size)
    if spare == 1:
        place = stream.choice((stream.randint(1, size), size))
        return range(place, place + 1)
    if spare == size:
        count = stream.choice((stream.randint(1, size), size - 1, size))
        return range(1, count + 1)
    few = stream.randint(1, spare - 1)
    return stream.choice((range(1, spare + 1), range(size - spare + 1, size + 1), range(1, few + 1)))


def fleet_told(size: int) -> str:
    """The fleet before the deployment."""
    return f"A deployment group has {number(size)} EC2 instances, `i-1` and so on, all healthy on `v1`; they are taken in this order."


def broken_told(places: range, size: int) -> str:
    """Which of the instances are broken."""
    if len(places) == size:
        return "On every instance `v2` fails in ApplicationStart."
    if len(places) == 1:
        which = "the last" if places.start == size else f"the {ordinal(places.start)}"
        return f"On {which} instance to be started, `v2` fails in ApplicationStart."
    side = "first" if places.start == 1 else "last"
    return f"On the {side} {number(len(places))} instances to be started, `v2` fails in ApplicationStart."


def failing(stream: Random, *, careful: bool = False) -> Case:
    """A deployment in place with broken instances; ``careful``: one at a time, and not the first nor the last."""
    size = stream.randint(4, 10)
    configuration = predefined_configuration("OneAtATime") if careful else any_configuration(size, stream)
    places = failing_places(size, configuration.minimum, stream)
    if careful:
        place = stream.randint(2, size - 1)
        places = range(place, place + 1)
    return _in_place(size, configuration, places)


def _in_place(size: int, configuration: Configuration, places: range, more: str = "", told: str = "") -> Case:
    broken = ", ".join(f"'#{place}'" for place in places)
    text = f"configuration: {configuration.yaml}\nfleet: {{instances: {size}}}\n"
    text += f"fail: [{broken}]\n" if broken else ""
    words = [
        fleet_told(size),
        f"`v2` is deployed in place with {configuration.told}.",
        broken_told(places, size) if broken else "",
        told or "No rollback is set up.",
    ]
    said = " ".join(word for word in words if word)
    return Case(text + more, said, size, len(places), places.start if broken else 0)


def unstartable(stream: Random) -> Case:
    """A minimum that leaves nobody to work on, by number or by rounding up; or one that just leaves somebody."""
    size = stream.randint(3, 9)
    kind = stream.choice((MinimumType.HOST_COUNT, MinimumType.FLEET_PERCENT))
    value = stream.choice((size, size - 1)) if kind is MinimumType.HOST_COUNT else stream.choice((70, 80, 90))
    return _in_place(size, custom_configuration(kind, value), range(0), told="Nothing is broken.")


def sized(stream: Random) -> Case:
    """A healthy deployment under a minimum that takes some arithmetic."""
    size = stream.randint(5, 20)
    if stream.random() < 0.4:
        return _in_place(size, predefined_configuration("HalfAtATime"), range(0), told="Nothing is broken.")
    value = stream.choice([v for v in (25, 40, 60, 70, 75, 80) if -(-size * v // 100) < size])
    configuration = custom_configuration(MinimumType.FLEET_PERCENT, value)
    return _in_place(size, configuration, range(0), told="Nothing is broken.")


def rolled_back(stream: Random) -> Case:
    """A failure or an alarm, with or without the rollback that answers to it."""
    size = stream.randint(4, 8)
    careful = predefined_configuration("OneAtATime")
    setting = stream.choice(("", "DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"))
    told = f"Automatic rollback is on, for `{setting}` only." if setting else "No rollback is set up."
    more = f"rollback: [{setting}]\n" if setting else ""
    event = stream.randrange(3)
    if event == 0:
        place = stream.randint(2, size - 1)
        return _in_place(size, careful, range(place, place + 1), more, told)
    minute = stream.randint(2, size - 2) if event == 1 else size + 3
    when = "while it runs" if event == 1 else "only after it has ended"
    alarm = f"The group watches an alarm, which goes off {when}."
    return _in_place(
        size, careful, range(0), f"{more}alarms: [{{at: {minute * 60 + 10}}}]\n", f"{alarm} {told}"
    )


def next_deployment(stream: Random) -> Case:
    """A deployment that one failure stops, and the next one."""
    case = failing(stream, careful=True)
    told = f"{case.told} Then `v3` is deployed to the same group."
    return Case(f"{case.text}then: [{{revision: v3}}]\n", told, case.size, 1, case.first_broken)


def silent_agent(stream: Random) -> Case:
    """One machine is stopped, and its agent never answers."""
    size = stream.randint(3, 8)
    configuration = predefined_configuration(stream.choice(("OneAtATime", "OneAtATime", "AllAtOnce")))
    place = stream.choice((stream.randint(1, size), size))
    fleet = ", ".join(f"{{id: i-{n}{', agent: silent' if n == place else ''}}}" for n in range(1, size + 1))
    which = "last" if place == size else ordinal(place)
    told = (
        f"{fleet_told(size)} The machine of the {which} one was stopped, but it still carries the group's tags. "
        f"`v2` is deployed in place with {configuration.told}."
    )
    return Case(f"configuration: {configuration.yaml}\nfleet: [{fleet}]\n", told, size)


def broken_stop(stream: Random) -> Case:
    """The installed revision cannot be stopped; the new bundle mends the script."""
    size = stream.randint(3, 8)
    place = stream.choice((stream.randint(1, size - 1), size))
    ignored = stream.random() < 0.4
    which = "last" if place == size else ordinal(place)
    told = (
        f"{fleet_told(size)} On the {which} one the ApplicationStop script of `v1` is broken. `v2`, with a mended "
        f"script, is deployed in place with `OneAtATime`. `ignoreApplicationStopFailures` is {str(ignored).lower()}."
    )
    text = (
        f"configuration: OneAtATime\nfleet: {{instances: {size}}}\n"
        f"fail: [{{instance: i-{place}, event: ApplicationStop, revision: v1}}]\n"
        f"ignoreApplicationStopFailures: {str(ignored).lower()}\n"
    )
    return Case(text, told, size)


def approved(stream: Random) -> Case:
    """A blue/green deployment that waits for a person."""
    size, wait = stream.randint(2, 6), stream.choice((20, 30, 60))
    answer = stream.choice(("approve", ""))
    told = (
        f"A blue/green deployment to {number(size)} EC2 instances brings `v2`. When the green fleet is ready, the "
        f"reroute waits up to {wait} minutes for approval. "
        + ("A person approves it in time." if answer else "Nobody answers.")
    )
    text = (
        f"type: blue-green\nconfiguration: AllAtOnce\nfleet: {{instances: {size}}}\n"
        f"blueGreen: {{approval: STOP_DEPLOYMENT, approvalWait: {wait * 60}}}\n"
    )
    return Case(f"{text}actions: [{{at: 600, do: approve}}]\n" if answer else text, told, size)


@dataclass(frozen=True, slots=True)
class Shift:
    """A predefined traffic configuration."""

    platform: str
    """As scenarios write it."""
    kind: str
    """``Canary`` or ``Linear``."""
    minutes: int

    @property
    def name(self) -> str:
        """Its name without the common prefix."""
        label = "ECS" if self.platform == "ecs" else "Lambda"
        every = "Every" if self.kind == "Linear" else ""
        plural = "" if (label, self.kind, self.minutes) == ("Lambda", "Linear", 1) else "s"
        return f"{label}{self.kind}10Percent{every}{self.minutes}Minute{plural}"

    @property
    def last(self) -> int:
        """Minutes from the first shift to the last."""
        return self.minutes if self.kind == "Canary" else 9 * self.minutes


SHIFTS = (
    *(Shift("lambda", "Canary", minutes) for minutes in (5, 10, 15, 30)),
    *(Shift("lambda", "Linear", minutes) for minutes in (1, 2, 3, 10)),
    *(Shift("ecs", "Canary", minutes) for minutes in (5, 15)),
    *(Shift("ecs", "Linear", minutes) for minutes in (1, 3)),
)
"""The predefined ones that move traffic over time."""


def shifting(shift: Shift, *, alarm: int | None = None, rollback: bool = False) -> Case:
    """Traffic that moves; ``alarm``: minutes after the shift begins at which one goes off, None for never."""
    what = "service on ECS" if shift.platform == "ecs" else "Lambda function"
    told = f"A new version of a {what} is deployed with `{shift.name}`; nothing fails."
    text = f"platform: {shift.platform}\nconfiguration: {shift.name}\n"
    if alarm is None:
        return Case(text, told)
    moment = _shift_begins(Case(text, told)) + alarm * 60
    setting = "for `DEPLOYMENT_STOP_ON_ALARM`" if rollback else "for `DEPLOYMENT_FAILURE` only"
    when = "while traffic is still shifting" if alarm < shift.last else "long after it has ended"
    told = f"{told[:-1]}. An alarm of the group goes off {when}. Automatic rollback is on, {setting}."
    event = "DEPLOYMENT_STOP_ON_ALARM" if rollback else "DEPLOYMENT_FAILURE"
    return Case(f"{text}alarms: [{{at: {moment}}}]\nrollback: [{event}]\n", told)


def _shift_begins(case: Case) -> int:
    """Seconds from the start of the deployment to its first shift of traffic."""
    return case.deployment.shifts[0][0] // 1000
