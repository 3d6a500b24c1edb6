"""Predict the outcome: a generated deployment, and one thing asked about its end. The simulator computes the key.

Given to cards that speak of what the sandbox shows (``sandbox/topics.py``), about the same topic. Which answer is right
is drawn before the deployment is, where there are few, so that none can be learned by how often it comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hashq.quiz import cases
from hashq.quiz.draft import Draft
from hashq.sandbox.events import DeploymentEnded, RolloutHalted, TargetStarted
from hashq.sandbox.model import MINUTE, TargetStatus
from hashq.sandbox.narrate import narrate
from hashq.sandbox.topics import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from hashq.quiz.cases import Case
    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

_DRAWS = 12
"""Deployments drawn at most until one ends as it should."""
_STATUSES = ("Succeeded", "Failed", "Stopped")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked of a case."""

    case: Case
    request: str
    key: str
    wrong: tuple[str, ...]
    """At least two."""


def predict(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:  # noqa: ARG001 - every maker is called alike
    """A deployment to predict, or the reason why the card yields none."""
    topic = fitting(card.question, card.answer, f"{card.deck} {' '.join(card.tags)}")
    if topic is None:
        return "it speaks of nothing the sandbox knows"
    askers = ASKERS.get(topic.key)
    if askers is None:
        return "what it speaks of has no outcome to predict"
    asked = stream.choice(askers)(stream)
    if asked is None:
        return "no deployment was found whose end is beyond doubt"
    return Draft(
        f"{asked.case.told}\n\n{asked.request}",
        (asked.key,),
        asked.wrong,
        why=_why(asked.case),
        scenario=asked.case.text,
    )


def _why(case: Case) -> str:
    """The events that decided it, as the sandbox tells them, each with its rule."""
    first = case.deployment.id
    told = [
        narrate(event, case.timeline.scenario.platform)
        for event in case.timeline.events
        if isinstance(event, (RolloutHalted, DeploymentEnded)) and event.deployment == first
    ]
    return "\n".join(f"{one.sentence} {one.rule.text}" for one in told)


def _drawn(make: Callable[[Random], Case], stream: Random, statuses: tuple[str, ...]) -> Case:
    """A case that ends with one of ``statuses``, the one drawn first if there is such a case."""
    wanted = stream.choice(statuses)
    case = make(stream)
    for _ in range(_DRAWS):
        if case.status == wanted:
            break
        case = make(stream)
    return case


def _status_of(make: Callable[[Random], Case], *statuses: str) -> Callable[[Random], Asked | None]:
    """Asks how a deployment ends, drawn from ``make``, which gives each of ``statuses``."""

    def ask(stream: Random) -> Asked | None:
        case = _drawn(make, stream, statuses)
        wrong = tuple(status for status in _STATUSES if status != case.status)
        return Asked(case, "With which status does the deployment of `v2` end?", case.status, wrong)

    return ask


def _succeeded(stream: Random) -> Asked | None:
    """How many instances take the new revision: where nobody is in flight when it stops, or it does not stop."""
    for _ in range(_DRAWS):
        case = cases.failing(stream, careful=stream.random() < 0.5)
        deployment = case.deployment
        if deployment.created.window not in {1, case.size} and case.status != "Succeeded":
            continue
        count = deployment.counts[TargetStatus.SUCCEEDED]
        near = (
            case.size,
            case.size - case.broken,
            case.first_broken - 1,
            case.first_broken,
            count + 1,
            count - 1,
        )
        return _counted(case, "How many instances take `v2` successfully?", count, near, stream)
    return None


def _skipped(stream: Random) -> Asked | None:
    case = cases.failing(stream, careful=True)
    count = case.deployment.counts[TargetStatus.SKIPPED]
    near = (0, count + 1, count - 1, case.first_broken, case.first_broken - 1, count + 2)
    return _counted(case, "How many instances are skipped?", count, near, stream)


def _window(stream: Random) -> Asked | None:
    case = cases.sized(stream)
    window, size = case.deployment.created.window, case.size
    near = (size - window, window + 1, window - 1, 1, size, window + 2)
    return _counted(case, "How many instances are worked on at once, at most?", window, near, stream)


def _minimum(stream: Random) -> Asked | None:
    case = cases.sized(stream)
    minimum, size = case.deployment.created.minimum, case.size
    if minimum is None:
        return None
    near = (minimum - 1, minimum + 1, size - minimum, size - 1, minimum + 2)
    return _counted(case, "How many instances must stay healthy throughout?", minimum, near, stream)


def _counted(case: Case, request: str, key: int, near: tuple[int, ...], stream: Random) -> Asked | None:
    """Options in figures: the key among three of ``near`` that a fleet of that size allows."""
    others = [count for count in dict.fromkeys(near) if 0 <= count <= case.size and count != key]
    if len(others) < 3:
        return None
    wrong = stream.sample(others, 3)
    return Asked(case, request, _instances(key), tuple(_instances(count) for count in wrong))


def _instances(count: int) -> str:
    return "None" if count == 0 else "1 instance" if count == 1 else f"{count} instances"


def _end_state(stream: Random) -> Asked | None:
    """Which revision the fleet is on when everything has ended, a rollback included."""
    options = ("All on the old one", "All on the new one", "Some on the old one, some on the new one")
    wanted = stream.choice(options)
    case = cases.rolled_back(stream)
    for _ in range(_DRAWS):
        if options[_revisions(case)] == wanted:
            break
        case = cases.rolled_back(stream)
    key = options[_revisions(case)]
    request = "Which revision do the instances run when everything has ended?"
    return Asked(case, request, key, tuple(option for option in options if option != key))


def _revisions(case: Case) -> int:
    """0 when all instances are on the old revision, 1 when all are on the new one, 2 when they differ."""
    on_new = sum(host.revision == "v2" for host in case.timeline.end.hosts.values())
    return 0 if not on_new else 1 if on_new == case.size else 2


def _goes_first(stream: Random) -> Asked | None:
    """Which instance the next deployment begins with."""
    case = cases.next_deployment(stream)
    second = case.timeline.end.deployments[1].id
    started = [
        event.target
        for event in case.timeline.events
        if isinstance(event, TargetStarted) and event.deployment == second
    ]
    key = started[0]
    near = [f"i-{place}" for place in range(1, case.size + 1) if f"i-{place}" not in {key, "i-1"}]
    wrong = ["i-1", *stream.sample(near, min(2, len(near)))] if key != "i-1" else stream.sample(near, 3)
    return Asked(case, "With which instance does the deployment of `v3` begin?", key, tuple(wrong))


def _share(platform: str, stream: Random) -> Asked | None:
    """How much traffic the new version has at some time between two shifts."""
    kind = stream.choice(("Linear", "Linear", "Canary"))
    shift = stream.choice([shift for shift in _shifts(platform) if shift.kind == kind])
    case = cases.shifting(shift)
    half = stream.randint(1, 2 * shift.last + 1)
    if half % (2 * shift.minutes) == 0:
        half += 1
    begun = case.deployment.shifts[0][0]
    moment = begun + half * MINUTE // 2
    percent = max(share for at, share in case.deployment.shifts if at <= moment)
    near = [
        share for share in (percent - 10, percent + 10, percent + 20, 10, 50, 90, 100) if 0 <= share <= 100
    ]
    others = [share for share in dict.fromkeys(near) if share != percent]
    minutes = f"{half // 2} and a half minutes" if half % 2 else f"{half // 2} minutes"
    minutes = "half a minute" if half == 1 else "one minute" if half == 2 else minutes
    request = f"Which share of production traffic has the new version {minutes} after the shift began?"
    return Asked(case, request, f"{percent} %", tuple(f"{share} %" for share in stream.sample(others, 3)))


def _shifts(platform: str) -> list[cases.Shift]:
    return [shift for shift in cases.SHIFTS if shift.platform == platform]


def _until_all(platform: str, stream: Random) -> Asked | None:
    """When the last shift comes."""
    shift = stream.choice(_shifts(platform))
    case = cases.shifting(shift)
    shifts = case.deployment.shifts
    minutes = (shifts[-1][0] - shifts[0][0]) // MINUTE
    every = shift.minutes
    near = (
        (5, 10, 15, 30, 2 * every) if shift.kind == "Canary" else (10 * every, 9 * every, 11 * every, every)
    )
    others = [one for one in dict.fromkeys(near) if one != minutes]
    request = "How long after the first shift does all traffic go to the new version?"
    wrong = tuple(_minutes(one) for one in stream.sample(others, 3))
    return Asked(case, request, _minutes(minutes), wrong)


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def _alarm_in_shift(platform: str, stream: Random) -> Asked | None:
    """Where the traffic goes after an alarm."""
    shift = stream.choice(_shifts(platform))
    early, rollback = stream.random() < 0.7, stream.random() < 0.7
    alarm = stream.randint(1, max(1, shift.last - 1)) if early else shift.last + 20
    if not early:
        rollback = True
    if early and not rollback:
        return _alarm_status(shift, alarm)
    case = cases.shifting(shift, alarm=alarm, rollback=rollback)
    new = dict(case.timeline.end.serving).get("v2", 0)
    options = (
        "All of it goes to the old version",
        "All of it goes to the new version",
        "It stays divided between both",
    )
    key = options[0] if new == 0 else options[1] if new == 100 else options[2]
    request = "Where does production traffic go when everything has ended?"
    return Asked(case, request, key, tuple(option for option in options if option != key))


def _alarm_status(shift: cases.Shift, alarm: int) -> Asked:
    case = cases.shifting(shift, alarm=alarm, rollback=False)
    wrong = tuple(status for status in _STATUSES if status != case.status)
    return Asked(case, "With which status does the deployment end?", case.status, wrong)


_ENDS = _status_of(cases.failing, "Succeeded", "Failed")
_BACK_STATUS = _status_of(cases.rolled_back, *_STATUSES)
_UNSTARTABLE = _status_of(cases.unstartable, "Succeeded", "Failed")
_SILENT = _status_of(cases.silent_agent, "Succeeded", "Failed")
_BROKEN_STOP = _status_of(cases.broken_stop, "Succeeded", "Failed")
_APPROVED = _status_of(cases.approved, "Succeeded", "Stopped")


def _traffic(platform: str) -> tuple[Callable[[Random], Asked | None], ...]:
    return tuple(partial(ask, platform) for ask in (_share, _until_all, _share, _alarm_in_shift))


ASKERS: dict[str, tuple[Callable[[Random], Asked | None], ...]] = {
    "three-configurations": (_ENDS, _succeeded, _window, _minimum),
    "half-at-a-time": (_window, _minimum, _ENDS),
    "first-fails": (_ENDS, _succeeded, _skipped),
    "mixed-fleet": (_succeeded, _end_state, _skipped),
    "failed-first": (_goes_first,),
    "never-starts": (_UNSTARTABLE, _minimum),
    "rollback-on-failure": (_end_state, _BACK_STATUS, _end_state),
    "rollback-on-alarm": (_BACK_STATUS, _end_state),
    "silent-agent": (_SILENT,),
    "broken-application-stop": (_BROKEN_STOP,),
    "blue-green-approval": (_APPROVED,),
    "lambda-canary": _traffic("lambda"),
    "lambda-canary-alarm": (partial(_alarm_in_shift, "lambda"),),
    "lambda-linear": _traffic("lambda"),
    "ecs-linear": _traffic("ecs"),
}
"""What can be asked, by the scenario a card's words lead to."""
