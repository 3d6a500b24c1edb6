"""Paths as people type, paste and drop them."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from hashq.tui.typed_path import as_typed, completed, typed_path, typed_paths


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


def test_several_dropped_together_are_all_meant_and_each_once(tmp_path):
    first, second = tmp_path / "it's [one].md", tmp_path / "two words.md"
    first.touch()
    second.touch()
    quoted = shlex.join([str(first), str(second), str(first)])
    uris = f"{first.as_uri()}\n{second.as_uri()}\n"
    assert typed_paths(quoted) == typed_paths(uris) == (first, second)
    assert typed_paths(as_typed((first, second))) == (first, second)
    assert typed_paths(str(second)) == (second,)
    assert typed_paths(as_typed((second,))) == (second,)


def test_words_that_are_not_all_there_are_one_path(tmp_path):
    (tmp_path / "two").touch()
    assert typed_paths(f"{tmp_path}/two words.md") == (tmp_path / "two words.md",)
    assert typed_paths(" \n ") == ()
