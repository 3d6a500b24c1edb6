"""Which options are right: only what the answer says beyond doubt."""

from __future__ import annotations

import pytest

from hashq.notes.parser import parse_note


def key(answer: str, options: str = "(a) Alpha\n(b) Beta\n(c) Gamma\n(d) Delta") -> str:
    card = parse_note(f"#Q Which?\n{options}\nAnswer: {answer}", "n.md").cards[0]
    assert card.options
    return "".join(card.key)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("b", "b"),
        ("B", "b"),
        ("(b)", "b"),
        ("B)", "b"),
        ("b.", "b"),
        ("**(b)**", "b"),
        ("(a) and (c)", "ac"),
        ("A, C", "ac"),
        ("A, B, and D", "abd"),
        ("a & c", "ac"),
        ("AC", "ac"),
        ("C and A", "ac"),
        ("(a), (b) and (d).", "abd"),
        ("Option B", "b"),
        ("Both (a) and (c)", "ac"),
        ("B (Beta)", "b"),
        ("(b) (Beta).", "b"),
        ("B – Beta", "b"),
        ("b - beta", "b"),
        ("B (Gamma)", ""),
        ("B - Gamma", ""),
    ],
)
def test_letters_that_are_the_whole_answer_are_the_key(answer: str, right: str) -> None:
    assert key(answer) == right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("\n- (a)\n- (c)", "ac"),
        ("\n(a)\n(c)\n\nThey store objects.", "ac"),
        ("\n(a) Alpha\n(d) Delta.", "ad"),
        ("\na\nc", "ac"),
        ("\n(a)\n(e)", ""),
        ("\n(a)\n(c)\nare both wrong", ""),
        ("\n(a)\nThese are not all.", ""),
    ],
)
def test_letters_on_several_lines_are_the_key_together(answer: str, right: str) -> None:
    assert key(answer) == right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("It stores blocks, so (b).", "b"),
        ("It stores blocks. The correct answer is B", "b"),
        ("Hence the correct options are (a) and (c).", "ac"),
        ("S3 is durable and cheap (a)", "a"),
        ("It stores blocks, so option B.", "b"),
        ("Both store objects. The correct ones are A and C.", "ac"),
        ("It stores blocks → B", "b"),
        ("S3 is not a block store. So (b)", "b"),
    ],
)
def test_letters_that_close_the_answer_are_the_key(answer: str, right: str) -> None:
    assert key(answer) == right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("(b) is correct since it stores blocks.", "b"),
        ("(b) is the correct answer. It stores blocks.", "b"),
        ("A and C are correct because they scale.", "ac"),
        ("(a), (b) and (d) are the correct answers, since they scale", "abd"),
        ("(a) is correct. (b) and (c) are invalid.", "a"),
        ("(a) is correct, since it scales. (c) is correct, since it is cheap.", "ac"),
    ],
)
def test_letters_that_are_said_to_be_correct_are_the_key(answer: str, right: str) -> None:
    assert key(answer) == right


@pytest.mark.parametrize(
    "answer",
    [
        "(b) and (c) are invalid",
        "(b) and (c) are not correct",
        "(b) is incorrect",
        "(b) isn't correct",
        "(b) isn’t correct",
        "Not (b)",
        "All except (b)",
        "All but (b)",
        "Everything other than (b)",
        "Neither (a) nor (b)",
        "It cannot be (b)",
        "It can't be (b)",
        "(a) is wrong, and so is (b)",
        "Eliminate (a) and (b)",
        "No. (b)",
        "(a) or (b)",
        "A or B",
        "(a) or (b) is correct",
        "(a) is correct and (b) is never correct",
    ],
)
def test_with_a_negation_or_doubt_near_there_is_no_key(answer: str) -> None:
    assert key(answer) == ""


@pytest.mark.parametrize(
    "answer",
    [
        "A company needs it.",
        "a volume",
        "Use a load balancer",
        "(b) stores blocks while (a) stores objects",
        "Compare (a) with the others and choose",
        "It is stored in a",
        "(e)",
        "(a) and (e)",
        "Beta",
        "I",
        "It depends on Plan B",
        "5",
        "Vitamin C",
        "The storage class is A.",
        "Regions: A, B",
    ],
)
def test_without_certainty_none_is_guessed(answer: str) -> None:
    assert key(answer) == ""


def test_letters_alone_on_the_first_line_are_the_key_and_an_explanation_may_follow() -> None:
    assert key("(b)\n\nS3 does not store blocks.") == "b"
    assert key("B\nIt stores blocks.") == "b"


def test_letters_on_the_first_line_that_a_sentence_goes_on_from_are_no_key() -> None:
    assert key("(b) and (c)\nare invalid.") == ""
    assert key("(b)\nNot correct.") == ""


def test_an_option_restated_with_its_letter_is_the_key() -> None:
    assert key("(b) Beta") == "b"
    assert key("a. x", "a. x\nb. y") == "a"
    assert key("(b) Alpha") == ""


def test_a_number_that_is_also_the_text_of_another_option_is_no_key() -> None:
    assert key("3", "1. 2\n2. 3\n3. 4") == ""
    assert key("3", "1. two\n2. three\n3. four") == "3"


def test_two_options_with_one_label_have_no_key() -> None:
    assert key("a", "(a) Alpha\n(b) Beta\n(b) Gamma") == ""


def test_a_card_without_options_has_no_key() -> None:
    assert parse_note("#Q Which?\nAnswer: B", "n.md").cards[0].key == ()
