"""How a note gets its deck, and which deck a person means."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.study.decks import DeckRoot, deck_of, find_deck, is_in_deck, strange_decks

FOLDER = DeckRoot("/home/ann/vault", is_file=False, name=None)
DECKS = ["vault/aws/CodeDeploy", "vault/aws/S3", "vault/dev/S3", "Latin"]


def test_a_note_in_a_folder_has_the_folders_name_and_its_path_without_md():
    assert deck_of(FOLDER, "/home/ann/vault/aws/CodeDeploy.md", None) == "vault/aws/CodeDeploy"


def test_only_the_last_suffix_is_taken_off_whatever_its_case():
    assert deck_of(FOLDER, "/home/ann/vault/v1.2 notes.md.MD", None) == "vault/v1.2 notes.md"


def test_the_front_matters_deck_is_the_whole_name():
    assert deck_of(FOLDER, "/home/ann/vault/x.md", " Exam / Day one ") == "Exam/Day one"


def test_a_blank_deck_in_front_matter_names_none():
    assert deck_of(FOLDER, "/home/ann/vault/x.md", " / ") == "vault/x"


def test_a_name_asked_for_takes_the_place_of_the_folders():
    root = DeckRoot("/home/ann/vault", is_file=False, name="AWS::DVA")
    assert deck_of(root, "/home/ann/vault/x.md", None) == "AWS/DVA/x"


def test_a_note_that_is_a_source_of_its_own_has_its_own_name():
    assert (
        deck_of(DeckRoot("/home/ann/CodeDeploy.md", is_file=True, name=None), "/home/ann/CodeDeploy.md", None)
        == "CodeDeploy"
    )


def test_a_note_that_is_a_source_of_its_own_can_be_given_a_name():
    assert deck_of(DeckRoot("/home/ann/x.md", is_file=True, name="Exam"), "/home/ann/x.md", None) == "Exam"


def test_control_characters_in_file_names_do_not_reach_deck_names():
    assert deck_of(FOLDER, "/home/ann/vault/a\x1b[31mb\n.md", None) == "vault/ab"


def test_the_root_of_the_file_system_still_gives_a_name():
    assert deck_of(DeckRoot("/", is_file=False, name=None), "/x.md", None) == "notes/x"


@pytest.mark.parametrize(
    ("argument", "deck"),
    [
        ("vault/aws/CodeDeploy", "vault/aws/CodeDeploy"),
        ("codedeploy", "vault/aws/CodeDeploy"),
        ("AWS/s3", "vault/aws/S3"),
        ("dev", "vault/dev"),
        ("VAULT", "vault"),
        (" latin/ ", "Latin"),
    ],
)
def test_a_deck_is_meant_by_its_whole_name_or_its_last_parts_ignoring_case(argument, deck):
    assert find_deck(argument, DECKS) == deck


def test_a_part_of_a_word_means_no_deck():
    with pytest.raises(UsageError, match="there is no deck"):
        find_deck("Deploy", DECKS)


def test_an_ambiguous_name_lists_the_candidates():
    with pytest.raises(UsageError, match=r"vault/aws/S3, vault/dev/S3"):
        find_deck("s3", DECKS)


def test_a_whole_name_is_not_ambiguous_with_an_ending():
    assert find_deck("aws", ["aws/x", "vault/aws/y"]) == "aws"


def test_exact_case_decides_between_decks_that_differ_only_in_case():
    assert find_deck("aws", ["aws", "AWS"]) == "aws"


def test_a_misspelt_name_is_answered_with_a_near_one():
    with pytest.raises(UsageError) as refusal:
        find_deck("codedeplo", DECKS)
    assert "vault/aws/CodeDeploy" in refusal.value.remedy


def test_a_deck_takes_its_sub_decks_along_but_not_its_namesakes():
    assert is_in_deck("vault/aws/S3", "vault/aws")
    assert not is_in_deck("vault/aws2", "vault/aws")


def test_settings_of_decks_that_are_not_there_are_told_with_the_nearest_that_is():
    decks = ["Vault/AWS/ECS", "Vault/Networking"]
    assert strange_decks(["vault/aws", "Vault/Networking/"], decks) == ()
    assert strange_decks(["AWS", "Vault/Netwroking"], decks) == (
        '[decks."AWS"]: there is no deck of this name. Did you mean Vault/AWS?',
        '[decks."Vault/Netwroking"]: there is no deck “Vault/Netwroking”. Did you mean Vault/Networking?',
    )
    assert strange_decks(["AWS"], []) == ()


def test_a_deck_is_called_by_its_letters_however_they_are_put_together():
    apart = "A\u0301rea"
    assert (
        deck_of(DeckRoot(f"/v/{apart}", is_file=False, name=None), f"/v/{apart}/n.md", None) == "\u00c1rea/n"
    )
    assert find_deck(f"{apart}/N", ["\u00c1rea/n"]) == "\u00c1rea/n"
