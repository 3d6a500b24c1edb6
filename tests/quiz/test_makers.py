"""What each maker makes of a card, and why it makes nothing."""

from __future__ import annotations

import pytest

from hashq.quiz.makers import BARREN, make, make_again, make_quiz
from hashq.quiz.model import Kind, Question
from hashq.quiz.pool import Pool
from hashq.quiz.source import SourceCard

TABLE = """#Q What does each state mean?

| State   | Meaning                   |
| ------- | ------------------------- |
| Created | It was asked for          |
| Queued  | It waits for its turn     |
| Stopped | A person or alarm ended it |
| Failed  | Too few took the revision |
| Ready   | Traffic can be sent there |
"""

LIST = """#Q Which formats can a bundle have?
Answer:
- tar
- tgz
- zip

---
#Q Which formats can a picture have?
Answer:
- png
- jpg
- gif
- bmp
"""

STEPS = """#Q Which steps does a deployment take?
Answer:
1. Download
2. Install
3. Start
4. Validate
"""

OWN_OPTIONS = """#Q How many can it be?
(a) one
(b) two
(c) three
Answer: (b)
"""


def texts(question):
    return {option.label: option.text for option in question.options}


def test_a_cell_is_asked_among_its_own_column(ask):
    question = ask(TABLE, Kind.CELL)
    column = {"Created", "Queued", "Stopped", "Failed", "Ready"}
    meanings = {"It was asked for", "It waits for its turn", "Too few took the revision"}
    meanings |= {"A person or alarm ended it", "Traffic can be sent there"}
    assert len(question.options) == 4
    assert set(texts(question).values()) <= column or set(texts(question).values()) <= meanings


def test_the_prompt_of_a_cell_begins_with_the_cards_question(ask):
    assert ask(TABLE, Kind.CELL).prompt.startswith("What does each state mean?\n\n")


def test_a_table_is_matched_row_by_row(ask):
    question = ask(TABLE, Kind.MATCH)
    meaning_of = {"Queued": "It waits for its turn", "Created": "It was asked for"}
    shown = texts(question)
    assert len(question.key) == len(question.rows)
    for row, label in zip(question.rows, question.key, strict=True):
        assert meaning_of.get(row, shown[label]) == shown[label]


def test_numbered_steps_are_put_in_order(ask):
    question = ask(STEPS, Kind.ORDER)
    assert [texts(question)[label] for label in question.key] == ["Download", "Install", "Start", "Validate"]


def test_steps_to_order_are_never_shown_in_order(ask):
    for seed in range(40):
        question = ask(STEPS, Kind.ORDER, seed)
        assert tuple(option.label for option in question.options) != question.key


def test_a_numbered_list_without_word_of_order_is_not_ordered(refusal):
    assert "steps, order or sequence" in refusal(STEPS.replace("Which steps", "Which things"), Kind.ORDER)


def test_the_authors_options_are_used_as_they_are(ask):
    question = ask(OWN_OPTIONS, Kind.MULTIPLE_CHOICE)
    assert texts(question) == {"a": "one", "b": "two", "c": "three"}
    assert question.key == ("b",)


def test_without_the_authors_key_none_is_guessed(refusal):
    assert refusal(
        OWN_OPTIONS.replace("(b)\n", "It depends.\n").replace("Answer: It", "Answer: It"),
        Kind.MULTIPLE_CHOICE,
    )


def test_the_authors_several_keys_are_all_wanted(ask):
    note = OWN_OPTIONS.replace("Answer: (b)", "Answer: (a) and (c)")
    question = ask(note, Kind.MULTIPLE_RESPONSE)
    assert question.key == ("a", "c")
    assert question.choose == 2


def test_several_items_of_a_list_are_right_and_a_neighbours_are_not(ask):
    question = ask(LIST, Kind.MULTIPLE_RESPONSE)
    right = {texts(question)[label] for label in question.key}
    assert right <= {"tar", "tgz", "zip"}
    assert set(texts(question).values()) - right <= {"png", "jpg", "gif", "bmp"}


def test_one_item_of_a_list_is_asked_in_writing(ask):
    assert ask(LIST, Kind.TYPED).key == ("tar", "tgz", "zip")


def test_a_card_answered_no_is_judged_as_its_author_asked(ask):
    question = ask("#Q Can it be done in place?\nAnswer: No. It cannot.\n", Kind.TRUE_FALSE)
    assert question.key == ("false",)
    assert question.prompt == "Can it be done in place?"


def test_long_answers_are_not_typed(refusal):
    note = (
        "#Q What happens?\nAnswer: The agent polls the service and then does a great many things in turn.\n"
    )
    assert "too long" in refusal(note, Kind.TYPED)


def test_an_option_never_exceeds_120_characters(refusal):
    assert "too long" in refusal(f"#Q What happens?\nAnswer: {'very ' * 30}much\n", Kind.MULTIPLE_CHOICE)


def test_a_question_is_made_again_from_its_id(read):
    cards = read(TABLE + "\n---\n" + LIST)
    pool = Pool(cards)
    for question in make_quiz(cards, pool, count=20, seed=5).questions:
        assert make_again(question.id, pool) == question


@pytest.mark.parametrize(
    "id_", ["", "k0", "k0-mc-1", "k0-mc-x-abc", "k0-zz-1-abcdef", "k9-mc-1-abcdef", "k0-ce-1-000000"]
)
def test_an_id_that_is_not_ours_makes_nothing(read, id_):
    assert make_again(id_, Pool(read(TABLE))) is None


def test_every_card_is_asked_once_before_any_is_asked_twice(read):
    cards = read(TABLE + "\n---\n" + LIST + "\n---\n" + STEPS)
    quiz = make_quiz(cards, Pool(cards), count=4, seed=1)
    assert {question.card for question in quiz.questions} == {"k0", "k1", "k2", "k3"}


def test_a_quiz_says_what_it_could_not_ask(read):
    cards = read(STEPS)
    refused = {one.kind for one in make_quiz(cards, Pool(cards), count=9, seed=1).refused}
    assert {Kind.CELL, Kind.TRUE_FALSE} <= refused


def test_after_many_cards_in_a_row_that_yield_nothing_the_rest_are_not_looked_at():
    cards = [
        SourceCard(f"k{n}", "d", "/n.md", n, "Why is it so?", f"{'for reasons ' * 20}{n}")
        for n in range(BARREN + 9)
    ]
    quiz = make_quiz(cards, Pool(cards), count=5, seed=1, kinds={Kind.TYPED})
    assert (len(quiz.refused), quiz.unseen) == (BARREN, 9)


def test_all_cards_are_looked_at_while_one_of_many_yields_a_question():
    cards = [
        SourceCard(
            f"k{n}",
            "d",
            "/n.md",
            n,
            f"Which port has service {n}?",
            "443" if n % 100 == 0 else "It has none. " * 20,
        )
        for n in range(2 * BARREN)
    ]
    quiz = make_quiz(cards, Pool(cards), count=99, seed=3, kinds={Kind.TYPED})
    assert (len(quiz.questions), quiz.unseen) == (2 * BARREN // 100, 0)


def test_only_the_wanted_kinds_are_asked(read):
    cards = read(TABLE + "\n---\n" + LIST)
    quiz = make_quiz(cards, Pool(cards), count=9, seed=1, kinds={Kind.MATCH})
    assert [question.kind for question in quiz.questions] == [Kind.MATCH]


@pytest.mark.parametrize("kind", [Kind.TYPED, Kind.MULTIPLE_RESPONSE])
def test_a_question_for_an_order_is_not_answered_by_naming_items(refusal, kind):
    note = LIST.replace("Which formats can a bundle have?", "In which order are they tried?")
    assert refusal(note, kind) == "it asks for an order"


def test_wrong_answers_come_from_lists_in_which_the_right_one_stands(ask):
    note = "#Q Which state ends it?\nAnswer: `Stopped`\n---\n" + TABLE
    shown = set(texts(ask(note, Kind.MULTIPLE_CHOICE)).values())
    assert shown <= {"Created", "Queued", "Stopped", "Failed", "Ready"}


def test_wrong_numbers_have_the_unit_of_the_right_one(ask):
    question = ask("#Q How long does it wait?\nAnswer: 24 hours\n", Kind.MULTIPLE_CHOICE)
    assert all(text.endswith(" hours") for text in texts(question).values())


def test_a_list_that_is_asked_for_in_order_is_not_asked_for_one_item(refusal):
    note = "#Q Name the steps to make tea, in the right order.\n1. Boil\n2. Steep\n3. Pour\n"
    assert refusal(note, Kind.TYPED) == "it asks for an order"


def test_a_free_answer_without_likely_rivals_is_no_choice(refusal):
    note = "#Q What happens then?\nAnswer: It starts again\n---\n#Q Which folder is it?\nAnswer: By asking\n"
    assert "too few likely wrong answers" in refusal(note, Kind.MULTIPLE_CHOICE)


@pytest.mark.parametrize("answer", ["The new one", "A failure", "It fails", "None"])
def test_what_could_be_worded_otherwise_is_not_typed(refusal, answer):
    assert "worded otherwise" in refusal(f"#Q Which is it?\nAnswer: {answer}\n", Kind.TYPED)


def test_a_prefix_may_be_left_out_of_a_typed_name(ask):
    question = ask("#Q Which configuration is it?\nAnswer: `CodeDeployDefault.AllAtOnce`\n", Kind.TYPED)
    assert question.key == ("CodeDeployDefault.AllAtOnce", "AllAtOnce")


def test_the_authors_choose_two_is_not_said_twice(ask):
    note = OWN_OPTIONS.replace("it be?", "it be? (Choose two.)").replace("Answer: (b)", "Answer: (a) and (c)")
    assert ask(note, Kind.MULTIPLE_RESPONSE).prompt == "How many can it be? (Choose two.)"


def test_a_list_of_examples_is_no_choice_of_several(refusal):
    note = LIST.replace("Which formats can a bundle have?", "Which formats, for instance, can a bundle have?")
    assert "open" in refusal(note, Kind.MULTIPLE_RESPONSE)


SHARED_MEANING = (
    "#Q What are the key owners?\n- Alpha: keys of the service\n- Beta: keys of the service\n"
    "- Gamma: keys of the customer\n- Delta: no keys at all\n"
)


@pytest.mark.parametrize("kind", [Kind.MULTIPLE_CHOICE, Kind.TYPED])
@pytest.mark.parametrize("seed", range(12))
def test_a_term_is_asked_for_only_by_what_is_said_of_no_other(ask, kind, seed):
    assert "keys of the service" not in ask(SHARED_MEANING, kind, seed).prompt


COMPARISON = (
    "#Q Compare the balancers\n| {first} | ALB | NLB | CLB |\n|---|---|---|---|\n| Static IP | No | Yes | No |\n"
    "| Layer | seven | four | four and seven |\n| Target types | IP and Lambda | IP and ALB | instance |\n"
)


@pytest.mark.parametrize("first", ["", "Feature"])
def test_things_compared_in_a_table_are_matched_in_one_respect(ask, first):
    question = ask(COMPARISON.format(first=first), Kind.MATCH)
    assert question.prompt.endswith("Match each with its **Layer**.")
    assert set(question.rows) == {"ALB", "NLB", "CLB"}
    assert {option.text for option in question.options} == {"seven", "four", "four and seven"}


@pytest.mark.parametrize("seed", range(12))
def test_a_cell_of_a_comparison_is_asked_among_its_row(ask, seed):
    question = ask(COMPARISON.format(first=""), Kind.CELL, seed)
    options = {option.text for option in question.options}
    rows = [
        {"ALB", "NLB", "CLB"},
        {"No", "Yes"},
        {"seven", "four", "four and seven"},
        {"IP and Lambda", "IP and ALB", "instance"},
    ]
    assert any(options <= row for row in rows)
    assert len(options) == 3


def test_what_is_said_of_a_thing_compared_names_the_respect(ask):
    question = ask(COMPARISON.format(first=""), Kind.TRUE_FALSE)
    assert "B**, **Layer**: " in question.prompt


def test_a_statement_to_call_true_or_false_is_answered_in_these_words(ask):
    asked = "#Q A key opens every door. True or False?\nAnswer: False. Each has its own.\n"
    assert set(texts(ask(asked, Kind.TRUE_FALSE)).values()) == {"True", "False"}
    answered = "#Q Does a key open every door?\nAnswer: True.\n"
    assert set(texts(ask(answered, Kind.TRUE_FALSE)).values()) == {"True", "False"}


def test_a_row_asked_for_in_writing_is_asked_for_by_its_columns(ask):
    question = ask(TABLE, Kind.TYPED)
    assert "\n\nWhich **State** has this **Meaning**: “" in question.prompt


ROW_KINDS = [Kind.CELL, Kind.MATCH, Kind.TRUE_FALSE, Kind.TYPED]

LISTS_SIDE_BY_SIDE = """#Q What is kept in the shed?

| Tools  | Seeds    | Pots  |
| ------ | -------- | ----- |
| Spade  | Marigold | Clay  |
| Rake   | Parsley  | Tin   |
| Hoe    | Fennel   | Straw |
| Shears | Sorrel   | Wood  |
|        | Lovage   | Glass |
"""

TWO_SORTS = """#Q How do night trains and day trains differ?

| Night train           | Day train            |
| --------------------- | -------------------- |
| Berths in six cars    | Seats in eight cars  |
| Runs five days a week | Runs hourly          |
| Breakfast is served   | A trolley comes by   |
| Bookings only         | Tickets at the door  |
"""


@pytest.mark.parametrize("kind", ROW_KINDS)
@pytest.mark.parametrize("note", [LISTS_SIDE_BY_SIDE, TWO_SORTS])
def test_rows_without_a_name_of_their_own_are_not_asked_about(refusal, note, kind):
    assert refusal(note, kind)


@pytest.mark.parametrize("kind", [Kind.CELL, Kind.TYPED])
@pytest.mark.parametrize("seed", range(12))
def test_a_term_written_apart_in_its_meaning_gives_itself_away(ask, kind, seed):
    note = TABLE.replace(
        "| Queued  | It waits for its turn     |", "| Landmark | It shows any land mark nearby |"
    )
    question = ask(note, kind, seed)
    assert "Landmark**?" not in question.prompt
    assert "land mark" not in question.prompt


def test_a_cell_is_not_found_by_the_others_naming_their_rows(read):
    note = (
        "#Q What is each part of a ship?\n| Part | Use |\n|---|---|\n| Keel | The keel holds the frame up |\n"
        "| Mast | The mast carries all sails |\n| Rudder | The rudder turns the stern |\n"
        "| Anchor | Holds it where it lies |\n| Galley | The galley is for cooking |\n"
    )
    cards = read(note)
    made = [make(cards[0], Kind.CELL, Pool(cards), seed) for seed in range(24)]
    prompts = [one.prompt for one in made if isinstance(one, Question)]
    assert prompts
    assert not [prompt for prompt in prompts if "What stands under" in prompt]


def test_questions_that_only_share_their_verb_lend_each_other_no_wrong_answers(refusal):
    note = (
        "#Q Which jobs does a mate do?\n- Steering\n- Sounding\n- Reefing\n- Rowing\n---\n"
        "#Q Which harbours does a ferry call at?\n- Mooring\n- Landing\n- Anchoring\n- Docking\n"
    )
    assert "too few" in refusal(note, Kind.MULTIPLE_RESPONSE)


def test_a_break_in_a_cell_is_a_blank_in_a_question(ask):
    note = TABLE.replace("It waits for its turn ", "It waits<br>for its turn ")
    assert all(
        "<br>" not in ask(note, kind, seed).prompt for kind in (Kind.CELL, Kind.TYPED) for seed in range(12)
    )
