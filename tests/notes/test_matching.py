"""Which old card a new one is: the order of evidence, and what is left to the person."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from hashq.notes.fingerprint import fingerprint, normal_form
from hashq.notes.identity import NewCard, OldCard, Whereabouts
from hashq.notes.matching import answer_tells, match

READ, GONE, RETIRED = Whereabouts.READ, Whereabouts.GONE, Whereabouts.RETIRED
A, B = "/vault/a.md", "/vault/b.md"


def old(
    id_, question, answer="", *, path=A, position=0, where=READ, block_id=None, was_question=(), was_answer=()
):
    return OldCard(
        id=id_,
        path=path,
        position=position,
        question=question,
        whereabouts=where,
        questions=tuple(map(fingerprint, (question, *was_question))),
        answers=tuple(fingerprint(text) for text in (answer, *was_answer) if text),
        block_id=block_id,
    )


def new(question, answer="", *, path=A, position=0, block_id=None):
    return NewCard(
        path=path,
        position=position,
        question=question,
        question_print=fingerprint(question),
        answer_print=fingerprint(answer),
        answer_tells=answer_tells(normal_form(answer)),
        block_id=block_id,
    )


def who(olds, news):
    """For each new card the id of the old card it is, or None."""
    found = {pair.new: pair.old.id for pair in match(olds, news).found}
    return [found.get(index) for index in range(len(news))]


def how(olds, news):
    return [pair.how.value for pair in match(olds, news).found]


def test_a_block_id_outweighs_an_equal_question():
    olds = [old("one", "What is A?", block_id="x"), old("two", "What is B?", position=1)]
    assert who(olds, [new("What is B?", block_id="x")]) == ["one"]


def test_a_block_id_follows_its_card_into_another_note():
    assert who(
        [old("one", "What is A?", "x", block_id="k7")], [new("All new", "y", path=B, block_id="k7")]
    ) == ["one"]


def test_a_block_id_that_two_gone_notes_share_proves_nothing_elsewhere():
    olds = [
        old("one", "Alpha", "x", path="/v/1.md", where=GONE, block_id="1"),
        old("two", "Omega", "y", path="/v/2.md", where=GONE, block_id="1"),
    ]
    assert who(olds, [new("Something else entirely", "z", path=B, block_id="1")]) == [None]


def test_a_block_id_of_a_retired_card_elsewhere_proves_nothing_unless_it_is_the_cards_own_id():
    retired = old("k7", "Alpha", "x", path=B, where=RETIRED, block_id="k7")
    other = old("k8", "Omega", "y", path=B, where=RETIRED, block_id="1")
    assert who([retired, other], [new("zzz", "q", block_id="k7"), new("yyy", "r", block_id="1")]) == [
        "k7",
        None,
    ]


def test_the_same_question_in_the_same_file_keeps_its_card_whatever_the_answer():
    assert who([old("one", "What is A?", "old text")], [new("What is A?", "wholly new")]) == ["one"]


def test_the_same_question_in_the_same_file_comes_before_one_elsewhere():
    olds = [old("there", "What is A?", path=B, where=GONE), old("here", "What is A?")]
    assert who(olds, [new("What is A?")]) == ["here"]


def test_duplicate_questions_are_told_apart_by_their_answers():
    olds = [old("one", "Q", "first"), old("two", "Q", "second", position=1)]
    assert who(olds, [new("Q", "second"), new("Q", "first", position=1)]) == ["two", "one"]


def test_duplicate_questions_with_new_answers_are_paired_in_the_order_of_the_note():
    olds = [old("one", "Q", "first"), old("two", "Q", "second", position=1)]
    assert who(olds, [new("Q", "1st"), new("Q", "2nd", position=1)]) == ["one", "two"]


def test_one_of_two_duplicates_that_lost_its_answer_is_reported_as_unclear():
    olds = [old("one", "Q", "first"), old("two", "Q", "second", position=1)]
    result = match(olds, [new("Q", "third")])
    assert [(u.new, u.candidates) for u in result.unclear] == [(0, ("one", "two"))]


def test_a_question_that_moved_to_another_file_keeps_its_card():
    assert how([old("one", "What is A?")], [new("What is A?", path=B)]) == ["question-elsewhere"]


def test_a_question_back_in_its_earlier_wording_is_the_same_card():
    assert who(
        [old("one", "How is it handled?", was_question=["How are it handled?"])], [new("How are it handled?")]
    ) == ["one"]


def test_of_two_notes_with_one_question_the_one_with_the_same_place_in_the_vault_is_claimed():
    olds = [
        old("x", "What is it?", "same", path="/old/x/n.md", where=GONE),
        old("y", "What is it?", "same", path="/old/y/n.md", where=GONE),
    ]
    news = [new("What is it?", "same", path="/new/y/n.md"), new("What is it?", "same", path="/new/x/n.md")]
    assert who(olds, news) == ["y", "x"]


def test_a_reworded_question_with_its_answer_in_the_same_file_is_the_same_card():
    assert how([old("one", "Name the hooks", "a, b and c")], [new("Which events exist?", "a, b and c")]) == [
        "answer"
    ]


def test_the_same_answer_in_another_file_is_another_card():
    assert who(
        [old("one", "Name the hooks", "a, b and c")], [new("Which events exist?", "a, b and c", path=B)]
    ) == [None]


def test_an_empty_answer_is_no_evidence():
    assert who([old("one", "Name the hooks")], [new("Something else")]) == [None]


def test_a_yes_is_no_evidence():
    assert who([old("one", "Can hooks fail?", "Yes.")], [new("Is S3 a source?", "**Yes**")]) == [None]


def test_of_two_reworded_cards_with_one_answer_each_takes_the_nearer_question():
    olds = [
        old("red", "Which colour has the red fleet", "v1"),
        old("blue", "Which size has the blue fleet", "v1"),
    ]
    assert who(olds, [new("The size of the blue fleet?", "v1"), new("Colour of the red fleet?", "v1")]) == [
        "blue",
        "red",
    ]


def test_a_similar_question_in_the_same_file_is_the_same_card_reworded():
    assert how([old("one", "How are Rollback handled?", "x")], [new("How is Rollback handled?", "y")]) == [
        "similar"
    ]


def test_a_similar_question_in_another_file_is_the_same_card():
    assert how(
        [old("one", "How are Rollback handled?", "x", where=GONE)],
        [new("How is Rollback handled?", "y", path=B)],
    ) == ["similar-elsewhere"]


def pair_with_ratio(wanted):
    """Two questions whose ratio is exactly ``wanted`` (a whole number)."""
    one = "a" * 100
    other = "a" * wanted + "b" * (100 - wanted)
    assert fuzz.ratio(one, other) == wanted
    return one, other


def test_a_ratio_of_85_is_enough_and_84_is_not():
    one, other = pair_with_ratio(85)
    assert who([old("one", one, "x")], [new(other, "y")]) == ["one"]
    one, other = pair_with_ratio(84)
    assert who([old("one", one, "x")], [new(other, "y")]) == [None]


def test_a_runner_up_at_75_is_no_rival_and_76_is():
    wanted = "a" * 100
    best = old("best", "a" * 90 + "b" * 10, "x")
    harmless = old("far", "a" * 75 + "c" * 25, "z", position=1)
    rival = old("near", "a" * 76 + "c" * 24, "z", position=1)
    assert who([best, harmless], [new(wanted, "y")]) == ["best"]
    assert who([best, rival], [new(wanted, "y")]) == [None]
    assert match([best, rival], [new(wanted, "y")]).unclear[0].candidates == ("best", "near")


def test_two_new_cards_alike_leave_one_old_card_to_the_person():
    olds = [old("one", "How are rollbacks handled in a group?", "x")]
    news = [
        new("How is rollbacks handled in a group?", "y"),
        new("How are rollback handled in a group?", "z"),
    ]
    assert who(olds, news) == [None, None]
    assert {u.candidates for u in match(olds, news).unclear} == {("one",)}


def test_a_card_unclear_in_its_own_file_is_not_looked_for_elsewhere():
    olds = [
        old("best", "a" * 90 + "b" * 10, "x"),
        old("near", "a" * 80 + "c" * 20, "z", position=1),
        old("far", "a" * 95 + "d" * 5, "w", path=B, where=GONE),
    ]
    assert who(olds, [new("a" * 100, "y")]) == [None]


def test_a_copy_of_a_note_that_still_stands_gives_new_cards():
    olds = [old("one", "What is A?", "x")]
    assert who(olds, [new("What is A?", "x"), new("What is A?", "x", path=B)]) == ["one", None]


def test_a_retired_card_comes_back_with_its_text_anywhere():
    assert who([old("one", "What is A?", "x", where=RETIRED)], [new("What is A?", "x", path=B)]) == ["one"]


def test_a_living_card_is_preferred_to_a_retired_one():
    olds = [old("dead", "What is A?", "x", where=RETIRED), old("alive", "What is A?", "y", position=1)]
    assert who(olds, [new("What is A?", "x")]) == ["alive"]


def test_a_renamed_note_takes_its_reworded_cards_along():
    olds = [
        old("one", "What is A?", "x", where=GONE),
        old("two", "Name the hooks", "a, b and c", where=GONE, position=1),
    ]
    news = [new("What is A?", "x", path=B), new("Which events exist?", "a, b and c", path=B, position=1)]
    assert who(olds, news) == ["one", "two"]


QUESTIONS = st.sampled_from(
    ["", "What is A?", "What is B?", "How are rollbacks handled?", "How is rollback handled?"]
)
ANSWERS = st.sampled_from(["", "Yes.", "one", "two"])
OLDS = st.lists(
    st.builds(
        lambda question, answer, path, where, block, n: old(
            "", question, answer, path=path, where=where, block_id=block, position=n
        ),
        QUESTIONS,
        ANSWERS,
        st.sampled_from([A, B]),
        st.sampled_from(list(Whereabouts)),
        st.sampled_from([None, "1", "2"]),
        st.integers(0, 9),
    ),
    max_size=8,
).map(
    lambda cards: [
        OldCard(f"c{n}", c.path, c.position, c.question, c.whereabouts, c.questions, c.answers, c.block_id)
        for n, c in enumerate(cards)
    ]
)
NEWS = st.lists(
    st.builds(
        lambda question, answer, path, block: new(question, answer, path=path, block_id=block),
        QUESTIONS,
        ANSWERS,
        st.sampled_from([A, B]),
        st.sampled_from([None, "1", "2"]),
    ),
    max_size=8,
)


@given(OLDS, NEWS)
def test_no_card_is_ever_claimed_twice_and_no_new_card_is_two_old_ones(olds, news):
    result = match(olds, news)
    assert len({pair.old.id for pair in result.found}) == len(result.found)
    assert len({pair.new for pair in result.found}) == len(result.found)


@given(NEWS)
def test_notes_read_again_unchanged_give_each_card_itself(news):
    olds = [
        OldCard(
            f"c{n}",
            card.path,
            n,
            card.question,
            READ,
            (card.question_print,),
            (card.answer_print,) if card.answer_print else (),
            card.block_id,
        )
        for n, card in enumerate(news)
    ]
    found = {pair.new: pair.old for pair in match(olds, news).found}
    assert set(found) == set(range(len(news)))
    for index, card in found.items():
        assert card.path == news[index].path
        assert card.questions[0] == news[index].question_print or card.block_id is not None
