"""The form that sets up a scenario, used by keys and mouse."""

from __future__ import annotations

import asyncio

import pytest

from hashq.study.lab import read_scenario
from hashq.tui.scenario.rows import Field, Row, configurations
from hashq.tui.screens.sandbox import SandboxScreen
from hashq.tui.screens.sandbox_form import ScenarioFormScreen
from hashq.tui.screens.sandbox_text import ScenarioTextScreen
from hashq.tui.widgets.row_form import RowForm


def set_up(desk, do, size=(80, 24), **opening):
    """Open the form from the sandbox and let ``do`` use it."""

    async def at_the_desk():
        async with desk.open("sandbox", size=size, **opening) as seat:
            await seat.settle()
            await seat.press("c")
            assert isinstance(seat.screen, ScenarioFormScreen)
            await do(seat)

    asyncio.run(at_the_desk())


async def go_to(seat, field, number=0):
    """Move the cursor to a row by keys."""
    wanted = Row(field, number)
    rows = seat.screen.draft.rows
    key = "down" if rows.index(wanted) > rows.index(seat.screen.draft.row) else "up"
    while seat.screen.draft.row != wanted:
        before = seat.screen.draft.row
        await seat.press(key)
        assert seat.screen.draft.row != before, "the end of the form"


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_the_form_of_the_first_race_looks_as_stored(desk, size):
    async def do(seat):
        seat.assert_golden(f"sandbox-form-{size[0]}x{size[1]}")

    set_up(desk, do, size)


def test_what_is_set_runs_and_is_taken_back(desk):
    async def do(seat):
        await go_to(seat, Field.FLEET)
        await seat.press("4")
        await go_to(seat, Field.CONFIGURATION, 2)
        await seat.press("x", "x")
        await seat.press("enter")
        await seat.settle()
        assert isinstance(seat.screen, SandboxScreen)
        (timeline,) = seat.screen.player.stage.timelines
        assert len(timeline.scenario.instances) == 4
        await seat.press("u")
        await seat.settle()
        assert len(seat.screen.player.stage.timelines) == 3

    set_up(desk, do)


def test_a_refusal_is_told_at_its_row_as_it_is_set_and_nothing_runs(desk):
    async def do(seat):
        await go_to(seat, Field.FLEET)
        await seat.press("2")
        assert "There is no instance i-3." in seat.text
        assert "1 refused" in seat.text
        await seat.press("enter")
        assert isinstance(seat.screen, ScenarioFormScreen)
        assert seat.screen.draft.row == Row(Field.FAILURE)
        assert any("It cannot run yet" in message for message in seat.messages)
        await seat.press("1")
        assert "can run" in seat.text

    set_up(desk, do)


def test_a_refusal_of_what_no_row_sets_is_told_below_the_rows(desk):
    async def do(seat):
        await go_to(seat, Field.PLATFORM)
        await seat.press("right")
        assert "is a configuration for the Server platform" in " ".join(seat.text.split())

    later = "configuration: AllAtOnce\nthen: [{revision: v3, configuration: OneAtATime}]\n"
    set_up(desk, do, scenario=read_scenario(later))


def test_failures_are_added_told_where_and_taken_out(desk):
    async def do(seat):
        await go_to(seat, Field.FAILS_TOO)
        await seat.press("space", "7", "down", "right", "right")
        assert seat.screen.draft.scenario.failures[1].target == "i-7"
        assert seat.screen.draft.scenario.failures[1].event == "DownloadBundle"
        await seat.press("x")
        assert len(seat.screen.draft.scenario.failures) == 1

    set_up(desk, do)


def test_a_fourth_configuration_is_added_with_a_rule_of_ones_own(desk):
    async def do(seat):
        await go_to(seat, Field.ANOTHER)
        await seat.press("space", "left")
        await go_to(seat, Field.MINIMUM, 3)
        await seat.press("9", "9")
        assert "never starts: 9 of 9" in seat.text
        await seat.press("enter")
        await seat.settle()
        assert "At least 99 %" in seat.text

    set_up(desk, do)


def test_leaving_drops_what_is_set_only_when_asked_twice(desk):
    async def do(seat):
        await seat.press("right", "q")
        assert isinstance(seat.screen, ScenarioFormScreen)
        assert any("leave once more" in message for message in seat.messages)
        await seat.press("q")
        assert isinstance(seat.screen, SandboxScreen)
        await seat.press("c", "q")
        assert isinstance(seat.screen, SandboxScreen)

    set_up(desk, do)


def test_what_is_set_goes_on_as_text(desk):
    async def do(seat):
        await go_to(seat, Field.SEED)
        await seat.press("5", "w")
        assert isinstance(seat.screen, ScenarioTextScreen)
        assert "seed: 5" in seat.text
        await seat.press("ctrl+r")
        await seat.settle()
        assert seat.screen.experiment.scenario.seed == 5

    set_up(desk, do)


def test_acts_done_while_watching_stand_in_the_form(desk):
    async def at_the_desk():
        async with desk.open("sandbox") as seat:
            await seat.press("]", "a")
            await seat.settle()
            await seat.press("c")
            assert "your acts" in seat.text
            await go_to(seat, Field.ACTS)
            await seat.press("right", "enter")
            await seat.settle()
            assert seat.screen.experiment.recorded().actions == ()

    asyncio.run(at_the_desk())


async def click(seat, words, shift=0):
    """Click on words of the screen."""
    lines = seat.text.splitlines()
    (y,) = [at for at, line in enumerate(lines) if words in line]
    await seat.pilot.click(offset=(lines[y].index(words) + shift, y))
    await seat.drawn()


def test_the_mouse_chooses_a_row_then_changes_it_and_marks_what_it_meets(desk):
    async def do(seat):
        await click(seat, "half at a time".capitalize())
        assert seat.screen.draft.row == Row(Field.CONFIGURATION, 1)
        await click(seat, "Half at a time")
        assert configurations(seat.screen.draft.scenario)[1].short_name == "AllAtOnce"
        await click(seat, "rolls back on")
        await click(seat, "an alarm")
        assert [str(event) for event in seat.screen.draft.scenario.group.rollback] == [
            "DEPLOYMENT_STOP_ON_ALARM"
        ]

    set_up(desk, do)


def test_the_cursor_stays_in_sight_on_a_small_screen(desk):
    async def do(seat):
        await go_to(seat, Field.DURATIONS)
        await seat.press("space", *["j"] * 7)
        form = seat.screen.query_one(RowForm)
        first, _ = form.cursor_lines
        assert 1 <= form.region.y + first < 23
        assert "ValidateService" in seat.text

    set_up(desk, do)


def test_the_rows_go_round_in_a_circle(desk):
    async def do(seat):
        first = seat.screen.draft.row
        await seat.press("up")
        assert seat.screen.draft.row == Row(Field.DURATIONS)
        await seat.press("down")
        assert seat.screen.draft.row == first

    set_up(desk, do)


def test_a_digit_on_a_row_without_a_number_is_answered(desk):
    async def do(seat):
        before = seat.screen.draft
        await seat.press("5")
        assert seat.screen.draft is before
        assert seat.messages == ["No number stands on this row; the arrow keys change it."]

    set_up(desk, do)
