"""The facts of the top line: said in full where there is room, more briefly before anything is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hashq.study.lab import read_scenario
from hashq.tui.race.describe import facts

TEXT = "fleet: 9\nfail: [i-1, i-3, i-5, i-7]\nrollback: [DEPLOYMENT_FAILURE]\nalarms: [{at: 80}]\n"


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (
            120,
            "9 instances · in place · v1 → v2 · fails: i-1, i-3, i-5 and 1 more · alarm at 01:20 · rolls back",
        ),
        (84, "9 in place · v1 → v2 · fails: i-1, i-3, i-5 and 1 more · alarm · rolls back"),
        (60, "9 in place · v1 → v2 · 4 fail · alarm · rolls back"),
    ],
)
def test_facts_are_said_more_briefly_before_they_are_cut(width, words):
    assert facts(read_scenario(TEXT), "→", "·", width) == words


@given(st.integers(20, 160))
def test_more_room_never_says_less(width):
    scenario = read_scenario(TEXT)
    assert cell_len(facts(scenario, "→", "·", width)) <= cell_len(facts(scenario, "→", "·", width + 1))


def test_where_traffic_shifts_the_platform_is_named_instead_of_a_fleet():
    assert facts(read_scenario("platform: lambda\n"), "→", "·", 80) == "Lambda · v1 → v2"
