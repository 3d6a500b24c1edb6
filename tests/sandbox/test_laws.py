"""Laws that hold for every scenario: of time, of health, of concurrency, of repetition, of folding."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.sandbox import events as happened
from hashq.sandbox.agent import Polling
from hashq.sandbox.agent_watch import Doing, watch
from hashq.sandbox.configurations import (
    MinimumHealthyHosts,
    MinimumType,
    RoutingType,
    TrafficRouting,
    ZonalConfig,
    custom,
    predefined,
)
from hashq.sandbox.lifecycle import IN_PLACE_BALANCED, RESERVED, events_of
from hashq.sandbox.machine import ENDED
from hashq.sandbox.model import (
    Agent,
    Approval,
    BlueGreenOptions,
    ComputePlatform,
    DeploymentGroup,
    DeploymentType,
    Health,
    Instance,
    LifecycleErrorCode,
    LoadBalancer,
    Originals,
    RollbackEvent,
    TargetStatus,
)
from hashq.sandbox.narrate import narrate
from hashq.sandbox.outcome import as_json
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.scenario_model import Action, AlarmPeriod, Do, Failure, FollowUp, Scenario
from hashq.sandbox.scenario_rules import refusals, targets_of
from hashq.sandbox.scenario_text import write_scenario
from hashq.sandbox.scripts_log import LONGEST_LINE, hook_logs
from hashq.sandbox.simulation import simulate
from hashq.sandbox.timeline import Timeline
from hashq.sandbox.world import first_world

law = settings(max_examples=settings.default.max_examples // 2)
"""Scenarios tried for each law."""
fewer = settings(max_examples=settings.default.max_examples // 5)
"""Scenarios tried for laws that look at every target at many moments."""
TIMES = st.integers(0, 1_000_000)
MINIMA = st.one_of(
    st.builds(MinimumHealthyHosts, st.just(MinimumType.HOST_COUNT), st.integers(0, 9)),
    st.builds(MinimumHealthyHosts, st.just(MinimumType.FLEET_PERCENT), st.integers(0, 99)),
)
ZONES = st.none() | st.builds(ZonalConfig, st.integers(0, 90_000), st.none() | st.integers(0, 90_000))
AGENTS = st.sampled_from(
    [Agent()] * 6 + [Agent(0), Agent(0, machine_stopped=True), Agent(40_000), Agent(errors_until=50_000)]
)
ERRORS = st.none() | st.sampled_from(
    [code for code in LifecycleErrorCode if code is not LifecycleErrorCode.SUCCESS]
)


def durations_of(platform):
    """Up to two events that take long: past their script's hour, and together past eight hours for some fleets."""
    events = events_of(platform, DeploymentType.BLUE_GREEN, balanced=True)
    one = st.tuples(st.sampled_from(events), st.integers(0, 4_000_000))
    return st.lists(one, max_size=2, unique_by=lambda pair: pair[0]).map(tuple)


DURATIONS_OF = {platform: durations_of(platform) for platform in ComputePlatform}


PRINTED = st.sampled_from(["", "one\ntwo", "\x1b[31mred\x1b[0m \x07\u202e", "x" * 900])
SCRIPT = st.sampled_from(["scripts/a.sh", "scripts/b.sh", "scripts/c.sh"])


@st.composite
def appspecs(draw):
    """A server appspec with hooks for some events, perhaps with timeouts."""
    hooks = draw(st.lists(st.sampled_from(HOOKS), max_size=4, unique=True))
    lines = ["version: 0.0", "os: linux", *(["hooks:"] if hooks else [])]
    for event in hooks:
        lines.append(f"  {event}:")
        for location in draw(st.lists(SCRIPT, min_size=1, max_size=3)):
            timeout = draw(st.sampled_from([3, 60, 1000]))
            lines.append(f"    - {{location: {location}, timeout: {timeout}}}")
    return "\n".join(lines) + "\n"


HOOKS = [name for name in IN_PLACE_BALANCED if name not in RESERVED]
OUTPUT = st.dictionaries(SCRIPT | st.sampled_from(HOOKS), PRINTED.filter(bool), max_size=4)


@st.composite
def server_configurations(draw, *, zonal):
    if draw(st.booleans()):
        return predefined(draw(st.sampled_from(["OneAtATime", "HalfAtATime", "AllAtOnce"])))
    return custom("mine", minimum=draw(MINIMA), zonal=draw(ZONES) if zonal else None)


@st.composite
def shifting_configurations(draw, platform):
    kind = draw(st.sampled_from(RoutingType))
    if kind is RoutingType.ALL_AT_ONCE:
        routing = TrafficRouting(kind)
    else:
        routing = TrafficRouting(kind, draw(st.integers(1, 99)), draw(st.integers(1, 20)))
    return custom("mine", routing=routing, platform=platform)


@st.composite
def instances(draw):
    count = draw(st.integers(0, 7))
    return tuple(
        Instance(
            f"i-{number}",
            draw(st.sampled_from(["v0", "v1", "v1", None])),
            draw(st.sampled_from(Health)),
            zone=draw(st.sampled_from("ab")),
            agent=draw(AGENTS),
        )
        for number in range(1, count + 1)
    )


@st.composite
def scenarios(draw, *, disturbed=True, broken=True):
    """Any scenario the service does not refuse; ``disturbed`` adds alarms and people, ``broken`` failures."""
    platform = draw(
        st.sampled_from([ComputePlatform.SERVER] * 4 + [ComputePlatform.LAMBDA, ComputePlatform.ECS])
    )
    server = platform is ComputePlatform.SERVER
    in_place = server and draw(st.booleans())
    kind = DeploymentType.IN_PLACE if in_place else DeploymentType.BLUE_GREEN
    balanced = LoadBalancer.APPLICATION if not in_place or draw(st.booleans()) else LoadBalancer.NONE
    group = DeploymentGroup(
        platform,
        kind,
        load_balancer=balanced,
        rollback=draw(st.frozensets(st.sampled_from(RollbackEvent))),
        ignore_stop_failures=server and draw(st.booleans()),
        poll_failures_ignored=draw(st.booleans()),
        blue_green=BlueGreenOptions(
            draw(st.booleans()),
            draw(st.sampled_from(Approval)),
            100_000,
            draw(st.sampled_from(Originals)),
            60_000,
        ),
    )
    events = events_of(platform, kind, balanced=balanced is not LoadBalancer.NONE)
    configuration = draw(
        server_configurations(zonal=in_place) if server else shifting_configurations(platform)
    )
    base = Scenario(
        group=group,
        configuration=configuration,
        instances=draw(instances()) if server else (),
        last_successful=draw(st.sampled_from(["v1", "v1", None])),
        jitter=draw(st.sampled_from([0.0, 0.3])),
        seed=draw(st.integers(0, 50)),
        durations=draw(DURATIONS_OF[platform]) if draw(st.booleans()) else (),
        then=draw(st.lists(st.builds(FollowUp, st.sampled_from(["v1", "v2", "v3"])), max_size=2).map(tuple)),
    )
    if server:
        base = replace(
            base,
            appspec=draw(st.none() | appspecs()),
            appspecs=tuple(
                draw(st.dictionaries(st.sampled_from(["v1", "v3"]), appspecs(), max_size=2)).items()
            ),
            output=tuple(draw(OUTPUT).items()),
        )
    targets = targets_of(base)
    if targets and broken:
        failures = st.builds(
            Failure,
            st.sampled_from(targets),
            st.none(),
            st.none() | st.sampled_from(events),
            ERRORS,
            st.none() | st.sampled_from(["v1", "v2", "v3"]),
            PRINTED if server else st.just(""),
        )
        base = replace(base, failures=draw(st.lists(failures, max_size=4).map(tuple)))
    if disturbed:
        alarms = st.builds(
            lambda at, rest, readable: AlarmPeriod(at, None if rest is None else at + rest, readable),
            TIMES,
            st.none() | TIMES,
            st.booleans(),
        )
        base = replace(base, alarms=draw(st.lists(alarms, max_size=2).map(tuple)))
        base = replace(base, actions=draw(st.lists(actions(targets), max_size=3).map(tuple)))
    assert not refusals(base)
    return base


def actions(targets):
    return st.builds(
        Action,
        TIMES,
        st.sampled_from(Do),
        st.sampled_from(targets) if targets else st.just("i-1"),
        st.none(),
        st.none(),
        st.none(),
        st.none() | st.booleans(),
    )


@law
@given(scenarios())
def test_time_never_runs_backwards(scenario):
    times = [event.at for event in simulate(scenario)]
    assert times == sorted(times)


@law
@given(scenarios())
def test_the_same_scenario_gives_the_same_bytes(scenario):
    assert repr(simulate(scenario)).encode() == repr(simulate(scenario)).encode()


@law
@given(scenarios())
def test_every_deployment_and_every_target_of_it_comes_to_an_end(scenario):
    timeline = Timeline(scenario, simulate(scenario))
    final = {TargetStatus.SUCCEEDED, TargetStatus.FAILED, TargetStatus.SKIPPED}
    for deployment in timeline.end.deployments:
        assert deployment.status in ENDED
        assert {target.status for target in deployment.targets.values()} <= final


@law
@given(scenarios())
def test_every_started_lifecycle_event_ends_once(scenario):
    events = simulate(scenario)
    started = Counter(
        (event.deployment, event.target, event.name)
        for event in events
        if isinstance(event, happened.LifecycleEventStarted)
    )
    ended = Counter(
        (event.deployment, event.target, event.name)
        for event in events
        if isinstance(event, happened.LifecycleEventEnded) and event.started is not None
    )
    assert started == ended


@law
@given(scenarios(), actions(("i-1", "i-2", "function", "service")))
def test_an_action_leaves_everything_before_it_as_it_was(scenario, action):
    before = [event for event in simulate(scenario) if event.at < action.at]
    after = [event for event in simulate(scenario, actions=[action]) if event.at < action.at]
    assert repr(before).encode() == repr(after).encode()


@law
@given(scenarios(), st.data())
def test_the_timeline_is_the_fold_of_its_first_events(scenario, data):
    events = simulate(scenario)
    timeline = Timeline(scenario, events)
    count = data.draw(st.integers(0, len(events)))
    world = first_world(scenario)
    for event in events[:count]:
        world.apply(event)
    assert timeline.at(count) == world.snapshot()


@law
@given(scenarios())
def test_every_event_is_told_with_its_rule(scenario):
    for event in simulate(scenario):
        told = narrate(event)
        assert told.sentence.endswith(".")
        assert told.rule.source


@law
@given(scenarios())
def test_counts_agree_with_the_targets_at_every_moment(scenario):
    timeline = Timeline(scenario, simulate(scenario))
    for count in range(0, len(timeline) + 1, 7):
        for deployment in timeline.at(count).deployments:
            counted = Counter(target.status for target in deployment.targets.values())
            assert {status: number for status, number in deployment.counts.items() if number} == counted


@law
@given(scenarios(disturbed=False).filter(lambda each: each.group.type is DeploymentType.IN_PLACE))
def test_concurrency_never_exceeds_the_free_slots(scenario):
    """``N - M - F`` at every start, with F the failures of the deployment so far."""
    failed, in_flight, created = 0, 0, None
    for event in simulate(scenario):
        if isinstance(event, happened.DeploymentCreated):
            failed, in_flight, created = 0, 0, event
        elif isinstance(event, happened.TargetStarted):
            in_flight += 1
            assert in_flight <= len(created.groups[0].targets) - created.minimum - failed
        elif isinstance(event, happened.TargetEnded):
            in_flight -= 1
            failed += event.status is TargetStatus.FAILED


@law
@given(scenarios(disturbed=False).filter(lambda each: each.group.type is DeploymentType.IN_PLACE))
def test_a_healthy_fleet_never_falls_below_the_minimum_by_the_deployments_own_doing(scenario):
    """From a fleet that is healthy throughout, whatever fails; a fleet that begins lower cannot be held to it."""
    healthy = tuple(replace(each, health=Health.HEALTHY) for each in scenario.instances)
    scenario = replace(
        scenario, instances=healthy, then=(), group=replace(scenario.group, rollback=frozenset())
    )
    timeline = Timeline(scenario, simulate(scenario))
    for count in range(len(timeline) + 1):
        for deployment in timeline.at(count).deployments:
            if deployment.started is not None:
                assert deployment.healthy >= deployment.created.minimum


@law
@given(scenarios(disturbed=False, broken=False).filter(lambda each: len(each.instances) > 0))
def test_another_instance_changes_no_others_luck(scenario):
    """All at once, so that nobody waits for anybody: each instance's own story stays the same."""
    if scenario.group.type is DeploymentType.BLUE_GREEN:
        return
    scenario = replace(scenario, configuration=predefined("AllAtOnce"), then=(), jitter=0.3, seed=7)
    more = replace(scenario, instances=(*scenario.instances, Instance("i-99", "v1", Health.HEALTHY)))
    assert stories(scenario) == {key: told for key, told in stories(more).items() if key != "i-99"}


def stories(scenario):
    told = {}
    deployments = set()
    for event in simulate(scenario):
        deployments.add(getattr(event, "deployment", None))
        if isinstance(event, happened.LifecycleEventEnded) and len(deployments) == 1:
            told.setdefault(event.target, []).append((event.name, event.started, event.at, event.status))
    return told


@law
@given(scenarios())
def test_the_outcome_is_plain_json_data(scenario):
    document = as_json(Timeline(scenario, simulate(scenario)).end, scenario)
    pending = [document]
    while pending:
        value = pending.pop()
        assert value is None or type(value) in {dict, list, str, int, float}
        pending.extend(value.values() if type(value) is dict else value if type(value) is list else ())


@pytest.mark.parametrize("kind", happened.Event.__args__, ids=lambda kind: kind.__name__)
def test_every_kind_of_event_is_folded_and_told(kind):
    from hashq.sandbox import narrate as telling  # noqa: PLC0415 - looks into the table
    from hashq.sandbox.world import World  # noqa: PLC0415

    assert kind in World._APPLY
    assert kind in telling._TELL


# What agents write


def logs(scenario, events):
    """Every target's log, by target."""
    own = {}
    for index, event in enumerate(events):
        if isinstance(event, happened.LifecycleEventStarted | happened.LifecycleEventEnded):
            own.setdefault(event.target, []).append((index, event))
    return {target: hook_logs(scenario, told) for target, told in own.items()}


@fewer
@given(scenarios())
def test_what_an_agent_wrote_never_changes_as_time_goes_on(scenario):
    events = simulate(scenario)
    for target, log in logs(scenario, events).items():
        before = ()
        for count in [*range(0, len(events), 5), len(events)]:
            now = events[count].at if count < len(events) else events[-1].at
            lines = tuple(line for hook in log for line in hook.written(count, now))
            assert lines[: len(before)] == before, target
            before = lines
        assert before == tuple(line for hook in log for line in hook.lines)


@fewer
@given(scenarios(), actions(("i-1", "i-2")))
def test_an_action_changes_nothing_that_was_written_before_it(scenario, action):
    def written(events):
        return {
            target: [line[:1] + line[2:] for hook in log for line in hook.lines if line.at < action.at]
            for target, log in logs(scenario, events).items()
        }

    plain, acted = written(simulate(scenario)), written(simulate(scenario, actions=[action]))
    for target in plain.keys() | acted.keys():
        assert plain.get(target, []) == acted.get(target, [])


@fewer
@given(scenarios())
def test_a_log_is_in_order_harmless_and_within_its_event(scenario):
    events = simulate(scenario)
    for log in logs(scenario, events).values():
        for hook in log:
            assert [line.at for line in hook.lines] == sorted(line.at for line in hook.lines)
            for line in hook.lines:
                assert line.text.isprintable()
                assert len(line.text) <= LONGEST_LINE + 2


@fewer
@given(scenarios())
def test_diagnostics_name_a_script_of_the_failing_hook_and_no_other(scenario):
    for event in simulate(scenario):
        if not isinstance(event, happened.LifecycleEventEnded):
            continue
        (hook,) = hook_logs(scenario, [(0, event)])
        named = hook.diagnostics.script_name
        assert hook.diagnostics.error_code is event.error
        if named:
            assert event.status == "Failed"
            assert named in (scenario.appspec_of(event.scripts_of) or "")
        if event.cause is happened.Cause.NO_OP or event.started is None:
            assert hook.lines == ()


@fewer
@given(scenarios())
def test_the_agent_does_what_the_target_stands_at(scenario):
    timeline = Timeline(scenario, simulate(scenario))
    for count in range(0, len(timeline) + 1, 3):
        world = timeline.at(count)
        state = world.current
        for target in world.hosts if state else ():
            agent = watch(timeline, count, target, world.time)
            standing = state.targets.get(target)
            assert agent.since <= world.time
            assert (agent.deadline is None) == (agent.doing is Doing.IDLE) == (agent.event is None)
            if standing is not None and state.ended is None:
                assert (agent.doing is Doing.WORKING) == (standing.running is not None)
                assert agent.event == (standing.running or agent.event)


@given(st.integers(0, 10**6), st.integers(0, 999), st.integers(0, 10**6))
def test_failed_polls_are_those_before_the_agent_recovers(errors_until, phase, until):
    polling = Polling(phase, errors_until=errors_until)
    polls, pause = [phase], 1_000
    while polls[-1] < errors_until:
        pause = min(2 * pause, 90_000)
        polls.append(polls[-1] + pause)
    assert polling.next_poll(0) == polls[-1]
    assert polling.failed_polls(until) == sum(poll <= until for poll in polls[:-1])


@fewer
@given(scenarios())
def test_a_scenario_with_scripts_and_output_reads_back_as_it_was_written(scenario):
    scenario = replace(
        scenario,
        group=DeploymentGroup(
            scenario.platform, scenario.group.type, load_balancer=scenario.group.load_balancer
        ),
    )
    read = parse_scenario(write_scenario(scenario)).scenario
    assert (read.appspec, read.appspecs) == (scenario.appspec, scenario.appspecs)
    assert (read.output, read.failures) == (scenario.output, scenario.failures)
