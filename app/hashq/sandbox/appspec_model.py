"""What an AppSpec says, as frozen values: files, permissions, hooks, and the one resource of Lambda and ECS.

Owns the values and their JSON form. Knows nothing of YAML or of what is valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

DEFAULT_TIMEOUT = 3600
"""Seconds a script may take when its timeout is absent; also the service's limit for one lifecycle event."""


class FileExistsBehavior(StrEnum):
    """What Install does when a file it would copy is already on the host."""

    DISALLOW = "DISALLOW"
    """The deployment fails; the service's default."""
    OVERWRITE = "OVERWRITE"
    """The revision's file takes its place and is removed by the next Install."""
    RETAIN = "RETAIN"
    """The host's file stays and is not recorded for the next Install's cleanup."""


@dataclass(frozen=True, slots=True)
class FileMapping:
    """One entry of ``files``."""

    source: str
    """A file or folder inside the bundle; ``/`` is the whole bundle."""
    destination: str
    """The folder on the host that receives it: never a file's own name."""
    line: int = 0
    """Where the entry stands, from 1; 0 when it did not come from a text."""

    def as_json(self) -> dict[str, Any]:
        """The entry as the AppSpec writes it."""
        return {"source": self.source, "destination": self.destination}


@dataclass(frozen=True, slots=True)
class Mode:
    """Permission bits as the agent passes them on."""

    digits: str
    """Three or four octal digits."""

    @property
    def bits(self) -> int:
        """The bits as ``chmod`` takes them."""
        return int(self.digits, 8)


@dataclass(frozen=True, slots=True)
class Ace:
    """One access control entry."""

    kind: str
    """``user``, ``group``, ``mask`` or ``other``."""
    name: str
    """The user or group; empty for an unnamed entry."""
    permissions: str
    """Three characters such as ``rw-``."""
    default: bool = False
    """Whether what is created inside a folder inherits it; impossible on a file."""

    @property
    def text(self) -> str:
        """The entry in full, as ``setfacl`` takes it."""
        return f"{'default:' if self.default else ''}{self.kind}:{self.name}:{self.permissions}"


@dataclass(frozen=True, slots=True)
class Context:
    """A security context for SELinux."""

    type: str
    """The SELinux type."""
    user: str | None = None
    """The SELinux user, which the agent reads from the key ``name``; None leaves the default."""
    range: str | None = None
    """Sensitivities and categories such as ``s0-s1:c0.c3``; None leaves the default."""

    def as_json(self) -> dict[str, Any]:
        """The context with SELinux's own words."""
        return {"user": self.user, "type": self.type, "range": self.range}


@dataclass(frozen=True, slots=True)
class Permission:
    """One entry of ``permissions``."""

    object: str
    """A path on the host."""
    pattern: str = "**"
    """What inside a folder is meant: ``**`` is everything at any depth, other patterns only its direct children."""
    excluded: tuple[str, ...] = ()
    """Patterns of direct children that are left out (``except``)."""
    types: tuple[str, ...] = ("file", "directory")
    """Which kinds of things are meant (``type``)."""
    owner: str | None = None
    """The owning user; None leaves it."""
    group: str | None = None
    """The owning group; None leaves it."""
    mode: Mode | None = None
    """Permission bits; None leaves them."""
    acls: tuple[Ace, ...] | None = None
    """The access control list that replaces the old one; None leaves it."""
    context: Context | None = None
    """The SELinux context; None leaves it."""
    line: int = 0
    """Where the entry stands, from 1; 0 when it did not come from a text."""

    def as_json(self) -> dict[str, Any]:
        """The entry with the AppSpec's own keys, defaults filled in."""
        return {
            "object": self.object,
            "pattern": self.pattern,
            "except": list(self.excluded),
            "type": list(self.types),
            "owner": self.owner,
            "group": self.group,
            "mode": self.mode.digits if self.mode else None,
            "acls": None if self.acls is None else [ace.text for ace in self.acls],
            "context": self.context.as_json() if self.context else None,
        }


@dataclass(frozen=True, slots=True)
class Script:
    """One script of a server hook."""

    location: str
    """Its path inside the bundle."""
    timeout: int = DEFAULT_TIMEOUT
    """Seconds it may take before its process group is ended."""
    runas: str | None = None
    """The user it runs as; None is the agent's own user."""
    sudo: bool = False
    """Whether it runs through sudo; the agent reads it, the guide does not mention it."""
    line: int = 0
    """Where the script stands, from 1; 0 when it did not come from a text."""

    def as_json(self) -> dict[str, Any]:
        """The script with the AppSpec's own keys."""
        return {"location": self.location, "timeout": self.timeout, "runas": self.runas, "sudo": self.sudo}


@dataclass(frozen=True, slots=True)
class Hook:
    """What runs in one lifecycle event."""

    event: str
    """The lifecycle event's name."""
    scripts: tuple[Script, ...] = ()
    """On servers, in the order they run."""
    function: str | None = None
    """On Lambda and ECS, the name or ARN of the function that validates; None on servers."""
    line: int = 0
    """Where the hook stands, from 1; 0 when it did not come from a text."""


@dataclass(frozen=True, slots=True)
class LambdaFunction:
    """The function a Lambda deployment shifts."""

    logical_name: str
    """Its key under ``Resources``."""
    name: str
    """The function's name."""
    alias: str
    """The alias whose weights are shifted."""
    current_version: str
    """The version that has the traffic before."""
    target_version: str
    """The version that has it afterwards."""

    def as_json(self) -> dict[str, Any]:
        """The resource as the AppSpec writes it."""
        return {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Name": self.name,
                "Alias": self.alias,
                "CurrentVersion": self.current_version,
                "TargetVersion": self.target_version,
            },
        }


@dataclass(frozen=True, slots=True)
class EcsService:
    """The service an ECS deployment replaces the tasks of."""

    task_definition: str
    """ARN of the new task definition."""
    container_name: str
    """The container that takes the load balancer's traffic."""
    container_port: int
    """Its port, 1 to 65535."""
    platform_version: str | None = None
    """Fargate platform version; None is the service's own."""
    subnets: tuple[str, ...] = ()
    """Subnets of the new tasks; empty leaves the service's network configuration."""
    security_groups: tuple[str, ...] = ()
    """Security groups of the new tasks; empty when ``subnets`` is."""
    assign_public_ip: str | None = None
    """``ENABLED`` or ``DISABLED``; None when ``subnets`` is empty."""

    logical_name = "TargetService"

    def as_json(self) -> dict[str, Any]:
        """The resource as the AppSpec writes it."""
        balancer = {"ContainerName": self.container_name, "ContainerPort": self.container_port}
        properties: dict[str, Any] = {"TaskDefinition": self.task_definition, "LoadBalancerInfo": balancer}
        if self.platform_version is not None:
            properties["PlatformVersion"] = self.platform_version
        if self.subnets:
            network = {
                "Subnets": list(self.subnets),
                "SecurityGroups": list(self.security_groups),
                "AssignPublicIp": self.assign_public_ip,
            }
            properties["NetworkConfiguration"] = {"AwsvpcConfiguration": network}
        return {"Type": "AWS::ECS::Service", "Properties": properties}


@dataclass(frozen=True, slots=True)
class AppSpec:
    """A valid AppSpec."""

    platform: str
    """``server``, ``lambda`` or ``ecs``."""
    os: str | None = None
    """``linux`` or ``windows``; None on Lambda and ECS."""
    files: tuple[FileMapping, ...] = ()
    """In the order they are installed."""
    file_exists_behavior: FileExistsBehavior | None = None
    """Wins over the deployment's own option; None leaves that."""
    permissions: tuple[Permission, ...] = ()
    """In the order they are applied."""
    hooks: tuple[Hook, ...] = ()
    """As listed, which is not the order of the lifecycle."""
    resource: LambdaFunction | EcsService | None = None
    """What is deployed on Lambda and ECS; None on servers."""

    def scripts(self, event: str) -> tuple[Script, ...]:
        """The scripts of a lifecycle event on a server, in the order they run; empty when it has none."""
        return next((hook.scripts for hook in self.hooks if hook.event == event), ())

    def function(self, event: str) -> str | None:
        """The function that validates a lifecycle event on Lambda and ECS; None when it has none."""
        return next((hook.function for hook in self.hooks if hook.event == event), None)

    def as_json(self) -> dict[str, Any]:
        """Everything, with the AppSpec's own keys."""
        start: dict[str, Any] = {"platform": self.platform, "version": 0.0}
        if self.resource is not None:
            return start | {
                "Resources": [{self.resource.logical_name: self.resource.as_json()}],
                "Hooks": [{hook.event: hook.function} for hook in self.hooks],
            }
        return start | {
            "os": self.os,
            "files": [mapping.as_json() for mapping in self.files],
            "file_exists_behavior": self.file_exists_behavior,
            "permissions": [permission.as_json() for permission in self.permissions],
            "hooks": {hook.event: [script.as_json() for script in hook.scripts] for hook in self.hooks},
        }
