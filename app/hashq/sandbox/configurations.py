"""Deployment configurations: the predefined ones, custom ones, and the arithmetic of minimum healthy hosts.

Sources: the user guide's pages on deployment configurations and instance health, and the service's API model. Refuses to
know instances or time: numbers in, numbers out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hashq.sandbox.model import MINUTE, ComputePlatform
from hashq.sandbox.refusals import RefusedError, did_you_mean

PREFIX = "CodeDeployDefault."
"""How every predefined configuration's name begins, and no custom one's may."""
LONGEST_SHIFT = 2_880
"""Minutes from the first shift of traffic to the last, at most."""
MOST_INSTANCES = 1_000_000
"""Bound on HOST_COUNT, so that a slip of the finger stays a message."""


class MinimumType(StrEnum):
    """How a minimum of healthy hosts is counted."""

    HOST_COUNT = "HOST_COUNT"
    FLEET_PERCENT = "FLEET_PERCENT"
    MOST_CONCURRENCY = "MOST_CONCURRENCY"
    """Read-only in the API: what OneAtATime reports; the value is how many may be worked on at once."""


@dataclass(frozen=True, slots=True)
class MinimumHealthyHosts:
    """How many instances must stay healthy while others are worked on."""

    type: MinimumType
    value: int
    """Hosts, or per cent of the fleet, or for MOST_CONCURRENCY the instances worked on at once."""

    def effective(self, fleet: int) -> int:
        """The minimum in hosts for a fleet of that size, fixed when a deployment starts; per cents round up."""
        if self.type is MinimumType.FLEET_PERCENT:
            return -(-fleet * self.value // 100)
        if self.type is MinimumType.MOST_CONCURRENCY:
            return max(0, fleet - self.value)
        return self.value

    def startable(self, fleet: int) -> bool:
        """Whether at least one instance may be taken out of service at all."""
        return self.effective(fleet) < fleet

    def max_concurrent(self, fleet: int) -> int:
        """How many instances may be worked on at once while none has failed; 0 when none may."""
        return max(0, fleet - self.effective(fleet))

    def batches(self, fleet: int) -> int:
        """How many rounds a fleet takes when all durations are equal and nothing fails; 0 when it cannot start."""
        window = self.max_concurrent(fleet)
        return -(-fleet // window) if window else 0

    def needed_successes(self, fleet: int) -> int:
        """How many instances must succeed for the deployment to succeed."""
        return max(1, self.effective(fleet))


class RoutingType(StrEnum):
    """How traffic moves to the new version."""

    CANARY = "TimeBasedCanary"
    LINEAR = "TimeBasedLinear"
    ALL_AT_ONCE = "AllAtOnce"


@dataclass(frozen=True, slots=True)
class TrafficRouting:
    """How much traffic moves, and when."""

    type: RoutingType
    percentage: int = 100
    """The canary's share or the linear step, 1 to 99; 100 for AllAtOnce."""
    interval: int = 0
    """Minutes between shifts; 0 for AllAtOnce."""

    def shifts(self) -> tuple[tuple[int, int], ...]:
        """(milliseconds after AllowTraffic began, per cent on the new version), in order, ending at 100.

        The share moves at the start of each increment, so that ten linear steps need nine intervals; a step that does
        not divide 100 leaves the rest to the last one (TimeBasedLinear in the API model).
        """
        if self.type is RoutingType.ALL_AT_ONCE:
            return ((0, 100),)
        if self.type is RoutingType.CANARY:
            return ((0, self.percentage), (self.interval * MINUTE, 100))
        steps = -(-100 // self.percentage)
        return tuple((k * self.interval * MINUTE, min(100, self.percentage * (k + 1))) for k in range(steps))


@dataclass(frozen=True, slots=True)
class ZonalConfig:
    """One Availability Zone at a time."""

    monitor: int = 0
    """Milliseconds to watch a zone after it is done, before the next begins."""
    first_zone_monitor: int | None = None
    """The same for the first zone; None when it is no different."""
    minimum: MinimumHealthyHosts = MinimumHealthyHosts(MinimumType.FLEET_PERCENT, 0)
    """Minimum of healthy hosts within each zone."""


@dataclass(frozen=True, slots=True)
class DeploymentConfiguration:
    """A set of rules for success and failure; exactly one of ``minimum`` and ``routing`` is given."""

    name: str
    platform: ComputePlatform
    minimum: MinimumHealthyHosts | None = None
    """For EC2 and on-premises; None on Lambda and ECS."""
    routing: TrafficRouting | None = None
    """For Lambda and ECS; None on servers."""
    zonal: ZonalConfig | None = None
    """None when zones do not matter."""

    @property
    def short_name(self) -> str:
        """The name without the prefix of predefined configurations."""
        return self.name.removeprefix(PREFIX)


def _server(name: str, kind: MinimumType, value: int) -> DeploymentConfiguration:
    return DeploymentConfiguration(PREFIX + name, ComputePlatform.SERVER, MinimumHealthyHosts(kind, value))


def _shifting(platform: ComputePlatform, name: str, routing: TrafficRouting) -> DeploymentConfiguration:
    return DeploymentConfiguration(PREFIX + name, platform, routing=routing)


def _canary(platform: ComputePlatform, label: str, minutes: int) -> DeploymentConfiguration:
    routing = TrafficRouting(RoutingType.CANARY, 10, minutes)
    return _shifting(platform, f"{label}Canary10Percent{minutes}Minutes", routing)


def _linear(platform: ComputePlatform, label: str, minutes: int, unit: str) -> DeploymentConfiguration:
    routing = TrafficRouting(RoutingType.LINEAR, 10, minutes)
    return _shifting(platform, f"{label}Linear10PercentEvery{minutes}{unit}", routing)


_ALL_AT_ONCE = TrafficRouting(RoutingType.ALL_AT_ONCE)

PREDEFINED: tuple[DeploymentConfiguration, ...] = (
    _server("OneAtATime", MinimumType.MOST_CONCURRENCY, 1),
    _server("HalfAtATime", MinimumType.FLEET_PERCENT, 50),
    _server("AllAtOnce", MinimumType.HOST_COUNT, 0),
    *(_canary(ComputePlatform.LAMBDA, "Lambda", minutes) for minutes in (5, 10, 15, 30)),
    _linear(ComputePlatform.LAMBDA, "Lambda", 1, "Minute"),
    *(_linear(ComputePlatform.LAMBDA, "Lambda", minutes, "Minutes") for minutes in (2, 3, 10)),
    _shifting(ComputePlatform.LAMBDA, "LambdaAllAtOnce", _ALL_AT_ONCE),
    # The service writes "Minutes" on ECS even for one.
    *(_linear(ComputePlatform.ECS, "ECS", minutes, "Minutes") for minutes in (1, 3)),
    *(_canary(ComputePlatform.ECS, "ECS", minutes) for minutes in (5, 15)),
    _shifting(ComputePlatform.ECS, "ECSAllAtOnce", _ALL_AT_ONCE),
)
"""Every configuration the service ships; none can be deleted, none is zonal."""

_BY_NAME = {configuration.name: configuration for configuration in PREDEFINED}

DEFAULTS: dict[ComputePlatform, DeploymentConfiguration] = {
    ComputePlatform.SERVER: _BY_NAME[PREFIX + "OneAtATime"],
    ComputePlatform.LAMBDA: _BY_NAME[PREFIX + "LambdaAllAtOnce"],
    ComputePlatform.ECS: _BY_NAME[PREFIX + "ECSAllAtOnce"],
}
"""What a deployment uses when it names no configuration."""


def predefined(name: str) -> DeploymentConfiguration:
    """The predefined configuration of that name, with or without its prefix. Raises :class:`RefusedError`."""
    found = _BY_NAME.get(PREFIX + name.removeprefix(PREFIX))
    if found is None:
        short = [configuration.short_name for configuration in PREDEFINED]
        remedy = did_you_mean(name.removeprefix(PREFIX), short)
        raise RefusedError(f"there is no deployment configuration {name}", remedy=remedy)
    return found


def custom(
    name: str,
    *,
    minimum: MinimumHealthyHosts | None = None,
    routing: TrafficRouting | None = None,
    zonal: ZonalConfig | None = None,
    platform: ComputePlatform = ComputePlatform.SERVER,
) -> DeploymentConfiguration:
    """A configuration of a person's own, checked as the service checks it. Raises :class:`RefusedError`."""
    if name.startswith(PREFIX):
        raise RefusedError(
            f"a custom configuration may not be called {name}",
            remedy=f"names that begin with {PREFIX} belong to the service; choose another",
        )
    if (minimum is None) == (routing is None):
        raise RefusedError("a configuration has either minimumHealthyHosts or trafficRouting")
    if (minimum is not None) != (platform is ComputePlatform.SERVER):
        needs = "minimumHealthyHosts" if platform is ComputePlatform.SERVER else "trafficRouting"
        raise RefusedError(f"the {platform} compute platform needs {needs}")
    if minimum is not None:
        check_minimum(minimum)
    if routing is not None:
        check_routing(routing)
    if zonal is not None:
        _check_zonal(zonal, platform)
    return DeploymentConfiguration(name, platform, minimum, routing, zonal)


def check_minimum(minimum: MinimumHealthyHosts) -> None:
    """Raise :class:`RefusedError` when the value is out of the service's bounds."""
    if minimum.type is MinimumType.MOST_CONCURRENCY:
        raise RefusedError(
            "MOST_CONCURRENCY is read-only: it is what OneAtATime reports",
            remedy="use HOST_COUNT or FLEET_PERCENT",
        )
    highest = 99 if minimum.type is MinimumType.FLEET_PERCENT else MOST_INSTANCES
    if not 0 <= minimum.value <= highest:
        raise RefusedError(f"{minimum.type} must be from 0 to {highest}, not {minimum.value}")


def check_routing(routing: TrafficRouting) -> None:
    """Raise :class:`RefusedError` when percentage or interval is out of the service's bounds."""
    if routing.type is RoutingType.ALL_AT_ONCE:
        return
    if not 1 <= routing.percentage <= 99:
        raise RefusedError(f"a step of traffic must be from 1 to 99 per cent, not {routing.percentage}")
    if routing.interval < 1:
        raise RefusedError(f"the interval must be at least one minute, not {routing.interval}")
    intervals = 1 if routing.type is RoutingType.CANARY else -(-100 // routing.percentage) - 1
    if intervals * routing.interval > LONGEST_SHIFT:
        raise RefusedError(
            f"the last shift would come {intervals * routing.interval} minutes after the first",
            remedy=f"the service allows {LONGEST_SHIFT} minutes",
        )


def _check_zonal(zonal: ZonalConfig, platform: ComputePlatform) -> None:
    if platform is not ComputePlatform.SERVER:
        raise RefusedError("a zonal configuration is for EC2 instances only")
    check_minimum(zonal.minimum)
    if zonal.monitor < 0 or (zonal.first_zone_monitor or 0) < 0:
        raise RefusedError("a monitor duration cannot be negative")
