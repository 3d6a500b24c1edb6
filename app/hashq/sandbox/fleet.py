"""The fleet between and during deployments: what each instance runs, how it fares, and who goes first next time.

One set of rules that both the state machines and the fold of events use. Knows no time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hashq.sandbox.model import Health, Instance, Label, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hashq.sandbox.events import TargetGroup


@dataclass(frozen=True, slots=True)
class Host:
    """One instance as the service and its own agent know it."""

    id: str
    revision: str | None
    """What the last successful deployment to it brought; None when there was none."""
    health: Health
    standing: Standing
    installed: str | None
    """What the agent's pointer of the last install names: its scripts run at the next ApplicationStop. The pointer moves
    when Install ends, so that it may name a revision that failed afterwards."""
    zone: str = "a"
    label: Label | None = None
    in_group: bool = True
    """False for replacements that traffic never reached and for originals that were released."""
    in_service: bool = True
    """Whether the load balancer sends it traffic; without a load balancer always true."""


class Fleet:
    """Every host by id, and the group's last successful revision. Mutable; hosts are replaced, never changed."""

    __slots__ = ("hosts", "last_successful")

    def __init__(self, hosts: dict[str, Host], last_successful: str | None) -> None:
        """A fleet that owns ``hosts``."""
        self.hosts = hosts
        self.last_successful = last_successful

    def copy(self) -> Fleet:
        """A fleet that can go its own way."""
        return Fleet(dict(self.hosts), self.last_successful)

    def mark_installed(self, host_id: str, revision: str) -> None:
        """Install ended on a host: the agent's pointer names the new revision."""
        host = self.hosts[host_id]
        self.hosts[host_id] = Host(
            host.id,
            host.revision,
            host.health,
            host.standing,
            revision,
            host.zone,
            host.label,
            host.in_group,
            host.in_service,
        )

    def mark_attempted(self, host_id: str, revision: str, *, succeeded: bool) -> None:
        """A deployment ended on a host. Success makes it healthy on the new revision; failure only unhealthy.

        Until the whole deployment succeeds, an updated host is Old, unless it got the revision the group has anyway.
        """
        host = self.hosts[host_id]
        if not succeeded:
            self.hosts[host_id] = replace(host, health=Health.UNHEALTHY)
            return
        standing = Standing.CURRENT if revision == self.last_successful else Standing.OLD
        self.hosts[host_id] = Host(
            host.id,
            revision,
            Health.HEALTHY,
            standing,
            host.installed,
            host.zone,
            host.label,
            host.in_group,
            host.in_service,
        )

    def note_event(self, host_id: str, event: str, revision: str) -> None:
        """A lifecycle event succeeded on a host: Install moves its pointer, the load balancer takes it in or out."""
        if event == "Install":
            self.mark_installed(host_id, revision)
        elif event == "AllowTraffic":
            self.mark_service(host_id, in_service=True)
        elif event == "BlockTraffic":
            self.mark_service(host_id, in_service=False)

    def mark_service(self, host_id: str, *, in_service: bool) -> None:
        """The load balancer began or ceased to send a host traffic."""
        self.hosts[host_id] = replace(self.hosts[host_id], in_service=in_service)

    def mark_labels(self, groups: Iterable[TargetGroup]) -> None:
        """A deployment names its two fleets: what replaced others before may be the original of this one."""
        for group in groups:
            for host_id in group.targets if group.label is not None else ():
                host = self.hosts.get(host_id)
                if host is not None and host.label is not group.label:
                    self.hosts[host_id] = replace(host, label=group.label)

    def add(self, hosts: Iterable[Host]) -> None:
        """Replacement instances joined."""
        for host in hosts:
            self.hosts[host.id] = host

    def release(self, host_ids: Iterable[str], *, terminated: bool) -> None:
        """Hosts left the group; terminated ones are gone."""
        for host_id in host_ids:
            if terminated:
                del self.hosts[host_id]
            else:
                self.hosts[host_id] = replace(self.hosts[host_id], in_group=False)

    def settle_success(self, targets: Iterable[str], revision: str) -> None:
        """The whole deployment succeeded: its revision is the group's now.

        Hosts that took it become Current and members of the group; the others lose Current to Unknown and Healthy to Unhealthy.
        """
        self.last_successful = revision
        for host_id in targets:
            host = self.hosts[host_id]
            if host.revision == revision and host.health is Health.HEALTHY:
                if host.standing is not Standing.CURRENT or not host.in_group:
                    self.hosts[host_id] = replace(host, standing=Standing.CURRENT, in_group=True)
                continue
            standing = Standing.UNKNOWN if host.standing is Standing.CURRENT else host.standing
            self.hosts[host_id] = replace(host, standing=standing, health=Health.UNHEALTHY)


def initial_fleet(instances: Sequence[Instance], last_successful: str | None) -> Fleet:
    """The fleet a scenario begins with."""
    hosts = {}
    for instance in instances:
        standing = _initial_standing(instance.revision, last_successful)
        hosts[instance.id] = Host(
            instance.id, instance.revision, instance.health, standing, instance.revision, instance.zone
        )
    return Fleet(hosts, last_successful)


def _initial_standing(revision: str | None, last_successful: str | None) -> Standing:
    if revision is None:
        return Standing.UNKNOWN
    return Standing.CURRENT if revision == last_successful else Standing.OLD


def taken_in_order(hosts: Iterable[Host], draw: Callable[[str], float]) -> tuple[str, ...]:
    """Ids in the order a deployment takes them: unhealthy first, then Unknown, Old and Current revisions.

    Inside a class the order is random; ``draw`` gives each id its lot (equal lots keep the order given).
    """
    ranked = sorted(hosts, key=lambda host: (_rank(host), draw(host.id)))
    return tuple(host.id for host in ranked)


def _rank(host: Host) -> int:
    return 0 if host.health is Health.UNHEALTHY else host.standing


def replacements_of(originals: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """The id of each original's replacement: one that no other instance has, whatever the originals are called."""
    used = set(taken)
    found = {}
    for original in sorted(originals):
        name = replacement_id(original)
        while name in used:
            name = replacement_id(name)
        used.add(name)
        found[original] = name
    return found


_REPLACEMENT = re.compile(r"g(\d{0,4})-(.+)")


def replacement_id(original: str) -> str:
    """The id of the replacement that stands in for an original instance: ``g-3`` for ``i-3``, then ``g2-3``."""
    again = _REPLACEMENT.fullmatch(original)
    if again:
        return f"g{int(again[1] or 1) + 1}-{again[2]}"
    return f"g-{original.removeprefix('i-')}"
