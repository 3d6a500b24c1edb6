"""Notes read during a session: what leaves it, what joins it, and that the day's limits hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.scheduling.model import Rating, State
from hashq.scheduling.plans import USUAL, Plan, Shape

SUBJECTS = (
    "aeneid",
    "basalt",
    "cinema",
    "dolphin",
    "enzyme",
    "fjord",
    "granite",
    "hammer",
    "iodine",
    "jasmine",
)


def cards(*subjects):
    return "\n".join(f"#Q What is known of the {each}?\nAnswer: All about {each}.\n" for each in subjects)


class Vault:
    """One note, one library, and the session that runs meanwhile."""

    def __init__(self, services, folder):
        self.services = services
        self.study = services.study
        self.note = folder / "note.md"

    def write(self, *subjects):
        self.note.parent.mkdir(exist_ok=True)
        self.note.write_text(cards(*subjects))
        return self.services.library.import_paths([self.note], retire=True)

    def start(self, plan=USUAL, deck=None):
        return self.study.start(deck, plan)

    def read(self, session, *subjects, plan=USUAL, deck=None):
        return self.study.after_reading(session, self.write(*subjects), deck, plan)

    def subjects(self, session):
        known = {card.id: card.question.split()[-1].rstrip("?") for card in self.services.library.cards()}
        return [known[card.id] for card in session.left()]


@pytest.fixture
def vault(opened, tmp_path):
    return Vault(opened(), tmp_path / "vault")


def test_a_card_that_came_joins_and_one_that_went_leaves(vault):
    vault.write("aeneid", "basalt")
    session = vault.read(vault.start(), "aeneid", "cinema")
    assert vault.subjects(session) == ["aeneid", "cinema"]


def test_a_card_that_may_be_one_of_two_that_went_joins_once(vault):
    vault.write("aeneid", "basalt")
    session = vault.read(vault.start(), "cinema")
    assert vault.subjects(session) == ["cinema"]


def test_the_card_that_shows_stays(vault):
    vault.write("basalt", "cinema")
    session = vault.read(vault.start(), "aeneid", "basalt", "cinema")
    assert vault.subjects(session)[0] == "basalt"


def test_new_cards_join_within_what_the_session_leaves_of_the_days_limit(configure, opened, tmp_path):
    configure("[study]\nnew_per_day = 3\n")
    vault = Vault(opened(), tmp_path / "vault")
    vault.write("aeneid", "basalt")
    session, _ = vault.study.rate(vault.start(), Rating.EASY, 1000)
    session = vault.read(session, "aeneid", "basalt", "cinema", "dolphin")
    assert vault.subjects(session) == ["basalt", "cinema"]


def test_a_card_of_another_deck_does_not_join(vault, tmp_path):
    vault.write("aeneid")
    (tmp_path / "other.md").write_text(cards("basalt"))
    session = vault.start(deck="note")
    report = vault.services.library.import_paths([tmp_path / "other.md"])
    assert vault.subjects(vault.study.after_reading(session, report, "note")) == ["aeneid"]


def test_a_sibling_of_a_card_still_to_come_does_not_join(vault):
    vault.write("aeneid")
    session = vault.start()
    vault.note.write_text("#Q Which key? %% hashq: reversed %%\nAnswer: Ctrl-C\n")
    report = vault.services.library.import_paths([vault.note], retire=True)
    session = vault.study.after_reading(session, report)
    assert (report.new, len(session.left())) == (2, 1)


def test_what_is_crammed_is_joined_by_what_came_and_not_by_what_was_shown(vault):
    plan = Plan(Shape.CRAM)
    vault.write("aeneid", "basalt")
    session, _ = vault.study.rate(vault.start(plan), Rating.GOOD)
    left = vault.subjects(session)
    session = vault.read(session, "aeneid", "basalt", "cinema", plan=plan)
    assert sorted(vault.subjects(session)) == sorted([*left, "cinema"])


def test_nothing_joins_what_was_forgotten_today(vault):
    vault.write("aeneid", "basalt")
    vault.study.rate(vault.start(), Rating.AGAIN, 1000)
    plan = Plan(Shape.FORGOTTEN)
    session = vault.read(vault.start(plan), "aeneid", "basalt", "cinema", plan=plan)
    assert vault.subjects(session) == ["aeneid"]


def test_only_new_cards_join_a_session_of_new_cards(vault):
    plan = Plan(Shape.NEW)
    vault.write("aeneid")
    session = vault.read(vault.start(plan), "aeneid", "basalt", plan=plan)
    assert vault.subjects(session) == ["aeneid", "basalt"]


def test_a_card_that_came_back_joins_those_studied_ahead(vault):
    plan = Plan(Shape.AHEAD, ahead_days=30)
    vault.write("aeneid", "basalt")
    session = vault.start()
    while session.current is not None:
        session, _ = vault.study.rate(session, Rating.EASY, 1000)
    vault.write("aeneid")
    session = vault.read(vault.start(plan), "aeneid", "basalt", plan=plan)
    assert vault.subjects(session) == ["aeneid", "basalt"]


def test_a_session_goes_on_when_its_deck_lost_every_card(vault):
    vault.write("aeneid")
    session = vault.read(vault.start(deck="note"), deck="note")
    assert session.current is None
    assert session.left() == ()


def test_the_end_of_a_time_box_stays(vault, clock):
    plan = Plan(minutes=5)
    vault.write("aeneid")
    session = vault.start(plan)
    clock.pass_by(minutes=6)
    session = vault.read(session, "aeneid", "basalt", plan=plan)
    session, _ = vault.study.rate(session, Rating.EASY, 1000)
    assert session.current is None


@settings(max_examples=25)
@given(
    st.sets(st.sampled_from(SUBJECTS), min_size=1),
    st.sets(st.sampled_from(SUBJECTS)),
    st.tuples(st.integers(0, 8), st.integers(0, 8)),
)
def test_a_joined_session_begins_no_more_new_cards_than_the_day_allows(
    throwaway_library, tmp_path_factory, before, after, allowed_and_done
):
    limit, done = allowed_and_done
    with throwaway_library({}, f"[study]\nnew_per_day = {limit}\n") as (services, _clock):
        vault = Vault(services, tmp_path_factory.mktemp("vault"))
        vault.write(*sorted(before))
        session = vault.start()
        begun = 0
        while begun < done and session.current is not None:
            session, _ = vault.study.rate(session, Rating.EASY, 1000)
            begun += 1
        session = vault.read(session, *sorted(after))
        left = vault.subjects(session)
        assert len(left) == len(set(left))
        assert set(left) <= after
        assert all(card.state is State.NEW for card in session.left())
        assert begun + len(left) <= limit
