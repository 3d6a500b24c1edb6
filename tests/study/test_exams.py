"""Exams: which cards they ask for, how ready one will be, and what leads there."""

from __future__ import annotations

from datetime import date

import pytest

from hashq.scheduling.model import Rating

TOML = """
[decks.net]
exam_date = 2026-04-19
[decks."aws"]
exam_date = 2026-03-20
[decks.empty]
exam_date = 2026-05-01
[decks."net/old"]
exam_date = 2026-03-09
"""


@pytest.fixture
def study(opened, configure, services, add):
    add(["n1", "n2"], deck="Net")
    add(["n3", "n4"], deck="net/dns")
    add(["x"], deck="network")
    configure(TOML)
    return opened().study


def test_the_exams_to_come_are_told_nearest_first(study):
    assert [(exam.deck, exam.day, exam.days) for exam in study.exams()] == [
        ("aws", date(2026, 3, 20), 10),
        ("net", date(2026, 4, 19), 40),
    ]


def test_readiness_is_the_mean_over_the_deck_and_its_sub_decks(study):
    assert study.exams()[1].readiness == 0.0
    study.rate_card("n3", Rating.EASY)
    one = study.exams()[1].readiness
    assert 0.15 < one < 0.25
    study.rate_card("x", Rating.EASY)
    assert study.exams()[1].readiness == one


def test_a_suspended_card_is_not_asked_for(study):
    study.rate_card("n3", Rating.EASY)
    one = study.exams()[1].readiness
    study.deeds.suspend(["n1"])
    assert study.exams()[1].readiness == pytest.approx(one * 4 / 3)


def test_the_plan_leads_from_where_one_stands_to_ready(study):
    plan = study.exam_plan("net/dns")
    assert (plan.days, plan.new_per_day, plan.readiness) == (40, 1, 0.0)
    assert plan.projected > 0.9


def test_a_deck_without_date_or_cards_has_no_plan(study):
    assert study.exam_plan("network") is None
    assert study.exam_plan("empty") is None
