"""The page on settings tells every one of them, as it is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import tomlkit

from hashq.settings.described import all_settings
from hashq.settings.reading import load_settings
from hashq.settings.values import to_toml

PAGE = (Path(__file__).parents[2] / "app" / "SETTINGS.md").read_text(encoding="utf-8")
SECTIONS = {
    title.split(".")[0]: text
    for title, text in re.findall(r"^## `\[([^\]]+)\]`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}


@pytest.mark.parametrize("spec", all_settings(), ids=lambda spec: spec.key)
def test_every_setting_is_told_with_its_default_its_range_and_its_meaning(spec):
    (line,) = [line for line in SECTIONS[spec.section].splitlines() if line.startswith(f"| `{spec.name}` |")]
    assert spec.help in line
    if spec.default is not None:
        assert f"`{tomlkit.item(to_toml(spec.default)).as_string()}`" in line
    for word in spec.choices:
        assert f"`{word}`" in line
    if spec.low is not None:
        assert f"{spec.low:g} to {spec.high:g}" in line


def test_no_setting_is_told_that_does_not_exist():
    told = {
        f"{section}.{name}"
        for section, text in SECTIONS.items()
        for name in re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    }
    assert told == {spec.key for spec in all_settings()}


def test_the_examples_are_settings():
    for example in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL):
        assert tomllib.loads(example)
        load_settings(example)
