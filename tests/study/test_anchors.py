"""Block ids are written on request, where Obsidian looks for them, and nothing else in a note changes."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.file_writing import FileChangedError, replace_file
from hashq.notes.parser import parse_note
from hashq.study import anchors
from hashq.study.anchors import anchor_note, with_anchor


@pytest.fixture
def services(opened):
    """Over an empty library."""
    return opened()


def anchored(text, number=0):
    return with_anchor(text, parse_note(text, "").cards[number], "k7")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("#Q One?\nAnswer: Yes.\n", "#Q One?\nAnswer: Yes. ^k7\n"),
        ("#Q One?\nAnswer: Yes.", "#Q One?\nAnswer: Yes. ^k7"),
        ("#Q One?\r\nAnswer: Yes.\r\n\r\n---\r\n", "#Q One?\r\nAnswer: Yes. ^k7\r\n\r\n---\r\n"),
        ("#Q One?\n- a\n- b\n\n---\n", "#Q One?\n- a\n- b\n\n^k7\n\n---\n"),
        ("#Q One?\n- a\r\n- b", "#Q One?\n- a\r\n- b\r\n\r\n^k7"),
        ("#Q One?\n| a |\n|---|\n| 1 |\n", "#Q One?\n| a |\n|---|\n| 1 |\n\n^k7\n"),
        ("#Q One?\nAnswer:\n```\ncode\n```\n", "#Q One?\nAnswer:\n```\ncode\n```\n\n^k7\n"),
    ],
)
def test_an_anchor_goes_to_the_end_of_the_card(before, after):
    assert anchored(before) == after


def test_an_anchor_makes_no_other_difference_to_what_is_read():
    text = "#Q One?\nAnswer: Yes.\n#Q Two?\n- a\n- b\n"
    (one, two) = parse_note(anchored(text, 1), "").cards
    assert (one.block_id, two.block_id, two.answer) == (None, "k7", "- a\n- b")


BODIES = st.lists(
    st.sampled_from(["plain", "- item", "| a | b |", "|---|---|", "```", "See: [[X]]", "Answer: yes", "", "> quote", "![[x.png]]", "(a) one", "#Q Two?"]),
    max_size=8,
)  # fmt: skip


@settings(max_examples=80)
@given(BODIES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_an_anchor_is_one_insertion_and_all_before_and_after_it_stays(body, newline, closed):
    text = newline.join(["#Q One?", *body]) + (newline if closed else "")
    changed = anchored(text)
    if changed is None:
        return
    shared = len(os.path.commonprefix([text, changed]))  # noqa: RUF071 - characters are what is meant
    assert text[shared:] == changed[shared + len(changed) - len(text) :]
    assert parse_note(changed, "").cards[0].block_id == "k7"


def test_everything_else_in_the_file_stays_byte_for_byte(services, tmp_path):
    path = tmp_path / "n.md"
    original = b"\xef\xbb\xbf# Title\r\nprose \xc3\xa9\n\n#Q One?\r\nAnswer:\tYes.  \r\n---\n#Q Two?\nAnswer: No, never. ^mine\n\n## tail"
    path.write_bytes(original)
    path.chmod(0o640)
    done = services.library.anchors([path], write=True)
    (anchor,) = done.written
    assert path.read_bytes() == original.replace(b"Yes.  \r\n", f"Yes.  ^{anchor.id}\r\n".encode())
    assert path.stat().st_mode & 0o777 == 0o640
    assert {entry.name for entry in tmp_path.iterdir()} <= {"n.md", "home"}


def test_a_written_anchor_holds_the_card_through_any_change(services, tmp_path):
    path = tmp_path / "n.md"
    path.write_text("#Q One?\nAnswer: Alpha.\n")
    (anchor,) = services.library.anchors([path], write=True).written
    (tmp_path / "n.md").unlink()
    (tmp_path / "m.md").write_text(f"#Q Entirely else\nAnswer: Omega. ^{anchor.id}\n")
    services.library.import_paths([tmp_path / "m.md"])
    assert services.library.card(anchor.id).question == "Entirely else"


def test_writing_anchors_again_writes_nothing(services, tmp_path):
    path = tmp_path / "n.md"
    path.write_text("#Q One?\nAnswer: Alpha.\n")
    services.library.anchors([path], write=True)
    before = path.read_bytes()
    assert services.library.anchors([path], write=True).written == ()
    assert path.read_bytes() == before


def test_without_write_anchors_are_only_listed(services, tmp_path):
    path = tmp_path / "n.md"
    path.write_text("#Q One?\nAnswer: Alpha.\n")
    services.library.import_paths([path])
    assert len(services.library.anchors([path], write=False).written) == 1
    assert path.read_text() == "#Q One?\nAnswer: Alpha.\n"


def test_a_note_that_is_not_utf8_is_left_alone_and_told(tmp_path):
    path = tmp_path / "n.md"
    path.write_bytes(b"#Q caf\xe9?\nAnswer: Yes.\n")
    done = anchor_note(str(path), {1: "k7"}, write=True)
    assert [problem.code for problem in done.problems] == ["anchor-not-written"]
    assert path.read_bytes() == b"#Q caf\xe9?\nAnswer: Yes.\n"


def test_a_note_that_cannot_be_written_is_an_error(tmp_path, monkeypatch):
    def full(*_, **__) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(anchors, "replace_file", full)
    path = tmp_path / "n.md"
    path.write_text("#Q One?\nAnswer: Alpha.\n")
    done = anchor_note(str(path), {1: "k7"}, write=True)
    assert done.written == ()
    (problem,) = done.problems
    assert (problem.severity, problem.message) == (
        "error",
        "the note was left as it was: No space left on device",
    )


def test_a_file_another_program_changed_meanwhile_is_not_overwritten(tmp_path):
    path = tmp_path / "n.md"
    path.write_bytes(b"theirs")
    with pytest.raises(FileChangedError):
        replace_file(path, b"ours", expected=b"before")
    assert path.read_bytes() == b"theirs"
    assert [entry.name for entry in tmp_path.iterdir()] == ["n.md"]


def test_a_link_to_a_note_stays_a_link(tmp_path):
    (tmp_path / "real.md").write_bytes(b"before")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    replace_file(tmp_path / "link.md", b"after", expected=b"before")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"after"
