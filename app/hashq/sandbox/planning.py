"""From a scenario and the fleet as it is to a deployment's order and its state machine.

Owns who is targeted, in which order, and what refuses a deployment before it begins. Knows no clock and no queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.blue_green import BlueGreenDeployment
from hashq.sandbox.blue_green_rollback import BlueGreenRollback
from hashq.sandbox.bundle import bundle_of
from hashq.sandbox.deployment import InPlaceDeployment
from hashq.sandbox.events import ErrorInformation
from hashq.sandbox.fleet import taken_in_order
from hashq.sandbox.machine import DeploymentOrder
from hashq.sandbox.model import ComputePlatform, Creator, DeploymentType, ErrorCode, selected
from hashq.sandbox.scenario_rules import FUNCTION, SERVICE
from hashq.sandbox.streams import draw
from hashq.sandbox.traffic import ShiftDeployment

if TYPE_CHECKING:
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import Machine
    from hashq.sandbox.scenario_model import FollowUp, Scenario

_ROLE_MISSING = ErrorInformation(
    ErrorCode.IAM_ROLE_MISSING,
    "The service role does not exist or cannot be assumed, so CodeDeploy may not act on the instances.",
)


class Planner:
    """Makes the deployments of one simulation."""

    def __init__(self, scenario: Scenario, fleet: Fleet) -> None:
        """``fleet`` is the living one: each order is planned on what it is by then."""
        self._scenario = scenario
        self._fleet = fleet
        self._outside = {i.id for i in scenario.instances if not selected(scenario.group.tag_set, i)}

    def order(
        self,
        deployment: str,
        follow_up: FollowUp,
        *,
        rollback_of: str | None,
        obstacle: ErrorInformation | None,
    ) -> DeploymentOrder:
        """The order for the next deployment, on the fleet as it is now."""
        creator = Creator.USER if rollback_of is None else Creator.ROLLBACK
        configuration = follow_up.configuration or self._scenario.configuration
        return DeploymentOrder(
            deployment,
            follow_up.revision,
            creator,
            configuration,
            self._scenario.group,
            self._targets(zonal=configuration.zonal is not None and creator is not Creator.ROLLBACK),
            rollback_of,
            self._refusal(creator, follow_up.revision, obstacle=obstacle),
        )

    def machine(self, order: DeploymentOrder) -> Machine:
        """The state machine that carries the order out."""
        if order.group.platform is not ComputePlatform.SERVER:
            return ShiftDeployment(order, self._fleet)
        if order.group.type is DeploymentType.IN_PLACE:
            return InPlaceDeployment(order, self._fleet)
        if order.creator is Creator.ROLLBACK:
            return BlueGreenRollback(order, self._fleet)
        return BlueGreenDeployment(order, self._fleet)

    def _targets(self, *, zonal: bool) -> tuple[str, ...]:
        platform = self._scenario.platform
        if platform is not ComputePlatform.SERVER:
            return (FUNCTION,) if platform is ComputePlatform.LAMBDA else (SERVICE,)
        members = [
            host for host in self._fleet.hosts.values() if host.in_group and host.id not in self._outside
        ]
        ordered = taken_in_order(members, self._lot)
        if not zonal:
            return ordered
        return tuple(sorted(ordered, key=lambda target: self._fleet.hosts[target].zone))

    def _lot(self, host_id: str) -> float:
        seed = self._scenario.seed
        return draw(seed, host_id, "order") if seed else 0.0

    def _refusal(
        self, creator: Creator, revision: str, *, obstacle: ErrorInformation | None
    ) -> ErrorInformation | None:
        group = self._scenario.group
        if not group.service_role:
            return _ROLE_MISSING
        if obstacle is not None and creator is not Creator.ROLLBACK:
            return obstacle
        bundle = bundle_of(self._scenario.appspec_of(revision), group.platform)
        if bundle.error and group.platform is not ComputePlatform.SERVER:
            return ErrorInformation(
                ErrorCode.INVALID_REVISION, f"The AppSpec cannot be used: {bundle.error}."
            )
        return None
