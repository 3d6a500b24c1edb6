"""``hashq quiz``: opens the quiz screen, or makes a quiz and grades answers without one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from hashq.cli.named_deck import DeckOrQuery
from hashq.cli.named_path import NamedPath, bytes_of
from hashq.errors import ExitCode, UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.quiz.makers import Quiz
    from hashq.study.quizzing import Graded

_KINDS = (
    "multiple-choice", "multiple-response", "true-false", "typed", "cell", "order", "match", "predict",
)  # fmt: skip
_COUNT = 20
_MOST_BYTES = 10_000_000


@click.group("quiz", invoke_without_command=True)
@click.option(
    "--deck",
    metavar="DECK",
    type=DeckOrQuery(),
    help="Only this deck and its sub-decks, or what this query finds; without it, everything.",
)
@click.option(
    "--count",
    type=click.IntRange(1, 10_000),
    help=f"How many questions; fewer where the notes yield fewer. Without it: {_COUNT} with --json, the setting on screen.",
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="The same cards and seed give the same quiz.")
@click.option("--kind", "kinds", type=click.Choice(_KINDS), multiple=True, help="Only this kind; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Make the quiz without a screen: one JSON document.")
@click.pass_context
def command(
    context: click.Context,
    *,
    deck: str | None,
    count: int | None,
    seed: int | None,
    kinds: tuple[str, ...],
    as_json: bool,
) -> None:
    """Questions from your own notes.

    Without --json, opens the quiz screen. With it, prints {questions, refused}: the questions with their keys, and for
    every card looked at the kinds it yields no question of, and why. Cards are drawn by the seed, and only as many as the
    questions take; after 400 in a row that yield none, the rest are taken to yield none.

    A question's id names its card, kind and seed, and holds a digest of its text. So `hashq quiz grade` makes the
    question again from its id: no quiz is stored, and an id stops working when the notes behind it change.
    """
    if context.invoked_subcommand is not None:
        return
    home: Path | None = context.obj
    if not as_json:
        from hashq.tui.opening import open_app

        context.exit(open_app(home, "quiz", deck=deck, count=count, seed=seed, kinds=kinds))
    from hashq.quiz.model import Kind
    from hashq.study.services import open_services

    wanted = _COUNT if count is None else count
    services = open_services(home)
    try:
        quiz = services.quizzes.make(deck, count=wanted, seed=seed, kinds=[Kind(kind) for kind in kinds])
    finally:
        services.close()
    _print_quiz(quiz, wanted)


@command.command("grade")
@click.argument("file", type=NamedPath(allow_dash=True))
@click.option("--json", is_flag=True, expose_value=False, help="Accepted; what is printed is JSON anyway.")
@click.pass_obj
def grade(home: Path | None, file: Path) -> None:
    """Grade the answers in FILE, a JSON object {question id: answer}; - reads standard input.

    Prints {score, results: [{id, right, given, key}]}.

    An answer is an option's label or text, the written text, or a list of these; for order and match in their order.
    Several of "choose two" may stand in one text: "a, c". Blank is wrong.

    The score is the share of right answers of 1,000. Ids that name no question of the library any more are told on
    stderr, do not count, and end the command with 1.
    """
    from hashq.study.services import open_services

    answers = _answers(file)
    services = open_services(home)
    try:
        graded = services.quizzes.grade(answers)
    finally:
        services.close()
    _print_graded(graded)
    if graded.unknown:
        raise click.exceptions.Exit(ExitCode.DONE_WITH_ERRORS)


def _print_quiz(quiz: Quiz, wanted: int) -> None:
    from hashq.cli.printing import print_json, quantity, tell
    from hashq.cli.question_json import question_json, refusal_json
    from hashq.quiz.makers import BARREN

    print_json(
        {
            "questions": [question_json(question) for question in quiz.questions],
            "refused": [refusal_json(refusal) for refusal in quiz.refused],
        }
    )
    if len(quiz.questions) < wanted:
        tell(f"The notes yield {quantity(len(quiz.questions), 'question')} of the {wanted} wanted.")
    if quiz.unseen:
        tell(
            f"{BARREN} cards in a row yielded none, so {quiz.unseen:,} more were not looked at."
            " Name a deck, a query or another seed to ask others."
        )


def _print_graded(graded: Graded) -> None:
    from hashq.cli.printing import print_json, quantity, tell
    from hashq.cli.question_json import grade_json

    print_json({"score": graded.score, "results": [grade_json(one) for one in graded.grades]})
    right = sum(one.right for one in graded.grades)
    tell(f"{right} of {quantity(len(graded.grades), 'answer')} right: {graded.score:,} of 1,000.")
    for id_ in graded.unknown:
        tell(f"{id_}: no question has this id, or its notes have changed; it does not count.")


def _answers(file: Path) -> dict[str, object]:
    """The answers in a file. Raises :class:`UnreadableInputError` when it cannot be read as an object."""
    place = "standard input" if str(file) == "-" else str(file)
    try:
        data = bytes_of(file, _MOST_BYTES)
        if len(data) > _MOST_BYTES:
            raise UnreadableInputError("the file is too large for answers", place=place)
        found = json.loads(data.decode("utf-8-sig"))
    except OSError as failure:
        raise UnreadableInputError(f"cannot be read: {failure.strerror or failure}", place=place) from failure
    except (ValueError, RecursionError) as failure:
        raise UnreadableInputError(
            f"this is no JSON: {failure}", place=place, remedy='write {"question id": "answer"}'
        ) from failure
    if not isinstance(found, dict):
        raise UnreadableInputError(
            "the answers are no JSON object", place=place, remedy='write {"question id": "answer"}'
        )
    return found
