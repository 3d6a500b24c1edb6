"""Time laid out over a width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.study.lab import compare, read_scenario
from hashq.tui.race.time_axis import TimeAxis, axis_of

HOUR = 3_600_000
times = st.lists(st.integers(0, 10 * HOUR), min_size=1, max_size=20)


@given(times, st.booleans())
@settings(max_examples=60)
def test_order_is_kept_and_the_ends_are_the_ends(moments, fold):
    axis = TimeAxis(moments, fold=fold)
    shares = [axis.share(time) for time in sorted({0, *moments})]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert len(shares) == 1 or shares[-1] == 1


@given(times, st.booleans(), st.floats(0, 1))
@settings(max_examples=60)
def test_a_place_on_the_axis_leads_back_to_its_time(moments, fold, share):
    axis = TimeAxis(moments, fold=fold)
    time = axis.time(share)
    assert abs(axis.time(axis.share(time)) - time) <= 1


def test_an_hour_of_silence_is_folded_where_instances_are_deployed_to():
    scenario = read_scenario("fleet: [{id: a}, {id: b, agent: {silentAt: 20}}]\nconfiguration: AllAtOnce\n")
    axis = axis_of(compare(scenario))
    assert len(axis.folds) == 1
    assert axis.share(60_000) > 0.3


def test_waiting_between_shifts_of_traffic_is_drawn_to_scale():
    axis = axis_of(compare(read_scenario("platform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\n")))
    assert axis.folds == ()
    assert axis.share(axis.duration // 2) == axis.time(0.5) / axis.duration
