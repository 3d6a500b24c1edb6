"""A run as plain data, under the field names of the command-line contract. Times become seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashq.sandbox.configurations import MinimumType
from hashq.sandbox.model import SECOND, Health, LifecycleErrorCode, LifecycleEventStatus, TargetStatus
from hashq.sandbox.scripts_log import hook_log

if TYPE_CHECKING:
    from hashq.sandbox.scenario_model import Scenario
    from hashq.sandbox.scripts_log import Diagnostics
    from hashq.sandbox.snapshot import DeploymentState, Snapshot, TargetState

Json = dict[str, Any]
"""A JSON object."""


def as_json(snapshot: Snapshot, scenario: Scenario) -> Json:
    """Every deployment and the fleet of a run of ``scenario``, as ``sandbox run --json`` prints them."""
    return {
        "deployments": [_deployment(deployment, scenario) for deployment in snapshot.deployments],
        "fleet": _fleet(snapshot),
    }


def _fleet(snapshot: Snapshot) -> list[Json]:
    if not snapshot.serving:
        return [
            {"instanceId": host.id, "revision": host.revision, "health": str(host.health)}
            for host in snapshot.hosts.values()
            if host.in_group
        ]
    revision, _ = max(snapshot.serving, key=lambda part: part[1])
    targets = [target for deployment in snapshot.deployments for target in deployment.targets]
    return (
        [{"instanceId": targets[0], "revision": revision, "health": str(Health.HEALTHY)}] if targets else []
    )


def seconds(time: int | None) -> int | float | None:
    """Milliseconds as seconds, whole ones as integers; None stays None."""
    if time is None:
        return None
    whole, rest = divmod(time, SECOND)
    return time / SECOND if rest else whole


def _deployment(state: DeploymentState, scenario: Scenario) -> Json:
    created = state.created
    return {
        "deploymentId": state.id,
        "creator": str(created.creator),
        "status": str(state.status),
        "errorInformation": None
        if state.error is None
        else {"code": str(state.error.code), "message": state.error.message},
        "deploymentConfigName": created.configuration.name,
        "minimumHealthyHosts": _minimum(state),
        "maxConcurrent": created.window,
        "revision": created.revision,
        "deploymentOverview": {
            str(status): state.counts[status]
            for status in (
                TargetStatus.PENDING,
                TargetStatus.IN_PROGRESS,
                TargetStatus.SUCCEEDED,
                TargetStatus.FAILED,
                TargetStatus.SKIPPED,
                TargetStatus.READY,
            )
        },
        "startTime": seconds(created.at),
        "completeTime": seconds(state.ended),
        "instances": [_instance(target, scenario) for target in state.targets.values()],
        "trafficShifts": [{"time": seconds(time), "percent": percent} for time, percent in state.shifts],
        "rollbackInfo": _rollback(state),
    }


def _minimum(state: DeploymentState) -> Json | None:
    minimum = state.created.configuration.minimum
    if minimum is None:
        return None
    return {
        "type": str(MinimumType(minimum.type)),
        "value": minimum.value,
        "effective": state.created.minimum,
    }


def _instance(target: TargetState, scenario: Scenario) -> Json:
    entry: Json = {
        "instanceId": target.id,
        "status": str(target.status),
        "startTime": seconds(target.started),
        "endTime": seconds(target.ended) if target.started is not None else None,
        "lifecycleEvents": [_event(target, name, scenario) for name in target.lifecycle],
    }
    if target.label is not None:
        entry["instanceLabel"] = str(target.label)
    return entry


def _event(target: TargetState, name: str, scenario: Scenario) -> Json:
    record = next((record for record in target.records if record.name == name), None)
    if record is not None:
        start, end, error = record.started, record.at, str(LifecycleErrorCode(record.error))
    else:
        start, end, error = (target.running_since if target.running == name else None), None, None
    entry: Json = {
        "lifecycleEventName": name,
        "status": str(target.event_status(name)),
        "startTime": seconds(start),
        "endTime": seconds(end),
        "errorCode": error,
    }
    if record is not None and record.status is LifecycleEventStatus.FAILED:
        entry["diagnostics"] = _diagnostics(hook_log(scenario, record).diagnostics)
    return entry


def _diagnostics(diagnostics: Diagnostics) -> Json:
    return {
        "errorCode": str(diagnostics.error_code),
        "scriptName": diagnostics.script_name,
        "message": diagnostics.message,
        "logTail": diagnostics.log_tail,
    }


def _rollback(state: DeploymentState) -> Json | None:
    info: Json = {}
    if state.rolled_back_by is not None:
        info["rollbackDeploymentId"] = state.rolled_back_by
    if state.created.rollback_of is not None:
        info["rollbackTriggeringDeploymentId"] = state.created.rollback_of
    if state.rollback_message:
        info["rollbackMessage"] = state.rollback_message
    return info or None
