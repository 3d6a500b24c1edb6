"""A month of study leaves figures that agree with a naive count over the raw log, on the screen and on the command line."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = timedelta(days=1)
SCOPES = [(deck, days) for deck in (None, "Vault/AWS", "Vault/Net") for days in (7, 30)]
PERIODS = {"the last 30 days": 30, "the last 90 days": 90, "the last year": 365, "all the time": None}


class Entry(NamedTuple):
    """One review in effect."""

    card: str
    deck: str
    """The card's deck now."""
    rating: int
    at: datetime
    """By the person's clock then."""
    day: date
    known: bool
    """Whether the card was in review before."""
    predicted: float | None
    milliseconds: int


class Raw:
    """The library as SQLite holds it, read without a line of the program."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as database:
            database.row_factory = sqlite3.Row
            self.rows = [dict(row) for row in database.execute("SELECT * FROM reviews ORDER BY id")]
            self.cards = {
                row["id"]: dict(row)
                for row in database.execute("SELECT * FROM cards JOIN texts USING (number)")
            }
        taken = {row["undoes"] for row in self.rows}
        self.in_effect = [row for row in self.rows if row["kind"] != "undo" and row["id"] not in taken]
        self.given = [self.entry(row) for row in self.in_effect if row["kind"] == "review"]

    def entry(self, row) -> Entry:
        utc = datetime.fromisoformat(row["reviewed_at"])
        return Entry(
            row["card_id"],
            self.cards[row["card_id"]]["deck"],
            row["rating"],
            (utc + timedelta(minutes=row["utc_offset_minutes"])).replace(tzinfo=None),
            date.fromisoformat(row["study_day"]),
            row["state_before"] == "review",
            row["predicted"],
            row["duration_ms"] or 0,
        )

    def within(self, deck: str | None, days: int | None, today: date) -> list[Entry]:
        first = date.min if days is None else today - (days - 1) * DAY
        return [one for one in self.given if one.day >= first and inside(one.deck, deck)]

    def live(self, deck: str | None) -> Iterator[dict]:
        """The cards that stand in their notes, with an answer."""
        for card in self.cards.values():
            if card["retired_at"] is None and card["has_answer"] and inside(card["deck"], deck):
                yield card

    def lapses(self, card: str) -> int:
        """How often the card was forgotten since it was last new."""
        found = 0
        for row in self.in_effect:
            if row["card_id"] == card:
                forgotten = row["rating"] == 1 and row["state_before"] == "review"
                found = 0 if row["kind"] == "reset" else found + forgotten
        return found

    def hard(self, deck: str | None, least: int, *, suspended: bool) -> list[tuple[str, int]]:
        cards = [card for card in self.live(deck) if suspended or not card["suspended"]]
        found = [(self.lapses(card["id"]), card["difficulty"] or 1.0, card["id"]) for card in cards]
        found = [one for one in found if one[0] >= least]
        return [
            (card, lapses) for lapses, _, card in sorted(found, key=lambda one: (-one[0], -one[1], one[2]))
        ][:10]


def inside(deck: str, chosen: str | None) -> bool:
    return chosen is None or deck == chosen or deck.startswith(f"{chosen}/")


def firsts(entries: list[Entry]) -> list[Entry]:
    """Of each card the first review of each day, if the card was known by then."""
    seen: dict[tuple[date, str], Entry] = {}
    for one in entries:
        seen.setdefault((one.day, one.card), one)
    return [one for one in seen.values() if one.known]


def recall(entries: list[Entry]) -> dict[str, object]:
    asked = firsts(entries)
    if not asked:
        return {"asked": 0, "remembered": None, "predicted": None}
    return {
        "asked": len(asked),
        "remembered": pytest.approx(sum(one.rating > 1 for one in asked) / len(asked)),
        "predicted": pytest.approx(sum(one.predicted for one in asked) / len(asked)),
    }


def streaks(days: set[date], today: date) -> dict[str, int]:
    runs = []
    for day in sorted(days):
        runs.append(runs[-1] + 1 if runs and day - DAY in days else 1)
    alive = next((day for day in (today, today - DAY) if day in days), None)
    current = 0
    while alive is not None and alive - current * DAY in days:
        current += 1
    return {"current": current, "longest": max(runs)}


def maturity(raw: Raw, deck: str | None) -> Counter[str]:
    found = Counter(new=0, learning=0, young=0, mature=0, suspended=0)
    for card in raw.live(deck):
        if card["suspended"]:
            found["suspended"] += 1
        elif card["state"] == "review":
            interval = date.fromisoformat(card["due_day"]) - date.fromisoformat(card["last_study_day"])
            found["mature" if interval.days >= 21 else "young"] += 1
        else:
            found["new" if card["state"] == "new" else "learning"] += 1
    return found


def forecast(raw: Raw, deck: str | None, today: date) -> list[int]:
    days = Counter(
        max(today, date.fromisoformat(card["due_day"]))
        for card in raw.live(deck)
        if card["state"] == "review" and not card["suspended"]
    )
    return [days[today + ahead * DAY] for ahead in range(30)]


@pytest.fixture(params=["abroad", "last"])
def snapshot(request, month):
    return month.snapshots[request.param]


@pytest.fixture
def raw(snapshot):
    return Raw(snapshot.database)


@pytest.fixture(params=SCOPES, ids=lambda scope: f"{scope[0] or 'all'}-{scope[1]}")
def scope(request, snapshot, raw):
    """Deck, what the command line tells of it, and the reviews it should tell of."""
    deck, days = request.param
    return deck, snapshot.stats[request.param]["scope"], raw.within(deck, days, snapshot.today)


# The month was one of every sort of day


def test_the_month_has_undone_reviews_and_days_without_any(month):
    raw = Raw(month.last.database)
    assert len(raw.given) > 80
    assert sum(row["kind"] == "undo" for row in raw.rows) > 5
    assert date(2026, 3, 27) not in {one.day for one in raw.given}


def test_the_clocks_changed_and_the_person_travelled(month):
    assert {row["utc_offset_minutes"] for row in Raw(month.last.database).rows} == {60, 120, -240}


def test_a_study_day_begins_at_four_in_the_morning_wherever_one_is(month):
    given = Raw(month.last.database).given
    assert {one.day for one in given} == {(one.at - timedelta(hours=4)).date() for one in given}
    assert all(one.day == (one.at - timedelta(hours=4)).date() for one in given)


def test_one_session_lay_over_the_days_border(month):
    night = [
        one
        for one in Raw(month.last.database).given
        if one.at.date() == date(2026, 3, 25) and one.at.hour < 5
    ]
    assert {one.day for one in night} == {date(2026, 3, 24), date(2026, 3, 25)}


def test_cramming_records_nothing(month):
    before, after = month.reviews_after["cram"]
    assert before == after


def test_a_quiz_that_feeds_the_schedule_is_in_the_log(month):
    before, after = month.reviews_after["quiz 7"]
    rows = Raw(month.last.database).in_effect
    assert (
        after - before
        == sum(row["origin"] == "quiz" and row["study_day"] == "2026-03-30" for row in rows)
        > 0
    )


def test_changed_notes_were_said(month):
    assert [line for line in month.said if "1 new" in line]
    assert [line for line in month.said if "1 reworded" in line]
    assert [line for line in month.said if "1 moved" in line]
    assert [line for line in month.said if "1 retired" in line]


def test_the_reworded_and_the_moved_card_kept_their_reviews(month):
    raw = Raw(month.last.database)
    for question, changed in (("about the alarms in storage", 3), ("bundles in storage", 6)):
        (card,) = [card for card in raw.live(None) if question in card["question"]]
        days = [one.day for one in raw.given if one.card == card["id"]]
        assert min(days) < date(2026, 3, 23) + changed * DAY


def test_what_the_cards_know_is_what_their_log_says(month):
    assert month.doctor.strip() == "The database is sound."


# The command line


def test_the_reviews_are_those_in_effect(snapshot, raw):
    told = snapshot.stats[None, 30]
    assert told["reviews"] == len(raw.given)
    heatmap = [
        {"date": str(day), "reviews": n} for day, n in sorted(Counter(one.day for one in raw.given).items())
    ]
    assert told["heatmap"] == heatmap


def test_the_streak_is_that_of_the_days_with_reviews(snapshot, raw):
    assert snapshot.stats[None, 30]["streak"] == streaks({one.day for one in raw.given}, snapshot.today)


def test_the_cards_are_counted_by_where_they_stand(snapshot, raw):
    there = [card for card in raw.cards.values() if card["retired_at"] is None]
    states = Counter(card["state"] for card in there)
    assert snapshot.stats[None, 30]["cards"] == {
        "total": len(there),
        "new": states["new"],
        "learning": states["learning"] + states["relearning"],
        "review": states["review"],
        "suspended": sum(card["suspended"] for card in there),
        "retired": len(raw.cards) - len(there),
    }


def test_reviews_days_time_and_ratings(scope):
    _, told, given = scope
    assert told["reviews"] == len(given)
    assert told["study_days"] == len({one.day for one in given})
    assert told["seconds"] == pytest.approx(sum(one.milliseconds for one in given) / 1000)
    assert list(told["ratings"].values()) == [
        sum(one.rating == rating for one in given) for rating in (1, 2, 3, 4)
    ]


def test_remembered_against_predicted(scope):
    _, told, given = scope
    assert {name: told[name] for name in ("asked", "remembered", "predicted")} == recall(given)


def test_remembered_by_deck(scope):
    _, told, given = scope
    decks = sorted({one.deck for one in firsts(given)})
    assert told["by_deck"] == [
        {"deck": deck, **recall([one for one in given if one.deck == deck])} for deck in decks
    ]


def test_hours_of_the_day(scope):
    _, told, given = scope
    assert told["hours"] == [sum(one.at.hour == hour for one in given) for hour in range(24)]
    assert told["remembered_by_hour"] == [
        sum(one.at.hour == hour and one.rating > 1 for one in given) for hour in range(24)
    ]


def test_maturity(scope, raw):
    deck, told, _ = scope
    assert told["maturity"] == maturity(raw, deck)


def test_forecast(scope, raw, snapshot):
    deck, told, _ = scope
    assert [day["due"] for day in told["forecast"]] == forecast(raw, deck, snapshot.today)
    assert told["forecast"][0]["date"] == str(snapshot.today)


def test_hardest_cards_and_leeches(scope, raw):
    deck, told, _ = scope
    assert [(card["id"], card["lapses"]) for card in told["hardest"]] == raw.hard(deck, 1, suspended=False)
    assert [(card["id"], card["lapses"]) for card in told["leeches"]] == raw.hard(deck, 3, suspended=True)


# The screen


@pytest.fixture(params=PERIODS)
def sheet(request, snapshot, raw):
    """The stats screen of all decks over one period, and the reviews it should tell of."""
    given = raw.within(None, PERIODS[request.param], snapshot.today)
    return snapshot.sheets["all decks", request.param], given


def figure(sheet: str, name: str) -> str:
    """What stands behind the bar called ``name``."""
    (found,) = re.findall(rf"(?:^|    ){name} +[━─]+ +(\d[\d %]*?)(?:    |$)", sheet, re.MULTILINE)
    return " ".join(found.split())


def percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %"


def quantity(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def reviews_line(given: list[Entry]) -> str:
    """How the screen says so, at the end of a line."""
    return f"    {quantity(len(given), 'review')} on {quantity(len({one.day for one in given}), 'day')}\n"


def test_the_screen_tells_ratings_and_their_days(sheet):
    shown, given = sheet
    for rating, name in enumerate(("again", "hard", "good", "easy"), 1):
        number = sum(one.rating == rating for one in given)
        assert figure(shown, name) == f"{number} {percent(number, len(given))}"
    assert (
        f"{quantity(len(given), 'review')} on {quantity(len({one.day for one in given}), 'day')} · " in shown
    )
    hours, minutes = divmod(round(sum(one.milliseconds for one in given) / 60_000), 60)
    assert f"    {f'{hours} h ' if hours else ''}{minutes} min in all · " in shown


def test_the_screen_tells_what_was_remembered_and_predicted(sheet):
    shown, given = sheet
    asked = firsts(given)
    assert figure(shown, "remembered") == percent(sum(one.rating > 1 for one in asked), len(asked))
    assert figure(shown, "predicted") == percent(sum(one.predicted for one in asked), len(asked))
    assert f"of {len(asked)} known cards asked; you want 90 %" in shown


def test_the_screen_tells_the_year_and_the_streak(snapshot, raw):
    shown = snapshot.sheets["all decks", "the last 30 days"]
    days = Counter(one.day for one in raw.given)
    row = streaks(set(days), snapshot.today)
    assert f"{quantity(row['current'], 'day')} in a row · longest {row['longest']}" in shown
    year = f"{len(raw.given)} reviews on {len(days)} days · most on a day {max(days.values())}"
    assert year in shown


def test_the_screen_tells_maturity_and_what_comes(snapshot, raw):
    shown = snapshot.sheets["all decks", "the last 30 days"]
    for name, number in maturity(raw, None).items():
        assert figure(shown, name) == str(number)
    due = forecast(raw, None, snapshot.today)
    assert f"today {due[0]} · 7 days {sum(due[:7])} · 30 days {sum(due)}" in shown


@pytest.mark.parametrize("deck", ["Vault/AWS", "Vault/AWS/Compute", "Vault/AWS/Storage", "Vault/Net"])
def test_the_screen_of_one_deck_tells_of_that_deck(snapshot, raw, deck):
    shown = snapshot.sheets[deck.replace("/", " › "), "the last 30 days"]
    given = raw.within(deck, 30, snapshot.today)
    assert (
        f"{quantity(len(given), 'review')} on {quantity(len({one.day for one in given}), 'day')} · " in shown
    )
    assert figure(shown, "young") == str(maturity(raw, deck)["young"])


def test_the_screen_tells_what_was_remembered_by_deck(snapshot, raw):
    shown = snapshot.sheets["all decks", "the last 30 days"]
    decks = {one.deck for one in firsts(raw.given)}
    assert len(decks) > 1
    for deck in decks:
        asked = firsts([one for one in raw.given if one.deck == deck])
        share = percent(sum(one.rating > 1 for one in asked), len(asked))
        assert re.search(rf"{deck} +{share} of +{len(asked)}  predicted", shown)


def test_the_screen_lists_the_hardest_cards(snapshot, raw):
    shown = snapshot.sheets["all decks", "the last 30 days"]
    listed = re.findall(r"(?:    )(\S.*?) +(\d+) forgotten · difficulty", shown.partition("Leeches")[0])
    hardest = raw.hard(None, 1, suspended=False)
    questions = [" ".join(raw.cards[card]["question"].split()) for card, _ in hardest]
    assert listed == [
        (question, str(lapses)) for question, (_, lapses) in zip(questions, hardest, strict=True)
    ]


def test_home_tells_what_waits_as_the_command_line_does(snapshot):
    for deck in snapshot.due["decks"]:
        row = [deck["deck"].rpartition("/")[2], *(str(deck[kind]) for kind in ("new", "learning", "review"))]
        assert re.search(rf" {row[0]} +{row[1]} +{row[2]} +{row[3]}(?: |$)", snapshot.home, re.MULTILINE)
    total = snapshot.due["total"]
    assert (quantity(total, "card") if total else "all done for now") in snapshot.home
