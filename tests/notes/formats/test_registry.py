"""Formats are found by their signs and by their names."""

from __future__ import annotations

from hashq.cli.commands.import_ import command
from hashq.notes.formats.registry import FORMATS, NATIVE, format_named, format_of
from hashq.notes.parser import parse_note


def test_a_text_without_any_other_sign_is_a_plain_note() -> None:
    assert format_of("/a.md", "#Q What?\nThis.") is NATIVE
    assert format_of("/a.md", "") is NATIVE


def test_the_native_format_takes_everything_and_so_comes_last() -> None:
    assert FORMATS[-1] is NATIVE


def test_a_format_is_known_by_its_name_ignoring_case() -> None:
    assert format_named("Hashq") is NATIVE
    assert format_named("unknown") is None


def test_the_native_format_reads_as_the_parser_does() -> None:
    assert NATIVE.parse("#Q What?\nThis.", "/a.md") == parse_note("#Q What?\nThis.", "/a.md")


def test_names_are_unique() -> None:
    assert len({known.name for known in FORMATS}) == len(FORMATS)


def test_every_format_can_be_named_in_an_import() -> None:
    named = next(parameter for parameter in command.params if parameter.name == "note_format")
    assert set(named.type.choices) == {known.name for known in FORMATS}
