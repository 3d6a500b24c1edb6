"""A month of study at the real program: a person with a seeded memory, a clock that is told, days of every sort.

Owns what the person does. What came of it is left as snapshots: the database as it stood, and what the program said of it.
The first ten days hold every sort of day; HASHQ_MONTH=whole goes through all thirty.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import random
import sqlite3
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from hashq.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
FIRST = date(2026, 3, 23)
"""A Monday. Clocks in Berlin go forward in the night to Sunday the 29th."""
EVENING = time(19, 30)
SETTINGS = "[study]\nnew_per_day = 8\nleech_lapses = 3\n"
SIZE = (120, 84)
"""So tall that every picture shows."""
MOST_REVIEWS = 13
"""In one session; the person leaves the rest."""

MISSED = {4, 16, 17}
AT = {2: time(3, 56), 6: time(1, 40), 15: time(23, 50), 24: time(3, 58)}
"""Sessions at other times than in the evening: over the day's border, over the change of the clocks, over midnight."""
SLOW = {2: 90, 6: 200, 15: 60, 24: 30}
"""Seconds to think about a card on such days; else up to 20."""
ABROAD = {8, 9, 10, 25, 26}
SUB_DECK = {3, 13, 20}
CRAM, BROWSE, QUIZ, QUIZ_TAKEN_BACK = {3, 12, 22}, {5, 11, 21}, {7, 19}, {14}
LOOKED_BACK = {8: "abroad", 20: "later"}
"""Days after which a snapshot is taken, besides the last."""

FACTS = (
    "agents",
    "alarms",
    "bundles",
    "canaries",
    "deploys",
    "events",
    "fleets",
    "groups",
    "hooks",
    "images",
    "jobs",
    "keys",
)
CLOZE = "#Q What is piped?\n%% hashq: cloze %%\nAnswer: ==Output== of one becomes ==input== of the next.\n"


def question(subject: str, about: str) -> str:
    return (
        f"#Q What is said of {subject} in {about}?\nAnswer: The {subject} of {about} are explained there.\n"
    )


class TravelClock:
    """Tells the time it was set to, by the zone the person is in."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 23, tzinfo=UTC)
        self.zone = BERLIN

    def now(self) -> datetime:
        return self.moment

    def utc_offset(self, moment: datetime) -> timedelta:
        return moment.astimezone(self.zone).utcoffset() or timedelta(0)

    def set_to(self, day: date, at: time) -> None:
        moment = datetime.combine(day, at, self.zone).astimezone(UTC)
        assert moment > self.moment
        self.moment = moment

    def pass_(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    def monotonic(self) -> float:
        return self.moment.timestamp()


@dataclass
class Snapshot:
    """The library at one moment, and what the program said of it."""

    database: Path
    today: date
    """The study day by the calendar of where the person was."""
    stats: dict[tuple[str | None, int], dict] = field(default_factory=dict)
    """``hashq stats --json`` by deck and days."""
    sheets: dict[tuple[str, str], str] = field(default_factory=dict)
    """The stats screen by deck and period."""
    due: dict = field(default_factory=dict)
    home: str = ""


@dataclass
class Month:
    """What came of it."""

    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    reviews_after: dict[str, tuple[int, int]] = field(default_factory=dict)
    """What was done → reviews in effect before and after it."""
    said: list[str] = field(default_factory=list)
    """What the program said when notes were read."""
    doctor: str = ""

    @property
    def last(self) -> Snapshot:
        return self.snapshots["last"]


class Person:
    """Studies by keyboard, remembers most of it, and changes notes between days."""

    def __init__(self, desk, clock: TravelClock, vault: Path, month: Month) -> None:
        self.desk = desk
        self.clock = clock
        self.vault = vault
        self.month = month
        self.dice = random.Random(6)
        self.thinks = 20

    # The days

    async def live(self, days: int) -> None:
        for number in range(days):
            if number in MISSED:
                continue
            self.clock.zone = NEW_YORK if number in ABROAD else BERLIN
            self.clock.set_to(FIRST + timedelta(days=number), AT.get(number, EVENING))
            self.thinks = SLOW.get(number, 20)
            self.change_notes(number)
            async with self.desk.open(size=(80, 24)) as seat:
                await self.day(seat, number)
            if number in LOOKED_BACK:
                await self.look_back(LOOKED_BACK[number])
        await self.look_back("last")
        self.month.doctor = told("doctor")

    async def day(self, seat, number: int) -> None:
        await seat.press("r")
        await seat.settle()
        self.month.said += seat.messages
        if number in SUB_DECK:
            await seat.press("down", "down")
        await seat.press("enter")
        await self.study(seat, watched=number == 8)
        if number in CRAM:
            await self.counted(seat, "cram", self.cram)
        if number in BROWSE:
            await self.browse(seat)
        if number in QUIZ | QUIZ_TAKEN_BACK:
            await self.counted(seat, f"quiz {number}", self.quiz, number in QUIZ_TAKEN_BACK)
        assert seat.screen.PLACE == "home"
        await seat.press("q")

    def change_notes(self, number: int) -> None:
        """Between days: a card added, one reworded, one moved, one gone."""
        storage, net = self.vault / "AWS" / "Storage.md", self.vault / "Net.md"
        if number == 2:
            append(storage, question("snapshots", "storage"))
        elif number == 3:
            replace_in(
                storage, "What is said of alarms in storage?", "What is said about the alarms in storage?"
            )
        elif number == 6:
            moved = question("bundles", "storage")
            replace_in(storage, moved, "")
            append(net, moved)
        elif number == 9:
            replace_in(net, question("events", "networks"), "")
        elif number > 10 and number % 6 == 0:
            append(net, question(f"route {number}", "networks"))

    # What is done at the program

    async def study(self, seat, *, watched: bool = False) -> None:
        """Recall, reveal, grade; now and then something else."""
        given = 0
        while seat.screen.PLACE == "review" and given < MOST_REVIEWS:
            given += 1
            self.clock.pass_(self.dice.uniform(1, self.thinks))
            if watched and given == 3:
                await self.note_changes_meanwhile(seat)
            turn = self.dice.random()
            if turn < 0.02:
                await seat.press("-")
            elif turn < 0.03:
                await seat.press("@")
            elif turn < 0.05:
                await seat.press("@", "u")
            else:
                await seat.press("space")
                await seat.press(*self.grading(seat, turn))
        while seat.screen.PLACE in {"review", "summary"}:
            await seat.press("q")

    def grading(self, seat, turn: float) -> list[str]:
        """The keys for a card whose answer shows."""
        known = seat.screen._session.current.state == "review"
        forgotten = self.dice.random() < (0.25 if known else 0.12)
        grade = "1" if forgotten else self.dice.choice(["2", "3", "3", "space", "4"])
        keys = ["*", grade] if turn > 0.97 else [grade]
        return [*keys, "u"] if 0.5 < turn < 0.55 else keys

    async def note_changes_meanwhile(self, seat) -> None:
        append(self.vault / "Net.md", question("leases", "networks"))
        for _ in range(2):
            seat.app._look_at_notes()
            await seat.app.workers.wait_for_complete()
        await seat.press("space", "3")
        self.month.said += seat.messages[-1:]

    async def cram(self, seat) -> None:
        await seat.press("o", "end", "enter")
        for _ in range(6):
            await seat.press("space", self.dice.choice("123"))
        await seat.press("q")

    async def browse(self, seat) -> None:
        """Deeds on marked cards, some of them taken back."""
        await seat.press("b")
        for keys in (
            ("space", "space", "@"),
            ("u",),
            ("d",),
            ("*",),
            ("-",),
            ("down", "R"),
            ("u",),
            ("down", "@"),
        ):
            await seat.press(*keys)
        await seat.press("q")
        if seat.screen.PLACE == "browse":
            await seat.press("q")

    async def quiz(self, seat, taken_back: bool) -> None:
        """Ten questions, and what they came to recorded as reviews."""
        await seat.press("x", "enter")
        for _ in range(10):
            if seat.screen.PLACE == "practice":
                await self.answer(seat)
        if seat.screen.PLACE == "practice":
            await seat.press("q")
        assert seat.screen.PLACE == "practice_end"
        await seat.press("r", *(["u"] if taken_back else []), "q")
        if seat.screen.PLACE == "quiz":
            await seat.press("q")

    async def answer(self, seat) -> None:
        """Any answer, right or wrong, and on to the next question."""
        self.clock.pass_(self.dice.uniform(1, 30))
        screen = seat.screen
        await seat.press(self.dice.choice("ab"))
        for _ in range(4):
            if seat.screen is screen and not screen._judged:
                await seat.press("enter")
        if seat.screen is screen:
            await seat.press("enter")

    async def counted(self, seat, what: str, deed, *given) -> None:
        before = seat.reviews
        await deed(seat, *given)
        self.month.reviews_after[what] = (before, seat.reviews)

    # Looking back

    async def look_back(self, name: str) -> None:
        """Keep the database, and what screen and command line say of it."""
        self.clock.pass_(60)
        kept = self.desk.home.parent / f"{name}.db"
        with (
            closing(sqlite3.connect(self.desk.home / "hashq.db")) as source,
            closing(sqlite3.connect(kept)) as to,
        ):
            source.backup(to)
        local = self.clock.moment.astimezone(self.clock.zone).replace(tzinfo=None)
        snapshot = Snapshot(kept, (local - timedelta(hours=4)).date())
        snapshot.due = json.loads(told("due", "--json"))
        for deck in (None, "Vault/AWS", "Vault/Net"):
            for days in (7, 30):
                chosen = () if deck is None else ("--deck", deck)
                snapshot.stats[deck, days] = json.loads(told("stats", "--json", "--days", str(days), *chosen))
        async with self.desk.open(size=SIZE) as seat:
            snapshot.home = seat.text
            await seat.press("t")
            await self.page_through(seat, snapshot)
        self.month.snapshots[name] = snapshot

    async def page_through(self, seat, snapshot: Snapshot) -> None:
        """Every period, then every deck, as the keys lead through them."""
        for key in "ppppdddddd":
            deck, _, period = seat.text.splitlines()[0].partition("Stats  ")[2].partition(" · ")
            snapshot.sheets[deck.strip(), period.partition("  ")[0].strip()] = seat.text
            await seat.press(key)


def told(*arguments: str) -> str:
    """What a command prints."""
    with redirect_stdout(io.StringIO()) as out:
        assert run(arguments) == 0
    return out.getvalue()


def an_id(chance: random.Random) -> str:
    return "".join(chance.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=10))


def append(note: Path, text: str) -> None:
    note.write_text(f"{note.read_text()}\n{text}")


def replace_in(note: Path, old: str, new: str) -> None:
    text = note.read_text()
    assert old in text
    note.write_text(text.replace(old, new))


def write_vault(vault: Path) -> None:
    (vault / "AWS").mkdir(parents=True)
    (vault / "AWS" / "Compute.md").write_text(
        "\n".join([*(question(each, "compute") for each in FACTS), CLOZE])
    )
    (vault / "AWS" / "Storage.md").write_text("\n".join(question(each, "storage") for each in FACTS[:8]))
    (vault / "Net.md").write_text("\n".join(question(each, "networks") for each in FACTS))


@pytest.fixture(scope="session")
def month(desk_over, tmp_path_factory):
    """The month, lived once."""
    folder = tmp_path_factory.mktemp("month")
    home, clock, month = folder / "home", TravelClock(), Month()
    home.mkdir()
    (home / "config.toml").write_text(SETTINGS)
    write_vault(folder / "Vault")
    desk = desk_over(home, clock)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "VISUAL", "EDITOR"):
            patch.delenv(name, raising=False)
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("HASHQ_HOME", str(home))
        patch.setattr("hashq.paths.shipped_decks", lambda: folder / "none")
        patch.setattr("hashq.tui.screens.review.monotonic", clock.monotonic)
        patch.setattr("hashq.study.services.SystemClock", lambda: clock)
        patch.setattr("hashq.study.due.SystemClock", lambda: clock)
        chance = random.Random(30)  # cards' ids and quizzes' seeds: the same month each time
        patch.setattr(
            "hashq.study.import_run._random_ids", lambda number: [an_id(chance) for _ in range(number)]
        )
        patch.setattr("hashq.study.quizzing.secrets.randbelow", chance.randrange)
        desk.import_notes(folder / "Vault")
        days = 30 if os.environ.get("HASHQ_MONTH") == "whole" else 10
        asyncio.run(Person(desk, clock, folder / "Vault", month).live(days))
    return month
