"""What the shipped cards claim, held against the sandbox's rules: numbers, orders and lists agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hashq.notes.parser import parse_note
from hashq.sandbox import lifecycle
from hashq.sandbox.configurations import (
    DEFAULTS,
    LONGEST_SHIFT,
    PREDEFINED,
    PREFIX,
    MinimumHealthyHosts,
    MinimumType,
    predefined,
)
from hashq.sandbox.model import MINUTE, ComputePlatform

DECK = Path(__file__).parents[2] / "cards" / "CodeDeploy"
CARDS = {
    card.question: card
    for path in sorted(DECK.glob("*.md"))
    for card in parse_note(path.read_text(encoding="utf-8"), str(path)).cards
}
ITEM = re.compile(r"^\s*(?:-|\d+\.) (.+)$", re.MULTILINE)


def the(opening: str):
    """The one card whose question begins like this."""
    (found,) = [card for question, card in CARDS.items() if question.startswith(opening)]
    return found


def rows(opening: str) -> list[list[str]]:
    """The rows of the card's table, without header, marks of code gone."""
    lines = [line for line in the(opening).answer.splitlines() if line.startswith("|")]
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines[2:]]


def items(opening: str) -> list[str]:
    """The items of the card's list, in order, marks of code gone."""
    return [item.replace("`", "") for item in ITEM.findall(the(opening).answer)]


def chosen(opening: str) -> str:
    """The text of the option that is the card's key."""
    card = the(opening)
    (text,) = [option.text for option in card.options if option.label in card.key]
    return text.replace("`", "")


def minimum(text: str) -> MinimumHealthyHosts:
    """``HOST_COUNT 6`` or ``40%``, as the cards write it."""
    if text.endswith("%"):
        return MinimumHealthyHosts(MinimumType.FLEET_PERCENT, int(text[:-1]))
    return MinimumHealthyHosts(MinimumType.HOST_COUNT, int(text.rsplit(maxsplit=1)[-1]))


def of_name(name: str) -> MinimumHealthyHosts:
    """The minimum of a predefined configuration for servers."""
    found = predefined(name).minimum
    assert found
    return found


def test_the_three_configurations_treat_nine_instances_as_the_engine_does() -> None:
    told = rows("How do the three predefined server configurations")
    assert [row[0] for row in told] == ["OneAtATime", "HalfAtATime", "AllAtOnce"]
    for name, *figures in told:
        rule = of_name(name)
        assert [int(figure) for figure in figures] == [
            rule.effective(9),
            rule.max_concurrent(9),
            rule.needed_successes(9),
        ]


def test_every_minimum_of_nine_is_as_the_engine_counts_it() -> None:
    for text, kept, at_once in rows("How many instances can be out at once under each minimum"):
        rule = minimum(text)
        assert (int(kept), int(at_once)) == (rule.effective(9), rule.max_concurrent(9))


@pytest.mark.parametrize(
    ("opening", "rule", "fleet"),
    [
        ("`HalfAtATime` on nine instances: how many", of_name("HalfAtATime"), 9),
        ("A minimum of 75% on ten instances: how many", minimum("75%"), 10),
    ],
)
def test_the_number_at_once_is_the_engine_s(opening: str, rule: MinimumHealthyHosts, fleet: int) -> None:
    assert int(chosen(opening)) == rule.max_concurrent(fleet)


def test_the_right_minimums_for_three_instances_are_those_that_can_start() -> None:
    card = the("A fleet has three instances. Under which minimums")
    for option in card.options:
        kind, value = option.text.replace("`", "").split()
        startable = MinimumHealthyHosts(MinimumType(kind), int(value)).startable(3)
        assert startable == (option.label in card.key), option.text


def test_the_default_configuration_is_the_engine_s() -> None:
    told = chosen("Which deployment configuration does a server deployment use when none is named")
    assert told == DEFAULTS[ComputePlatform.SERVER].name


def test_every_lambda_configuration_is_told_with_its_shifts() -> None:
    told = {name: (int(first), int(last)) for name, first, last in rows("When do the predefined Lambda")}
    expected = {}
    for configuration in PREDEFINED:
        if configuration.platform is ComputePlatform.LAMBDA and configuration.short_name != "LambdaAllAtOnce":
            assert configuration.routing
            shifts = configuration.routing.shifts()
            assert shifts[0][1] == 10
            expected[configuration.short_name] = (shifts[0][0] // MINUTE, shifts[-1][0] // MINUTE)
    assert told == expected


def test_every_ecs_configuration_is_told_by_its_exact_name() -> None:
    told = items("Which predefined configurations are there for ECS")
    assert sorted(told) == sorted(
        configuration.short_name
        for configuration in PREDEFINED
        if configuration.platform is ComputePlatform.ECS
    )


def test_configurations_named_in_full_exist() -> None:
    names = {found.name for found in PREDEFINED}
    for card in CARDS.values():
        for name in re.findall(re.escape(PREFIX) + r"\w+", card.answer):
            assert name in names


@pytest.mark.parametrize(
    ("opening", "configuration", "percent"),
    [
        ("`Linear10PercentEvery1Minute`: how many minutes", "LambdaLinear10PercentEvery1Minute", 100),
        ("`LambdaLinear10PercentEvery2Minutes`: after how many", "LambdaLinear10PercentEvery2Minutes", 50),
    ],
)
def test_the_minute_of_a_share_is_the_engine_s(opening: str, configuration: str, percent: int) -> None:
    routing = predefined(configuration).routing
    assert routing
    reached = next(at for at, share in routing.shifts() if share >= percent)
    assert int(chosen(opening)) == reached // MINUTE


def test_the_longest_shift_is_the_engine_s() -> None:
    told = dict(rows("Which limits hold for a traffic configuration"))
    assert told["From the first shift to the last"] == f"{LONGEST_SHIFT} minutes at most"


def test_orders_of_lifecycle_events_are_the_engine_s() -> None:
    assert items("In which order do the lifecycle events of an in-place") == list(lifecycle.IN_PLACE)
    assert items("Which lifecycle events does a Lambda deployment have") == list(lifecycle.LAMBDA)
    assert items("Which lifecycle events does an ECS deployment have") == list(lifecycle.ECS)
    before, after = (
        items("Which events does a load balancer add").index(title)
        for title in ("before the others", "after the others")
    )
    told = items("Which events does a load balancer add")
    assert told[before + 1 : after] == list(lifecycle.BLOCK)
    assert told[after + 1 :] == list(lifecycle.ALLOW)


def test_reserved_events_are_those_no_script_can_be_attached_to() -> None:
    told = items("Which lifecycle events of a server deployment take no scripts")
    assert set(told) == {event for event in lifecycle.IN_PLACE_BALANCED if event in lifecycle.RESERVED}


def test_hooks_of_the_previous_revision_are_the_engine_s() -> None:
    for opening in (
        "Which hooks run scripts of the *previous* revision",
        "Which events does `ignoreApplicationStopFailures` cover",
    ):
        assert set(items(opening)) == lifecycle.IGNORABLE
