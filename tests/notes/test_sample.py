"""The person's own sample notes, where HASHQ_SAMPLE_NOTES names them: real input, kept outside the repository."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashq.notes.reader import VaultImages, find_notes, read_note, vault_root

if TYPE_CHECKING:
    from hashq.notes.model import Note


@pytest.fixture
def sample(sample_notes: Path) -> Note:
    path = sample_notes / "CodeDeploy.md"
    note = read_note(path, images=VaultImages(vault_root(path))).note
    assert note is not None
    return note


def test_every_card_starts_where_its_author_wrote_it(sample: Note) -> None:
    assert [card.line for card in sample.cards] == [1, 9, 25, 33, 38, 41]


def test_a_table_without_a_label_is_an_answer_and_its_caption_is_no_row(sample: Note) -> None:
    assert sample.cards[1].answer.startswith("| Name")
    assert sample.cards[1].answer.endswith("|\n\nTable. CodeDeploy Components")


def test_a_card_without_a_separator_ends_where_the_next_begins(sample: Note) -> None:
    assert sample.cards[4].links == ("CloudWatch",)
    assert sample.cards[4].answer.endswith("There is no PITR for applications.")


def test_the_missing_picture_is_the_only_problem_and_the_empty_see_is_gone(sample: Note) -> None:
    assert [(problem.code, problem.line, problem.column) for problem in sample.problems] == [
        ("missing-image", 4, 1)
    ]
    assert "See" not in sample.cards[0].answer
    assert sample.cards[0].see == ()


def test_every_note_of_the_sample_is_read(sample_notes: Path) -> None:
    found = find_notes(sample_notes)
    assert found.files
    assert all(read_note(Path(file.path)).note is not None for file in found.files)
