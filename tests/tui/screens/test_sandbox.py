"""The sandbox as a person uses it: by keys, at any size, with everything taken back that was done."""

from __future__ import annotations

import asyncio

import pytest

from hashq.problems import Problem, Severity
from hashq.study.lab import read_scenario
from hashq.tui.glyphs import ASCII
from hashq.tui.screens.review import ReviewScreen
from hashq.tui.screens.sandbox import SandboxScreen
from hashq.tui.screens.sandbox_detail import DetailScreen
from hashq.tui.screens.sandbox_picker import PickerScreen
from hashq.tui.screens.sandbox_text import ScenarioTextScreen
from hashq.tui.screens.sandbox_verdict import VerdictScreen
from hashq.tui.screens.sandbox_written import problem_line
from hashq.tui.widgets.race_panel import RacePanel

BLOCK = """#Q What are the deployment configurations of CodeDeploy?
Answer: One, half, all.
```sandbox
compare: [OneAtATime, AllAtOnce]
fleet: {instances: 4}
```
"""


def watch(desk, do, size=(80, 24), **opening):
    """Open the sandbox and let ``do`` use it."""

    async def at_the_desk():
        async with desk.open("sandbox", size=size, **opening) as seat:
            await do(seat)

    asyncio.run(at_the_desk())


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
def test_three_configurations_stand_side_by_side_with_nine_lanes_each(desk, size):
    async def do(seat):
        await seat.press("9")
        for name in ("One at a time", "Half at a time", "All at once"):
            assert name in seat.text
        assert all(seat.text.count(f" i-{number}") >= 3 for number in range(1, 10))
        assert "Failed after 02:45" in seat.text
        assert "Succeeded after 01:00" in seat.text

    watch(desk, do, size)


def test_the_end_of_the_first_race_looks_as_stored(desk):
    async def do(seat):
        await seat.press("9")
        seat.assert_golden("sandbox-end-80x24")

    watch(desk, do)


def test_stepping_is_event_by_event_and_says_when_there_is_no_more(desk):
    async def do(seat):
        await seat.press("right", "right")
        assert sum(seat.screen.player.playhead.counts) == 2
        await seat.press("left", "left", "left")
        assert sum(seat.screen.player.playhead.counts) == 0
        assert "This is the beginning." in seat.messages

    watch(desk, do)


def test_time_runs_while_playing_and_rests_under_another_screen(desk):
    async def do(seat):
        await seat.press("space")
        assert seat.screen.player.playing
        await seat.press("d")
        assert isinstance(seat.screen, DetailScreen)
        assert not seat.screen.player.playing

    watch(desk, do)


def test_without_motion_time_leaps_from_turn_to_turn(desk):
    (desk.home / "config.toml").write_text("[screen]\nreduced_motion = true\n")

    async def do(seat):
        await seat.press("space")
        seat.screen._tick()
        assert seat.screen.player.playhead == seat.screen.player.stage.race.next_notable(
            seat.screen.player.stage.race.start
        )

    watch(desk, do)


def test_a_failure_made_here_changes_the_future_and_not_the_past(desk):
    async def do(seat):
        await seat.press("]", "j")
        before = seat.screen.player.stage.timelines
        now = seat.screen.player.playhead.time
        await seat.press("f")
        await seat.settle()
        for old, new in zip(before, seat.screen.player.stage.timelines, strict=True):
            past = old.first_at(now)
            assert old.events[:past] == new.events[:past]
        assert seat.screen.player.stage.timelines[2].end != before[2].end
        await seat.press("u")
        await seat.settle()
        assert [t.events for t in seat.screen.player.stage.timelines] == [t.events for t in before]

    watch(desk, do)


def test_what_the_service_refuses_is_said_and_changes_nothing(desk):
    async def do(seat):
        await seat.press("]")
        before = seat.screen.experiment
        await seat.press("y")
        await seat.settle()
        assert any("no reroute waits" in message for message in seat.messages)
        assert seat.screen.experiment is before

    watch(desk, do)


def test_a_reroute_that_waits_is_offered_for_approval_and_approved(desk):
    text = "type: blue-green\nconfiguration: AllAtOnce\nfleet: 2\nblueGreen: {approval: STOP_DEPLOYMENT}\n"

    async def do(seat):
        while not seat.screen.awaits_approval:
            await seat.press("]")
        assert "y approve" in seat.text
        await seat.press("y")
        await seat.settle()
        assert str(seat.screen.player.stage.timelines[0].end.current.status) == "Succeeded"

    watch(desk, do, scenario=read_scenario(text))


def test_nothing_to_undo_is_said(desk):
    async def do(seat):
        await seat.press("u")
        assert any("nothing to take back" in message for message in seat.messages)

    watch(desk, do)


@pytest.mark.parametrize("key", ["lambda-canary", "ecs-linear", "blue-green", "silent-agent", "mixed-fleet"])
def test_a_shipped_scenario_opens_by_name_and_shows_what_the_world_says(desk, key):
    async def do(seat):
        await seat.settle()
        await seat.press("9")
        world = seat.screen.player.world
        assert f"{world.current.status}".lower() in seat.text.lower()

    watch(desk, do, scenario=key)


def test_the_picker_opens_another_scenario(desk):
    async def do(seat):
        await seat.press("s")
        assert isinstance(seat.screen, PickerScreen)
        await seat.press("down", "enter")
        await seat.settle()
        assert isinstance(seat.screen, SandboxScreen)
        assert len(seat.screen.player.stage.timelines) == 1

    watch(desk, do)


def test_a_refused_scenario_is_shown_with_its_problem_at_its_line(desk):
    async def do(seat):
        await seat.settle()
        assert isinstance(seat.screen, ScenarioTextScreen)
        assert "line 3" in seat.text

    watch(desk, do, scenario="lambda-in-place")


def test_a_scenario_saved_with_what_was_done_can_be_opened_again(desk):
    async def do(seat):
        await seat.press("]", "a")
        await seat.settle()
        await seat.press("S", "ctrl+s")
        await seat.settle()
        (saved,) = (desk.home / "scenarios").glob("*.yaml")
        assert "do: alarm" in saved.read_text()

    watch(desk, do)


def test_the_detail_shows_every_lifecycle_event_of_the_chosen_instance(desk):
    async def do(seat):
        await seat.press("9", "d")
        await seat.settle()
        for name in ("ApplicationStop", "Install", "ValidateService"):
            assert name in seat.text
        assert "Healthy" in seat.text
        await seat.press("q")
        assert isinstance(seat.screen, SandboxScreen)

    watch(desk, do)


def test_everything_in_the_scenario_can_be_changed(desk):
    async def do(seat):
        await seat.press("w")
        assert "Keys: name, platform" in seat.text
        seat.screen.query_one("TextArea").text = "fleet: 4\nconfiguration: AllAtOnce\nseed: 5\n"
        await seat.settle()
        await seat.press("ctrl+r")
        await seat.settle()
        (timeline,) = seat.screen.player.stage.timelines
        assert len(timeline.scenario.instances) == 4
        await seat.press("u")
        await seat.settle()
        assert len(seat.screen.player.stage.timelines) == 3

    watch(desk, do)


def test_a_large_fleet_is_a_map_with_its_counts(desk):
    async def do(seat):
        await seat.settle()
        assert len(seat.screen.player.stage.tracks[0]) == 2000
        await seat.press("9")
        assert "2,000 in all" in seat.text
        assert "healthy 2000 of 2000" in seat.text

    watch(desk, do, scenario=read_scenario("configuration: AllAtOnce\nfleet: {instances: 2000}\n"))


def test_a_prediction_is_judged_when_the_run_is_over(desk):
    async def do(seat):
        await seat.press("p", "right", "down", "2", "enter")
        await seat.press("9")
        await seat.settle()
        assert isinstance(seat.screen, VerdictScreen)
        assert "3 of 3 right" in seat.text

    watch(desk, do)


def test_an_appspec_to_try_fails_where_the_agent_notices(desk):
    async def do(seat):
        await seat.press("A")
        seat.screen.query_one("TextArea").text = "version: 9\nos: linux\n"
        await seat.settle()
        assert "error line 1" in seat.text
        await seat.press("ctrl+r")
        await seat.settle()
        assert str(seat.screen.player.stage.timelines[0].end.current.status) == "Failed"

    watch(desk, do)


def test_a_card_with_a_block_plays_it_and_opens_it(desk, tmp_path):
    note = tmp_path / "notes.md"
    note.write_text(BLOCK)
    desk.import_notes(note)

    async def at_the_desk():
        async with desk.open("review", size=(100, 30)) as seat:
            await seat.press("space")
            await seat.settle()
            assert "One at a time" in seat.text
            assert "compare:" not in seat.text
            await seat.press("s")
            await seat.settle()
            assert isinstance(seat.screen, SandboxScreen)
            assert len(seat.screen.experiment.scenario.instances) == 4
            await seat.press("q")
            assert isinstance(seat.screen, ReviewScreen)

    asyncio.run(at_the_desk())


def test_ascii_terminals_get_ascii_only(desk):
    (desk.home / "config.toml").write_text("[screen]\nascii = true\n")

    async def do(seat):
        await seat.press("9")
        assert seat.text.isascii()
        assert ASCII.ellipsis in seat.text  # the name is cut

    long_names = (
        "compare: [OneAtATime, AllAtOnce]\nfleet: [{id: of-the-web-tier-in-the-first-zone}, {id: b}]\n"
    )
    watch(desk, do, scenario=read_scenario(long_names))


FOUR = "compare: [OneAtATime, HalfAtATime, AllAtOnce, OneAtATime]\nfail: [i-3]\nfleet: {instances: %d}\n"


@pytest.mark.parametrize(
    ("size", "fleet", "rows"),
    [((80, 24), 4, 1), ((80, 30), 4, 2), ((80, 30), 9, 1), ((80, 40), 9, 2), ((100, 30), 4, 1)],
)
def test_four_narrow_deployments_stand_two_by_two_where_every_lane_shows_then(desk, size, fleet, rows):
    four = FOUR % fleet

    async def do(seat):
        panels = list(seat.screen.query(RacePanel))
        assert len(panels) == 4
        assert len({panel.region.y for panel in panels}) == rows
        assert all(panel.region.bottom <= size[1] - 4 for panel in panels)
        assert all(panel.region.height >= 10 for panel in panels)

    watch(desk, do, size, scenario=read_scenario(four))


def test_four_deployments_of_nine_instances_show_every_lane_and_outcome_at_80x24(desk):
    async def do(seat):
        await seat.press("9")
        for number in range(1, 10):
            (line,) = [each for each in seat.text.splitlines() if each[0] in "│|" and f" i-{number}" in each]
            assert line.count(f"i-{number}") == 4
        assert seat.text.count("Failed 02:45") == 2
        assert "8 of 9 min 8" in " ".join(seat.text.split())
        seat.assert_golden("sandbox-four-80x24")

    watch(desk, do, scenario=read_scenario(FOUR % 9))


def test_the_mouse_predicts_too(desk):
    async def do(seat):
        await seat.press("p")
        sheet = seat.screen.query_one("#sheet")
        await seat.pilot.click(sheet, offset=(10, 7))  # the third question is chosen
        assert "< no >" in seat.text
        await seat.pilot.click(sheet, offset=(10, 7))  # and answered otherwise
        assert "< yes >" in seat.text
        await seat.pilot.click(sheet, offset=(10, 1))
        await seat.pilot.click(sheet, offset=(2, 1))
        assert "< Stopped >" in seat.text

    watch(desk, do)


def test_a_digit_where_no_number_is_asked_is_answered(desk):
    async def do(seat):
        await seat.press("p", "7")
        assert any("second question" in message for message in seat.messages)

    watch(desk, do)


def test_the_chosen_scenario_is_seen_without_colours(desk):
    async def do(seat):
        await seat.press("s", "down")
        (marked,) = [line for line in seat.text.splitlines() if line.startswith("▌") and "at-a-time" in line]
        assert "one-at-a-time" in marked

    watch(desk, do)


def test_what_only_other_deployments_take_says_why_the_chosen_one_does_not(desk):
    """All at once is over after a minute; the other two go on and can be stopped."""

    async def do(seat):
        await seat.press("o", "o")
        for _ in range(9):
            await seat.press(".")
        await seat.press("x")
        assert any(
            "asked to stop, but not here: no deployment is in progress" in said for said in seat.messages
        )

    watch(desk, do)


def test_a_plain_stop_leaves_the_rollback_to_the_groups_settings(desk):
    async def do(seat):
        await seat.press("]", "x", "9")
        assert "olled back" in seat.text

    watch(
        desk,
        do,
        scenario=read_scenario(
            "fleet: 3\nconfiguration: AllAtOnce\nfail: [i-3]\nrollback: [DEPLOYMENT_STOP_ON_REQUEST]"
        ),
    )


def test_to_fail_an_instance_that_waits_is_said_to_come_with_its_turn(desk):
    async def do(seat):
        await seat.press("]", "j", "j", "j", "f")
        assert "i-4 fails when its turn comes. u takes it back." in seat.messages

    watch(desk, do)


def test_beside_what_is_wrong_with_a_text_its_remedy_stands_apart():
    problem = Problem("", 1, 1, "refused", Severity.ERROR, "there is no Half", "did you mean HalfAtATime?")
    assert problem_line(problem).plain == "error line 1: there is no Half (did you mean HalfAtATime?)"


def test_a_deployment_that_an_alarm_keeps_from_beginning_is_not_said_to_be_deployed(desk):
    async def do(seat):
        await seat.press("9", "a", "v")
        assert "A deployment of v3 is created. u takes it back." in seat.messages
        assert "so the deployment may not begin" in " ".join(seat.text.split())

    watch(desk, do)
