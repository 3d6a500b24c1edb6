"""Where a vault begins, and which picture an embed means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashq.notes.reader import read_note
from hashq.notes.vault import VaultImages, vault_root

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for name in ("img/A.png", "b/A.png", "b/c/Deep Name.JPG", "top.png", ".trash/gone.png", "Café.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    (tmp_path / "outside.png").write_bytes(b"x")
    return root


def find(vault: Path, target: str, note: str = "n/Note.md") -> str | None:
    path = VaultImages(vault).find(target, str(vault / note))
    return path.removeprefix(f"{vault}/") if path else None


def test_a_vault_begins_where_obsidian_keeps_its_settings(vault: Path) -> None:
    (vault / ".obsidian").mkdir()
    assert vault_root(vault / "b" / "c") == vault
    assert vault_root(vault / "b" / "Note.md") == vault


def test_without_obsidian_the_source_is_the_vault(vault: Path) -> None:
    (vault / "b" / "Note.md").write_text("x", "utf-8")
    assert vault_root(vault / "b") == vault / "b"
    assert vault_root(vault / "b" / "Note.md") == vault / "b"


def test_a_picture_is_found_by_its_name_anywhere_ignoring_case(vault: Path) -> None:
    assert find(vault, "deep name.jpg") == "b/c/Deep Name.JPG"


def test_composed_and_decomposed_letters_are_one(vault: Path) -> None:
    assert find(vault, "Cafe\u0301.png") == "Café.png"


def test_of_several_the_one_in_the_notes_folder_is_meant_then_the_nearest_to_the_root(vault: Path) -> None:
    assert find(vault, "A.png", "b/Note.md") == "b/A.png"
    assert find(vault, "A.png", "img/Note.md") == "img/A.png"
    assert find(vault, "A.png", "n/Note.md") == "b/A.png"


def test_a_path_is_read_from_the_note_then_from_the_root_then_by_its_end(vault: Path) -> None:
    assert find(vault, "../img/A.png", "b/Note.md") == "img/A.png"
    assert find(vault, "img/A.png") == "img/A.png"
    assert find(vault, "c/Deep Name.JPG") == "b/c/Deep Name.JPG"
    assert find(vault, "/img/A.png") == "img/A.png"
    assert find(vault, "img\\A.png") == "img/A.png"


def test_a_wrong_folder_does_not_hide_a_picture_of_that_name(vault: Path) -> None:
    assert find(vault, "old/place/top.png") == "top.png"


@pytest.mark.parametrize(
    "target", ["../../outside.png", "../outside.png", "/etc/passwd", "", ".", "..", "a\x00b.png", "x" * 5_000]
)
def test_no_target_leaves_the_vault(vault: Path, target: str) -> None:
    assert find(vault, target) is None


def test_a_vault_reached_through_a_link_is_the_same_vault(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(vault)
    images = VaultImages(tmp_path / "link")
    assert images.find("../img/A.png", str(vault / "b/Note.md")) == str(vault / "img/A.png")


def test_hidden_folders_hold_no_pictures(vault: Path) -> None:
    assert find(vault, "gone.png") is None


def test_a_note_lists_its_pictures_with_absolute_paths(vault: Path) -> None:
    note = vault / "n.md"
    note.write_text("#Q What?\n![[A.png|30]]\n![[none.png]]\n![](https://a.b/c.png)", "utf-8")
    read = read_note(note, images=VaultImages(vault))
    assert read.note is not None
    assert [image.path for image in read.note.cards[0].images] == [str(vault / "b/A.png"), None, None]
    assert [(problem.code, problem.line) for problem in read.problems] == [("missing-image", 3)]
