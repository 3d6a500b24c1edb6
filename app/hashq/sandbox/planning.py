"""From a scenario and the fleet as it is to a deployment's order and its state machine.

Owns who is targeted, in which order, and what refuses a deployment before it begins. Knows no clock and no queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.deployment import InPlaceDeployment
from hashq.sandbox.events import ErrorInformation
from hashq.sandbox.fleet import taken_in_order
from hashq.sandbox.machine import DeploymentOrder
from hashq.sandbox.model import Creator, ErrorCode, selected
from hashq.sandbox.streams import draw

if TYPE_CHECKING:
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import Machine
    from hashq.sandbox.scenario_model import FollowUp, Scenario

_ROLE_MISSING = ErrorInformation(
    ErrorCode.IAM_ROLE_MISSING,
    "The service role does not exist or cannot be assumed, so CodeDeploy may not act on the instances.",
)
_ALARM_RINGS = ErrorInformation(
    ErrorCode.ALARM_ACTIVE, "An alarm of the deployment group was active before the deployment began."
)


class Planner:
    """Makes the deployments of one simulation."""

    def __init__(self, scenario: Scenario, fleet: Fleet) -> None:
        """``fleet`` is the living one: each order is planned on what it is by then."""
        self._scenario = scenario
        self._fleet = fleet
        self._outside = {i.id for i in scenario.instances if not selected(scenario.group.tag_set, i)}

    def order(
        self, deployment: str, follow_up: FollowUp, *, rollback_of: str | None, alarm_rings: bool
    ) -> DeploymentOrder:
        """The order for the next deployment, on the fleet as it is now."""
        creator = Creator.USER if rollback_of is None else Creator.ROLLBACK
        return DeploymentOrder(
            deployment,
            follow_up.revision,
            creator,
            follow_up.configuration or self._scenario.configuration,
            self._scenario.group,
            self._targets(),
            rollback_of,
            self._refusal(creator, alarm_rings=alarm_rings),
        )

    def machine(self, order: DeploymentOrder) -> Machine:
        """The state machine that carries the order out."""
        return InPlaceDeployment(order, self._fleet)

    def _targets(self) -> tuple[str, ...]:
        members = [
            host for host in self._fleet.hosts.values() if host.in_group and host.id not in self._outside
        ]
        return taken_in_order(members, self._lot)

    def _lot(self, host_id: str) -> float:
        seed = self._scenario.seed
        return draw(seed, host_id, "order") if seed else 0.0

    def _refusal(self, creator: Creator, *, alarm_rings: bool) -> ErrorInformation | None:
        group = self._scenario.group
        if not group.service_role:
            return _ROLE_MISSING
        if alarm_rings and not group.alarms_ignored and creator is not Creator.ROLLBACK:
            return _ALARM_RINGS
        return None
