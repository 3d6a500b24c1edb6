"""Progress in one scope: the figures agree with the log they are counted from, wherever and whenever one studies."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from hashq.errors import UsageError
from hashq.scheduling.model import Rating, State
from hashq.study.overview import Scope

EVER = Scope(days=None)


def days_of(overview):
    return {str(day.day): day.reviews for day in overview.heatmap}


def test_nothing_studied_is_told_as_nothing(study):
    found = study.overview(EVER)
    assert (found.reviews, found.study_days, found.seconds, found.heatmap) == (0, 0, 0.0, ())
    assert found.retention.remembered is None
    assert found.maturity.new == 3


def test_a_review_before_four_counts_to_the_day_before(study, clock):
    clock.moment = datetime(2026, 3, 11, 2, 30, tzinfo=UTC)  # 3:30 on the person's clock
    study.rate_card("a", Rating.GOOD)
    clock.pass_by(hours=1)
    study.rate_card("b", Rating.GOOD)
    assert days_of(study.overview(EVER)) == {"2026-03-10": 1, "2026-03-11": 1}


def test_hours_are_those_of_the_persons_clock_then(study, clock):
    study.rate_card("a", Rating.GOOD)  # 12 UTC, 13 here
    clock.offset = timedelta(hours=5, minutes=45)
    study.rate_card("b", Rating.AGAIN)  # 17:45 there
    clock.offset = timedelta(hours=-11)
    study.rate_card("c", Rating.GOOD)
    given = {
        hour.hour: (hour.reviews, hour.remembered) for hour in study.overview(EVER).hours if hour.reviews
    }
    assert given == {13: (1, 1), 17: (1, 0), 1: (1, 1)}


def test_travel_moves_no_review_to_another_day(study, clock):
    study.rate_card("a", Rating.GOOD)
    before = days_of(study.overview(EVER))
    clock.offset = timedelta(hours=-10)
    assert days_of(study.overview(EVER)) == before


def test_who_travels_west_finds_every_review_on_its_day_in_both_maps(study, clock):
    clock.offset = timedelta(hours=13)
    study.rate_card("a", Rating.GOOD)  # one in the morning of the next day there, and of the same study day
    clock.pass_by(hours=4)
    study.rate_card("b", Rating.GOOD)
    clock.offset = timedelta(hours=-10)
    found = study.statistics()
    assert found.heatmap == study.overview(EVER).heatmap
    assert sum(day.reviews for day in found.heatmap) == found.reviews == 2
    assert len(found.heatmap) == 2


def test_a_period_leaves_out_what_came_before_it(study, clock):
    study.rate_card("a", Rating.GOOD, duration_ms=4000)
    clock.pass_by(days=10)
    study.rate_card("b", Rating.EASY, duration_ms=6000)
    week, ever = study.overview(Scope(days=7)), study.overview(EVER)
    assert (week.reviews, week.study_days, week.seconds, week.ratings) == (1, 1, 6.0, (0, 0, 0, 1))
    assert (ever.reviews, ever.study_days, ever.seconds, ever.ratings) == (2, 2, 10.0, (0, 0, 1, 1))
    assert len(week.heatmap) == 2  # the year, whatever the period


def test_reviews_without_a_time_do_not_count_to_the_time_a_review_takes(study):
    study.rate_card("a", Rating.GOOD, duration_ms=4000)
    study.rate_card("b", Rating.GOOD)
    found = study.overview(EVER)
    assert (found.reviews, found.timed, found.seconds) == (2, 1, 4.0)


def test_a_deck_is_told_with_its_sub_decks_and_nothing_else(study, add):
    add(["x"], deck="aws/ecs")
    add(["y"], deck="network")
    for card in ("a", "x", "y"):
        study.rate_card(card, Rating.GOOD)
    assert study.overview(Scope("aws", None)).reviews == 2
    assert study.overview(Scope("ecs", None)).maturity.learning == 1
    with pytest.raises(UsageError):
        study.overview(Scope("nothing", None))


def test_what_is_taken_back_counts_nowhere(study):
    study.rate_card("a", Rating.GOOD)
    study.undo_last()
    found = study.overview(EVER)
    assert (found.reviews, found.heatmap, found.streak.current) == (0, (), 0)


def test_known_cards_are_told_by_deck_beside_what_was_predicted(study, clock, add):
    add(["x"], deck="network")
    for card in ("a", "x"):
        study.rate_card(card, Rating.EASY)
    clock.pass_by(days=20)
    study.rate_card("a", Rating.GOOD)
    study.rate_card("x", Rating.AGAIN)
    found = study.overview(EVER)
    by_deck = {each.deck: each.retention for each in found.by_deck}
    assert {deck: its.remembered for deck, its in by_deck.items()} == {"aws": 1.0, "network": 0.0}
    assert all(0 < its.predicted < 1 for its in by_deck.values())
    assert (found.retention.asked, found.retention.remembered) == (2, 0.5)


def test_cards_mature_with_intervals_of_three_weeks(study, clock):
    study.rate_card("a", Rating.EASY)
    assert study.overview(EVER).maturity == (2, 0, 1, 0, 0)
    while study.memory("a").interval < timedelta(days=21):
        clock.moment = study.memory("a").due
        study.rate_card("a", Rating.EASY)
    assert study.overview(EVER).maturity == (2, 0, 0, 1, 0)


def test_hard_cards_and_leeches_are_named(configure, opened, services, clock):
    configure("[study]\nleech_lapses = 1\n")
    study = opened().study
    study.rate_card("a", Rating.EASY)
    clock.pass_by(days=30)
    study.rate_card("a", Rating.AGAIN)
    found = study.overview(EVER)
    assert [(card.id, card.question, card.lapses) for card in found.hardest] == [("a", "Question a?", 1)]
    assert [card.id for card in found.leeches] == ["a"]


def test_a_months_figures_agree_with_the_log(configure, opened, services, add, clock):
    """Thirty days of sessions, with days left out, nights, a clock change and a journey."""
    configure("[study]\nnew_per_day = 5\n")
    add([f"n{number}" for number in range(40)], deck="network/ports")
    services = opened()
    study = services.study
    turn = 0
    for day in range(30):
        clock.moment = datetime(2026, 3, 10, 21 if day % 3 else 2, 20, tzinfo=UTC) + timedelta(days=day)
        clock.offset = timedelta(hours=-8 if 12 < day < 16 else 2 if day > 19 else 1)
        session = study.start() if day % 7 else None
        while session is not None and session.current is not None:
            turn += 1
            rating = Rating.AGAIN if turn % 9 == 0 else Rating.EASY if turn % 5 == 0 else Rating.GOOD
            session, _ = study.rate(session, rating, duration_ms=1000 * (turn % 20))
            if turn % 31 == 0:
                session = study.undo(session)
            clock.pass_by(seconds=20)
    log = [entry for entry in study.deeds.log.all() if entry.kind == "review"]
    found = study.overview(EVER)
    assert len(log) > 150
    assert found.reviews == len(log)
    assert days_of(found) == {
        str(day): given for day, given in sorted(Counter(e.study_day for e in log).items())
    }
    assert found.seconds == sum(entry.duration_ms for entry in log) / 1000
    assert found.ratings == tuple(sum(entry.rating is rating for entry in log) for rating in Rating)
    assert {hour.hour: hour.reviews for hour in found.hours if hour.reviews} == dict(
        Counter(map(local_hour, log))
    )
    firsts = {}
    for entry in log:
        firsts.setdefault((entry.study_day, entry.card), entry)
    known = [entry for entry in firsts.values() if entry.state_before is State.REVIEW]
    assert found.retention.asked == len(known)
    assert found.retention.remembered == sum(e.rating is not Rating.AGAIN for e in known) / len(known)
    assert found.retention.predicted == pytest.approx(sum(e.predicted for e in known) / len(known))
    assert sum(its.retention.asked for its in found.by_deck) == len(known)
    assert sum(found.maturity) == 43


def local_hour(entry):
    return (entry.at + timedelta(minutes=entry.utc_offset_minutes)).hour
