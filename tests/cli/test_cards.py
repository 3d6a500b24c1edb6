"""``hashq cards``: a query as a shell hands it over."""

from __future__ import annotations

import pytest


@pytest.fixture
def vault(hashq, tmp_path):
    folder = tmp_path / "My Vault"
    folder.mkdir()
    (folder / "Two words (x).md").write_text(
        "#Q One?\nAnswer: blue or green\n\n#Q Two?\nAnswer: green, then blue\n"
    )
    (folder / "Other.md").write_text("#Q Three?\nAnswer: blue or green\n")
    hashq("import", str(folder))
    return folder


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["deck:Two words (x)", "is:new"], ["One?", "Two?"]),
        (["is:new", "-deck:Two words (x)"], ["Three?"]),
        (["blue or green", "is:new"], ["One?", "Three?", "Two?"]),
        (["green then", "is:new"], ["Two?"]),
        (["deck:other is:new", "-two"], ["Three?"]),
        (['deck:"Two words (x)" -two', "is:new"], ["One?"]),
        (["(two or three)", "is:new"], ["Three?", "Two?"]),
        (["deck:other three"], ["Three?"]),
    ],
)
def test_what_the_shell_was_told_to_hold_together_stays_together(hashq, vault, arguments, found):
    ran = hashq("cards", "--json", *arguments)
    assert sorted(card["question"] for card in ran.json) == found


def test_a_misspelt_option_is_no_word_to_look_for(hashq, cards):
    ran = hashq("cards", "--jsn")
    assert ran.code == 2
    assert "--json" in ran.err
    assert hashq("cards", "-is:new").code == 0
