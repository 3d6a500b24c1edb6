"""One table of actions: no clash in it, and remaps that would break something are told, not obeyed."""

from __future__ import annotations

import pytest

from hashq.tui import screens
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.keys import EVERYWHERE, RESERVED, KeysError, clashes, key_label, key_name


def test_no_key_does_two_things_on_one_screen():
    assert clashes(DEFAULT_KEYS.actions) == []


def test_no_action_takes_a_key_that_moves_through_lists():
    assert not {key for action in DEFAULT_KEYS.actions for key in action.keys} & RESERVED


def test_every_action_has_a_name_a_sentence_and_a_group():
    for action in DEFAULT_KEYS.actions:
        assert action.label
        assert action.help.endswith(".")
        assert action.group


def test_every_action_belongs_to_a_screen_that_exists():
    assert {action.screen for action in DEFAULT_KEYS.actions} <= {*screens.SCREENS, EVERYWHERE}


def test_ids_are_unique():
    ids = [action.id for action in DEFAULT_KEYS.actions]
    assert len(ids) == len(set(ids))


def test_characters_and_names_mean_the_same_key():
    assert key_name("?") == key_name("question_mark")
    assert key_name("-") == "minus"


@pytest.mark.parametrize(
    ("key", "label"), [("question_mark", "?"), ("minus", "-"), ("ctrl+p", "^p"), ("escape", "esc")]
)
def test_keys_are_shown_as_on_the_keyboard(key, label):
    assert key_label(key) == label


def test_an_action_can_get_other_keys():
    table = DEFAULT_KEYS.remapped({"review.undo": ("z", "ctrl+z")})
    assert table.find("review.undo").keys == ("z", "ctrl+z")
    assert table.keymap(DEFAULT_KEYS) == {"review.undo": "z,ctrl+z"}


def test_two_actions_can_swap_their_keys():
    table = DEFAULT_KEYS.remapped({"review.undo": ("e",), "review.edit": ("u",)})
    assert table.find("review.edit").keys == ("u",)


def test_the_same_key_may_do_different_things_on_different_screens():
    DEFAULT_KEYS.remapped({"home.import": ("1",)})


def test_a_key_taken_on_the_same_screen_is_refused_with_its_owner():
    with pytest.raises(KeysError) as told:
        DEFAULT_KEYS.remapped({"review.undo": ("e",)}, "config.toml")
    assert "review.edit" in told.value.cause
    assert told.value.place == "config.toml: [keys] review.undo"


def test_a_key_that_works_everywhere_is_taken_on_every_screen():
    with pytest.raises(KeysError, match=r"app\.keys"):
        DEFAULT_KEYS.remapped({"home.import": ("?",)})


def test_an_unknown_action_names_the_nearest():
    with pytest.raises(KeysError) as told:
        DEFAULT_KEYS.remapped({"review.unod": ("z",)})
    assert "review.undo" in told.value.remedy


@pytest.mark.parametrize("key", ["", "spcae", "hyper+", "banana+x", "\x1b"])
def test_an_unknown_key_is_refused(key):
    with pytest.raises(KeysError):
        DEFAULT_KEYS.remapped({"review.undo": (key,)})


@pytest.mark.parametrize(
    "key", ["ctrl+i", "ctrl+m", "ctrl+[", "ctrl+enter", "ctrl+shift+x", "shift+a", "ctrl+1", "super+x"]
)
def test_a_key_that_terminals_do_not_send_as_itself_is_refused(key):
    with pytest.raises(KeysError, match="would do nothing"):
        DEFAULT_KEYS.remapped({"review.flag": [key]})


@pytest.mark.parametrize(
    "key", ["F", "f9", "ctrl+g", "alt+x", "ctrl+right", "ctrl+shift+end", "shift+f3", "ctrl+]"]
)
def test_a_key_that_terminals_send_is_taken(key):
    assert DEFAULT_KEYS.remapped({"review.flag": [key]}).find("review.flag").keys == (key,)


def test_the_keys_that_actions_have_are_sent_by_every_terminal():
    for action in DEFAULT_KEYS.actions:
        DEFAULT_KEYS.remapped({action.id: list(action.keys)})


def test_an_action_without_keys_is_refused():
    with pytest.raises(KeysError):
        DEFAULT_KEYS.remapped({"review.undo": ()})


def test_keys_that_move_through_lists_cannot_be_taken():
    with pytest.raises(KeysError, match="moves"):
        DEFAULT_KEYS.remapped({"review.undo": ("up",)})
