"""quiz and quiz grade: their JSON, their exit codes, and that ids resolve themselves."""

from __future__ import annotations

import json

import pytest

NOTE = """\
#Q What does each state mean?

| State   | Meaning                   |
| ------- | ------------------------- |
| Created | It was asked for          |
| Queued  | It waits for its turn     |
| Stopped | A person or alarm ended it |
| Failed  | Too few took the revision |
| Ready   | Traffic can be sent there |

---
#Q Can it be done in place?
Answer: No. It cannot.
---
#Q Which formats can a bundle have?
Answer:
- tar
- tgz
- zip
"""
QUESTION = ["id", "card", "kind", "prompt", "options", "key", "choose", "source"]


@pytest.fixture
def quiz(hashq, tmp_path):
    """Makes a quiz from three cards."""
    note = tmp_path / "notes" / "deploy.md"
    note.parent.mkdir()
    note.write_text(NOTE)
    hashq("import", str(note))

    def quiz(*arguments):
        ran = hashq("quiz", "--json", *arguments)
        assert ran.code == 0
        return ran.json

    return quiz


@pytest.fixture
def graded(hashq, tmp_path):
    """Grades answers."""

    def graded(answers, code=0):
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(answers))
        ran = hashq("quiz", "grade", str(file))
        assert ran.code == code
        return ran.json

    return graded


def test_a_quiz_is_questions_and_refusals(quiz):
    made = quiz("--count", "9", "--seed", "1")
    assert list(made) == ["questions", "refused"]
    assert all(list(question)[:8] == QUESTION for question in made["questions"])
    assert all(list(refusal) == ["card", "kind", "reason"] for refusal in made["refused"])


def test_a_source_is_the_absolute_path_and_line_of_the_card(quiz, tmp_path):
    lines = {question["source"]["line"] for question in quiz("--count", "3", "--seed", "1")["questions"]}
    paths = {question["source"]["path"] for question in quiz("--count", "3", "--seed", "1")["questions"]}
    assert paths == {str(tmp_path / "notes" / "deploy.md")}
    assert lines == {1, 12, 15}


def test_the_same_seed_gives_the_same_quiz(quiz):
    assert quiz("--count", "5", "--seed", "7") == quiz("--count", "5", "--seed", "7")


def test_a_deck_that_is_not_there_is_wrong_usage(quiz, hashq):
    assert hashq("quiz", "--json", "--deck", "nothing").code == 2


def test_a_kind_can_be_asked_for(quiz):
    assert {one["kind"] for one in quiz("--kind", "match", "--kind", "cell")["questions"]} == {
        "match",
        "cell",
    }


def test_a_quiz_of_an_empty_library_has_no_questions(hashq, home):
    ran = hashq("quiz", "--json", "--count", "5")
    assert ran.json == {"questions": [], "refused": []}
    assert not home.exists()


def test_the_keys_are_graded_right(quiz, graded):
    questions = quiz("--count", "9", "--seed", "3")["questions"]
    done = graded({question["id"]: question["key"] for question in questions})
    assert done["score"] == 1000
    assert [one["id"] for one in done["results"]] == [question["id"] for question in questions]
    assert all(list(one) == ["id", "right", "given", "key"] for one in done["results"])


def test_blank_answers_are_wrong(quiz, graded):
    questions = quiz("--count", "9", "--seed", "3")["questions"]
    assert graded({question["id"]: "" for question in questions})["score"] == 0


def test_labels_can_be_written_in_one_text(quiz, graded):
    (question,) = quiz("--kind", "match", "--seed", "1")["questions"]
    for joined in (", ".join(question["key"]), "".join(question["key"]).upper()):
        assert graded({question["id"]: joined})["score"] == 1000


def test_an_answer_can_be_a_truth_value(quiz, graded):
    (question,) = [
        one for one in quiz("--kind", "true-false", "--seed", "1")["questions"] if one["source"]["line"] == 12
    ]
    assert graded({question["id"]: False})["score"] == 1000


@pytest.mark.parametrize("id_", ["\ud800-mc-1-b2f9c5", "a-mc-" + "9" * 5000 + "-b2f9c5", "a-mc-٣-b2f9c5"])
def test_an_id_that_no_question_can_have_is_unknown(graded, id_):
    assert graded({id_: "a"}, code=1) == {"score": 0, "results": []}


def test_an_unknown_id_does_not_count_and_is_told(quiz, graded):
    (question,) = quiz("--kind", "match", "--seed", "1")["questions"]
    done = graded({question["id"]: question["key"], "no-such-1-id": "a"}, code=1)
    assert done["score"] == 1000
    assert len(done["results"]) == 1


@pytest.mark.parametrize("text", ["", "[]", "{", "\xff", "[" * 100_000])
def test_a_file_that_is_no_object_of_answers_cannot_be_read(hashq, tmp_path, text):
    file = tmp_path / "answers.json"
    file.write_text(text, encoding="latin-1")
    ran = hashq("quiz", "grade", str(file))
    assert ran.code == 3
    assert ran.out == ""


def test_a_missing_file_cannot_be_read(hashq, tmp_path):
    assert hashq("quiz", "grade", str(tmp_path / "none.json")).code == 3


def test_cards_not_looked_at_after_many_that_yield_nothing_are_told(hashq, tmp_path):
    note = tmp_path / "prose.md"
    note.write_text(
        "---\n".join(f"#Q Why is number {n}?\nAnswer: {'for reasons ' * 20}{n}\n" for n in range(403))
    )
    hashq("import", str(note))
    ran = hashq("quiz", "--json")
    assert "400 cards in a row yielded none, so 3 more were not looked at." in ran.err
