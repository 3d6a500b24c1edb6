"""The form on a scenario: whatever is pressed, what is set is a scenario that runs, or one whose refusal is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.sandbox.configurations import MinimumHealthyHosts, MinimumType, RoutingType
from hashq.sandbox.model import ComputePlatform, DeploymentType, Health, Instance, RollbackEvent
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.scenario_model import Failure, Scenario, uniform_fleet
from hashq.sandbox.scenario_text import write_scenario
from hashq.sandbox.shipped import SHIPPED
from hashq.study.lab import compare, read_scenario
from hashq.tui.scenario.draft import Draft, refused
from hashq.tui.scenario.rows import Field, Row, configurations
from hashq.tui.scenario.words import shown_row

KEYS = ("up", "down", "left", "right", "space", "add", "remove", "erase", *"0123456789")
RUNNABLE = [each.text for each in SHIPPED if parse_scenario(each.text).scenario is not None]


def pressed(draft: Draft, key: str) -> Draft:
    match key:
        case "up" | "down":
            return draft.moved(1 if key == "down" else -1)
        case "left" | "right":
            return draft.changed(1 if key == "right" else -1)
        case "space":
            return draft.toggled()
        case "add":
            return draft.added()
        case "remove":
            return draft.removed()
        case "erase":
            return draft.erased()
        case digit:
            return draft.typed(digit)


@st.composite
def drafts(draw) -> Draft:
    """A form on a shipped scenario after any keys; the cursor visits every kind of row."""
    draft = Draft.of(read_scenario(draw(st.sampled_from(RUNNABLE))))
    for _ in range(draw(st.integers(0, 6))):
        draft = draft.at(draw(st.sampled_from(draft.rows)))
        for key in draw(st.lists(st.sampled_from(KEYS), max_size=5)):
            draft = pressed(draft, key)
    return draft


@given(drafts())
@settings(max_examples=3 * settings.default.max_examples // 2)
def test_the_cursor_is_always_on_a_row_and_every_row_says_something(draft):
    assert draft.row in draft.rows
    assert len(set(draft.rows)) == len(draft.rows)
    for row in draft.rows:
        shown = shown_row(draft, row)
        assert shown.label
        assert shown.value or shown.chips


@given(drafts())
@settings(max_examples=3 * settings.default.max_examples // 2)
def test_a_form_on_what_a_form_gives_says_the_same_and_gives_the_same(draft):
    again = Draft.of(draft.scenario)
    assert again.scenario == draft.scenario
    there = replace(draft, row=again.row, timed=False, acts=again.acts)
    assert again.rows == there.rows
    assert [shown_row(again, row) for row in again.rows] == [shown_row(there, row) for row in there.rows]


@given(drafts())
@settings(max_examples=3 * settings.default.max_examples // 2)
def test_what_is_set_reads_back_as_the_same_scenario_unless_a_refusal_is_told(draft):
    parsed = parse_scenario(write_scenario(draft.scenario))
    by_row, rest = draft.complaints()
    if by_row or rest:
        assert parsed.scenario is None
        assert all(refusal.cause for refusal in (*by_row.values(), *rest))
        assert set(by_row) <= set(draft.rows)
    else:
        assert parsed.scenario == draft.scenario


@given(drafts())
@settings(max_examples=settings.default.max_examples * 2 // 5)
def test_what_nobody_refuses_runs_to_an_end(draft):
    small = len(draft.scenario.instances) <= 60
    if refused(draft.scenario) or not small:
        return
    for timeline in compare(draft.scenario):
        assert all(state.ended is not None for state in timeline.end.deployments)


@pytest.mark.parametrize("text", RUNNABLE)
def test_opening_the_form_changes_nothing(text):
    scenario = read_scenario(text)
    assert Draft.of(scenario).scenario == scenario
    assert Draft.of(scenario).complaints() == ({}, ())


def test_in_place_on_lambda_is_refused_at_the_type():
    draft = Draft.of(Scenario()).at(Row(Field.PLATFORM)).changed(1)
    assert draft.scenario.platform is ComputePlatform.LAMBDA
    draft = draft.at(Row(Field.TYPE)).changed(1)
    assert draft.scenario.group.type is DeploymentType.IN_PLACE
    by_row, rest = draft.complaints()
    assert "always blue/green" in by_row[Row(Field.TYPE)].cause
    assert rest == ()


def test_a_failure_of_an_instance_that_went_is_refused_at_that_failure():
    scenario = replace(Scenario(), failures=(Failure("i-1"), Failure("i-9")))
    draft = Draft.of(scenario).at(Row(Field.FLEET)).typed("4")
    by_row, _ = draft.complaints()
    assert list(by_row) == [Row(Field.FAILURE, 1)]


@pytest.mark.parametrize("failure", [Failure("i-1"), Failure(ordinal=1)])
def test_where_no_instance_is_left_nobody_else_can_be_named_to_fail(failure):
    there = Draft.of(replace(Scenario(), instances=(), failures=(failure,))).at(Row(Field.FAILURE, 0))
    for after in (there.changed(-1), there.changed(1), there.toggled()):
        assert after.scenario.failures == (failure,)


def test_a_minimum_out_of_bounds_is_refused_at_its_configuration():
    draft = Draft.of(Scenario()).at(Row(Field.CONFIGURATION)).changed(-1)
    (own,) = configurations(draft.scenario)
    assert own.minimum == MinimumHealthyHosts(MinimumType.FLEET_PERCENT, 75)
    for digit in "100":
        draft = draft.at(Row(Field.MINIMUM)).typed(digit)
    by_row, _ = draft.complaints()
    assert "from 0 to 99" in by_row[Row(Field.CONFIGURATION)].cause


def test_a_canary_of_ones_own_has_a_share_and_a_wait():
    draft = Draft.of(read_scenario("platform: lambda\n")).at(Row(Field.CONFIGURATION)).changed(1)
    draft = draft.at(Row(Field.SHARE)).typed("3").typed("0").at(Row(Field.INTERVAL)).typed("8")
    (own,) = configurations(draft.scenario)
    assert own.routing is not None
    assert (own.routing.type, own.routing.percentage, own.routing.interval) == (RoutingType.CANARY, 30, 8)
    assert own.name == "Canary30Percent8Minutes"


def test_writing_a_number_of_instances_loses_none_of_them_on_the_way():
    fleet = (*uniform_fleet(8), Instance("special", "v0", Health.UNHEALTHY))
    draft = Draft.of(replace(Scenario(), instances=fleet)).at(Row(Field.FLEET)).typed("1").typed("2")
    assert draft.scenario.instances[:9] == fleet
    assert [each.id for each in draft.scenario.instances[9:]] == ["i-10", "i-11", "i-12"]


def test_coming_back_to_a_platform_finds_what_was_set_there():
    text = "compare: [OneAtATime, HalfAtATime]\nfleet: 5\nfail: [i-2]\n"
    first = Draft.of(read_scenario(text))
    assert first.changed(1).changed(1).changed(1).scenario == first.scenario


def test_space_says_a_failure_by_turn_by_name_or_of_the_replacement():
    draft = Draft.of(read_scenario("type: blue-green\nfleet: 4\nfail: [i-3]\n")).at(Row(Field.FAILURE))
    seen = []
    for _ in range(3):
        draft = draft.toggled()
        (failure,) = draft.scenario.failures
        seen.append((failure.target, failure.ordinal))
    assert seen == [("g-3", None), (None, 3), ("i-3", None)]


def test_rollback_events_are_chosen_one_by_one():
    draft = Draft.of(Scenario()).at(Row(Field.ROLLBACK)).toggled().changed(1).toggled()
    assert draft.scenario.group.rollback == {RollbackEvent.FAILURE, RollbackEvent.STOP_ON_ALARM}


def test_an_alarm_keeps_how_long_it_rings_when_it_moves():
    draft = (
        Draft.of(read_scenario("alarms: [{at: 80, until: 200}]\n")).at(Row(Field.ALARM)).typed("9").typed("0")
    )
    (alarm,) = draft.scenario.alarms
    assert (alarm.at, alarm.until) == (90_000, 210_000)


def test_acts_done_by_hand_can_be_left_out_and_taken_back():
    scenario = read_scenario("actions: [{at: 30, do: stop}]\n")
    draft = Draft.of(scenario).at(Row(Field.ACTS))
    assert draft.changed(1).scenario.actions == ()
    assert draft.changed(1).changed(1).scenario == scenario


def said_of_configuration(text: str) -> str:
    return shown_row(Draft.of(read_scenario(text)), Row(Field.CONFIGURATION)).note


def test_a_configuration_is_counted_on_the_instances_that_carry_the_groups_tags():
    assert (
        said_of_configuration(
            "tagSet: [{tier: web}]\nfleet: [{id: i-1, tags: {tier: web}}, {id: i-2, tags: {tier: web}}, {id: i-3}]\n"
        )
        == "1 of 2 healthy, 1 at a time"
    )


def test_a_zonal_configuration_is_said_to_go_zone_by_zone():
    assert (
        said_of_configuration(
            "configuration: {minimumHealthyHosts: {type: HOST_COUNT, value: 0}, zonalConfig: {monitorDuration: 60}}\n"
            "fleet: [{id: i-1, zone: a}, {id: i-2, zone: b}]\n"
        )
        == "0 of 2 healthy, zone by zone"
    )
