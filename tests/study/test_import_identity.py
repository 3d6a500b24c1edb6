"""A card keeps its history through whatever happens to its note, and no accident retires a library."""

from __future__ import annotations

import os
import shutil
from collections import Counter

import pytest

from hashq.scheduling.model import Rating


def note(*cards):
    """A note's text from (question, answer) pairs."""
    return "\n---\n".join(f"#Q {question}\nAnswer: {answer}\n" for question, answer in cards)


TEN = [(f"Question number {word}?", f"The answer is {word}.") for word in
       ("zero", "apple", "bridge", "candle", "dragon", "engine", "forest", "garden", "hammer", "island")]  # fmt: skip


@pytest.fixture
def vault(tmp_path):
    folder = tmp_path / "vault"
    (folder / "aws").mkdir(parents=True)
    (folder / "aws" / "one.md").write_text(note(*TEN[:5]))
    (folder / "two.md").write_text(note(*TEN[5:]))
    return folder


@pytest.fixture
def services(opened):
    """Over an empty library."""
    return opened()


@pytest.fixture
def library(services):
    return services.library


def ids(library, query=""):
    return {card.question: card.id for card in library.cards(query)}


def kinds(report):
    return Counter(change.change for change in report.changes)


def codes(report):
    return [problem.code for problem in report.problems]


def counts(report):
    names = ("new", "unchanged", "updated", "moved", "reworded", "retired", "restored")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def test_a_first_import_makes_every_card_new(library, vault):
    report = library.import_paths([vault])
    assert (report.files, report.cards, counts(report)) == (2, 10, {"new": 10})


def test_importing_again_changes_nothing(library, vault):
    library.import_paths([vault])
    report = library.import_paths()
    assert (report.files, report.cards, counts(report), report.changes) == (2, 10, {"unchanged": 10}, ())


def test_a_note_with_a_new_time_and_the_same_text_changes_nothing(library, vault):
    library.import_paths([vault])
    os.utime(vault / "two.md", (1, 1))
    assert counts(library.import_paths()) == {"unchanged": 10}
    assert counts(library.import_paths()) == {"unchanged": 10}


def test_an_edited_answer_keeps_its_card(library, vault):
    library.import_paths([vault])
    before = ids(library)
    (vault / "two.md").write_text(note(("Question number engine?", "Another answer."), *TEN[6:]))
    assert counts(library.import_paths()) == {"unchanged": 9, "updated": 1}
    assert ids(library) == before
    assert library.cards("another")[0].question == "Question number engine?"


def test_a_card_that_only_moved_down_its_note_is_unchanged_and_knows_its_line(library, vault):
    library.import_paths([vault])
    text = (vault / "two.md").read_text()
    (vault / "two.md").write_text("# A heading\n\n" + text)
    assert counts(library.import_paths()) == {"unchanged": 10}
    assert library.cards("engine")[0].line == 3


def test_a_reworded_question_keeps_its_card_and_tells_the_old_wording(library, vault):
    library.import_paths([vault])
    before = ids(library)["Question number engine?"]
    (vault / "two.md").write_text(note(("What is it that drives?", TEN[5][1]), *TEN[6:]))
    (change,) = library.import_paths().changes
    assert (change.change, change.id, change.was) == ("reworded", before, "Question number engine?")


def test_a_reworded_question_with_an_edited_answer_keeps_its_card_by_likeness(library, tmp_path):
    path = tmp_path / "n.md"
    path.write_text(note(("How are Rollback handled?", "By redeploying."), *TEN))
    library.import_paths([path])
    before = ids(library)["How are Rollback handled?"]
    path.write_text(note(("How is Rollback handled?", "The last good revision is deployed again."), *TEN))
    (change,) = library.import_paths().changes
    assert (change.change, change.id) == ("reworded", before)


def test_a_card_moved_to_another_note_keeps_its_history(services, vault):
    library = services.library
    library.import_paths([vault])
    before = ids(library)["Question number apple?"]
    services.study.rate_card(before, Rating.GOOD)
    (vault / "aws" / "one.md").write_text(note(TEN[0], *TEN[2:5]))
    (vault / "two.md").write_text(note(TEN[1], *TEN[5:]))
    (change,) = library.import_paths().changes
    assert (change.change, change.id, change.was) == ("moved", before, str(vault / "aws" / "one.md"))
    moved = library.card(before)
    assert (moved.path, moved.deck, moved.reviews) == (str(vault / "two.md"), "vault/two", 1)


def test_a_renamed_note_moves_its_cards(library, vault):
    library.import_paths([vault])
    before = ids(library)
    (vault / "two.md").rename(vault / "zwei.md")
    assert counts(library.import_paths()) == {"unchanged": 5, "moved": 5}
    assert ids(library) == before


def test_a_renamed_root_moves_its_cards_and_leaves_no_dead_source(library, vault):
    library.import_paths([vault])
    before = ids(library)
    vault.rename(vault.with_name("renamed"))
    report = library.import_paths([vault.with_name("renamed")])
    assert counts(report) == {"moved": 10}
    assert ids(library) == before
    assert [standing.source.path for standing in library.sources()] == [str(vault.with_name("renamed"))]
    assert codes(library.import_paths()) == []


def test_a_copied_note_gives_new_cards(library, vault):
    library.import_paths([vault])
    before = ids(library)
    shutil.copy(vault / "two.md", vault / "copy.md")
    assert counts(library.import_paths()) == {"unchanged": 10, "new": 5}
    assert before.items() <= {(card.question, card.id) for card in library.cards()}


def test_a_note_that_was_renamed_and_copied_comes_back_with_its_own_history(library, vault):
    library.import_paths([vault])
    before = ids(library)
    renamed = (vault / "two.md").rename(vault / "renamed.md")
    library.import_paths()
    shutil.copy(renamed, vault / "copy of renamed.md")
    library.import_paths()
    (vault / "copy of renamed.md").unlink()
    renamed.rename(vault / "two.md")
    library.import_paths(retire=True)
    assert ids(library) == before


def test_a_copied_vault_gives_new_cards(library, vault):
    library.import_paths([vault])
    before = {card.id for card in library.cards()}
    shutil.copytree(vault, vault.with_name("copy"))
    assert counts(library.import_paths([vault.with_name("copy")])) == {"new": 10}
    assert len(before & {card.id for card in library.cards()}) == 10


def test_a_copy_imported_together_with_an_edit_of_the_original_gives_new_cards(library, vault):
    library.import_paths([vault])
    before = ids(library)
    shutil.copy(vault / "two.md", vault / "aaa.md")
    (vault / "two.md").write_text(note(*TEN[5:]) + "\n---\n#Q One more?\nAnswer: Yes, one.\n")
    assert counts(library.import_paths()) == {"unchanged": 10, "new": 6}
    assert before.items() <= {
        (card.question, card.id) for card in library.cards("path:two path:vault") + library.cards("path:one")
    }


def test_a_card_moved_out_of_a_note_that_is_not_read_keeps_its_card(library, vault):
    library.import_paths([vault])
    before = ids(library)["Question number apple?"]
    (vault / "aws" / "one.md").write_text(note(TEN[0], *TEN[2:5]))
    (vault / "two.md").write_text(note(TEN[1], *TEN[5:]))
    report = library.import_paths([vault / "two.md"])
    assert counts(report) == {"moved": 1, "unchanged": 5}
    assert ids(library)["Question number apple?"] == before
    assert counts(library.import_paths()) == {"unchanged": 10}


def test_a_note_that_icloud_took_from_the_disk_retires_nothing(library, vault):
    library.import_paths([vault])
    before = ids(library)
    evicted = vault / ".two.md.icloud"
    (vault / "two.md").rename(evicted)
    report = library.import_paths(retire=True)
    assert (counts(report), codes(report)) == ({"unchanged": 5}, ["note-in-icloud"])
    assert ids(library) == before
    evicted.rename(vault / "two.md")
    assert counts(library.import_paths()) == {"unchanged": 10}


def test_a_deleted_card_retires_and_comes_back_with_its_history(services, vault):
    library = services.library
    library.import_paths([vault])
    card = ids(library)["Question number engine?"]
    services.study.rate_card(card, Rating.GOOD)
    (vault / "two.md").write_text(note(*TEN[6:]))
    assert counts(library.import_paths()) == {"unchanged": 9, "retired": 1}
    assert [found.id for found in library.cards("is:retired")] == [card]
    assert len(library.cards()) == 9
    (vault / "two.md").write_text(note(*TEN[5:]))
    (change,) = library.import_paths().changes
    assert (change.change, change.id) == ("restored", card)
    assert library.card(card).reviews == 1


def test_a_retired_card_comes_back_with_any_wording_it_ever_had(library, vault):
    library.import_paths([vault])
    card = ids(library)["Question number engine?"]
    (vault / "two.md").write_text(note(("What is it that drives?", TEN[5][1]), *TEN[6:]))
    library.import_paths()
    (vault / "two.md").write_text(note(*TEN[6:]))
    library.import_paths()
    (vault / "new.md").write_text(note(("Question number engine?", "Quite another answer")))
    (change,) = library.import_paths().changes
    assert (change.change, change.id) == ("restored", card)


def test_a_deleted_note_retires_its_cards(library, vault):
    (vault / "small.md").write_text(note(("Small?", "Very.")))
    library.import_paths([vault])
    (vault / "small.md").unlink()
    assert counts(library.import_paths()) == {"unchanged": 10, "retired": 1}


def test_exactly_a_fifth_of_a_source_retires_without_asking(library, vault):
    library.import_paths([vault])
    (vault / "two.md").write_text(note(*TEN[7:]))
    assert counts(library.import_paths()) == {"unchanged": 8, "retired": 2}


def test_over_a_fifth_of_a_source_stays_until_the_person_consents(library, vault):
    library.import_paths([vault])
    (vault / "two.md").write_text(note(*TEN[8:]))
    report = library.import_paths()
    assert (counts(report), report.needs_retire_consent) == ({"unchanged": 7}, (str(vault),))
    assert codes(report) == ["retire-consent"]
    assert "--retire" in report.problems[0].hint
    assert len(library.cards()) == 10
    assert codes(library.import_paths()) == ["retire-consent"]
    assert counts(library.import_paths(retire=True)) == {"unchanged": 7, "retired": 3}
    assert codes(library.import_paths()) == []


def test_a_deleted_note_with_over_a_fifth_stays_until_the_person_consents(library, vault):
    library.import_paths([vault])
    (vault / "two.md").unlink()
    assert library.import_paths().needs_retire_consent == (str(vault),)
    assert len(library.cards()) == 10
    assert counts(library.import_paths(retire=True)) == {"unchanged": 5, "retired": 5}


def test_cards_that_moved_do_not_count_as_retiring(library, vault):
    library.import_paths([vault])
    (vault / "two.md").write_text("nothing here\n")
    (vault / "three.md").write_text(note(*TEN[5:]))
    assert counts(library.import_paths()) == {"unchanged": 5, "moved": 5}


@pytest.mark.parametrize("accident", ["unmounted", "emptied"])
def test_a_source_that_is_not_there_retires_nothing(library, vault, accident):
    library.import_paths([vault])
    away = vault.with_name("away")
    vault.rename(away)
    if accident == "emptied":
        vault.mkdir()
    report = library.import_paths(retire=True)
    assert (codes(report), counts(report)) == (["source-missing"], {})
    assert len(library.cards()) == 10
    if accident == "emptied":
        vault.rmdir()
    away.rename(vault)
    assert counts(library.import_paths()) == {"unchanged": 10}


def test_a_missing_single_note_retires_nothing(library, vault):
    library.import_paths([vault / "two.md"])
    (vault / "two.md").unlink()
    assert codes(library.import_paths(retire=True)) == ["source-missing"]
    assert len(library.cards()) == 5


def test_a_partial_import_retires_only_cards_of_the_notes_it_read(library, vault):
    library.import_paths([vault])
    (vault / "two.md").write_text(note(*TEN[6:]))
    (vault / "aws" / "one.md").write_text(note(*TEN[1:5]))
    assert counts(library.import_paths([vault / "aws"])) == {"unchanged": 4, "retired": 1}
    assert len(library.cards()) == 9


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_entered_retires_nothing(library, vault):
    library.import_paths([vault])
    (vault / "aws").chmod(0)
    try:
        report = library.import_paths(retire=True)
    finally:
        (vault / "aws").chmod(0o755)
    assert counts(report) == {"unchanged": 5}
    assert len(library.cards()) == 10


def test_a_note_that_can_no_longer_be_read_keeps_its_cards(library, vault):
    library.import_paths([vault])
    good = (vault / "two.md").read_bytes()
    (vault / "two.md").write_bytes(b"\x00\x01binary\x00")
    report = library.import_paths(retire=True)
    assert (counts(report), codes(report)) == ({"unchanged": 10}, ["binary"])
    assert codes(library.import_paths()) == ["binary"]
    (vault / "two.md").write_bytes(good)
    assert codes(library.import_paths()) == []


def test_duplicate_questions_are_cards_of_their_own_and_follow_their_answers(library, tmp_path):
    path = tmp_path / "n.md"
    path.write_text(note(("Which one?", "The first"), ("Which one?", "The second")))
    library.import_paths([path])
    before = {card.answer: card.id for card in library.cards()}
    assert len(before) == 2
    path.write_text(note(("Which one?", "The second"), ("Which one?", "The first")))
    assert counts(library.import_paths()) == {"unchanged": 2}
    assert {card.answer: card.id for card in library.cards()} == before


def test_a_card_with_a_block_id_may_change_wholly(library, tmp_path):
    path = tmp_path / "n.md"
    path.write_text(note(*TEN) + "---\n#Q Old words?\nAnswer: Old.\n^k1\n")
    library.import_paths([path])
    before = ids(library)["Old words?"]
    path.write_text(note(*TEN) + "---\n#Q Something without any likeness!\nAnswer: Fresh.\n^k1\n")
    (change,) = library.import_paths().changes
    assert (change.change, change.id) == ("reworded", before)


def test_unclear_matches_are_listed_with_what_to_do(library, tmp_path):
    path = tmp_path / "n.md"
    path.write_text(
        note(
            ("What does the agent of group A poll?", "x"), ("What does the agent of group B poll?", "y"), *TEN
        )
    )
    library.import_paths([path])
    path.write_text(note(("What does the agent of group C poll?", "z"), *TEN))
    report = library.import_paths()
    assert kinds(report)["ambiguous"] == 1
    (problem,) = [found for found in report.problems if found.code == "ambiguous-match"]
    assert "hashq relink" in problem.hint
    assert counts(report) == {"new": 1, "unchanged": 10, "retired": 2}


def test_one_file_through_two_links_is_one_note(library, vault, tmp_path):
    (vault / "link.md").symlink_to(vault / "two.md")
    (tmp_path / "other").symlink_to(vault)
    assert counts(library.import_paths([vault, tmp_path / "other"])) == {"new": 10}
    assert len(library.sources()) == 1


def test_a_folder_around_a_source_takes_its_notes_over_with_their_history(library, vault):
    library.import_paths([vault / "two.md"])
    before = ids(library)
    report = library.import_paths([vault])
    assert counts(report) == {"updated": 5, "new": 5}
    assert before.items() <= ids(library).items()
    assert {card.deck for card in library.cards()} == {"vault/two", "vault/aws/one"}
    assert [standing.source.path for standing in library.sources()] == [str(vault)]


def test_a_note_inside_a_source_has_one_owner(library, vault):
    library.import_paths([vault])
    assert counts(library.import_paths([vault / "two.md"])) == {"unchanged": 5}
    assert [(row.source.path, row.files, row.cards) for row in library.sources()] == [(str(vault), 2, 10)]


def test_a_forgotten_source_retires_and_comes_back_when_it_is_named(services, vault):
    library = services.library
    library.import_paths([vault])
    before = ids(library)
    services.study.rate_card(before["Question number apple?"], Rating.GOOD)
    assert library.forget(vault) == 10
    assert (library.cards(), library.sources()) == ([], [])
    assert library.import_paths().files == 0
    assert counts(library.import_paths([vault])) == {"restored": 10}
    assert ids(library) == before
    assert library.card(before["Question number apple?"]).reviews == 1


def test_a_part_of_a_source_can_be_left_out(library, vault):
    library.import_paths([vault])
    assert library.forget(vault / "aws") == 5
    assert counts(library.import_paths()) == {"unchanged": 5}
    assert counts(library.import_paths([vault])) == {"unchanged": 5}
    assert counts(library.import_paths([vault / "aws"])) == {"restored": 5}
    assert {card.deck for card in library.cards()} == {"vault/two", "vault/aws/one"}


def test_a_note_that_an_ignore_file_leaves_out_retires_its_cards(library, vault):
    (vault / "small.md").write_text(note(("Small?", "Very.")))
    library.import_paths([vault])
    (vault / ".hashqignore").write_text("small.md\n")
    assert counts(library.import_paths()) == {"unchanged": 10, "retired": 1}


def test_a_new_deck_name_in_the_front_matter_moves_the_cards_to_that_deck(library, vault):
    library.import_paths([vault])
    text = (vault / "two.md").read_text()
    (vault / "two.md").write_text("---\ndeck: Exam/Day one\n---\n" + text)
    assert counts(library.import_paths()) == {"unchanged": 5, "updated": 5}
    assert {card.deck for card in library.cards("engine")} == {"Exam/Day one"}


def test_a_deck_name_given_later_renames_the_decks_of_notes_that_did_not_change(library, vault):
    library.import_paths([vault])
    library.import_paths([vault], deck="AWS")
    assert {card.deck for card in library.cards()} == {"AWS/two", "AWS/aws/one"}
    library.import_paths()
    assert {card.deck for card in library.cards()} == {"AWS/two", "AWS/aws/one"}


def test_a_picture_that_was_missing_is_found_by_the_next_import(library, vault):
    (vault / "pic.md").write_text("#Q What does it show?\nAnswer: This.\n![[fleet.png|300]]\n")
    assert codes(library.import_paths([vault])) == ["missing-image"]
    (vault / "fleet.png").write_bytes(b"\x89PNG")
    assert codes(library.import_paths()) == []
    assert library.cards("show")[0].images[0].path == str(vault / "fleet.png")


COLOURED = "#Q Is it \x1b[31mred\x1b[0m?\nAnswer: It is \x1b]0;title\x07blue and\x1b[1m bold.\n"


def test_what_a_terminal_would_not_show_is_not_found_and_what_it_shows_is(library, tmp_path):
    note = tmp_path / "note.md"
    note.write_text(COLOURED)
    library.import_paths([note])
    assert len(ids(library, "red blue bold")) == 1
    assert [ids(library, hidden) for hidden in ("31mred", "title", "1m")] == [{}, {}, {}]
    assert note.read_text() == COLOURED


def test_a_card_stored_with_escape_sequences_before_keeps_its_history_and_is_found_by_what_it_shows(
    services, library, tmp_path
):
    note = tmp_path / "note.md"
    note.write_text(COLOURED)
    library.import_paths([note])
    (card,) = ids(library).values()
    services.study.rate_card(card, Rating.GOOD)
    with services.database.transaction():  # as a version that kept them left it
        services.database.execute(
            "UPDATE texts SET question = ?, answer = ?", ("Is it \x1b[31mred\x1b[0m?", "It is \x1b[1mbold.")
        )
        services.database.execute("UPDATE notes SET reader_version = 3")
        services.database.execute("UPDATE fingerprints SET hash = 'of another time ' || part")
    report = library.import_paths()
    assert counts(report) == {"updated": 1}
    assert list(ids(library, "red").values()) == [card]
    assert ids(library, "31mred") == {}
    assert services.database.value("SELECT reviews FROM cards") == 1
    assert counts(library.import_paths()) == {"unchanged": 1}


def test_a_card_whose_escape_sequences_go_is_the_same_card(library, tmp_path):
    note = tmp_path / "note.md"
    note.write_text(COLOURED)
    library.import_paths([note])
    before = ids(library)
    note.write_text("#Q Is it red?\nAnswer: It is blue and bold.\n")
    assert counts(library.import_paths()) == {"unchanged": 1}
    assert ids(library) == before
