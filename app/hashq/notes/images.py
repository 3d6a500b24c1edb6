"""What the parser needs to know of the vault's pictures, and nothing more."""

from __future__ import annotations

from typing import Protocol


class ImageIndex(Protocol):
    """Finds the pictures that notes embed."""

    def find(self, target: str, note: str) -> str | None:
        """Absolute path of the picture that the note at path ``note`` calls ``target``; None when there is none."""
        ...


class _NoImages:
    """A vault without pictures."""

    def find(self, target: str, note: str) -> str | None:  # noqa: ARG002 - the protocol's names
        return None


NO_IMAGES: ImageIndex = _NoImages()
"""Finds nothing: every embedded picture is missing."""
