"""Installs tried out on a host that is not there: bundles are listed from their folders, and the agent's rules applied.

Owns the listing of a bundle. Only names are read besides the AppSpec; nothing of a bundle is run, copied or followed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.errors import UnreadableInputError
from hashq.sandbox.appspec_model import FileExistsBehavior
from hashq.sandbox.install import Installed, install
from hashq.sandbox.install_host import Host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hashq.sandbox.appspec_model import AppSpec

MOST_FILES = 20_000
"""A folder with more is no bundle that anyone would look through."""
NAMES = ("appspec.yml", "appspec.yaml")
"""What the agent looks for at the top of a bundle, in this order."""
BY_HAND = "put there by hand"
"""The content of a file that no bundle brought."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as its folder has it."""

    appspec: Path
    """Its AppSpec file."""
    files: Mapping[str, str]
    """Paths from its top, with slashes; an empty folder's ends with one. The content is the path itself."""


def bundle_at(place: Path) -> Bundle:
    """The bundle in a folder, or the one whose AppSpec file is named. Raises :class:`UnreadableInputError`."""
    appspec = (
        place if not place.is_dir() else next(filter(Path.is_file, (place / name for name in NAMES)), None)
    )
    if appspec is None or not appspec.is_file():
        cause = "there is no appspec.yml in it" if place.is_dir() else "there is no such folder or file"
        raise UnreadableInputError(
            cause, place=str(place), remedy="Name the folder of a bundle, or its AppSpec."
        )
    files: dict[str, str] = {}
    for path in _inside(appspec.parent):
        files[path] = path
        if len(files) > MOST_FILES:
            cause = f"the folder holds more than {MOST_FILES:,} files"
            remedy = "Name the folder of a bundle alone."
            raise UnreadableInputError(cause, place=str(appspec.parent), remedy=remedy)
    return Bundle(appspec, files)


def _inside(top: Path) -> Iterator[str]:
    """Every file below ``top``, and every empty folder; links to folders are files here, so that none leads outside."""
    for folder, folders, names in os.walk(top):
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = sorted(set(folders).difference(linked))
        here = Path(folder).relative_to(top)
        yield from ((here / name).as_posix() for name in sorted([*names, *linked]))
        if not (folders or names or linked) and here.parts:
            yield f"{here.as_posix()}/"


def try_install(
    appspec: AppSpec,
    bundle: Bundle,
    *,
    before: tuple[AppSpec, Bundle] | None = None,
    by_hand: Iterable[str] = (),
    option: FileExistsBehavior = FileExistsBehavior.DISALLOW,
) -> Installed:
    """What Install does on a fresh host, or on one where ``before`` was installed and files were then put ``by_hand``.

    ``option`` is the deployment's own file-exists behavior; the earlier Install is taken as one without collisions.
    """
    host = Host()
    if before is not None:
        host = install(before[0], before[1].files, host, option=FileExistsBehavior.OVERWRITE).host
    for path in by_hand:
        host = host.with_file(path, BY_HAND)
    return install(appspec, bundle.files, host, option=option)
