"""A deck, a query, or a query kept under a name: one way to say which cards are studied and asked."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.scheduling.model import Rating
from hashq.study.query_errors import QueryError


@pytest.fixture
def library(configure, opened, tmp_path):
    configure('[queries]\nFleet = "fleet or is:learning"\n')
    folder = tmp_path / "vault"
    folder.mkdir()
    for name in ("aws", "net"):
        (folder / f"{name}.md").write_text(
            f"#Q What is a {name} fleet?\nAnswer: F {name}.\n---\n#Q Port {name}?\nAnswer: 443\n"
        )
    services = opened()
    services.library.import_paths([folder])
    return services


def studied(services, asked: str) -> set[str]:
    session = services.study.start(asked)
    ids = {card.id for card in (session.current, *session.main, *session.waiting) if card is not None}
    return {services.library.card(card).question for card in ids}


def test_a_session_over_a_query_shows_what_it_finds(library):
    assert studied(library, "fleet -deck:net or id:none") == {"What is a aws fleet?"}
    assert studied(library, 'deck:net "443"') == {"Port net?"}


def test_a_kept_query_is_studied_by_its_name_and_looked_up_anew(library):
    assert studied(library, "fleet") == {"What is a aws fleet?", "What is a net fleet?"}
    (port,) = library.library.cards("port aws")
    library.study.rate_card(port.id, Rating.AGAIN)
    assert "Port aws?" in studied(library, "Fleet")
    assert library.study.choice_called("FLEET") == "Fleet"


def test_of_two_kept_names_that_differ_in_case_only_each_is_its_own(library, configure, opened):
    configure('[queries]\nFleet = "fleet"\nfleet = "port"\n')
    services = opened()
    assert studied(services, "fleet") == {"Port aws?", "Port net?"}
    assert studied(services, "FLEET") == {"What is a aws fleet?", "What is a net fleet?"}


def test_a_decks_whole_name_means_the_deck_whatever_is_kept_under_it(library, configure, opened):
    configure('[queries]\n"vault/aws" = "port"\n')
    services = opened()
    assert studied(services, "vault/aws") == {"What is a aws fleet?", "Port aws?"}
    assert services.study.choice_called("aws") == "vault/aws"


def test_a_deck_is_studied_as_ever(library):
    assert studied(library, "aws") == {"What is a aws fleet?", "Port aws?"}
    assert library.study.choice_called("aws") == "vault/aws"


def test_a_quiz_over_a_query_asks_of_what_it_finds(library):
    wanted = {card.id for card in library.library.cards("deck:net")}
    quiz = library.quizzes.make("deck:net", count=9, seed=1)
    asked = {question.card for question in quiz.questions} | {refusal.card for refusal in quiz.refused}
    assert asked <= wanted


def test_what_is_neither_a_deck_nor_a_query_is_refused_with_the_nearest_deck(library):
    with pytest.raises(UsageError, match="no deck"):
        library.study.start("nowhere")


def test_a_query_that_cannot_be_read_is_pointed_at(library):
    with pytest.raises(QueryError):
        library.study.start("is:nwe")


def test_a_kept_query_that_cannot_be_read_is_told_by_its_name(library, configure, opened):
    configure('[queries]\nbad = "is:nope"\n')
    with pytest.raises(QueryError) as told:
        opened().study.start("bad")
    assert told.value.place == '[queries] "bad", column 1'
