"""A host as an in-memory tree: files, folders, accounts, and what the last Install noted for cleanup.

Owns the values. Knows nothing of AppSpecs; paths are absolute, with forward slashes on every system.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

USUAL_ACCOUNTS = frozenset(
    [
        "root",
        "daemon",
        "bin",
        "nobody",
        "ec2-user",
        "ubuntu",
        "admin",
        "centos",
        "debian",
        "www-data",
        "apache",
        "nginx",
        "tomcat",
        "mysql",
        "postgres",
    ]
)
"""Accounts a web server's image commonly has."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What permissions have set on a file or folder."""

    mode: str | None = None
    """Octal digits; None when it was never set: a copied file keeps its mode from the bundle."""
    owner: str | None = None
    """A user's name; None when it was never set."""
    group: str | None = None
    """A group's name; None when it was never set."""
    acls: tuple[str, ...] = ()
    """Access control entries in full."""
    context: str | None = None
    """The SELinux type; None when it was never set."""


@dataclass(frozen=True, slots=True)
class HostFile:
    """One file."""

    content: str
    """Its text."""
    attributes: Attributes = Attributes()
    """Its permissions."""


@dataclass(frozen=True, slots=True)
class Host:
    """One instance's disk and accounts, as far as deployments see them."""

    files: Mapping[str, HostFile] = field(default_factory=dict)
    """By path."""
    directories: Mapping[str, Attributes] = field(default_factory=dict)
    """Folders by path; the root and the folders above every file are always there."""
    cleanup: tuple[str, ...] | None = None
    """Paths the last Install noted in its cleanup file, in the order it made them; None when there is no such file."""
    users: frozenset[str] = USUAL_ACCOUNTS
    """Names an owner can have."""
    groups: frozenset[str] = USUAL_ACCOUNTS
    """Names a group can have."""

    @classmethod
    def of(
        cls,
        files: Mapping[str, str] | None = None,
        directories: Iterable[str] = (),
        *,
        cleanup: Iterable[str] | None = None,
    ) -> Host:
        """A host with these files, by path and content, these empty folders, and this cleanup file."""
        held = {absolute(path): HostFile(content) for path, content in (files or {}).items()}
        folders = {folder: Attributes() for folder in map(absolute, directories)}
        for path in [*held, *folders]:
            folders |= {folder: Attributes() for folder in parents(path)}
        noted = None if cleanup is None else tuple(map(absolute, cleanup))
        return cls(MappingProxyType(held), MappingProxyType(folders), noted)

    def with_file(self, path: str, content: str) -> Host:
        """The host after something, such as a script, has written a file."""
        place = absolute(path)
        folders = {folder: Attributes() for folder in parents(place)} | dict(self.directories)
        files = dict(self.files) | {place: HostFile(content)}
        return replace(self, files=MappingProxyType(files), directories=MappingProxyType(folders))

    def contents(self) -> dict[str, str]:
        """Path and content of every file."""
        return {path: held.content for path, held in sorted(self.files.items())}


def absolute(path: str) -> str:
    """A path as the agent expands it: no trailing slash, dots resolved; a relative one counts from the root."""
    slashed = path.replace("\\", "/") if re.match(r"[A-Za-z]:", path) else path
    return posixpath.normpath("/" + slashed.lstrip("/")).replace("//", "/")


def parents(path: str) -> tuple[str, ...]:
    """The folders above a path from the root down, without the root."""
    parts = path.strip("/").split("/")[:-1]
    return tuple("/" + "/".join(parts[: count + 1]) for count in range(len(parts)))
