"""A scenario as people would write it: the YAML that reads back as the same scenario, without what goes without saying.

The other half of ``scenario.py``. Owns the wording; checks nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from hashq.sandbox.configurations import DEFAULTS, PREFIX, DeploymentConfiguration, RoutingType
from hashq.sandbox.model import (
    SECOND,
    Agent,
    AlarmState,
    BlueGreenOptions,
    ComputePlatform,
    DeploymentType,
    Health,
    Instance,
    LoadBalancer,
    TagFilter,
)
from hashq.sandbox.scenario import PLATFORMS, TYPES, usual_group
from hashq.sandbox.scenario_model import Action, AlarmPeriod, Failure, FollowUp, Scenario, uniform_fleet

if TYPE_CHECKING:
    from hashq.sandbox.configurations import ZonalConfig

Json = dict[str, Any]


class _Writer(yaml.SafeDumper):
    """Writes texts of several lines as blocks, the way a person would; what no block can hold is quoted all the same."""


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Writer.add_representer(str, _text)


def write_scenario(scenario: Scenario) -> str:
    """The scenario's YAML."""
    found = {**_group(scenario), **_deployment(scenario)}
    return (
        yaml.dump(found, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=100) if found else "{}\n"
    )


def _seconds(time: int) -> int | float:
    return time // SECOND if time % SECOND == 0 else time / SECOND


def _group(scenario: Scenario) -> Json:
    group = scenario.group
    found: Json = {"name": scenario.name} if scenario.name else {}
    if group.platform is not ComputePlatform.SERVER:
        found["platform"] = next(word for word, each in PLATFORMS.items() if each is group.platform)
    on_server = group.platform is ComputePlatform.SERVER
    expected = DeploymentType.IN_PLACE if on_server else DeploymentType.BLUE_GREEN
    if group.type is not expected:
        found["type"] = next(word for word, each in TYPES.items() if each is group.type)
    usual = usual_group(group.platform, group.type)
    if group.load_balancer is not usual.load_balancer:
        balancer = group.load_balancer
        found["loadBalancer"] = False if balancer is LoadBalancer.NONE else str(balancer)
    if group.rollback:
        found["rollback"] = sorted(str(event) for event in group.rollback)
    if group.tag_set:
        found["tagSet"] = [[_tag(tag) for tag in tags] for tags in group.tag_set]
    flags = {
        "onPremises": group.on_premises,
        "ignoreApplicationStopFailures": group.ignore_stop_failures,
        "overrideAlarmConfiguration": group.alarms_ignored,
        "ignorePollAlarmFailure": group.poll_failures_ignored,
    }
    found |= {key: True for key, value in flags.items() if value}
    present = {"serviceRole": group.service_role, "instanceProfile": group.instance_profile}
    found |= {key: "missing" for key, value in present.items() if not value}
    if group.blue_green != BlueGreenOptions():
        found["blueGreen"] = _blue_green(group.blue_green)
    return found


def _tag(tag: TagFilter) -> Json:
    return {tag.key: tag.value}


def _blue_green(options: BlueGreenOptions) -> Json:
    return {
        "fleet": "COPY_AUTO_SCALING_GROUP" if options.copy_group else "DISCOVER_EXISTING",
        "approval": str(options.approval),
        "approvalWait": _seconds(options.approval_wait),
        "originals": str(options.originals),
        "terminationWait": _seconds(options.termination_wait),
    }


def _deployment(scenario: Scenario) -> Json:
    found: Json = {}
    if scenario.compare:
        found["compare"] = [_configuration(each) for each in scenario.compare]
    elif scenario.configuration != DEFAULTS[scenario.platform]:
        found["configuration"] = _configuration(scenario.configuration)
    found |= _fleet(scenario)
    if scenario.revision != "v2":
        found["revision"] = scenario.revision
    if scenario.appspecs:
        own = {} if scenario.appspec is None else {scenario.revision: scenario.appspec}
        found["appspec"] = dict(scenario.appspecs) | own
    elif scenario.appspec is not None:
        found["appspec"] = scenario.appspec
    lists: dict[str, list[Any]] = {
        "fail": [_failure(each) for each in scenario.failures],
        "alarms": [_alarm(each) for each in scenario.alarms],
        "actions": [_action(each) for each in scenario.actions],
        "then": [_follow_up(each) for each in scenario.then],
    }
    found |= {key: value for key, value in lists.items() if value}
    if scenario.durations:
        found["durations"] = {name: _seconds(time) for name, time in scenario.durations}
    if scenario.output:
        found["output"] = dict(scenario.output)
    if scenario.jitter:
        found["jitter"] = scenario.jitter
    if scenario.seed:
        found["seed"] = scenario.seed
    return found


def _configuration(configuration: DeploymentConfiguration) -> str | Json:
    if configuration.name.startswith(PREFIX):
        return configuration.short_name
    found: Json = {"name": configuration.name}
    if configuration.minimum is not None:
        minimum = configuration.minimum
        found["minimumHealthyHosts"] = {"type": str(minimum.type), "value": minimum.value}
    if configuration.routing is not None:
        routing = configuration.routing
        found["trafficRouting"] = {"type": str(routing.type)}
        if routing.type is not RoutingType.ALL_AT_ONCE:
            found["trafficRouting"] |= {"percentage": routing.percentage, "interval": routing.interval}
    if configuration.zonal is not None:
        found["zonalConfig"] = _zonal(configuration.zonal)
    return found


def _zonal(zonal: ZonalConfig) -> Json:
    found: Json = {"monitorDuration": _seconds(zonal.monitor)}
    if zonal.first_zone_monitor is not None:
        found["firstZoneMonitorDuration"] = _seconds(zonal.first_zone_monitor)
    found["minimumHealthyHostsPerZone"] = {"type": str(zonal.minimum.type), "value": zonal.minimum.value}
    return found


def _fleet(scenario: Scenario) -> Json:
    if scenario.platform is not ComputePlatform.SERVER:
        return _last(scenario, "v1")
    fleet, last = scenario.instances, scenario.last_successful
    if not fleet:
        return {"fleet": 0} | _last(scenario, "v1")
    revision = fleet[0].revision
    if fleet == uniform_fleet(len(fleet), revision):
        said: int | Json = len(fleet) if revision == "v1" else {"instances": len(fleet), "revision": revision}
        return {"fleet": said} | _last(scenario, revision)
    revisions = [each.revision for each in fleet if each.revision is not None]
    expected = max(revisions, key=revisions.count) if revisions else None
    return {"fleet": [_instance(each) for each in fleet]} | (
        _last(scenario, expected) if last != expected else {}
    )


def _last(scenario: Scenario, expected: str | None) -> Json:
    return {} if scenario.last_successful == expected else {"lastSuccessful": scenario.last_successful}


def _instance(instance: Instance) -> Json:
    found: Json = {"id": instance.id}
    if instance.tags:
        found["tags"] = [{key: value} for key, value in instance.tags]
    if instance.revision != "v1":
        found["revision"] = instance.revision
    usual = Health.HEALTHY if instance.revision is not None else Health.UNHEALTHY
    if instance.health is not usual:
        found["health"] = str(instance.health)
    if instance.zone != "a":
        found["zone"] = instance.zone
    if instance.agent != Agent():
        found["agent"] = _agent(instance.agent)
    return found


def _agent(agent: Agent) -> str | Json:
    if agent.answers_until == 0 and not agent.errors_until:
        return "stopped" if agent.machine_stopped else "silent"
    found: Json = {}
    if agent.answers_until is not None:
        found["silentAt"] = _seconds(agent.answers_until)
    if agent.errors_until:
        found["errorsUntil"] = _seconds(agent.errors_until)
    return found


def _failure(failure: Failure) -> str | Json:
    who = f"#{failure.ordinal}" if failure.ordinal is not None else failure.target or ""
    if failure.error is None and failure.revision is None and not failure.output:
        return who if failure.event is None else f"{who}@{failure.event}"
    found: Json = {"instance": who}
    if failure.event is not None:
        found["event"] = failure.event
    if failure.error is not None:
        found["error"] = str(failure.error)
    if failure.revision is not None:
        found["revision"] = failure.revision
    if failure.output:
        found["output"] = failure.output
    return found


def _alarm(period: AlarmPeriod) -> Json:
    found: Json = {"at": _seconds(period.at)}
    if period.until is not None:
        found["until"] = _seconds(period.until)
    if not period.readable:
        found["state"] = str(AlarmState.UNREADABLE)
    return found


def _action(action: Action) -> Json:
    found: Json = {"at": _seconds(action.at), "do": str(action.do)}
    values = {"instance": action.target, "event": action.event, "revision": action.revision}
    found |= {key: value for key, value in values.items() if value is not None}
    if action.configuration is not None:
        found["configuration"] = _configuration(action.configuration)
    if action.rollback is not None:
        found["rollback"] = action.rollback
    return found


def _follow_up(follow_up: FollowUp) -> Json:
    found: Json = {"revision": follow_up.revision}
    if follow_up.configuration is not None:
        found["configuration"] = _configuration(follow_up.configuration)
    return found
