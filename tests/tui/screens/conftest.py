"""Questions of every kind on the small library's cards, the same each time."""

from __future__ import annotations

import pytest

from hashq.quiz.exam import Exam, Rules
from hashq.quiz.model import Choice, Kind, Question
from hashq.quiz.practice import begin

PARTS = "What are the parts of an application in CodeDeploy?"


def _choices(*texts):
    return tuple(Choice("abcdefgh"[at], text) for at, text in enumerate(texts))


@pytest.fixture
def questions(library):
    """Question by kind, each of a card that exists."""
    services = library.services()
    cards = {card.question: card for card in services.library.cards()}
    services.close()

    def on(text, kind, prompt, key, **more):
        card = cards[text]
        return Question(
            f"{card.id}-{kind}",
            card.id,
            kind,
            prompt,
            key,
            path=card.path,
            line=card.line,
            deck=card.deck,
            **more,
        )

    order = "In which order do the hooks run?"
    https = "Which port does HTTPS use?"
    return {
        Kind.MULTIPLE_CHOICE: on(
            https, Kind.MULTIPLE_CHOICE, https, ("b",), options=_choices("80", "443", "22", "[red]8080[/]")
        ),
        Kind.MULTIPLE_RESPONSE: on(
            PARTS,
            Kind.MULTIPLE_RESPONSE,
            f"{PARTS}\n\nChoose two.",
            ("a", "d"),
            options=_choices("Application", "Traffic", "Task set", "Revision"),
            choose=2,
        ),
        Kind.TYPED: on(https, Kind.TYPED, https, ("443",)),
        Kind.ORDER: on(
            order,
            Kind.ORDER,
            f"{order}\n\nPut these in order.",
            ("b", "c", "a"),
            options=_choices("AfterInstall", "ApplicationStop", "BeforeInstall"),
            choose=3,
        ),
        Kind.MATCH: on(
            PARTS,
            Kind.MATCH,
            f"{PARTS}\n\nMatch each with what is said of it.",
            ("b", "a"),
            options=_choices(
                "What is deployed, with its AppSpec file", "A name that holds deployment groups"
            ),
            rows=("Application", "Revision"),
            choose=2,
        ),
    }


@pytest.fixture
def practise(questions):
    """A practice over questions of these kinds, in this order."""
    return lambda *kinds: begin([questions[kind] for kind in kinds], {})


@pytest.fixture
def sit(library, questions):
    """Begin an exam on questions of these kinds, with these rules; the sitting, stored."""

    def begun(*kinds, seconds=7800, pass_mark=720):
        services = library.services()
        exam = Exam(tuple(questions[kind] for kind in kinds), Rules(len(kinds), seconds, pass_mark))
        sitting = services.sittings._begin("Vault", exam)
        services.close()
        return sitting

    return begun
