"""Which files below a folder are notes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hashq.notes.finder import find_notes
from hashq.problems import Severity


def put(root: Path, *names: str, text: str = "#Q What?\nThis.\n") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def found(root: Path) -> list[str]:
    return [Path(file.path).relative_to(root).as_posix() for file in find_notes(root).files]


def codes(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.path.removeprefix(f"{root}/")) for problem in find_notes(root).problems]


def test_notes_are_found_at_any_depth_in_stable_order(tmp_path: Path) -> None:
    put(tmp_path, "b.md", "a/z.md", "a/b/c.MD", "a.md", "c.markdown", "d.txt", "e.mdx")
    assert found(tmp_path) == ["a/b/c.MD", "a/z.md", "a.md", "b.md", "c.markdown"]


def test_size_and_time_come_with_each_file(tmp_path: Path) -> None:
    put(tmp_path, "a.md", text="12345")
    os.utime(tmp_path / "a.md", ns=(1, 2_000_000_000))
    (file,) = find_notes(tmp_path).files
    assert (file.size, file.mtime_ns) == (5, 2_000_000_000)


def test_hidden_folders_and_drawings_are_skipped(tmp_path: Path) -> None:
    put(tmp_path, ".obsidian/a.md", ".git/a.md", ".trash/a.md", "x/.trash/a.md", "d.excalidraw.md", "a.md")
    assert found(tmp_path) == ["a.md"]


def test_a_file_is_its_own_root_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt", ".gitignore", text="notes.txt\n")
    assert [Path(file.path).name for file in find_notes(tmp_path / "notes.txt").files] == ["notes.txt"]


def test_a_missing_root_is_a_problem_of_its_own(tmp_path: Path) -> None:
    missing = find_notes(tmp_path / "gone")
    assert missing.files == ()
    assert [(problem.code, problem.severity) for problem in missing.problems] == [
        ("source-missing", Severity.WARNING)
    ]


@pytest.mark.parametrize("name", [".gitignore", ".hashqignore"])
def test_what_an_ignore_file_names_is_left_out(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.md", "drafts/b.md", "deep/drafts/c.md", "top.md", "deep/top.md", "x.tmp.md")
    put(tmp_path, name, text="# comment\ndrafts/\n/top.md\n*.tmp.md\n")
    assert found(tmp_path) == ["a.md", "deep/top.md"]


def test_a_pattern_is_relative_to_its_own_file_and_a_deeper_file_wins(tmp_path: Path) -> None:
    put(tmp_path, "a/keep.md", "a/drop.md", "b/drop.md", "drop.md", "a/b/keep.md")
    put(tmp_path, ".gitignore", text="keep.md\n")
    put(tmp_path, "a/.gitignore", text="!keep.md\n/drop.md\n")
    assert found(tmp_path) == ["a/b/keep.md", "a/keep.md", "b/drop.md", "drop.md"]


def test_hashqignore_has_the_last_word_over_gitignore(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b.md")
    put(tmp_path, ".gitignore", text="*.md\n")
    put(tmp_path, ".hashqignore", text="!a.md\n")
    assert found(tmp_path) == ["a.md"]


def test_a_note_in_an_ignored_folder_cannot_be_called_back(tmp_path: Path) -> None:
    put(tmp_path, "drafts/a.md")
    put(tmp_path, ".gitignore", text="drafts/\n!drafts/a.md\n")
    assert found(tmp_path) == []


def test_a_pattern_that_is_none_is_reported_and_the_others_hold(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b.md")
    put(tmp_path, ".gitignore", text="!\na.md\n")
    assert found(tmp_path) == ["b.md"]
    assert codes(tmp_path) == [("ignore-pattern", ".gitignore")]


def test_a_link_back_to_a_folder_above_is_reported_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c.md")
    (tmp_path / "a/b/up").symlink_to(tmp_path / "a")
    assert found(tmp_path) == ["a/b/c.md"]
    assert codes(tmp_path) == [("symlink-loop", "a/b/up")]


def test_two_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    put(tmp_path, "a/x.md", "b/y.md")
    (tmp_path / "a/to_b").symlink_to(tmp_path / "b")
    (tmp_path / "b/to_a").symlink_to(tmp_path / "a")
    assert found(tmp_path) == ["a/x.md", "b/y.md"]


def test_a_linked_folder_is_followed_once(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    put(outside, "n.md")
    put(root, "a.md")
    (root / "one").symlink_to(outside)
    (root / "two").symlink_to(outside)
    assert found(root) == ["a.md", "one/n.md"]


def test_a_dangling_link_a_link_to_itself_and_a_pipe_are_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert found(tmp_path) == ["a.md"]
    assert codes(tmp_path) == [
        ("unreadable", "gone.md"),
        ("unreadable", "pipe.md"),
        ("symlink-loop", "self.md"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_listed_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "shut/b.md")
    (tmp_path / "shut").chmod(0)
    assert codes(tmp_path) == [("unreadable", "shut")]
