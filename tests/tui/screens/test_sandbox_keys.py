"""Every key of the sandbox's screens changes the screen or says something, whatever state a deployment is in."""

from __future__ import annotations

import asyncio

import pytest

from hashq.sandbox.model import DeploymentStatus
from hashq.study.experiment import Experiment
from hashq.study.lab import read_scenario
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.race.player import Stage
from hashq.tui.screens.sandbox import SandboxScreen
from hashq.tui.screens.sandbox_form import ScenarioFormScreen
from hashq.tui.screens.sandbox_predict import PredictScreen
from hashq.tui.screens.sandbox_verdict import VerdictScreen

THREE = (
    "compare: [OneAtATime, HalfAtATime, AllAtOnce]\nfleet: 4\nfail: [i-3]\nrollback: [DEPLOYMENT_FAILURE]\n"
)
CANARY = "platform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\n"
WAITING = "type: blue-green\nconfiguration: AllAtOnce\nfleet: 2\nblueGreen: {approval: STOP_DEPLOYMENT}\n"
NOBODY = "fleet: 0\n"
END = -1
STATES = {
    "before anything": (THREE, None),
    "running": (THREE, 50_000),
    "ended": (THREE, END),
    "traffic shifts": (CANARY, 60_000),
    "a reroute waits": (WAITING, 120_000),
    "no instances": (NOBODY, END),
}
LEAVING = {"app.quit", "sandbox.leave"}
"""What ends the program from its first screen."""


def look(seat):
    """All a person could notice."""
    said = [note.identity for note in seat.app._notifications]
    return seat.screen, seat.text, said, seat.app.theme


async def noticed(seat, key):
    """Whether a key changes anything a person could notice."""
    before = look(seat)
    await seat.press(key)
    await seat.settle()
    return look(seat) != before


@pytest.mark.parametrize("state", STATES)
def test_every_key_of_the_race_does_something_or_says_why_not(desk, state):
    text, at = STATES[state]
    experiment = Experiment(read_scenario(text))
    stage = Stage(experiment.run())
    time = stage.race.duration if at == END else at

    async def at_the_desk():
        async with desk.open("sandbox", scenario=experiment.scenario) as seat:
            race = seat.screen
            for action in DEFAULT_KEYS.on("sandbox"):
                if action.id in LEAVING:
                    continue
                while seat.screen is not race:
                    seat.app.pop_screen()
                    await seat.settle()
                race.post_message(SandboxScreen.Computed(experiment, stage, time))
                await seat.drawn()
                if state == "a reroute waits":
                    assert race.player.world.current.status is DeploymentStatus.READY
                assert await noticed(seat, action.keys[0]), action.id

    asyncio.run(at_the_desk())


def test_while_another_scenario_is_computed_every_key_says_so_and_one_can_leave(desk):
    async def at_the_desk():
        async with desk.open("home") as seat:
            seat.app.open("sandbox")
            await seat.settle()
            seat.screen.add_class("-computing")
            for key in ("space", "f", "c", "d", "m"):
                assert await noticed(seat, key), key
            assert isinstance(seat.screen, SandboxScreen)
            assert not seat.screen.player.playing
            await seat.press("q")
            assert not isinstance(seat.screen, SandboxScreen)

    asyncio.run(at_the_desk())


@pytest.mark.parametrize(
    ("keys", "screen"),
    [(("c",), ScenarioFormScreen), (("p",), PredictScreen), (("p", "enter", "9"), VerdictScreen)],
)
def test_every_key_of_the_screens_above_the_race_does_something_or_says_why_not(desk, keys, screen):
    async def at_the_desk():
        async with desk.open("sandbox", scenario=read_scenario(THREE)) as seat:
            race = seat.screen
            for action in DEFAULT_KEYS.on(screen.PLACE):
                if action.id == "app.quit":
                    continue
                while seat.screen is not race:
                    seat.app.pop_screen()
                    await seat.settle()
                await seat.press(*keys)
                await seat.settle()
                assert isinstance(seat.screen, screen)
                assert await noticed(seat, action.keys[0]), action.id

    asyncio.run(at_the_desk())


@pytest.mark.parametrize("place", ["sandbox", "sandbox_form", "sandbox_predict", "sandbox_picker"])
def test_every_act_on_a_scenario_has_a_key_of_its_own(place):
    keys = [key for action in DEFAULT_KEYS.on(place) for key in action.keys]
    assert len(set(keys)) == len(keys)


def test_all_that_can_be_done_to_a_deployment_has_a_key():
    names = {action.name for action in DEFAULT_KEYS.on("sandbox")}
    acts = {"fail", "stop", "stop_back", "alarm", "approve", "reject", "redeploy", "deploy", "undo"}
    assert names >= acts | {"configure", "write", "predict", "detail", "scenarios", "save", "appspec", "map"}


def test_what_is_said_at_the_beginning_names_keys_of_the_place_and_of_the_person(desk):
    (desk.home / "config.toml").write_text('[keys]\n"sandbox.predict" = ["P"]\n"sandbox.undo" = ["z"]\n')

    async def at_the_desk():
        async with desk.open("sandbox") as seat:
            assert "space plays, P predicts first." in seat.text
            await seat.press("]", "a")
            assert any(said.endswith("z takes it back.") for said in seat.messages)
            await seat.press("z", "0", "d")
            assert "space plays." in seat.text

    asyncio.run(at_the_desk())
