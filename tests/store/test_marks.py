"""What a person decides about cards, and takes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashq.errors import DatabaseError
from hashq.store.marks import FIELDS, change_marks, last_action, undo_action

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
VALUES = {
    "suspended": st.integers(0, 1),
    "flag": st.integers(0, 7),
    "buried_until": st.none() | st.dates().map(str),
    "own_tags": st.sampled_from(["[]", '["hard"]', '["hard","exam"]']),
}


def marks(database) -> list[tuple]:
    return [tuple(row) for row in database.rows(f"SELECT id, {', '.join(FIELDS)} FROM cards ORDER BY id")]


def change(database, wanted, kind="mark"):
    with database.transaction():
        return change_marks(database, kind, wanted, NOW)


def undo(database) -> None:
    with database.transaction():
        undo_action(database, last_action(database), NOW)


def test_a_mark_is_set_and_logged_with_what_it_was(database):
    change(database, {"card0": {"flag": 2}}, "flag")
    change(database, {"card0": {"flag": 3}, "card1": {"flag": 3}}, "flag")
    assert [(c.card, c.before, c.after) for c in last_action(database).changes] == [
        ("card0", 2, 3),
        ("card1", 0, 3),
    ]


def test_nothing_changed_is_nothing_logged(database):
    assert change(database, {"card0": {"flag": 0}, "nowhere": {"flag": 1}}) == ()
    assert last_action(database) is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["card0", "card1", "card2"]),
            st.fixed_dictionaries({}, optional=VALUES),
            min_size=1,
        ),
        max_size=6,
    )
)
def test_undoing_every_action_gives_the_marks_of_the_beginning(database, actions):
    before = marks(database)
    for wanted in actions:
        change(database, wanted)
    while last_action(database) is not None:
        undo(database)
    assert marks(database) == before


@pytest.mark.parametrize(("field", "value"), [("flag", 8), ("suspended", 2)])
def test_a_mark_out_of_its_range_is_refused(database, field, value):
    with pytest.raises(DatabaseError, match="CHECK"):
        change(database, {"card0": {field: value}})
