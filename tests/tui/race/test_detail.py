"""The detail of one target agrees with the world at every event: events, scripts, what they wrote, the agent, the fleet."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from hashq.sandbox.agent_watch import Doing, watch
from hashq.sandbox.narrate import clock
from hashq.study.lab import compare, read_scenario
from hashq.tui.glyphs import ASCII, TYPOGRAPHIC
from hashq.tui.race.agent_lines import agent_lines
from hashq.tui.race.detail import EVENT_TONES, detail, width_for
from hashq.tui.race.hook_pane import hook_lines
from hashq.tui.race.hooks import BALANCERS, stand_of
from hashq.tui.race.ink import folded, plain
from hashq.tui.race.marks import marks_for
from hashq.tui.race.moment import Look, Moment
from hashq.tui.race.time_axis import axis_of
from hashq.tui.race.tracks import Tracks

HOOKS = ("ApplicationStop", "BeforeInstall", "ApplicationStart", "ValidateService")
AGENTS = ("running", "running", "running", "silent", "stopped", "{silentAt: 13}", "{errorsUntil: 40}")


@st.composite
def appspecs(draw) -> list[str]:
    """A block below ``appspec:``, or nothing."""
    lines = []
    for revision in draw(st.sets(st.sampled_from(["v1", "v2"]))):
        lines += [f"  {revision}: |", "    version: 0.0", "    os: linux"]
        hooks = draw(st.sets(st.sampled_from(HOOKS)))
        lines += ["    hooks:"] if hooks else []
        for event in sorted(hooks):
            lines.append(f"      {event}:")
            for number in range(draw(st.integers(1, 2))):
                timeout = draw(st.sampled_from([4, 100]))
                lines.append(f"        - {{location: {event}{number}.sh, timeout: {timeout}}}")
    return ["appspec:", *lines] if lines else []


@st.composite
def scenarios(draw) -> str:
    """A small scenario of any kind, with scripts, output and agents of all sorts."""
    kind = draw(st.sampled_from(["in-place", "in-place", "in-place", "blue-green", "lambda", "ecs"]))
    if kind in {"lambda", "ecs"}:
        lines = [f"platform: {kind}", *(["fail: [service]"] if kind == "ecs" and draw(st.booleans()) else [])]
    else:
        size = draw(st.integers(1, 4))
        agents = [draw(st.sampled_from(AGENTS)) for _ in range(size)]
        fleet = ", ".join(f"{{id: i-{n}, agent: {agent}}}" for n, agent in enumerate(agents, 1))
        lines = [f"type: {kind}", f"fleet: [{fleet}]", *draw(appspecs())]
        lines.append(f"configuration: {draw(st.sampled_from(['OneAtATime', 'AllAtOnce']))}")
        if size == 1 or draw(st.booleans()):
            lines[-1] = "configuration: AllAtOnce"
        event = draw(st.sampled_from(HOOKS))
        error = draw(st.sampled_from(["ScriptFailed", "ScriptMissing", "ScriptTimedOut"]))
        revision = "v1" if event == "ApplicationStop" else "v2"
        fails = f"{{instance: '#1', event: {event}, error: {error}, revision: {revision}, output: broken}}"
        lines += [f"fail: [{fails}]"] if draw(st.booleans()) else []
        lines += ["output: {ApplicationStart0.sh: 'up and  running', ValidateService: fine}"]
        lines += ["loadBalancer: true"] if draw(st.booleans()) and kind == "in-place" else []
    if draw(st.booleans()):
        lines.append("rollback: [DEPLOYMENT_FAILURE]")
    return "\n".join(lines) + "\n"


def moments(timeline):
    """Every moment just after an event, and one between it and the next."""
    tracks, axis = Tracks(timeline), axis_of((timeline,))
    for count in range(len(timeline) + 1):
        now = timeline.at(count).time
        later = timeline.events[count].at if count < len(timeline) else now + 5_000
        yield Moment(timeline, tracks, axis, count, now)
        yield Moment(timeline, tracks, axis, count, (now + later) // 2)


def joined(lines) -> str:
    return " ".join(" ".join(plain(line) for line in lines).split())


@given(scenarios(), st.integers(46, 90), st.integers(8, 40), st.booleans())
@settings(max_examples=12, deadline=None)
def test_every_event_stands_as_the_world_says_with_the_revision_of_its_scripts(
    text, width, height, ascii_only
):
    glyphs = ASCII if ascii_only else TYPOGRAPHIC
    marks = marks_for(glyphs)
    (timeline,) = compare(read_scenario(text))
    for moment in moments(timeline):
        for target in moment.tracks.ids:
            look = Look(glyphs, marks, target)
            stand = stand_of(moment, target)
            picked = None if stand is None else stand.present
            shown = detail(moment, look, picked, (width, height), fleet=True)
            assert width_for(moment) <= 46
            assert all(cell_len(plain(line)) <= width for line in shown.lines)
            assert target in plain(shown.lines[0])
            if stand is None:
                continue
            assert shown.events == stand.state.lifecycle
            for place, name in enumerate(shown.events):
                line = plain(shown.lines[shown.first + place])
                mark = getattr(marks, EVENT_TONES[stand.state.event_status(name)][0])
                assert line[1:].startswith(f"{mark} {name} ")
                assert (line[0] == glyphs.pointer) == (name == picked)
                record = next((each for each in stand.state.records if each.name == name), None)
                if record is not None and record.started is not None:
                    assert clock(record.started) in line
                    assert (record.scripts_of or "") in line or record.cause == "no-op"
            state = moment.world.current
            if moment.world.hosts:
                assert f"healthy {state.healthy} of {state.size}" in joined(shown.lines)


BROKEN_AT_ONCE = """fleet: [{id: i-1, agent: running}]
configuration: AllAtOnce
fail: [{instance: '#1', event: ApplicationStop, error: ScriptNotExecutable, revision: v1, output: broken}]
"""


@given(scenarios(), st.integers(24, 90))
@example(BROKEN_AT_ONCE, 24)
@settings(max_examples=6, deadline=None)
def test_the_pane_of_an_event_shows_all_that_is_written_and_no_more(text, width):
    (timeline,) = compare(read_scenario(text))
    before: dict[tuple[str, str, str], tuple[object, ...]] = {}
    for moment in moments(timeline):
        for target in moment.tracks.ids:
            stand = stand_of(moment, target)
            for name in () if stand is None else stand.state.lifecycle:
                hook = stand.hook(name)
                parts = hook_lines(stand, name, width)
                assert all(cell_len(plain(line)) <= width for part in parts for line in part)
                if hook.written:
                    logged = "".join(text for _, (text, _) in parts[1][1:])
                    assert logged == "".join(line.text for line in hook.written)
                key = (target, stand.deployment.id, name)
                assert hook.written[: len(before.get(key, ()))] == before.get(key, ())
                before[key] = hook.written
                failed = hook.record is not None and hook.record.status == "Failed"
                assert ("diagnostics" in joined(parts[2])) == failed
                if failed:
                    assert str(hook.record.error) in joined(parts[2])


@given(scenarios())
@settings(max_examples=10, deadline=None)
def test_the_agent_is_told_as_it_is(text):
    (timeline,) = compare(read_scenario(text))
    for moment in moments(timeline):
        for target in moment.tracks.ids:
            if target not in moment.world.hosts:
                continue
            told = joined(agent_lines(moment, target, stand_of(moment, target), 200))
            agent = watch(timeline, moment.count, target, moment.now)
            assert ("since" in told) or agent.polls == 0
            if agent.doing is Doing.WORKING and agent.event not in BALANCERS:
                assert f"has {agent.event} in hand since {clock(agent.since)}" in told
            if agent.doing is Doing.CALLED:
                assert f"{agent.event} waits for a poll since {clock(agent.since)}" in told
            if agent.deadline is not None:
                assert f"gives up at {clock(agent.deadline)}" in told
            if agent.silent_since is not None:
                assert f"since {clock(agent.silent_since)}" in told
            if agent.doing is Doing.IDLE and agent.polls:
                assert f"{agent.polls:,} poll" in told


@given(st.text(st.characters(categories=["L", "N", "Zs", "So"]), max_size=80), st.integers(2, 30))
def test_folding_loses_nothing_and_fits(text, width):
    lines = folded(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line) <= width for line in lines)


def agent_of_g1(text: str, second: int) -> str:
    (timeline,) = compare(read_scenario(text))
    count = timeline.count_at(second * 1000)
    moment = Moment(timeline, Tracks(timeline), axis_of((timeline,)), count, second * 1000)
    return joined(agent_lines(moment, "g-1", stand_of(moment, "g-1"), 80))


def test_the_agent_of_a_replacement_is_not_there_until_it_is_launched_and_gone_when_it_is_terminated():
    text = (
        "type: blue-green\nfleet: 1\nconfiguration: AllAtOnce\nblueGreen: {terminationWait: 0}\nthen: [v3]\n"
    )
    assert agent_of_g1(text, 30) == "agent is not there yet: its instance is to be launched"
    assert agent_of_g1(text, 60).startswith("agent has DownloadBundle in hand")
    assert agent_of_g1(text, 5000) == "agent is gone with its instance"


def test_the_agent_of_a_replacement_that_was_not_launched_never_was():
    text = "type: blue-green\nfleet: 1\nconfiguration: AllAtOnce\nactions: [{at: 10, do: stop}]\n"
    assert agent_of_g1(text, 20) == "agent never was: its instance was not launched"


def test_an_instance_that_was_skipped_had_no_command():
    (timeline,) = compare(read_scenario("fleet: 2\nfail: [i-1]\n"))
    moment = Moment(timeline, Tracks(timeline), axis_of((timeline,)), len(timeline), timeline.duration)
    told = joined(agent_lines(moment, "i-2", stand_of(moment, "i-2"), 80))
    assert told.endswith("agent took no command in this deployment")
