"""Quizzes from a stored library: which cards are asked, and that questions can be made again from their ids."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.quiz import pool
from hashq.quiz.grading import grade
from hashq.quiz.model import Kind

CARDS = {
    "aws/a": [
        ("Can it be shared?", "No. Never."),
        ("Which status ends it?", "Stopped"),
        ("Which port is open?", "443"),
    ],
    "aws/b": [("Can it be moved?", "Yes."), ("Which file holds it?", "`appspec.yml`")],
    "other": [("Can it be seen?", "No.")],
}


@pytest.fixture
def services(opened):
    services = opened()
    with services.database.transaction():
        services.database.execute("INSERT INTO sources (path, kind, added_at) VALUES ('/n', 'folder', '')")
        number = 0
        for deck, cards in CARDS.items():
            note = services.database.execute(
                "INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)"
                " VALUES (1, ?, ?, 0, 0, '', 1)",
                (f"/n/{deck}.md", deck),
            )
            for position, (question, answer) in enumerate(cards):
                number += 1
                row = services.database.execute(
                    "INSERT INTO cards (id, note_id, deck, position, line, end_line, has_answer, created_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, 1, '')",
                    (f"c{number}", note, deck, position, position + 1, position + 1),
                )
                services.database.execute(
                    "INSERT INTO texts (number, question, answer) VALUES (?, ?, ?)", (row, question, answer)
                )
    return services


@pytest.fixture
def quizzes(services):
    return services.quizzes


def asked(quiz):
    return {question.card for question in quiz.questions}


def test_a_quiz_of_everything_asks_every_deck(quizzes):
    assert asked(quizzes.make(count=20, seed=1)) == {"c1", "c2", "c3", "c4", "c5", "c6"}


def test_a_deck_takes_its_sub_decks_along(quizzes):
    assert asked(quizzes.make("aws", count=20, seed=1)) == {"c1", "c2", "c3", "c4", "c5"}


def test_a_deck_can_be_named_by_its_last_part(quizzes):
    assert asked(quizzes.make("B", count=20, seed=1)) == {"c4", "c5"}


def test_a_deck_that_is_not_there_is_an_error(quizzes):
    with pytest.raises(UsageError):
        quizzes.make("nothing", count=5)


def test_suspended_cards_are_not_asked(quizzes, services):
    with services.database.transaction():
        services.database.execute("UPDATE cards SET suspended = 1 WHERE id = 'c1'")
    assert "c1" not in asked(quizzes.make(count=20, seed=1))


def test_retired_cards_are_not_asked(quizzes, services):
    with services.database.transaction():
        services.database.execute("UPDATE cards SET retired_at = 'now' WHERE id = 'c1'")
    assert "c1" not in asked(quizzes.make(count=20, seed=1))


def test_a_changed_card_is_read_again(quizzes, services):
    quizzes.make(count=5, seed=1)
    with services.database.transaction():
        services.database.execute(
            "UPDATE texts SET question = 'Is it new?' WHERE question = 'Can it be seen?'"
        )
    assert "Is it new?" in {question.prompt for question in quizzes.make("other", count=5, seed=1).questions}


def test_only_the_wanted_kinds_are_asked(quizzes):
    quiz = quizzes.make(count=20, seed=1, kinds=[Kind.TYPED])
    assert {question.kind for question in quiz.questions} == {Kind.TYPED}


def test_a_question_is_found_again_by_its_id_in_another_run(quizzes, opened):
    again = opened().quizzes
    for question in quizzes.make(count=20, seed=5).questions:
        assert again.question(question.id) == question


def test_in_a_large_library_too_a_question_is_found_again_by_its_id_in_another_run(
    quizzes, opened, monkeypatch
):
    monkeypatch.setattr(pool, "WHOLE", 3)
    monkeypatch.setattr(pool, "REACH", 1)
    questions = quizzes.make(count=20, seed=5).questions
    again = opened().quizzes
    assert [again.question(question.id) for question in reversed(questions)] == list(reversed(questions))
    assert again.make(count=20, seed=5).questions == questions


def test_answers_are_graded_by_id(quizzes):
    questions = quizzes.make(count=20, seed=5).questions
    graded = quizzes.grade({question.id: list(question.key[:1]) for question in questions})
    assert graded.score == 1000
    assert graded.unknown == ()


def test_an_id_whose_card_was_edited_is_unknown(quizzes, services):
    (question,) = quizzes.make("other", count=1, seed=5).questions
    with services.database.transaction():
        services.database.execute(
            "UPDATE texts SET question = 'Is it new?' WHERE question = 'Can it be seen?'"
        )
    assert quizzes.grade({question.id: "no"}).unknown == (question.id,)


def test_without_a_seed_quizzes_differ(quizzes):
    assert len({tuple(question.id for question in quizzes.make(count=5).questions) for _ in range(4)}) > 1


def test_what_is_known_by_choice_comes_back_to_be_written(quizzes):
    practice = quizzes.practice("aws/a", count=3, seed=2, kinds=[Kind.TRUE_FALSE, Kind.MULTIPLE_CHOICE])
    assert practice.question is not None
    for card, harder in practice.harder.items():
        assert harder.kind is Kind.TYPED
        assert harder.card == card


def test_a_practice_ends_when_all_is_answered(quizzes):
    practice = quizzes.practice(count=5, seed=1)
    for _ in range(40):
        if practice.question is None:
            break
        practice = practice.answered(grade(practice.question, practice.question.key[:1]))
    assert practice.question is None
    assert practice.missed == ()
