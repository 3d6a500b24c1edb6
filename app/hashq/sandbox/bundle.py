"""What a revision's appspec means for a deployment: whether it can be used, which hooks it has, their scripts and turns.

Reads nothing itself: the text comes with the scenario and is judged by ``appspec.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.lifecycle import DEFAULT_FAILURE, ECS, IGNORABLE, IN_PLACE_BALANCED, LAMBDA, RESERVED
from hashq.sandbox.model import SECOND, ComputePlatform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashq.sandbox.appspec_model import Hook, Script

_NO_HOOKS: Mapping[str, Hook] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bundle:
    """A revision as its appspec describes it."""

    known: bool = False
    """Whether there is an appspec that can be used; without one, every hook is there and fine."""
    hooks: Mapping[str, Hook] = field(default_factory=lambda: _NO_HOOKS)
    """By lifecycle event, those with something to run."""
    error: str = ""
    """The one thing the service or the agent would report; empty when the appspec can be used."""

    def runs(self, event: str) -> bool:
        """Whether the event does anything: it is the agent's or the service's own, or has a script or function."""
        return not self.known or event in RESERVED or event in self.hooks

    def scripts(self, event: str) -> tuple[Script, ...]:
        """The scripts of an event in the order they run; empty when there are none or none are known."""
        return self.hooks[event].scripts if event in self.hooks else ()

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


@lru_cache(maxsize=64)
def bundle_of(appspec: str | None, platform: ComputePlatform) -> Bundle:
    """The bundle that carries this appspec; without one, a bundle in which every hook is there and fine."""
    if appspec is None:
        return Bundle()
    result = parse_appspec(appspec, platform=platform.lower())
    if result.appspec is None:
        first = result.first_error
        return Bundle(error=first.message if first else "the appspec is empty")
    filled = {hook.event: hook for hook in result.appspec.hooks if hook.scripts or hook.function}
    return Bundle(known=True, hooks=MappingProxyType(filled))


def turns(scripts: Sequence[Script], usual: int) -> tuple[int, ...]:
    """When the turn of each script of an event comes, milliseconds after the event began.

    All but the last take an equal part of the event's ``usual`` time, none longer than its timeout; what an event takes
    besides is the last one's (our choice: the service times whole events).
    """
    parts = [min(script.timeout * SECOND, usual // len(scripts)) for script in scripts[:-1]]
    return tuple(accumulate(parts, initial=0))


def given_up(scripts: Sequence[Script], usual: int) -> int:
    """When the last script reaches its own timeout, milliseconds after the event began."""
    return turns(scripts, usual)[-1] + scripts[-1].timeout * SECOND
