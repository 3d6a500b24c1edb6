"""Lifecycle events: which run on each platform and type, in which order, and which revision supplies their scripts.

Tables of the user guide's page on lifecycle event hooks and of the agent's hook executor. Knows no time and no instance.
"""

from __future__ import annotations

from hashq.sandbox.model import SECOND, ComputePlatform, DeploymentType

_STOP = ("ApplicationStop",)
_INSTALL = (
    "DownloadBundle",
    "BeforeInstall",
    "Install",
    "AfterInstall",
    "ApplicationStart",
    "ValidateService",
)
BLOCK = ("BeforeBlockTraffic", "BlockTraffic", "AfterBlockTraffic")
"""Takes an instance from behind its load balancer."""
ALLOW = ("BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic")
"""Puts an instance, or a new version, into traffic."""
IN_PLACE = _STOP + _INSTALL
"""One instance in place, without load balancer; also what a replacement instance runs before traffic reaches it."""
IN_PLACE_BALANCED = BLOCK + IN_PLACE + ALLOW
"""One instance in place, behind a load balancer."""
LAMBDA = ALLOW
"""A function."""
ECS_BEFORE_READY = ("BeforeInstall", "Install", "AfterInstall", "AllowTestTraffic", "AfterAllowTestTraffic")
"""A service's replacement task set, until production traffic may move."""
ECS = ECS_BEFORE_READY + ALLOW
"""A whole ECS deployment."""

RESERVED = frozenset({"DownloadBundle", "Install", "BlockTraffic", "AllowTraffic", "AllowTestTraffic"})
"""Events the agent or the service runs itself: no script can be attached."""
IGNORABLE = frozenset({"ApplicationStop", "BeforeBlockTraffic", "AfterBlockTraffic"})
"""Events that run the scripts of the previous install, by the pointer the agent wrote when Install last ended (hook_executor.rb of
the agent); their failure is what ``ignoreApplicationStopFailures`` forgives. All other hooks come from the new bundle."""
NEEDS_BUNDLE = frozenset({"BeforeInstall", "Install", "AfterInstall", "ApplicationStart", "ValidateService"})
"""Events that read the new bundle's appspec: an invalid one fails at the first of them."""


def events_of(platform: ComputePlatform, kind: DeploymentType, *, balanced: bool) -> tuple[str, ...]:
    """Every lifecycle event one target of such a deployment can see, in order.

    On servers blue/green, a replacement instance sees the install and Allow events, an original the Block events.
    """
    if platform is ComputePlatform.LAMBDA:
        return LAMBDA
    if platform is ComputePlatform.ECS:
        return ECS
    if kind is DeploymentType.BLUE_GREEN:
        return IN_PLACE + ALLOW + BLOCK
    return IN_PLACE_BALANCED if balanced else IN_PLACE


DEFAULT_FAILURE: dict[ComputePlatform, str] = {
    ComputePlatform.SERVER: "ApplicationStart",
    ComputePlatform.LAMBDA: "BeforeAllowTraffic",
    ComputePlatform.ECS: "AfterInstall",
}
"""Where a failure strikes when nobody says where."""

DURATIONS: dict[str, int] = {
    "BeforeBlockTraffic": 3 * SECOND,
    "BlockTraffic": 20 * SECOND,
    "AfterBlockTraffic": 2 * SECOND,
    "ApplicationStop": 5 * SECOND,
    "DownloadBundle": 5 * SECOND,
    "BeforeInstall": 5 * SECOND,
    "Install": 10 * SECOND,
    "AfterInstall": 10 * SECOND,
    "ApplicationStart": 10 * SECOND,
    "ValidateService": 15 * SECOND,
    "AllowTestTraffic": 5 * SECOND,
    "AfterAllowTestTraffic": 15 * SECOND,
    "BeforeAllowTraffic": 3 * SECOND,
    "AllowTraffic": 20 * SECOND,
    "AfterAllowTraffic": 2 * SECOND,
}
"""How long an event takes when a scenario does not say: a minute for an instance in place. The service sets no such
times; these make a story one can watch. On Lambda and ECS, AllowTraffic lasts as long as the traffic routing does."""
