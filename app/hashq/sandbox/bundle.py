"""What a revision's appspec means for a deployment: whether it can be used, which hooks it has, and their timeouts.

Reads nothing itself: the text comes with the scenario and is judged by ``appspec.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashq.sandbox.appspec import parse_appspec
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
