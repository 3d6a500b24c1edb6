"""The parts of a scenario, each read from its YAML node: configuration, failures, alarms, actions, further deployments.

Everything wrong becomes a problem of the reader. Knows nothing of how the parts fit together.
"""

from __future__ import annotations

import re

import yaml

from hashq.bounded_yaml import construct, entries
from hashq.sandbox.configurations import (
    MOST_INSTANCES,
    DeploymentConfiguration,
    MinimumHealthyHosts,
    MinimumType,
    RoutingType,
    TrafficRouting,
    ZonalConfig,
    custom,
    predefined,
)
from hashq.sandbox.lifecycle import DURATIONS
from hashq.sandbox.model import (
    MINUTE,
    AlarmState,
    Approval,
    BlueGreenOptions,
    ComputePlatform,
    LifecycleErrorCode,
    LoadBalancer,
    Originals,
    OutdatedInstancesStrategy,
)
from hashq.sandbox.refusals import RefusedError
from hashq.sandbox.scenario_model import Action, AlarmPeriod, Do, Failure, FollowUp
from hashq.sandbox.scenario_output import printed
from hashq.sandbox.scenario_reader import LARGEST_FLEET, Reader, words_of

_MANY = 1_000
_MOST_ALARMS = 10
_ORDINAL = re.compile(r"#([0-9]{1,6})")
_ERRORS = {str(code): code for code in LifecycleErrorCode if code is not LifecycleErrorCode.SUCCESS}


def configuration(
    node: yaml.Node, platform: ComputePlatform, reader: Reader
) -> DeploymentConfiguration | None:
    """A predefined name, or a mapping with ``minimumHealthyHosts`` or ``trafficRouting``."""
    try:
        if isinstance(node, yaml.MappingNode):
            return _custom(node, platform, reader)
        name = reader.word(node, "configuration")
        return predefined(name) if name is not None else None
    except RefusedError as refused:
        reader.complain(node, "refused", refused.cause, refused.remedy)
        return None


def _custom(node: yaml.Node, platform: ComputePlatform, reader: Reader) -> DeploymentConfiguration | None:
    nodes = reader.mapping(
        node, ("name", "minimumHealthyHosts", "trafficRouting", "zonalConfig"), "a configuration"
    )
    minimum = _minimum(nodes["minimumHealthyHosts"], reader) if "minimumHealthyHosts" in nodes else None
    routing = _routing(nodes["trafficRouting"], reader) if "trafficRouting" in nodes else None
    zonal = _zonal(nodes["zonalConfig"], reader) if "zonalConfig" in nodes else None
    name = reader.word(nodes["name"], "name") if "name" in nodes else None
    if minimum is None and routing is None and reader.failed:
        return None
    fits = ComputePlatform.SERVER if minimum is not None else platform
    return custom(
        name or custom_name(minimum, routing), minimum=minimum, routing=routing, zonal=zonal, platform=fits
    )


def custom_name(minimum: MinimumHealthyHosts | None, routing: TrafficRouting | None) -> str:
    """A name that tells a custom configuration's rule, for one that has none of its own."""
    if minimum is not None:
        return f"{minimum.type}={minimum.value}"
    if routing is None or routing.type is RoutingType.ALL_AT_ONCE:
        return "Custom"
    if routing.type is RoutingType.CANARY:
        return f"Canary{routing.percentage}Percent{routing.interval}Minutes"
    return f"Linear{routing.percentage}PercentEvery{routing.interval}Minutes"


def _minimum(node: yaml.Node, reader: Reader) -> MinimumHealthyHosts | None:
    nodes = reader.mapping(node, ("type", "value"), "minimumHealthyHosts")
    if "type" not in nodes or "value" not in nodes:
        reader.complain(node, "missing-key", "minimumHealthyHosts needs type and value")
        return None
    kind = reader.choice(nodes["type"], "type", words_of(MinimumType))
    value = reader.whole(nodes["value"], "value", 0, MOST_INSTANCES)
    return None if kind is None or value is None else MinimumHealthyHosts(kind, value)


def _routing(node: yaml.Node, reader: Reader) -> TrafficRouting | None:
    """Either the API's form with ``timeBasedCanary`` inside, or its fields beside ``type``."""
    inner = {"timeBasedCanary": RoutingType.CANARY, "timeBasedLinear": RoutingType.LINEAR}
    shares = ("percentage", "canaryPercentage", "linearPercentage")
    intervals = ("interval", "canaryInterval", "linearInterval")
    nodes = reader.mapping(node, ("type", *inner, *shares, *intervals), "trafficRouting")
    kind = reader.choice(nodes["type"], "type", words_of(RoutingType)) if "type" in nodes else None
    for key, implied in inner.items():
        if key in nodes:
            kind = kind or implied
            nodes |= reader.mapping(nodes[key], (*shares, *intervals), key)
    if kind is None:
        reader.complain(
            node, "missing-key", "trafficRouting needs a type", "one of " + ", ".join(RoutingType)
        )
        return None
    if kind is RoutingType.ALL_AT_ONCE:
        return TrafficRouting(kind)
    share = next((nodes[key] for key in shares if key in nodes), None)
    interval = next((nodes[key] for key in intervals if key in nodes), None)
    if share is None or interval is None:
        reader.complain(node, "missing-key", f"{kind} needs a percentage and an interval in minutes")
        return None
    percentage = reader.whole(share, "percentage", 1, 99)
    minutes = reader.whole(interval, "interval", 1, 2_880)
    return None if percentage is None or minutes is None else TrafficRouting(kind, percentage, minutes)


def _zonal(node: yaml.Node, reader: Reader) -> ZonalConfig:
    keys = ("monitorDuration", "firstZoneMonitorDuration", "minimumHealthyHostsPerZone")
    nodes = reader.mapping(node, keys, "zonalConfig")
    monitor = reader.seconds(nodes[keys[0]], keys[0]) if keys[0] in nodes else None
    first = reader.seconds(nodes[keys[1]], keys[1]) if keys[1] in nodes else None
    minimum = _minimum(nodes[keys[2]], reader) if keys[2] in nodes else None
    return ZonalConfig(monitor or 0, first, minimum or ZonalConfig().minimum)


def load_balancer(node: yaml.Node, reader: Reader) -> LoadBalancer | None:
    """A kind of load balancer, or just whether there is one."""
    value = construct(node)
    if isinstance(value, bool):
        return LoadBalancer.APPLICATION if value else LoadBalancer.NONE
    return reader.choice(node, "loadBalancer", words_of(LoadBalancer))


def present(node: yaml.Node, what: str, reader: Reader) -> bool | None:
    """Whether something is there: true, false, ``present`` or ``missing``."""
    value = construct(node)
    words = {"present": True, "missing": False}
    if isinstance(value, str) and value in words:
        return words[value]
    return reader.flag(node, what)


def blue_green(node: yaml.Node, reader: Reader) -> BlueGreenOptions:
    """How the two fleets are treated; waits are seconds."""
    keys = ("fleet", "approval", "approvalWait", "originals", "terminationWait")
    nodes = reader.mapping(node, keys, "blueGreen")
    usual = BlueGreenOptions()
    copied = usual.copy_group
    if "fleet" in nodes:
        value = str(construct(nodes["fleet"]))
        if value not in {"COPY_AUTO_SCALING_GROUP", "DISCOVER_EXISTING"}:
            reader.complain(
                nodes["fleet"],
                "unknown-value",
                f"fleet cannot be {value[:60]}",
                "COPY_AUTO_SCALING_GROUP or DISCOVER_EXISTING",
            )
        copied = value != "DISCOVER_EXISTING"
    approval = (
        reader.choice(nodes["approval"], "approval", words_of(Approval)) if "approval" in nodes else None
    )
    originals = (
        reader.choice(nodes["originals"], "originals", words_of(Originals)) if "originals" in nodes else None
    )
    wait = reader.seconds(nodes["approvalWait"], "approvalWait") if "approvalWait" in nodes else None
    keep = None
    if "terminationWait" in nodes:
        keep = reader.seconds(nodes["terminationWait"], "terminationWait", 2_880 * MINUTE // 1_000)
    return BlueGreenOptions(
        copied,
        approval or usual.approval,
        usual.approval_wait if wait is None else wait,
        originals or usual.originals,
        usual.termination_wait if keep is None else keep,
    )


def appspecs(node: yaml.Node, revision: str, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Appspecs by revision: a mapping, or one text, which is that of the new ``revision``."""
    if not isinstance(node, yaml.MappingNode):
        text = _appspec_text(node, reader)
        return () if text is None else ((revision, text),)
    found = [(str(entry.key), _appspec_text(entry.value_node, reader)) for entry in entries(node)]
    return tuple((name, text) for name, text in found if text is not None)


def _appspec_text(node: yaml.Node, reader: Reader) -> str | None:
    """An appspec as text; it is judged when a deployment uses it."""
    value = construct(node)
    if not isinstance(value, str):
        reader.complain(
            node, "not-text", "appspec must be text", "write `appspec: |` and indent the appspec below it"
        )
        return None
    return value


def outdated_strategy(node: yaml.Node, reader: Reader) -> None:
    """What becomes of instances that join in mid-deployment: a fleet that never grows has none, which is said."""
    if reader.choice(node, "outdatedInstancesStrategy", words_of(OutdatedInstancesStrategy)):
        reader.warn(
            node,
            "no-effect",
            "outdatedInstancesStrategy concerns instances that join in mid-deployment, and here none do",
            "leave it out",
        )


def failures(node: yaml.Node, reader: Reader) -> tuple[Failure, ...]:
    """``i-3``, ``'#4'``, either with ``@Event``, or a mapping."""
    found = [_failure(item, reader) for item in reader.items(node, "fail", LARGEST_FLEET)]
    return tuple(failure for failure in found if failure is not None)


def _failure(node: yaml.Node, reader: Reader) -> Failure | None:
    if isinstance(node, yaml.ScalarNode):
        word = reader.word(node, "fail")
        return None if word is None else failure_of(word)
    nodes = reader.mapping(node, ("instance", "event", "error", "revision", "output"), "a failure")
    if "instance" not in nodes:
        reader.complain(
            node, "missing-key", "a failure needs an instance", "an id, or '#K' for the K-th to be started"
        )
        return None
    word = reader.word(nodes["instance"], "instance")
    if word is None:
        return None
    plain = failure_of(word)
    return Failure(
        plain.target,
        plain.ordinal,
        reader.word(nodes["event"], "event") if "event" in nodes else plain.event,
        reader.choice(nodes["error"], "error", _ERRORS) if "error" in nodes else None,
        reader.word(nodes["revision"], "revision") if "revision" in nodes else None,
        printed(nodes["output"], reader) if "output" in nodes else "",
    )


def failure_of(word: str) -> Failure:
    """``ID``, ``ID@EVENT``, ``#K`` or ``#K@EVENT`` as a failure of the new revision."""
    who, _, event = word.partition("@")
    ordinal = _ORDINAL.fullmatch(who)
    if ordinal:
        return Failure(ordinal=int(ordinal[1]), event=event or None)
    return Failure(target=who, event=event or None)


def durations(node: yaml.Node, reader: Reader) -> tuple[tuple[str, int], ...]:
    """Seconds by lifecycle event."""
    nodes = reader.mapping(node, DURATIONS, "durations")
    read = [(name, reader.seconds(value, name)) for name, value in nodes.items()]
    return tuple((name, time) for name, time in read if time is not None)


def alarms(node: yaml.Node, reader: Reader) -> tuple[AlarmPeriod, ...]:
    """When each alarm of the group rings, or cannot be read: seconds from ``at`` to ``until``."""
    return tuple(_alarm(item, reader) for item in reader.items(node, "alarms", _MOST_ALARMS))


def _alarm(node: yaml.Node, reader: Reader) -> AlarmPeriod:
    if isinstance(node, yaml.ScalarNode):
        return AlarmPeriod(reader.seconds(node, "alarms") or 0)
    nodes = reader.mapping(node, ("at", "until", "state"), "an alarm")
    at = reader.seconds(nodes["at"], "at") if "at" in nodes else 0
    until = reader.seconds(nodes["until"], "until") if "until" in nodes else None
    if until is not None and until < (at or 0):
        reader.complain(nodes["until"], "contradiction", "an alarm cannot clear before it rings")
    state = reader.choice(nodes["state"], "state", words_of(AlarmState)) if "state" in nodes else None
    return AlarmPeriod(at or 0, until, state is not AlarmState.UNREADABLE)


def actions(node: yaml.Node, platform: ComputePlatform, reader: Reader) -> tuple[Action, ...]:
    """What people did, and when."""
    found = [_action(item, platform, reader) for item in reader.items(node, "actions", _MANY)]
    return tuple(action for action in found if action is not None)


def _action(node: yaml.Node, platform: ComputePlatform, reader: Reader) -> Action | None:
    keys = ("at", "do", "instance", "event", "revision", "configuration", "rollback")
    nodes = reader.mapping(node, keys, "an action")
    if "at" not in nodes or "do" not in nodes:
        reader.complain(
            node, "missing-key", "an action needs at (seconds) and do", "do is one of " + ", ".join(Do)
        )
        return None
    at = reader.seconds(nodes["at"], "at")
    do = reader.choice(nodes["do"], "do", words_of(Do))
    if at is None or do is None:
        return None
    if do is Do.FAIL and "instance" not in nodes:
        reader.complain(node, "missing-key", "to fail needs an instance")
    return Action(
        at,
        do,
        reader.word(nodes["instance"], "instance") if "instance" in nodes else None,
        reader.word(nodes["event"], "event") if "event" in nodes else None,
        reader.word(nodes["revision"], "revision") if "revision" in nodes else None,
        configuration(nodes["configuration"], platform, reader) if "configuration" in nodes else None,
        reader.flag(nodes["rollback"], "rollback") if "rollback" in nodes else None,
    )


def follow_ups(node: yaml.Node, platform: ComputePlatform, reader: Reader) -> tuple[FollowUp, ...]:
    """Further deployments, one after another."""
    found = [_follow_up(item, platform, reader) for item in reader.items(node, "then", 50)]
    return tuple(follow_up for follow_up in found if follow_up is not None)


def _follow_up(node: yaml.Node, platform: ComputePlatform, reader: Reader) -> FollowUp | None:
    if isinstance(node, yaml.ScalarNode):
        word = reader.word(node, "then")
        return None if word is None else FollowUp(word)
    nodes = reader.mapping(node, ("revision", "configuration"), "a further deployment")
    if "revision" not in nodes:
        reader.complain(node, "missing-key", "a further deployment needs a revision")
        return None
    revision = reader.word(nodes["revision"], "revision")
    chosen = configuration(nodes["configuration"], platform, reader) if "configuration" in nodes else None
    return None if revision is None else FollowUp(revision, chosen)
