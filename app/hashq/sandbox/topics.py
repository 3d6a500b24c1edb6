"""What a text speaks of that the sandbox can show: one table from words to a scenario that fits them.

Knows no card: texts in, the name of a shipped scenario out. Deployments of other services (a CloudFormation stack, a
Beanstalk environment) follow other rules, so a text about those gets nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashq.sandbox.shipped import ShippedScenario, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable


class Topic(NamedTuple):
    """Words that a text uses, and what to show then."""

    words: str
    """A pattern: one of these is said."""
    scenario: str
    """Key of a shipped scenario."""
    also: str = ""
    """A pattern: one of these is said too, anywhere in the text; empty when the words are enough."""
    telling: bool = False
    """Whether an answer that says the words is enough; else the question has to, since answers name much in passing."""


_DEPLOYS = r"(?:code ?)?deploy|roll(?:ed|ing|s)?[ -]?back|redeploy|traffic|fleet"

TOPICS: tuple[Topic, ...] = (
    Topic(r"in[ -]place", "lambda-in-place", r"lambda\b"),
    Topic(r"\w*ApplicationStop", "broken-application-stop"),
    Topic(r"alarm", "lambda-canary-alarm", r"canary|lambda\b|alias\b|shift"),
    Topic(r"lambda ?linear\w*|lambda\b.{0,60}linear\w*", "lambda-linear"),
    Topic(
        r"ecs\b|task set|(?:ecs)?linear",
        "ecs-linear",
        r"deploy|\w*linear|configurations?|shift|traffic|hook|event|task set",
    ),
    Topic(
        r"lambda(?:\b|canary|all)|function's traffic|(?:lambda)?canary|traffic (?:configuration|shift)",
        "lambda-canary",
        rf"{_DEPLOYS}|alias",
    ),
    Topic(r"approv|reroute wait|STOP_DEPLOYMENT|READY_WAIT", "blue-green-approval"),
    Topic(
        r"blue[ /-]?(?:and[ -])?green|(?:green|blue) (?:fleet|instance)|replacement (?:fleet|instance)",
        "blue-green",
        telling=True,
    ),
    Topic(r"alarm", "rollback-on-alarm", _DEPLOYS),
    Topic(r"side by side|two versions|mixed (?:fleet|versions)|both revisions", "mixed-fleet"),
    Topic(r"roll(?:ed|ing|s)?[ -]?backs?\b|rollbacks?\b|redeploy", "rollback-on-failure", telling=True),
    Topic(
        r"agent|machine|instance",
        "silent-agent",
        r"silent|never answers|stopped (?:ec2 )?(?:instance|machine)|agent (?:dies|is down|crash)",
    ),
    Topic(r"scripts?\b|hooks?\b|ScriptTimedOut", "script-times-out", r"time(?:d|s)?[ -]?out|hangs?\b"),
    Topic(r"scripts?\b.{0,40}(?:lacks|missing)|ScriptMissing", "script-missing"),
    Topic(
        r"ValidateService|(?:scripts?|hooks?)\b.{0,60}(?:fail|exit|error)|error codes? of a script",
        "validation-fails",
    ),
    Topic(
        r"failures? (?:(?:are|is) )?handled|failed instances?|fails? first|unhealthy instances?|health\*? of an instance"
        r"|order of priority|after one that failed",
        "failed-first",
    ),
    Topic(r"never starts?|HEALTH_CONSTRAINTS_INVALID|minimum.{0,40}equals?", "never-starts"),
    Topic(
        (
            r"deployment config|configurations?\b|one[ -]?at[ -]?a[ -]?time|half[ -]?at[ -]?a[ -]?time"
            r"|all[ -]?at[ -]?once|deployment succeeds?\b|minimum healthy|minimumHealthyHosts|FLEET_PERCENT|HOST_COUNT"
        ),
        "three-configurations",
        telling=True,
    ),
    Topic(r"failures?\b|fails?\b|failed\b", "first-fails", r"deploy|instance|fleet|revision"),
    Topic(r"minimum", "half-at-a-time", r"instance|healthy|hosts?\b|fleet"),
    Topic(
        r"agent|life ?cycle|scriptable|(?:before|after)install\b|hooks?\b|appspec|components?\b|parts of an application|building blocks?|polls?\b",
        "one-at-a-time",
    ),
    Topic(r"agent polls|polls (?:aws )?code ?deploy", "one-at-a-time", telling=True),
)
"""In order of telling power: the first topic that the question speaks of wins, else the first telling one of the answer."""

_OURS = (
    r"code ?deploy|appspec|deployment groups?|minimum ?healthy ?hosts|(?:one|half)AtATime|allAtOnce"
    r"|(?:before|after)(?:install|allowtraffic|blocktraffic|allowtesttraffic)\b|applicationst(?:op|art)|validateservice"
)
"""Words of this service alone."""
_OUR_RULES = (
    r"deployed to (?:the )?failed instances|redeploy(?:ing|s)? (?:an? |the )?(?:old|last|previous)"
    r"|in[ -]place deployment|last known (?:successful|good) deployment|(?:one|half) at a time.{0,80}instances?"
)
"""Its rules, told without its name."""
_OTHERS = (
    r"cloud ?formation|elastic ?beanstalk|beanstalk|change ?sets?\b|stacks?\b|ops ?works|terraform|kubernetes|k8s|helm\b"
    r"|kubectl|amplify|code ?pipeline|code ?build|auto ?scaling polic|api gateway|dynamo ?db|aurora|rds\b|route ?53"
)
"""Words of services that have rules of their own."""

_UNSHOWN = (
    r"permissions?\b|(?:service|iam) roles?\b|instance profile|tag groups?|ports?\b|folders?\b|which file holds|cleanup file"
    r"|deployment root|file_exists_behavior|copied a file|executable|runas|another user|variables?\b|relative to"
    r"|mode` in the|sections?\b|properties|version` have|smallest useful|max_revisions|which host|codedeploy-local"
    r"|zon(?:e|es|al)\b|names may|deleted|network load balancer|cannot read the state|states of a|creator` of a"
    r"|how many (?:alarms|tag|deployments)|limits?\b"
)
"""What a question may ask about the service that no run shows: files on a host, rights, names, quotas, zones."""


def fitting(question: str, answer: str = "", place: str = "") -> ShippedScenario | None:
    """The scenario that shows what a card speaks of; None when the sandbox knows nothing about it.

    ``place`` is where the card stands (its deck, its tags): a card that does not name the service may stand among cards
    that do.
    """
    text = f"{question}\n{answer}"
    ours = _said(_OURS, text) or _said(_OUR_RULES, text)
    if _said(_OTHERS, question) and not _said(_OURS, question):
        return None
    if not ours and (not _said(_OURS, place) or _said(_OTHERS, text)):
        return None
    if _said(_UNSHOWN, question):
        return None
    found = _first(TOPICS, question, text) or _first([each for each in TOPICS if each.telling], answer, text)
    return None if found is None else shipped(found.scenario)


def _first(topics: Iterable[Topic], spoken: str, text: str) -> Topic | None:
    return next((each for each in topics if _speaks(each, spoken, text)), None)


def _speaks(topic: Topic, spoken: str, text: str) -> bool:
    return _said(topic.words, spoken) and (not topic.also or _said(topic.also, text))


def _said(pattern: str, text: str) -> bool:
    return _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first looked for: most cards are told apart by a few, and the first one should show at once."""
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE | re.DOTALL)
