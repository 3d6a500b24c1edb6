"""How an import goes: whole or not at all, told while it runs, and the same for a dry run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.errors import UnreadableInputError, UsageError
from hashq.study.importing import ImportCancelledError


@pytest.fixture
def services(opened):
    """Over an empty library."""
    return opened()


@pytest.fixture
def library(services):
    return services.library


@pytest.fixture
def vault(tmp_path):
    folder = tmp_path / "vault"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_text(f"#Q Question {number}?\nAnswer: Answer {number}\n")
    return folder


def everything(services):
    """Every row of every table that an import writes."""
    tables = ("sources", "notes", "cards", "texts", "fingerprints")
    return {
        table: [tuple(row) for row in services.database.rows(f"SELECT * FROM {table}")] for table in tables
    }


def test_a_dry_run_reports_the_same_and_stores_nothing(services, vault):
    rehearsal = services.library.import_paths([vault], dry_run=True)
    assert not services.places.database.exists()
    real = services.library.import_paths([vault])
    assert [(c.change, c.path, c.line) for c in rehearsal.changes] == [
        (c.change, c.path, c.line) for c in real.changes
    ]
    assert (rehearsal.files, rehearsal.cards, rehearsal.new) == (real.files, real.cards, real.new)


def test_a_dry_run_on_a_library_leaves_every_row_alone(services, vault):
    services.library.import_paths([vault])
    (vault / "1.md").write_text("#Q Quite different?\nAnswer: Yes, quite.\n")
    (vault / "2.md").unlink()
    before = everything(services)
    services.library.import_paths(dry_run=True, retire=True)
    assert everything(services) == before


def test_progress_counts_up_to_the_files_read(library, vault):
    told = []
    library.import_paths([vault], progress=told.append)
    assert [(step.done, step.total) for step in told] == [(n, 5) for n in range(1, 6)]
    assert told[-1].path == str(vault / "4.md")


def test_unchanged_files_are_not_read_again(library, vault):
    library.import_paths([vault])
    told = []
    library.import_paths(progress=told.append)
    assert told == []


@pytest.mark.parametrize("stop_after", [0, 1, 4, 5, 6])
def test_a_cancelled_import_leaves_nothing_behind(services, vault, stop_after):
    (vault.parent / "first.md").write_text("#Q First?\nAnswer: Yes, first.\n")
    services.library.import_paths([vault.parent / "first.md"])
    before = everything(services)
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > stop_after

    with pytest.raises(ImportCancelledError):
        services.library.import_paths([vault], cancelled=cancelled)
    assert everything(services) == before


def test_a_path_that_is_not_there_is_told_before_anything_is_read(services, vault):
    with pytest.raises(UnreadableInputError) as refusal:
        services.library.import_paths([vault, vault / "nowhere"])
    assert refusal.value.exit_code == 3
    assert not services.places.database.exists()


def test_one_bad_file_does_not_stop_the_rest(library, vault):
    (vault / "bad.md").write_bytes(b"#Q \x00\x00")
    report = library.import_paths([vault])
    assert (report.new, [problem.code for problem in report.problems]) == (5, ["binary"])
    assert [problem.code for problem in library.problems()] == ["binary"]


def test_the_problems_of_unchanged_notes_are_told_again(library, vault):
    (vault / "empty.md").write_text("#Q Nothing?\nAnswer:\n")
    first = library.import_paths([vault])
    assert [problem.code for problem in first.problems] == ["empty-answer"]
    assert library.import_paths().problems == first.problems


def test_a_card_without_an_answer_is_kept_and_not_scheduled(services, vault):
    (vault / "empty.md").write_text("#Q Nothing?\nAnswer:\n")
    services.library.import_paths([vault])
    assert len(services.library.cards()) == 6
    assert services.study.due().new == 5


def test_the_format_a_person_names_is_read_instead_of_the_one_with_signs(services, tmp_path):
    note = tmp_path / "boats.md"
    note.write_text("#Q\nWhat floats\n?\nBoats.\n")

    def answers():
        return [row["answer"] for row in services.database.rows("SELECT answer FROM texts ORDER BY rowid")]

    services.library.import_paths([note])
    assert answers() == ["Boats."]
    services.library.import_paths([note], note_format="hashq")
    assert answers()[-1] == "?\nBoats."


def test_something_that_is_no_source_cannot_be_forgotten(library, vault):
    with pytest.raises(UsageError):
        library.forget(vault)


@pytest.mark.parametrize("file_first", [True, False])
def test_a_note_named_beside_its_folder_is_read_once(library, tmp_path, file_first):
    note = tmp_path / "vault" / "a.md"
    note.parent.mkdir()
    note.write_text("#Q One?\nAnswer: 1\n", encoding="utf-8")
    named = [note, note.parent] if file_first else [note.parent, note]
    report = library.import_paths(named)
    assert (report.files, report.new) == (1, 1)
    assert [source.source.path for source in library.sources()] == [str(note.parent)]


def test_the_shipped_deck_joins_once_only(services):
    assert services.library.add_shipped_deck()
    cards = len(services.library.cards())
    assert cards >= 60
    assert not services.library.add_shipped_deck()
    (source,) = services.library.sources()
    services.library.forget(type(services.places.data)(source.source.path))
    assert not services.library.add_shipped_deck()
    assert services.library.cards() == []


def test_the_shipped_deck_does_not_join_a_library_with_notes_of_its_own(services, tmp_path):
    note = tmp_path / "mine.md"
    note.write_text("#Q Whose is this?\nAnswer: Mine.\n", encoding="utf-8")
    services.library.import_paths([note])
    assert not services.library.add_shipped_deck()
    assert [card.question for card in services.library.cards()] == ["Whose is this?"]


def test_commands_do_not_add_the_shipped_deck(services):
    services.library.import_paths()
    assert services.library.cards() == []


WORDS = st.sampled_from(["rollback", "fleet", "agent", "hook", "traffic", "alarm"])
CARDS = st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["", "^a", "^b"])), max_size=5)


@settings(max_examples=25)
@given(first=st.lists(CARDS, min_size=1, max_size=3), second=st.lists(CARDS, min_size=1, max_size=3))
def test_importing_twice_changes_nothing_whatever_happened_before(tmp_path_factory, first, second):
    from hashq.study.services import open_services  # noqa: PLC0415 - a library for each example

    folder = tmp_path_factory.mktemp("law")
    services = open_services(folder / "home")
    (folder / "vault").mkdir()
    for notes in (first, second):
        for number, cards in enumerate(notes):
            text = "\n---\n".join(f"#Q What is {q}?\nAnswer: {a}\n{block}\n" for q, a, block in cards)
            (folder / "vault" / f"{number}.md").write_text(text)
        services.library.import_paths([folder / "vault"], retire=True)
        before = everything(services)
        for table in ("sources",):
            before.pop(table)
        report = services.library.import_paths(retire=True)
        after = everything(services)
        after.pop("sources")
        assert after == before
        assert report.unchanged == report.cards
        (folder / "vault" / "0.md").touch()
        assert services.library.import_paths().changes == ()
    services.close()


def test_two_programs_that_import_the_same_notes_at_once_make_each_card_once(opened, vault):
    one, other = opened(), opened()

    def meanwhile(progress):
        if progress.done == 3 and not other.library.cards():
            other.library.import_paths([vault])

    report = one.library.import_paths([vault], progress=meanwhile)
    assert (report.new, report.unchanged) == (0, 5)
    assert len(one.library.cards()) == 5


def test_notes_that_changed_on_disk_are_known_without_reading_them(services, vault):
    library = services.library
    library.import_paths([vault])
    assert library.changed_notes() == ()
    (vault / "1.md").write_text("#Q Question 1?\nAnswer: Something longer\n")
    (vault / "2.md").unlink()
    (vault / "new.md").write_text("#Q New?\nAnswer: Yes, new.\n")
    assert changed_paths(library) == [str(vault / name) for name in ("1.md", "2.md", "new.md")]
    assert library.reread(str(vault / "1.md")).updated == 1
    assert changed_paths(library) == [str(vault / name) for name in ("2.md", "new.md")]


def test_the_shipped_deck_follows_a_program_installed_elsewhere(services, tmp_path, monkeypatch):
    place = tmp_path / "old" / "cards"
    place.mkdir(parents=True)
    (place / "Basics.md").write_text("#Q What ships?\nAnswer: This deck.\n")
    monkeypatch.setattr("hashq.paths.shipped_decks", lambda: place)
    assert services.library.add_shipped_deck()
    (card,) = services.library.cards()
    assert card.deck == "Basics"
    moved = place.rename(tmp_path / "cards")
    monkeypatch.setattr("hashq.paths.shipped_decks", lambda: moved)
    report = services.library.import_paths()
    assert (report.problems, report.unchanged) == ((), 1)
    (again,) = services.library.cards()
    assert (again.id, again.path) == (card.id, str(moved / "Basics.md"))
    assert [standing.source.kind for standing in services.library.sources()] == ["shipped"]


def test_a_note_with_a_missing_picture_has_not_changed(library, vault):
    (vault / "1.md").write_text("#Q A?\nAnswer: a\n![[gone.png]]\n", encoding="utf-8")
    library.import_paths([vault])
    assert library.changed_notes() == ()


def changed_paths(library):
    return [note.path for note in library.changed_notes()]
