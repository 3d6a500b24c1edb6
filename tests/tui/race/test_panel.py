"""The panel says what the world says, at every event."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from hashq.sandbox.events import TrafficShifted
from hashq.sandbox.model import Label, TargetStatus
from hashq.study.lab import compare, read_scenario
from hashq.tui.glyphs import ASCII, TYPOGRAPHIC
from hashq.tui.race.bodies import traffic_ticks
from hashq.tui.race.fleets import fleets, green_share
from hashq.tui.race.ink import plain
from hashq.tui.race.marks import marks_for
from hashq.tui.race.moment import Look, Moment
from hashq.tui.race.panel import STATUS_WORDS, panel_lines, standing
from hashq.tui.race.story import Story
from hashq.tui.race.time_axis import axis_of
from hashq.tui.race.tracks import Tracks

EVENTS = st.sampled_from(["", "@ApplicationStop", "@Install", "@ValidateService"])


@st.composite
def scenarios(draw) -> str:
    """A small scenario of any kind."""
    size = draw(st.integers(1, 7))
    lines = [f"fleet: {{instances: {size}, revision: {draw(st.sampled_from(['v1', 'null']))}}}"]
    kind = draw(st.sampled_from(["in-place", "in-place", "blue-green", "lambda", "ecs"]))
    if kind in {"lambda", "ecs"}:
        config = draw(st.sampled_from(["Canary10Percent5Minutes", "AllAtOnce"]))
        lines = [f"platform: {kind}", f"configuration: {'ECS' if kind == 'ecs' else 'Lambda'}{config}"]
    else:
        lines += [f"type: {kind}"]
        lines += ["configuration: " + draw(st.sampled_from(["OneAtATime", "HalfAtATime", "AllAtOnce"]))]
        failing = draw(st.lists(st.integers(1, size), max_size=3, unique=True))
        lines += ["fail: [" + ", ".join(f"'#{each}{draw(EVENTS)}'" for each in failing) + "]"]
    if draw(st.booleans()):
        lines.append("rollback: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]")
    if draw(st.booleans()):
        lines.append(f"alarms: [{{at: {draw(st.integers(0, 300))}}}]")
    return "\n".join(lines) + "\n"


@given(scenarios(), st.sampled_from([(26, 15), (40, 24), (80, 30)]), st.booleans(), st.booleans())
@settings(max_examples=settings.default.max_examples * 2 // 5)
def test_status_counts_and_healthy_are_the_worlds_at_every_event(text, size, ascii_only, mapped):
    width, height = size
    glyphs = ASCII if ascii_only else TYPOGRAPHIC
    marks = marks_for(glyphs)
    (timeline,) = compare(read_scenario(text))
    tracks, axis = Tracks(timeline), axis_of((timeline,))
    for count in range(len(timeline) + 1):
        world = timeline.at(count)
        lines = panel_lines(
            Moment(timeline, tracks, axis, count, world.time),
            Look(glyphs, marks, mapped=mapped),
            width,
            height,
        )
        shown = [plain(line) for line in lines]
        assert [cell_len(line) for line in shown] == [width] * height
        state = world.current
        if state is None:
            continue
        whole = "\n".join(shown)
        assert STATUS_WORDS[state.status].casefold() in whole.casefold()
        if world.serving and not world.hosts:
            assert all(f"{revision} {percent} %" in whole for revision, percent in world.serving)
        else:
            assert f"healthy {state.healthy} of {state.size}" in whole
        figures = "\n".join(shown[-3:])
        for status in TargetStatus:
            if state.counts[status]:
                assert re.search(rf"{re.escape(marks.of(status))} ?{state.counts[status]}(?!\d)", figures)


@given(scenarios(), st.booleans())
@settings(max_examples=settings.default.max_examples // 5)
def test_a_panel_of_twenty_cells_says_status_healthy_and_counts_too(text, ascii_only):
    glyphs = ASCII if ascii_only else TYPOGRAPHIC
    marks = marks_for(glyphs)
    (timeline,) = compare(read_scenario(text))
    tracks, axis = Tracks(timeline), axis_of((timeline,))
    for count in range(len(timeline) + 1):
        world = timeline.at(count)
        moment = Moment(timeline, tracks, axis, count, world.time)
        shown = [plain(line) for line in panel_lines(moment, Look(glyphs, marks), 20, 17)]
        assert {cell_len(line) for line in shown} == {20}
        state = world.current
        if state is None:
            continue
        assert standing(state, marks)[0][0] in shown[0]
        if world.hosts:
            assert f"{state.healthy} of {state.size}" in "\n".join(shown)
        for status in TargetStatus:
            if state.counts[status]:
                assert re.search(rf"{re.escape(marks.of(status))} ?{state.counts[status]}(?!\d)", shown[-3])


@given(scenarios(), st.integers(20, 120))
@settings(max_examples=settings.default.max_examples // 5)
def test_the_story_tells_only_what_has_happened_and_fits_the_width(text, width):
    marks = marks_for(TYPOGRAPHIC)
    (timeline,) = compare(read_scenario(text))
    story = Story(timeline, everything=True)
    for count in range(len(timeline) + 1):
        assert story.known(count) == count
    for number in range(len(timeline)):
        assert all(cell_len(plain(line)) <= width for line in story.lines(number, marks, width))


def test_the_load_balancer_stands_between_the_fleets_with_the_share_of_each():
    text = "type: blue-green\nconfiguration: AllAtOnce\nfleet: 4\nfail: [g-3@AllowTraffic]\n"
    (timeline,) = compare(read_scenario(text))
    tracks, axis = Tracks(timeline), axis_of((timeline,))
    seen = set()
    for count in range(len(timeline) + 1):
        world = timeline.at(count)
        served = [host.label is Label.GREEN for host in world.hosts.values() if host.in_service]
        share = round(100 * sum(served) / len(served))
        for glyphs in (ASCII, TYPOGRAPHIC):
            moment = Moment(timeline, tracks, axis, count, world.time)
            lines = [plain(line) for line in panel_lines(moment, Look(glyphs, marks_for(glyphs)), 78, 17)]
            (balancer,) = (line for line in lines if "load balancer" in line)
            assert f"blue {100 - share} %" in balancer
            assert f"{share} % green" in balancer
            assert glyphs is TYPOGRAPHIC or balancer.isascii()
            assert {cell_len(line) for line in lines} == {78}
        seen.add(share)
    assert seen - {0, 100}, "no moment in between"


@given(st.integers(2, 60))
def test_the_scale_of_traffic_has_round_shares_each_where_a_bar_of_it_ends(rows):
    ticks = traffic_ticks(rows)
    shares = {row: int(label.removesuffix("%")) for row, label in ticks.items()}
    assert shares[0] == 100
    assert set(shares.values()) <= {100, 80, 75, 60, 50, 40, 25, 20}
    for row, share in shares.items():
        filled = [each for each in range(rows) if 100 * (rows - each - 0.5) / rows <= share]
        assert min(filled) == row


def test_a_curve_of_traffic_stands_on_a_ground_that_parts_it_from_its_hooks():
    (timeline,) = compare(read_scenario("platform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\n"))
    moment = Moment(
        timeline, Tracks(timeline), axis_of((timeline,)), len(timeline), timeline.at(len(timeline)).time
    )
    lines = [plain(line) for line in panel_lines(moment, Look(TYPOGRAPHIC, marks_for(TYPOGRAPHIC)), 60, 18)]
    ground = next(at for at, line in enumerate(lines) if line.strip("│ ").startswith("0 %"))
    assert "█" in lines[ground - 1]
    assert "█" not in lines[ground]
    assert "hooks" in lines[ground + 1]


def test_a_narrow_panel_says_who_is_healthy_whole():
    (timeline,) = compare(read_scenario("configuration: OneAtATime\nfleet: {instances: 30}\nfail: [i-3]\n"))
    moment = Moment(
        timeline, Tracks(timeline), axis_of((timeline,)), len(timeline), timeline.at(len(timeline)).time
    )
    told = "\n".join(
        plain(line) for line in panel_lines(moment, Look(TYPOGRAPHIC, marks_for(TYPOGRAPHIC)), 25, 20)
    )
    assert "│ healthy 29/30  min 29 │" in told


def test_the_picture_of_two_fleets_shares_traffic_as_the_story_tells_it_in_every_deployment():
    (timeline,) = compare(
        read_scenario(
            "type: blue-green\nfleet: 2\nconfiguration: AllAtOnce\nthen: [v3]\n"
            "blueGreen: {originals: KEEP_ALIVE}\n"
        )
    )
    told = [
        (event.percent, green_share(*fleets(timeline.at(index + 1))))
        for index, event in enumerate(timeline.events)
        if isinstance(event, TrafficShifted)
    ]
    assert [percent for percent, _ in told] == [33, 50, 67, 100] * 2
    assert all(percent == share for percent, share in told)


def test_what_an_earlier_deployment_kept_outside_the_group_is_in_neither_fleet():
    (timeline,) = compare(
        read_scenario(
            "type: blue-green\nfleet: 2\nconfiguration: AllAtOnce\nthen: [v3]\n"
            "blueGreen: {originals: KEEP_ALIVE}\n"
        )
    )
    blue, green = fleets(timeline.end)
    assert [[host.id for host in fleet] for fleet in (blue, green)] == [["g-1", "g-2"], ["g2-1", "g2-2"]]


def shares(text: str) -> list[tuple[int, int | None]]:
    """After each shift: the share the story tells, and the one the picture shows."""
    (timeline,) = compare(read_scenario(text))
    return [
        (event.percent, green_share(*fleets(timeline.at(index + 1))))
        for index, event in enumerate(timeline.events)
        if isinstance(event, TrafficShifted)
    ]


def test_replacements_that_an_earlier_deployment_left_in_traffic_take_their_part():
    told = shares(
        "type: blue-green\nfleet: 1\nconfiguration: AllAtOnce\nfail: [i-1@BlockTraffic]\nthen: [v3]\n"
    )
    assert told == [(50, 50), (33, 33), (50, 50)]


def test_instances_without_the_groups_tags_get_none_of_its_traffic():
    told = shares(
        "type: blue-green\nconfiguration: AllAtOnce\ntagSet: [{tier: web}]\n"
        "fleet: [{id: i-1, tags: {tier: web}}, {id: i-2}]\n"
    )
    assert told == [(50, 50), (100, 100)]


@given(scenarios(), st.sampled_from(["", "then: [v3]\n"]), st.sampled_from(["TERMINATE", "KEEP_ALIVE"]))
@settings(max_examples=settings.default.max_examples * 2 // 5)
def test_the_picture_of_two_fleets_agrees_with_every_share_that_is_told(text, further, originals):
    (timeline,) = compare(read_scenario(f"{text}{further}blueGreen: {{originals: {originals}}}\n"))
    for index, event in enumerate(timeline.events):
        world = timeline.at(index + 1)
        if not isinstance(event, TrafficShifted) or not world.hosts:
            continue
        back = world.current.created.rollback_of is not None
        green = green_share(*fleets(world))
        assert event.percent == pytest.approx(100 - green if back else green, abs=1)
