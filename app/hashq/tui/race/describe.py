"""A scenario in a few words: the facts of the top line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.plain_text import one_line
from hashq.sandbox.model import ComputePlatform, DeploymentType
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.scenario_model import Failure, Scenario

SHOWN_FAILURES = 3


def facts(scenario: Scenario, arrow: str) -> list[str]:
    """What is deployed to what, and what will go wrong."""
    return list(_facts(scenario, arrow))


def _facts(scenario: Scenario, arrow: str) -> Iterator[str]:
    if scenario.platform is ComputePlatform.SERVER:
        yield count(len(scenario.instances), "instance")
        yield "in place" if scenario.group.type is DeploymentType.IN_PLACE else "blue/green"
    else:
        yield str(scenario.platform)
    yield one_line(f"{scenario.last_successful or 'nothing'} {arrow} {scenario.revision}")
    if scenario.failures:
        yield f"fails: {_failing(scenario.failures)}"
    if scenario.group.rollback:
        yield "rolls back"


def _failing(failures: tuple[Failure, ...]) -> str:
    names = [one_line(each.target or f"#{each.ordinal}") for each in failures]
    more = len(names) - SHOWN_FAILURES
    return ", ".join(names[:SHOWN_FAILURES]) + (f" and {more} more" if more > 0 else "")
