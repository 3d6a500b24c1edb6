"""A card that speaks of what the sandbox knows leads there with one key, wherever the card shows; others do not."""

from __future__ import annotations

import asyncio

import pytest

from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.screens.sandbox import SandboxScreen
from hashq.tui.screens.sandbox_text import ScenarioTextScreen

NOTE = """#Q What are the CodeDeploy deployment configurations?
Answer: One at a time, half at a time, all at once.

#Q How does CodeDeploy with Lambda shift traffic?
Answer: By a canary.

#Q How does a CloudFormation rollback work?
Answer: The stack goes back to what it was.

#Q Which deployment policies has Elastic Beanstalk?
Answer: All at once, rolling, immutable.

#Q What does a CloudWatch alarm watch?
Answer: A metric.

#Q What does this block show?
Answer: A race.
```sandbox
compare: [OneAtATime, AllAtOnce]
fleet: {instances: 4}
```
"""
OFFERED = [
    ("configurations", "three configurations"),
    ("Lambda", "lambda canary"),
    ("CloudFormation", None),
    ("Beanstalk", None),
    ("alarm", None),
]


@pytest.fixture
def deck(desk, tmp_path):
    note = tmp_path / "notes.md"
    note.write_text(NOTE, encoding="utf-8")
    desk.import_notes(note)
    return desk


@pytest.mark.parametrize(("word", "scenario"), OFFERED)
def test_under_an_answer_stands_what_the_sandbox_can_show_of_it(deck, word, scenario):
    async def at_the_desk():
        async with deck.open("review") as seat:
            while word not in seat.screen.chosen_card.question:
                await seat.press("space", "4")
            assert "watch it run" not in seat.text
            await seat.press("space")
            assert (f"watch it run (s): {scenario}" in seat.text) is (scenario is not None)
            assert ("s watch" in seat.text) is (scenario is not None)
            await seat.press("s")
            await seat.settle()
            assert isinstance(seat.screen, SandboxScreen) is (scenario is not None)

    asyncio.run(at_the_desk())


@pytest.mark.parametrize(("word", "scenario"), OFFERED)
def test_browse_offers_the_sandbox_for_the_chosen_card(deck, word, scenario):
    async def at_the_desk():
        async with deck.open("browse", size=(120, 40)) as seat:
            while word not in seat.screen.chosen_card.question:
                await seat.press("down")
            await seat.rest()
            assert ("s watch" in seat.text) is (scenario is not None)
            assert ("watch it run (s)" in seat.text) is (scenario is not None)
            await seat.press("s")
            await seat.settle()
            assert isinstance(seat.screen, SandboxScreen) is (scenario is not None)
            assert scenario or any("knows nothing" in message for message in seat.messages)

    asyncio.run(at_the_desk())


def test_a_note_with_a_block_offers_it_in_the_reader(deck, tmp_path):
    async def at_the_desk():
        async with deck.open("reader", path=str(tmp_path / "notes.md")) as seat:
            assert "s watch" in seat.text
            await seat.press("s")
            await seat.settle()
            assert isinstance(seat.screen, SandboxScreen)
            assert len(seat.screen.experiment.scenario.instances) == 4

    asyncio.run(at_the_desk())


def test_a_note_without_a_block_says_so_in_the_reader(library, vault):
    async def at_the_desk():
        async with library.open("reader", path=str(vault / "Networking.md")) as seat:
            assert "s watch" not in seat.text
            await seat.press("s")
            assert any("no sandbox block" in message for message in seat.messages)

    asyncio.run(at_the_desk())


def test_every_card_of_the_sample_note_opens_a_scenario_of_its_own(desk, sample_notes, tmp_path):
    note = tmp_path / "CodeDeploy.md"
    note.write_text((sample_notes / "CodeDeploy.md").read_text(encoding="utf-8"), encoding="utf-8")
    desk.import_notes(note)
    names = []

    async def at_the_desk():
        async with desk.open("review") as seat:
            for _ in range(6):
                review = seat.screen
                await seat.press("s")
                await seat.settle()
                refused = isinstance(seat.screen, ScenarioTextScreen)
                names.append("refused" if refused else seat.screen.experiment.scenario.name)
                await seat.press("escape")
                await seat.settle()
                assert seat.screen is review
                await seat.press("space", "4")

    asyncio.run(at_the_desk())
    assert sorted(names) == [
        "Failed instances go first",
        "One at a time",
        "One at a time",
        "One failure, three configurations",
        "Rollback on failure",
        "refused",
    ]


def test_watching_is_in_the_table_wherever_a_card_shows():
    watching = {action.screen for action in DEFAULT_KEYS.actions if action.name == "sandbox"}
    assert {"home", "review", "browse", "practice", "reader"} <= watching
