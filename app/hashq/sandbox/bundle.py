"""What a revision's appspec means for a deployment: whether it can be used, which hooks it has, and their timeouts.

Reads nothing itself: the text comes with the scenario and is judged by ``appspec.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.lifecycle import DEFAULT_FAILURE, ECS, IGNORABLE, IN_PLACE_BALANCED, LAMBDA, RESERVED
from hashq.sandbox.model import SECOND, ComputePlatform

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_TIMEOUTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bundle:
    """A revision as its appspec describes it."""

    hooks: frozenset[str] | None = None
    """Lifecycle events with something to run; None when every one has, because no appspec is known."""
    timeouts: Mapping[str, int] = field(default_factory=lambda: _NO_TIMEOUTS)
    """Milliseconds until an event's scripts are given up, where the appspec says so."""
    error: str = ""
    """The one thing the service or the agent would report; empty when the appspec can be used."""

    def runs(self, event: str) -> bool:
        """Whether the event does anything: it is the agent's or the service's own, or has a script or function."""
        return self.hooks is None or event in RESERVED or event in self.hooks

    def weakest(self, platform: ComputePlatform) -> str:
        """Where a failure strikes when nobody says where: the platform's usual event if this bundle has something to
        run there, else its last hook, else the step the agent or the service does itself.
        """
        usual = DEFAULT_FAILURE[platform]
        if self.runs(usual):
            return usual
        order = {ComputePlatform.LAMBDA: LAMBDA, ComputePlatform.ECS: ECS}.get(platform, IN_PLACE_BALANCED)
        hooked = [event for event in order if event not in RESERVED | IGNORABLE and self.runs(event)]
        if hooked:
            return hooked[-1]
        return "AllowTraffic" if platform is ComputePlatform.LAMBDA else "Install"


def bundle_of(appspec: str | None, platform: ComputePlatform) -> Bundle:
    """The bundle that carries this appspec; without one, a bundle in which every hook is there and fine."""
    if appspec is None:
        return Bundle()
    result = parse_appspec(appspec, platform=platform.lower())
    if result.appspec is None:
        first = result.first_error
        return Bundle(error=first.message if first else "the appspec is empty")
    hooks = result.appspec.hooks
    timeouts = {
        hook.event: sum(script.timeout for script in hook.scripts) * SECOND for hook in hooks if hook.scripts
    }
    filled = frozenset(hook.event for hook in hooks if hook.scripts or hook.function)
    return Bundle(filled, MappingProxyType(timeouts))
