"""A scenario in a few words: the facts of the top line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from hashq.plain_text import one_line
from hashq.sandbox.model import ComputePlatform, DeploymentType
from hashq.sandbox.narrate import clock
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.scenario_model import Failure, Scenario

SHOWN_FAILURES = 3


def facts(scenario: Scenario, arrow: str, dot: str, width: int) -> str:
    """What is deployed to what, and what will go wrong, as fully as ``width`` cells allow; at worst cut."""
    words = ""
    for briefly, counted in ((False, False), (True, False), (True, True)):
        words = f" {dot} ".join(_facts(scenario, arrow, briefly=briefly, counted=counted))
        if cell_len(words) <= width:
            break
    return words


def _facts(scenario: Scenario, arrow: str, *, briefly: bool, counted: bool) -> Iterator[str]:
    """``briefly``: fleet and type as one; ``counted``: how many fail, not who."""
    if scenario.platform is ComputePlatform.SERVER:
        way = "in place" if scenario.group.type is DeploymentType.IN_PLACE else "blue/green"
        size = len(scenario.instances)
        yield from (f"{size:,} {way}",) if briefly else (count(size, "instance"), way)
    else:
        yield str(scenario.platform)
    yield one_line(f"{scenario.last_successful or 'nothing'} {arrow} {scenario.revision}")
    if scenario.failures:
        number = len(scenario.failures)
        yield (
            f"{number} {'fails' if number == 1 else 'fail'}"
            if counted
            else f"fails: {_failing(scenario.failures)}"
        )
    if scenario.alarms:
        yield "alarm" if briefly else f"alarm at {clock(scenario.alarms[0].at)}"
    if scenario.group.rollback:
        yield "rolls back"


def _failing(failures: tuple[Failure, ...]) -> str:
    names = [one_line(each.target or f"#{each.ordinal}") for each in failures[:SHOWN_FAILURES]]
    more = len(failures) - SHOWN_FAILURES
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")
