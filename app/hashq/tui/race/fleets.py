"""Two fleets and the load balancer between them: who gets traffic, and which fleet gets which share of it.

Draws from a moment and decides nothing: every instance that the load balancer serves takes an equal part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.plain_text import one_line
from hashq.sandbox.model import DeploymentStatus, Label
from hashq.sandbox.narrate import clock
from hashq.tui.race.ink import ends, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.sandbox.fleet import Host
    from hashq.sandbox.snapshot import Snapshot
    from hashq.tui.race.ink import Line
    from hashq.tui.race.moment import Look, Moment

LINES = 3
"""What the picture takes."""
NAME = 6
"""Cells for a fleet's name and the gap after it."""
BALANCER = "load balancer "
LEAST_BAR = 8
"""Cells below which the bar of shares gives way to nothing but the per cents."""


def fleets_picture(moment: Moment, look: Look, width: int) -> list[Line]:
    """The originals, the load balancer with the shares it gives, the replacements."""
    world = moment.world
    blue, green = fleets(world)
    state = world.current
    wait = "" if state is None or state.waits_until is None else f"waits to {clock(state.waits_until)}"
    approval = state is not None and state.status is DeploymentStatus.READY
    return [
        _fleet(Label.BLUE, blue, look, "" if approval else wait, width),
        _balancer(blue, green, look, width),
        _fleet(Label.GREEN, green, look, wait if approval else "", width),
    ]


def fleets_line(world: Snapshot) -> Line:
    """The same in one line, where there is no room for more."""
    blue, green = fleets(world)
    share = green_share(blue, green)
    return (
        ("load balancer: ", "quiet"),
        (f"green {_served(green)}/{len(green)}", "leaf"),
        ("  ", "text"),
        (f"blue {_served(blue)}/{len(blue)}", "ink"),
        ("" if share is None else f"  {share} % green", "quiet"),
    )


def fleets(world: Snapshot) -> tuple[list[Host], list[Host]]:
    """The replacements of the present deployment, and what serves or may serve in their stead.

    Neither has what does not carry the group's tags, nor what an earlier deployment keeps outside the group.
    """
    now = world.current
    if now is None:
        return list(world.hosts.values()), []
    blue, green = [], []
    for host in world.hosts.values():
        if host.label is Label.GREEN and (host.id in now.targets or now.created.rollback_of is not None):
            green.append(host)
        elif host.id in now.targets or (
            (host.in_group or host.in_service) and any(host.id in each.targets for each in world.deployments)
        ):
            blue.append(host)
    return blue, green


def green_share(blue: Sequence[Host], green: Sequence[Host]) -> int | None:
    """Per cent of the traffic on the replacements; None when nobody gets any."""
    served = _served(blue) + _served(green)
    return round(100 * _served(green) / served) if served else None


def _served(hosts: Sequence[Host]) -> int:
    return sum(host.in_service for host in hosts)


def _fleet(label: Label, hosts: Sequence[Host], look: Look, wait: str, width: int) -> Line:
    """A cell for every instance where they fit, full for those with traffic; how many those are, and of which version."""
    tone = "leaf" if label is Label.GREEN else "ink"
    lead = (f"{str(label).casefold():<{NAME}}", f"bold {tone}")
    if not hosts:
        return ends((lead, ("no instances", "quiet")), ((wait, "quiet"),), width)
    served = _served(hosts)
    runs = sorted({one_line(host.revision or host.installed or "nothing") for host in hosts})
    cells = look.marks.cell * served + look.marks.waiting * (len(hosts) - served)
    words = f"{served} of {len(hosts)} in traffic"
    for line in (
        (lead, (cells, tone), (f"  {words}, {'/'.join(runs)}", "text")),
        (lead, (cells, tone), (f"  {words}", "text")),
        (lead, (words, "text")),
    ):
        if width_of(line) + len(wait) + 1 <= width:
            return ends(line, ((wait, "quiet"),), width)
    return lead, (f"{served}/{len(hosts)}", "text")


def _balancer(blue: Sequence[Host], green: Sequence[Host], look: Look, width: int) -> Line:
    """The shares as a divided bar between both per cents, blue on the left."""
    share = green_share(blue, green)
    if share is None:
        return ((BALANCER, "quiet"), ("serves nobody", "ember"))
    left, right = f"blue {100 - share} % ", f" {share} % green"
    room = width - len(left) - len(right)
    head = BALANCER if room - len(BALANCER) >= LEAST_BAR else ""
    bar = max(0, room - len(head))
    filled = round(bar * share / 100)
    return (
        (head, "quiet"),
        (left, "ink"),
        (look.marks.shades[0] * (bar - filled), "ink"),
        (look.marks.block * filled, "leaf"),
        (right, "leaf"),
    )
