"""What an Install would do, as a list of instructions, before anything is done.

Owns copying, making folders and matching permissions, with the collisions that are found while planning. Rules follow the
agent 1.8 (installer.rb, install_instruction.rb, linux_permission_info.rb).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from hashq.sandbox.appspec_model import AppSpec, FileExistsBehavior, Permission
from hashq.sandbox.install_host import absolute, parents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashq.sandbox.install_host import Host


class Action(StrEnum):
    """What one instruction, or one step of the story, does."""

    REMOVE = "remove"
    """A file or an empty folder of the last Install goes."""
    KEEP = "keep"
    """A folder of the last Install stays, since something is in it."""
    FORGET_CONTEXT = "forget-context"
    """An SELinux rule of the last Install goes."""
    MAKE_DIRECTORY = "make-directory"
    """A folder is made."""
    COPY = "copy"
    """A file is copied from the bundle to a free place."""
    OVERWRITE = "overwrite"
    """A file is copied over the host's."""
    RETAIN = "retain"
    """The host's file stays; nothing is copied."""
    MODE = "mode"
    """Permission bits are set."""
    ACL = "acl"
    """An access control list is set."""
    CONTEXT = "context"
    """An SELinux context is set."""
    OWNER = "owner"
    """Owner or group is set."""
    NOTHING = "nothing"
    """An entry of permissions matches nothing of this deployment."""
    FAIL = "fail"
    """The Install fails here."""


class InstallError(Exception):
    """Why an Install fails."""

    def __init__(self, code: str, path: str, message: str) -> None:
        """``code`` is a stable word, ``path`` the place on the host."""
        super().__init__(message)
        self.code = code
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing the agent will do."""

    action: Action
    """What it does."""
    path: str
    """Where on the host."""
    source: str = ""
    """The file in the bundle; empty unless something is copied or retained."""
    permission: Permission | None = None
    """The entry that asked for it; None unless a permission is set."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A bundle's files in the agent's deployment archive. Paths have no slash at either end; the empty path is its top."""

    files: Mapping[str, str]
    """Content by path."""
    folders: Mapping[str, tuple[str, ...]]
    """The names directly inside each folder, sorted."""

    @classmethod
    def of(cls, written: Mapping[str, str]) -> Archive:
        """An archive from path → content, where a path that ends with a slash is an empty folder."""
        files = {cls.key(path): content for path, content in written.items() if not path.endswith("/")}
        inside: dict[str, set[str]] = {"": set()}
        for path in written:
            key = cls.key(path)
            if path.endswith("/"):
                inside.setdefault(key, set())
            while key:
                key, _, name = key.rpartition("/")
                inside.setdefault(key, set()).add(name)
        return cls(files, {folder: tuple(sorted(names)) for folder, names in inside.items()})

    @staticmethod
    def key(source: str) -> str:
        """A source as the AppSpec writes it, as a path in the archive."""
        return posixpath.normpath("/" + source.lstrip("/")).strip("/")


@dataclass(slots=True)
class _Plan:
    host: Host
    archive: Archive
    behavior: FileExistsBehavior
    instructions: list[Instruction] = field(default_factory=list)
    copied: dict[str, str] = field(default_factory=dict)
    made: dict[str, None] = field(default_factory=dict)
    permitted: set[str] = field(default_factory=set)

    def exists(self, path: str) -> bool:
        return path in self.host.files or self.is_directory(path)

    def is_directory(self, path: str) -> bool:
        return path == "/" or path in self.host.directories

    def make_directory(self, path: str) -> None:
        if path in self.copied:
            message = f"{path} would be both a folder and the copy of {self.copied[path]}"
            raise InstallError("duplicate-target", path, message)
        if path not in self.made:
            self.instructions.append(Instruction(Action.MAKE_DIRECTORY, path))
            self.made[path] = None

    def make_missing_parents(self, path: str) -> None:
        missing = []
        for folder in reversed(parents(path)):
            if self.exists(folder):
                break
            missing.append(folder)
        for folder in reversed(missing):
            self.make_directory(folder)

    def copy_directory(self, key: str, destination: str) -> None:
        if not self.is_directory(destination):
            self.make_directory(destination)
        for name in self.archive.folders[key]:
            inner, target = f"{key}/{name}".lstrip("/"), absolute(f"{destination}/{name}")
            if inner in self.archive.folders:
                self.copy_directory(inner, target)
            else:
                self.copy_file(inner, target)

    def copy_file(self, source: str, path: str) -> None:
        there = self.exists(path)
        if there and self.behavior is FileExistsBehavior.RETAIN:
            self.instructions.append(Instruction(Action.RETAIN, path, source))
            return
        if there and self.behavior is FileExistsBehavior.DISALLOW:
            message = f"{path} already exists on the host and no deployment put it there"
            raise InstallError("file-exists", path, message)
        if path in self.copied:
            message = f"{source} and {self.copied[path]} would both be copied to {path}"
            raise InstallError("duplicate-target", path, message)
        if path in self.made:
            message = f"{source} would be copied to {path}, which this deployment makes a folder"
            raise InstallError("duplicate-target", path, message)
        self.instructions.append(Instruction(Action.OVERWRITE if there else Action.COPY, path, source))
        self.copied[path] = source

    def permit(self, permission: Permission) -> None:
        target = absolute(permission.object)
        if target in self.copied:
            matched = self.file_matches(permission, target)
        elif target in self.made or self.is_directory(target):
            matched = self.directory_matches(permission, target)
        else:
            matched = []
        if not matched:
            self.instructions.append(Instruction(Action.NOTHING, target, permission=permission))
        for path in matched:
            self.set_permission(path, permission)

    def file_matches(self, permission: Permission, path: str) -> list[str]:
        if "file" not in permission.types:
            return []
        if permission.pattern != "**":
            message = f"{path} is a file, and the pattern {permission.pattern!r} is for what a folder holds"
            raise InstallError("perm-pattern", path, message)
        if permission.excluded:
            message = f"{path} is a file, and except is for what a folder holds"
            raise InstallError("perm-except", path, message)
        refuse_default_acl(permission, path)
        return [path]

    def directory_matches(self, permission: Permission, folder: str) -> list[str]:
        files = [path for path in self.copied if _is_meant(permission, folder, path)]
        if "file" not in permission.types:
            files = []
        for path in files:
            refuse_default_acl(permission, path)
        folders = [path for path in self.made if _is_meant(permission, folder, path)]
        return files + (folders if "directory" in permission.types else [])

    def set_permission(self, path: str, permission: Permission) -> None:
        if path in self.permitted:
            message = f"two entries of permissions match {path}, and their order gives no precedence"
            raise InstallError("perm-twice", path, message)
        self.permitted.add(path)
        wanted = (
            (Action.MODE, permission.mode is not None),
            (Action.ACL, permission.acls is not None),
            (Action.CONTEXT, permission.context is not None),
            (Action.OWNER, permission.owner is not None or permission.group is not None),
        )
        self.instructions += [
            Instruction(action, path, permission=permission) for action, asked in wanted if asked
        ]


def plan_install(
    appspec: AppSpec, archive: Archive, host: Host, option: FileExistsBehavior
) -> tuple[Instruction, ...]:
    """Every instruction of an Install on ``host``; raises InstallError for a collision found while planning.

    ``option`` is the deployment's own file-exists behavior; the AppSpec's wins. ``host`` is the host after cleanup.
    """
    plan = _Plan(host, archive, appspec.file_exists_behavior or option)
    for mapping in appspec.files:
        key = archive.key(mapping.source)
        destination = absolute(mapping.destination)
        if key in archive.folders:
            plan.make_missing_parents(destination)
            plan.copy_directory(key, destination)
        else:
            path = absolute(f"{destination}/{posixpath.basename(key)}")
            plan.make_missing_parents(path)
            plan.copy_file(key, path)
    for permission in appspec.permissions:
        plan.permit(permission)
    return tuple(plan.instructions)


def refuse_default_acl(permission: Permission, path: str) -> None:
    """Raise when a default entry of an access control list would go on a file."""
    if any(ace.default for ace in permission.acls or ()):
        message = f"default acl entries are for folders only, and {path} is a file"
        raise InstallError("acl-default-on-file", path, message)


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern of the AppSpec matches a name: a star stands for any characters, nothing else is special."""
    first, *middle = pattern.split("*")
    if "/" in name or not name.startswith(first):
        return False
    if not middle:
        return name == pattern
    *middle, last = middle
    at = len(first)
    for part in middle:
        found = name.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(name) - len(last) >= at and name.endswith(last)


def _is_meant(permission: Permission, folder: str, path: str) -> bool:
    base = folder.rstrip("/") + "/"
    if not path.startswith(base):
        return False
    name = path.removeprefix(base)
    if any(matches(excluded, name) for excluded in permission.excluded):
        return False
    return permission.pattern == "**" or matches(permission.pattern, name)
