"""A match that went wrong can be mended, and the mending undone."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.scheduling.model import Rating

OTHERS = "".join(f"#Q Filler {word}?\nAnswer: About {word}.\n---\n" for word in "abcdefghij")


@pytest.fixture
def services(opened):
    """Over an empty library."""
    return opened()


@pytest.fixture
def mismatched(services, tmp_path):
    """A card that was studied and then rewritten beyond recognition: its old id, and the new card's."""
    path = tmp_path / "n.md"
    path.write_text(OTHERS + "#Q Which colour is live?\nAnswer: Blue.\n")
    services.library.import_paths([path])
    (old,) = services.library.cards("colour")
    services.study.rate_card(old.id, Rating.GOOD)
    path.write_text(OTHERS + "#Q After the switch, where does traffic go?\nAnswer: To green.\n")
    services.library.import_paths()
    (new,) = services.library.cards("traffic")
    assert new.id != old.id
    return old.id, new.id


def test_the_old_card_takes_the_new_text_and_keeps_its_history(services, mismatched):
    old, new = mismatched
    card = services.library.relink(old, new)
    assert (card.id, card.question, card.reviews, card.retired) == (
        old,
        "After the switch, where does traffic go?",
        1,
        False,
    )
    assert services.library.card(new).retired


def test_the_next_import_finds_the_mended_card_where_it_is(services, mismatched):
    old, new = mismatched
    services.library.relink(old, new)
    (services.places.data / "x").touch()
    report = services.library.import_paths()
    assert report.changes == ()
    assert services.library.cards("traffic")[0].id == old


def test_the_mended_card_is_found_by_its_words(services, mismatched):
    services.library.relink(*mismatched)
    assert [card.id for card in services.library.cards("green")] == [mismatched[0]]
    assert services.library.cards("blue") == []


def test_relinking_the_other_way_round_undoes_it(services, mismatched):
    old, new = mismatched
    services.library.relink(old, new)
    services.library.relink(new, old)
    assert services.library.card(new).question == "After the switch, where does traffic go?"
    assert services.library.card(old).retired


def test_the_old_wording_brings_the_card_with_the_history_back(services, mismatched, tmp_path):
    old, new = mismatched
    services.library.relink(old, new)
    (tmp_path / "n.md").write_text(OTHERS + "#Q Which colour is live?\nAnswer: Blue.\n")
    services.library.import_paths()
    assert services.library.cards("colour")[0].id == old


def test_a_card_in_no_note_gives_no_text(services, mismatched):
    old, new = mismatched
    with pytest.raises(UsageError, match="in no note"):
        services.library.relink(new, old)


def test_a_card_is_not_linked_to_itself_or_to_none(services, mismatched):
    with pytest.raises(UsageError, match="itself"):
        services.library.relink(mismatched[1], mismatched[1])
    with pytest.raises(UsageError, match="there is no card"):
        services.library.relink(mismatched[0], "zzzz")
