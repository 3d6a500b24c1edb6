"""What a text speaks of that the sandbox can show: one table from words to a scenario that fits them.

Knows no card: texts in, the name of a shipped scenario out. Deployments of other services (a CloudFormation stack, a
Beanstalk environment) follow other rules, so a text about those gets nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hashq.sandbox.shipped import ShippedScenario, shipped


class Topic(NamedTuple):
    """Words that a text uses, and what to show then."""

    words: re.Pattern[str]
    """One of these is said."""
    scenario: str
    """Key of a shipped scenario."""
    also: re.Pattern[str] | None = None
    """One of these is said too, anywhere in the text; None when the words are enough."""


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE | re.DOTALL)


_DEPLOYS = _said(r"(?:code ?)?deploy|roll(?:ed|ing|s)?[ -]?back|redeploy|traffic|fleet")

TOPICS: tuple[Topic, ...] = (
    Topic(_said(r"in[ -]place"), "lambda-in-place", _said(r"lambda\b")),
    Topic(_said(r"alarm"), "lambda-canary-alarm", _said(r"canary|lambda\b|alias\b|shift")),
    Topic(
        _said(r"ecs\b|task set|linear"),
        "ecs-linear",
        _said(r"deploy|linear|shift|traffic|hook|event|task set"),
    ),
    Topic(
        _said(
            r"lambda(?:\b|canary|linear|all)|function's traffic|canary|linear\d*|traffic (?:configuration|shift)"
        ),
        "lambda-canary",
        _DEPLOYS,
    ),
    Topic(_said(r"approv|reroute wait|STOP_DEPLOYMENT|READY_WAIT"), "blue-green-approval"),
    Topic(
        _said(r"blue[ /-]?(?:and[ -])?green|green fleet|blue instance|replacement (?:fleet|instance)"),
        "blue-green",
    ),
    Topic(_said(r"alarm"), "rollback-on-alarm", _DEPLOYS),
    Topic(_said(r"side by side|two versions|mixed (?:fleet|versions)|both revisions"), "mixed-fleet"),
    Topic(_said(r"roll(?:ed|ing|s)?[ -]?backs?\b|rollbacks?\b|redeploy"), "rollback-on-failure"),
    Topic(_said(r"ApplicationStop"), "broken-application-stop"),
    Topic(
        _said(r"agent|machine|instance"),
        "silent-agent",
        _said(r"silent|never answers|stopped (?:ec2 )?(?:instance|machine)|agent (?:dies|is down|crash)"),
    ),
    Topic(
        _said(
            r"failures? (?:(?:are|is) )?handled|failed instances?|fails? first|unhealthy instances?|order of priority"
        ),
        "failed-first",
    ),
    Topic(_said(r"never starts?|HEALTH_CONSTRAINTS_INVALID|minimum.{0,40}equals?"), "never-starts"),
    Topic(
        _said(
            r"deployment config|configurations?\b|one[ -]?at[ -]?a[ -]?time|half[ -]?at[ -]?a[ -]?time"
            r"|all[ -]?at[ -]?once|minimum healthy|minimumHealthyHosts|FLEET_PERCENT|HOST_COUNT"
        ),
        "three-configurations",
    ),
    Topic(_said(r"failures?\b|fails?\b|failed\b"), "first-fails", _said(r"deploy|instance|fleet|revision")),
    Topic(_said(r"minimum"), "half-at-a-time", _said(r"instance|healthy|hosts?\b|fleet")),
    Topic(
        _said(
            r"agent|life ?cycle|hooks?\b|appspec|components?\b|building blocks?|deployment groups?|polls?\b"
        ),
        "one-at-a-time",
    ),
)
"""In order of telling power: the first topic that the question speaks of wins, else the first of the whole text."""

_OURS = _said(
    r"code ?deploy|appspec|deployment groups?|minimum ?healthy ?hosts|(?:one|half)AtATime|allAtOnce"
    r"|(?:before|after)(?:install|allowtraffic|blocktraffic|allowtesttraffic)\b|applicationst(?:op|art)|validateservice"
)
"""Words of this service alone."""
_OUR_RULES = _said(
    r"deployed to (?:the )?failed instances|redeploy(?:ing|s)? (?:an? |the )?(?:old|last|previous)"
    r"|in[ -]place deployment|last known (?:successful|good) deployment|(?:one|half) at a time.{0,80}instances?"
)
"""Its rules, told without its name."""
_OTHERS = _said(
    r"cloud ?formation|elastic ?beanstalk|beanstalk|change ?sets?\b|stacks?\b|ops ?works|terraform|kubernetes|k8s|helm\b"
    r"|kubectl|amplify|code ?pipeline|code ?build|auto ?scaling polic|api gateway|dynamo ?db|aurora|rds\b|route ?53"
)
"""Words of services that have rules of their own."""


def fitting(question: str, answer: str = "", place: str = "") -> ShippedScenario | None:
    """The scenario that shows what a card speaks of; None when the sandbox knows nothing about it.

    ``place`` is where the card stands (its deck, its tags): a card that does not name the service may stand among cards
    that do.
    """
    text = f"{question}\n{answer}"
    ours = bool(_OURS.search(text) or _OUR_RULES.search(text))
    if _OTHERS.search(question) and not _OURS.search(question):
        return None
    if not ours and (not _OURS.search(place) or _OTHERS.search(text)):
        return None
    for spoken in (question, text):
        for topic in TOPICS:
            if topic.words.search(spoken) and (topic.also is None or topic.also.search(text)):
                return shipped(topic.scenario)
    return None
