"""An Install on a host, as a pure function over in-memory trees: what it does, step by step, and what is left behind.

Owns the agent's order: first everything the last Install noted is removed, then the new instructions are planned, then
they are carried out one by one, each noted for the next cleanup. A failure leaves the host as it is at that moment, which
is why a collision costs the host its old version too. Rules follow the agent 1.8 (installer.rb, install_instruction.rb).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashq.sandbox.appspec_model import AppSpec, FileExistsBehavior, Permission
from hashq.sandbox.install_host import Attributes, Host, HostFile, parents
from hashq.sandbox.install_plan import Action, Archive, InstallError, Instruction, plan_install

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTEXT_MARK = "semanage\0"
"""Begins a note for cleanup that means an SELinux rule, not a path."""


class Stage(StrEnum):
    """When an Install fails."""

    PLANNING = "planning"
    """The old files are gone, nothing new is there, and there is no cleanup file."""
    INSTALLING = "installing"
    """Everything before the failure is done and noted for cleanup."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    action: Action
    """What it was."""
    path: str
    """Where on the host."""
    sentence: str
    """The same for a reader, without a full stop."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an Install failed."""

    stage: Stage
    """When."""
    code: str
    """A stable word."""
    path: str
    """Where on the host."""
    message: str
    """Why, one sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What an Install did to a host."""

    host: Host
    """The host afterwards, with its new cleanup file."""
    steps: tuple[Step, ...]
    """Everything that happened, in order."""
    failure: Failure | None = None
    """None when the Install succeeded."""
    left_behind: tuple[str, ...] = ()
    """Files in folders of the last Install that no deployment put there: scripts or people did, and nothing removes them."""


def install(
    appspec: AppSpec,
    bundle: Mapping[str, str],
    host: Host,
    *,
    option: FileExistsBehavior = FileExistsBehavior.DISALLOW,
) -> Installed:
    """Install a bundle (path → content; a path that ends with a slash is an empty folder) on ``host``.

    ``option`` is the deployment's own file-exists behavior, which the AppSpec's beats.
    """
    disk = _Disk(dict(host.files), dict(host.directories), host.users, host.groups)
    left_behind = disk.clean_up(host.cleanup or ())
    archive = Archive.of(bundle)
    try:
        instructions = plan_install(appspec, archive, disk.host(None), option)
    except InstallError as refused:
        return _failed(disk, Stage.PLANNING, refused, left_behind)
    try:
        for instruction in instructions:
            disk.carry_out(instruction, archive)
    except InstallError as refused:
        return _failed(disk, Stage.INSTALLING, refused, left_behind)
    return Installed(disk.host(disk.noted), tuple(disk.steps), None, left_behind)


def _failed(disk: _Disk, stage: Stage, refused: InstallError, left_behind: tuple[str, ...]) -> Installed:
    disk.tell(Action.FAIL, refused.path, f"Install fails: {refused.message}")
    failure = Failure(stage, refused.code, refused.path, refused.message)
    noted = disk.noted if stage is Stage.INSTALLING else None
    return Installed(disk.host(noted), tuple(disk.steps), failure, left_behind)


@dataclass(slots=True)
class _Disk:
    """The tree while it changes."""

    files: dict[str, HostFile]
    directories: dict[str, Attributes]
    users: frozenset[str]
    groups: frozenset[str]
    noted: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def host(self, noted: list[str] | None) -> Host:
        files, directories = MappingProxyType(dict(self.files)), MappingProxyType(dict(self.directories))
        cleanup = None if noted is None else tuple(noted)
        return Host(files, directories, cleanup, self.users, self.groups)

    def tell(self, action: Action, path: str, sentence: str) -> None:
        self.steps.append(Step(action, path, sentence))

    def clean_up(self, noted: tuple[str, ...]) -> tuple[str, ...]:
        """Remove what was noted, last first; the files that keep a folder from going."""
        kept = [path for path in reversed(noted) if not self.remove(path)]
        inside = {path for path in self.files if any(path.startswith(f"{folder}/") for folder in kept)}
        return tuple(sorted(inside))

    def remove(self, path: str) -> bool:
        """Whether nothing noted under this path is left."""
        if path.startswith(CONTEXT_MARK):
            target = path.removeprefix(CONTEXT_MARK)
            self.tell(Action.FORGET_CONTEXT, target, f"the SELinux rule for {target} is removed")
        elif path in self.files:
            del self.files[path]
            self.tell(Action.REMOVE, path, f"{path} of the last Install is removed")
        elif path in self.directories and any(
            path in parents(held) for held in [*self.files, *self.directories]
        ):
            self.tell(Action.KEEP, path, f"{path} stays, since something in it is not from the last Install")
            return False
        elif path in self.directories:
            del self.directories[path]
            self.tell(Action.REMOVE, path, f"the empty folder {path} of the last Install is removed")
        return True

    def carry_out(self, instruction: Instruction, archive: Archive) -> None:
        path, permission = instruction.path, instruction.permission
        if permission is not None:
            self.permit(instruction.action, path, permission)
        elif instruction.action is Action.MAKE_DIRECTORY:
            self.make_directory(path)
        elif instruction.action is Action.RETAIN:
            sentence = f"{path} is on the host already and stays; it will not be cleaned up either"
            self.tell(Action.RETAIN, path, sentence)
        else:
            self.copy(instruction, archive)

    def make_directory(self, path: str) -> None:
        if path in self.files:
            raise InstallError("file-exists", path, f"{path} shall be a folder, and is a file on the host")
        self.check_parents(path)
        self.directories[path] = Attributes()
        self.noted.append(path)
        self.tell(Action.MAKE_DIRECTORY, path, f"the folder {path} is made")

    def copy(self, instruction: Instruction, archive: Archive) -> None:
        path, source = instruction.path, instruction.source
        self.noted.append(path)
        content = archive.files.get(source)
        if content is None:
            raise InstallError("missing-source", path, f"the bundle has no {source or 'such file'}")
        self.check_parents(path)
        if path in self.directories:
            # Copying onto a folder copies into it.
            path = f"{path}/{posixpath.basename(source)}"
        self.files[path] = HostFile(content)
        done = (
            "replaces the host's file"
            if instruction.action is Action.OVERWRITE
            else "is copied from the bundle"
        )
        self.tell(instruction.action, path, f"{path} {done}")

    def check_parents(self, path: str) -> None:
        blocked = next((folder for folder in parents(path) if folder in self.files), None)
        if blocked is not None:
            message = f"{path} cannot be made, since {blocked} is a file on the host"
            raise InstallError("not-a-folder", path, message)

    def permit(self, action: Action, path: str, permission: Permission) -> None:
        if action is Action.NOTHING:
            sentence = f"the permissions for {permission.object} match nothing that this deployment installs"
            self.tell(action, path, sentence)
            return
        before = self.files[path].attributes if path in self.files else self.directories[path]
        after, sentence = self.permitted(action, path, permission, before)
        if path in self.files:
            self.files[path] = replace(self.files[path], attributes=after)
        else:
            self.directories[path] = after
        self.tell(action, path, sentence)

    def permitted(
        self, action: Action, path: str, permission: Permission, before: Attributes
    ) -> tuple[Attributes, str]:
        if action is Action.MODE and permission.mode is not None:
            digits = permission.mode.digits
            return replace(before, mode=digits), f"{path} gets the mode {digits}"
        if action is Action.ACL and permission.acls is not None:
            self.check_acl_names(path, permission)
            acls = tuple(ace.text for ace in permission.acls)
            return replace(before, acls=acls), f"{path} gets the access control list {', '.join(acls)}"
        if action is Action.CONTEXT and permission.context is not None:
            self.noted.append(CONTEXT_MARK + path)
            kind = permission.context.type
            return replace(before, context=kind), f"{path} gets the SELinux type {kind}"
        return self.owned(path, permission, before)

    def check_acl_names(self, path: str, permission: Permission) -> None:
        for ace in permission.acls or ():
            known = {"user": self.users, "group": self.groups}.get(ace.kind)
            if ace.name and known is not None and ace.name not in known:
                message = f"the acl for {path} names the {ace.kind} {ace.name}, which the host does not have"
                raise InstallError("perm-acl", path, message)

    def owned(self, path: str, permission: Permission, before: Attributes) -> tuple[Attributes, str]:
        owner, group = permission.owner, permission.group
        if owner is not None and owner not in self.users:
            message = f"the host has no user {owner}, who shall own {path}"
            raise InstallError("perm-owner", path, message)
        if group is not None and group not in self.groups:
            message = f"the host has no group {group}, which shall own {path}"
            raise InstallError("perm-group", path, message)
        names = " and ".join(
            text for text in (owner and f"the owner {owner}", group and f"the group {group}") if text
        )
        return replace(
            before, owner=owner or before.owner, group=group or before.group
        ), f"{path} gets {names}"
