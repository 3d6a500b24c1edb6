"""Paths as people type, paste and drop them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashq.tui.typed_path import completed, typed_path


@pytest.mark.parametrize("text", ["{}", "'{}'", '"{}"', " {} \n", "file://{quoted}", "{escaped}"])
def test_every_way_to_give_a_path_means_that_path(tmp_path, text):
    note = tmp_path / "my notes.md"
    note.touch()
    quoted, escaped = str(note).replace(" ", "%20"), str(note).replace(" ", "\\ ")
    assert typed_path(text.format(note, quoted=quoted, escaped=escaped)) == note


def test_the_home_folder_is_understood(monkeypatch):
    monkeypatch.setenv("HOME", "/somewhere")
    assert typed_path("~/notes") == Path("/somewhere/notes")


def test_nothing_typed_is_no_path():
    assert typed_path("  ") is None


def test_folders_and_notes_complete_and_hidden_or_other_files_do_not(tmp_path):
    (tmp_path / "Vault").mkdir()
    (tmp_path / "note.md").touch()
    (tmp_path / "nothing.png").touch()
    (tmp_path / ".git").mkdir()
    assert completed(f"{tmp_path}/V") == f"{tmp_path}/Vault/"
    assert completed(f"{tmp_path}/no") == f"{tmp_path}/note.md"
    assert completed(f"{tmp_path}/g") is None
    assert completed(f"{tmp_path}/none/x") is None
