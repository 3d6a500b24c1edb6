"""Changing one setting leaves everything else in the file as it was."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.errors import HashqError
from hashq.settings import Settings, SettingsError, load_settings
from hashq.settings.described import all_settings
from hashq.settings.writing import example, save_setting, write_setting

if TYPE_CHECKING:
    from pathlib import Path

FILE = """# mine
[study]   # how much
new_per_day = 7 # a week's worth

# quiet colours
[screen]
theme = "light"
"""


def test_comments_and_order_survive_a_change() -> None:
    assert save_setting(FILE, "study.new_per_day", 9) == FILE.replace("= 7", "= 9")


def test_a_setting_is_added_to_its_section() -> None:
    changed = save_setting(FILE, "screen.ascii", True)
    assert load_settings(changed).screen.ascii is True
    assert all(line in changed for line in FILE.splitlines())


def test_a_missing_section_is_added() -> None:
    assert load_settings(save_setting(FILE, "editor.command", "vi")).editor.command == "vi"


def test_a_setting_taken_out_has_its_default_again() -> None:
    changed = save_setting(FILE, "study.new_per_day", None)
    assert load_settings(changed).study.new_per_day == 20
    assert "# how much" in changed


def test_taking_out_what_was_never_set_changes_nothing() -> None:
    assert save_setting(FILE, "editor.command", None) == FILE


def test_a_deck_may_hold_dots_and_slashes() -> None:
    changed = save_setting(FILE, ("decks", "AWS/v1.0", "exam_date"), date(2027, 1, 15))
    assert load_settings(changed).exam_date("AWS/v1.0") == date(2027, 1, 15)
    assert '[decks."AWS/v1.0"]' in changed


def test_keys_are_written_as_a_list() -> None:
    assert load_settings(save_setting("", "keys.undo", ["u", "z"])).keys == {"undo": ("u", "z")}


@pytest.mark.parametrize(
    ("key", "value"),
    [("study.new_per_day", -1), ("study.nothing", 1), ("nothing.new_per_day", 1), ("study", 1), ("", 1)],
)
def test_a_wrong_key_or_value_is_refused(key: str, value: object) -> None:
    with pytest.raises(SettingsError):
        save_setting(FILE, key, value)


def test_a_file_that_is_wrong_already_is_not_edited() -> None:
    with pytest.raises(SettingsError):
        save_setting("[study\n", "study.fuzz", False)


steps = st.lists(st.integers(1, 31_536_000).map(lambda s: timedelta(seconds=s)), max_size=4).map(tuple)
changes = st.one_of(
    st.tuples(st.just("study.new_per_day"), st.integers(0, 9999)),
    st.tuples(st.just("study.desired_retention"), st.floats(0.7, 0.99)),
    st.tuples(st.just("study.learning_steps"), steps),
    st.tuples(st.just("study.day_starts_at"), st.integers(0, 1439).map(lambda m: timedelta(minutes=m))),
    st.tuples(st.just("study.fuzz"), st.booleans()),
    st.tuples(st.just("screen.theme"), st.sampled_from(["dark", "light"])),
    st.tuples(
        st.just("editor.command"),
        st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=9),
    ),
)


@given(st.lists(changes, max_size=5))
def test_what_is_saved_is_what_is_read(edits: list[tuple[str, object]]) -> None:
    text, last = FILE, {}
    for key, value in edits:
        text = save_setting(text, key, value)
        last[key] = value
    settings = load_settings(text)
    for key, value in last.items():
        section, name = key.split(".")
        assert getattr(getattr(settings, section), name) == value
    assert "# quiet colours" in text


def test_the_file_is_made_where_it_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "config.toml"
    assert write_setting(file, "study.new_per_day", 5).study.new_per_day == 5
    assert file.read_text() == "[study]\nnew_per_day = 5\n"


def test_a_linked_file_stays_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    real.write_text(FILE)
    real.chmod(0o600)
    link.symlink_to(real)
    write_setting(link, "study.new_per_day", 5)
    assert link.is_symlink()
    assert load_settings(real.read_text()).study.new_per_day == 5
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(FILE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HashqError, match="No space left"):
        write_setting(file, "study.new_per_day", 5)
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]
    assert file.read_text() == FILE


def test_the_example_file_changes_nothing_until_a_line_is_uncommented() -> None:
    assert load_settings(example()) == Settings()


def test_every_line_of_the_example_can_be_uncommented() -> None:
    lines = example().splitlines()
    wanted = {spec.name for spec in all_settings() if spec.default is not None}
    live = [line[2:] if line[2:].split(" = ")[0] in wanted and "…" not in line else line for line in lines]
    assert load_settings("\n".join(live)) == Settings()
    assert sum(" = " in line and not line.startswith("#") for line in live) == len(
        [spec for spec in all_settings() if spec.default is not None]
    )


@pytest.mark.parametrize("key", ["study.fuzz", "quiz.questions"])
def test_a_line_that_is_added_ends_as_the_others_do(key: str) -> None:
    changed = save_setting(
        FILE.replace("\n", "\r\n"), key, next(spec for spec in all_settings() if spec.key == key).default
    )
    assert changed.count("\n") == changed.count("\r\n")


def test_a_deck_is_set_where_the_file_has_it_whatever_its_case() -> None:
    changed = save_setting('[decks."aws/s3"]\nnew_per_day = 3\n', ("decks", "AWS/S3", "reviews_per_day"), 9)
    assert load_settings(changed).for_deck("AWS/S3").reviews_per_day == 9
    assert changed.count("[decks") == 1


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(FILE, encoding="utf-8-sig")
    write_setting(path, "study.new_per_day", 9)
    assert path.read_text(encoding="utf-8-sig") == FILE.replace("= 7", "= 9")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_another_window_writes_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(FILE)
    theirs = iter([save_setting(FILE, "screen.theme", "dark")])

    def save_between(text: str, *asked: object) -> str:
        for other in theirs:
            path.write_text(other)
        return save_setting(text, *asked)

    monkeypatch.setattr("hashq.settings.writing.save_setting", save_between)
    settings = write_setting(path, "study.new_per_day", 9)
    assert (settings.study.new_per_day, settings.screen.theme) == (9, "dark")
    assert load_settings(path.read_text()) == settings
