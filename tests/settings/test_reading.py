"""Reading config.toml: what is set holds, and everything wrong is told with its place and the nearest right word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.errors import ExitCode
from hashq.settings import Finding, Settings, SettingsError, load_settings, read_settings
from hashq.settings.reading import nearest

if TYPE_CHECKING:
    from pathlib import Path

MINUTE = timedelta(minutes=1)


def wrong(text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(text, "config.toml")
    return caught.value


def findings_in(text: str) -> tuple[Finding, ...]:
    """What is wrong in the text; any other exception than a settings error passes through and fails the test."""
    try:
        load_settings(text)
    except SettingsError as error:
        return error.findings
    return ()


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "[study]\n[decks]\n[keys]\n"])
def test_what_is_left_out_keeps_its_default(text: str) -> None:
    assert load_settings(text) == Settings()


def test_every_kind_of_value_is_read() -> None:
    settings = load_settings(
        """
        [study]
        new_per_day = 7
        desired_retention = 0.85
        learning_steps = ["30s", "5m", "1d"]
        relearning_steps = "10m 1h"
        day_starts_at = "03:30"
        fuzz = false
        [screen]
        theme = "light"
        [editor]
        command = "code --wait"
        [keys]
        undo = "z"
        bury = ["-", "b"]
        [decks."AWS/CodeDeploy"]
        exam_date = 2027-01-15
        """
    )
    study = settings.study
    assert (study.new_per_day, study.desired_retention, study.fuzz) == (7, 0.85, False)
    assert study.learning_steps == (MINUTE / 2, 5 * MINUTE, timedelta(days=1))
    assert study.relearning_steps == (10 * MINUTE, 60 * MINUTE)
    assert study.day_starts_at == timedelta(hours=3, minutes=30)
    assert (settings.screen.theme, settings.editor.command) == ("light", "code --wait")
    assert settings.keys == {"undo": ("z",), "bury": ("-", "b")}
    assert settings.exam_date("AWS/CodeDeploy") == date(2027, 1, 15)


def test_a_misspelt_setting_names_the_nearest_one() -> None:
    error = wrong("[study]\nnew_per_dya = 3\n")
    assert error.place == "config.toml: [study] new_per_dya"
    assert error.cause == "there is no such setting"
    assert error.remedy == "did you mean new_per_day?"
    assert error.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("[stduy]", "[stduy]", "did you mean study?"),
        ("[study]\nnew-per-day = 1", "[study] new-per-day", "did you mean new_per_day?"),
        ("[study]\nFUZZ = true", "[study] FUZZ", "did you mean fuzz?"),
        ('[screen]\ntheme = "drak"', "[screen] theme", "did you mean dark?"),
        ("[decks.AWS]\nexam = 2027-01-01", '[decks."AWS"] exam', "did you mean exam_date?"),
    ],
)
def test_a_wrong_word_names_the_nearest_right_one(text: str, place: str, remedy: str) -> None:
    error = wrong(text)
    assert (error.place, error.remedy) == (f"config.toml: {place}", remedy)


def test_a_word_like_no_other_lists_what_is_known() -> None:
    assert "study, screen, editor" in wrong("[zzz]").remedy


@pytest.mark.parametrize(
    ("setting", "cause"),
    [
        ("new_per_day = -1", "-1 is less than 0"),
        ("new_per_day = 10000", "10000 is more than 9999"),
        ("new_per_day = 2.5", "2.5 is not a whole number"),
        ("new_per_day = true", "true is not a whole number"),
        ('new_per_day = "many"', '"many" is not a whole number'),
        ("desired_retention = 90", "90 is more than 0.99"),
        ("desired_retention = nan", "nan is not a number"),
        ("desired_retention = inf", "inf is more than 0.99"),
        ("fuzz = 1", "1 is not true or false"),
        ('day_starts_at = "25:00"', '"25:00" is not a time of day'),
        ("day_starts_at = 4", "4 is not a time of day"),
        ('learning_steps = ["soon"]', '"soon" is not a waiting time'),
        ('learning_steps = ["0m"]', '"0m" is not between one second and a year'),
        ('learning_steps = ["999999d"]', '"999999d" is not between one second and a year'),
        ("learning_steps = 10", "10 is not a list of waiting times"),
        ("maximum_interval_days = 0", "0 is less than 1"),
    ],
)
def test_a_wrong_value_is_told_by_what_it_should_be(setting: str, cause: str) -> None:
    error = wrong(f"[study]\n{setting}\n")
    assert error.cause.startswith(cause)
    assert error.place == f"config.toml: [study] {setting.partition(' =')[0]}"
    assert error.remedy


@pytest.mark.parametrize(
    "text",
    [
        "study = 5",
        "decks = []",
        "[decks]\nAWS = 3",
        "[keys]\nundo = 3",
        "[keys]\nundo = ['']",
        '[editor]\ncommand = "a\\nb"',
        "[decks.aws]\n[decks.AWS]",
        "[decks.AWS]\nexam_date = 'tomorrow'",
    ],
)
def test_a_value_of_another_shape_is_told(text: str) -> None:
    assert wrong(text).findings


def test_everything_wrong_is_told_at_once() -> None:
    error = wrong("[study]\nfuzz = 3\nnew = 1\n[screen]\ntheme = 'pink'\n[nope]\n")
    assert len(error.findings) == 4
    assert "also wrong: [study] new, [screen] theme, [nope]" in str(error)


def test_text_that_is_not_toml_tells_its_line() -> None:
    assert "line 2" in wrong("[study]\nfuzz = \n").cause


def test_values_nested_without_end_are_refused() -> None:
    assert "nested" in wrong("a = " + "[" * 100_000).cause


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none" / "config.toml") == Settings()


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf[study]\r\nfuzz = false\r\n")
    assert read_settings(file).study.fuzz is False


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xff\xfe[\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(file)


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path)


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_a_settings_error(text: str) -> None:
    assert all(finding.cause for finding in findings_in(text))


toml_scalars = st.one_of(
    st.booleans().map(lambda value: str(value).lower()),
    st.integers(-(10**12), 10**12).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.sampled_from(
        ['"x"', "[]", "{}", "[1]", "2027-01-01", "07:30:00", "2027-01-01T00:00:00Z", '["1m"]', "nan"]
    ),
)
names = st.sampled_from(
    ["new_per_day", "fuzz", "learning_steps", "day_starts_at", "theme", "exam_date", "command", "speed", "x"]
)
sections = st.sampled_from(["study", "screen", "editor", "keys", "decks.A", 'decks."A/b"', "sandbox", "odd"])


@given(st.dictionaries(sections, st.dictionaries(names, toml_scalars, max_size=4), max_size=4))
def test_any_value_anywhere_is_read_or_told(document: dict[str, dict[str, str]]) -> None:
    lines = []
    for section, table in document.items():
        lines += [f"[{section}]", *(f"{name} = {value}" for name, value in table.items())]
    assert all(finding.place and finding.cause for finding in findings_in("\n".join(lines)))


def test_nothing_near_is_no_suggestion() -> None:
    assert nearest("qqqq", ["study", "screen"]) is None


def test_a_query_is_kept_under_a_name() -> None:
    assert load_settings('[queries]\n"My exam" = " tag:exam "\n').queries == {"My exam": "tag:exam"}


@pytest.mark.parametrize("text", ["[queries]\nx = 3", "[queries]\nx = ' '"])
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="is no query"):
        load_settings(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[study]\nnew_per_day = true", "true is not"),
        ('[study]\nnew_per_day = "3"', '"3" is not'),
        ("[study]\nday_starts_at = 04:00:30", "04:00:30 is not"),
        ("[screen]\ntheme = []", "[] is none of"),
        ("[keys]\nundo = false", "false names no key"),
    ],
)
def test_a_wrong_value_is_shown_as_the_file_says_it(text: str, shown: str) -> None:
    [finding] = findings_in(text)
    assert finding.cause.startswith(shown)


def test_a_time_of_day_may_stand_as_toml_has_it() -> None:
    assert load_settings("[study]\nday_starts_at = 03:30:00").study.day_starts_at == 210 * MINUTE


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("new_per_day = 3", "write it below [study]"),
        ("[screen]\nnew_per_day = 3", "write it below [study]"),
        ('[decks."AWS"]\nfuzz = false', "write it below [study]"),
        ("[decks]\nnew_per_day = 3", 'write it below a deck\'s name: [decks."NAME"]'),
    ],
)
def test_a_known_setting_in_the_wrong_place_is_told_where_it_belongs(text: str, remedy: str) -> None:
    [finding] = findings_in(text)
    assert finding.remedy == remedy
