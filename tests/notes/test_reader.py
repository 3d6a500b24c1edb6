"""Files as they are: encodings, and what is no note at all."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from hashq.notes.reader import read_note
from hashq.problems import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.notes import reader

TEXT = "#Q What is S3?\nAnswer: Object storage.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Note.md"


def codes(read: reader.ReadNote) -> list[str]:
    return [problem.code for problem in read.problems]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_any_line_ending_with_and_without_byte_order_mark(
    path: Path, ending: str, mark: bytes
) -> None:
    path.write_bytes(mark + TEXT.replace("\n", ending).encode())
    read = read_note(path)
    assert read.note is not None
    assert [card.answer for card in read.note.cards] == ["Object storage."]
    assert read.problems == ()


def test_size_time_and_hash_are_those_of_the_file(path: Path) -> None:
    path.write_text(TEXT, "utf-8")
    os.utime(path, ns=(5, 7_000_000_000))
    read = read_note(path)
    assert (read.size, read.mtime_ns) == (len(TEXT), 7_000_000_000)
    assert read.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_windows_1252_is_read_and_the_first_strange_byte_is_reported(path: Path) -> None:
    path.write_bytes("#Q What?\r\nAnswer: caf\xe9 \u2013 \u20ac\r\n".encode("cp1252"))
    read = read_note(path)
    assert read.note is not None
    assert read.note.cards[0].answer == "café – €"
    (problem,) = read.problems
    assert (problem.code, problem.severity) == ("not-utf8", Severity.WARNING)
    assert (problem.line, problem.column) == (2, 12)


def test_bytes_that_windows_1252_lacks_lose_nothing_else(path: Path) -> None:
    path.write_bytes(b"#Q What?\nAnswer: a\x81b")
    read = read_note(path)
    assert read.note is not None
    assert read.note.cards[0].answer == "a\ufffdb"


def test_utf_16_is_read_and_reported(path: Path) -> None:
    path.write_bytes(TEXT.encode("utf-16"))
    read = read_note(path)
    assert read.note is not None
    assert len(read.note.cards) == 1
    assert codes(read) == ["not-utf8"]


def test_an_empty_file_is_a_note_without_cards(path: Path) -> None:
    path.write_bytes(b"")
    read = read_note(path)
    assert read.note is not None
    assert (read.note.cards, read.problems) == ((), ())


def test_a_binary_file_is_reported_and_not_read(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x00\x00#Q no")
    read = read_note(path)
    assert read.note is None
    assert [(problem.code, problem.severity) for problem in read.problems] == [("binary", Severity.ERROR)]


def test_a_huge_file_is_reported_and_not_opened(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    read = read_note(path)
    assert (read.note, read.sha256, read.size) == (None, "", 1_000_000_000)
    assert codes(read) == ["too-large"]


def test_a_missing_file_a_folder_and_a_pipe_are_reported(path: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    for strange in (path, tmp_path, pipe):
        read = read_note(strange)
        assert read.note is None
        assert codes(read) == ["unreadable"]


def test_a_link_to_itself_is_reported(path: Path) -> None:
    path.symlink_to(path)
    assert codes(read_note(path)) == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_reported(path: Path) -> None:
    path.write_text(TEXT, "utf-8")
    path.chmod(0)
    assert codes(read_note(path)) == ["unreadable"]


def test_an_excalidraw_drawing_holds_no_cards(path: Path) -> None:
    path.write_text("---\nexcalidraw-plugin: parsed\n---\n" + TEXT, "utf-8")
    read = read_note(path)
    assert read.note is not None
    assert read.note.cards == ()
