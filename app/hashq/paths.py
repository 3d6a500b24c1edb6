"""Where the program keeps what it writes.

Computes places only; nothing is created until something is written there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Places(NamedTuple):
    """The folders and files the program owns."""

    data: Path
    """Holds the database, its backups, saved scenarios and the person's copies of shipped notes."""
    config: Path
    """Holds ``config.toml``."""

    @property
    def database(self) -> Path:
        """The SQLite file with all progress."""
        return self.data / "hashq.db"

    @property
    def settings(self) -> Path:
        """The settings file; it need not exist."""
        return self.config / "config.toml"

    @property
    def backups(self) -> Path:
        """Dated copies of the database."""
        return self.data / "backups"

    @property
    def notes(self) -> Path:
        """The person's editable copies of shipped notes."""
        return self.data / "notes"

    @property
    def scenarios(self) -> Path:
        """Saved sandbox scenarios, one YAML file each."""
        return self.data / "scenarios"


def places(environment: Mapping[str, str], home: Path | None = None) -> Places:
    """The places for this run: ``home`` (``--home``), else ``HASHQ_HOME``, else the platform's own."""
    chosen = home or (Path(environment["HASHQ_HOME"]) if environment.get("HASHQ_HOME") else None)
    if chosen is not None:
        chosen = chosen.expanduser().absolute()
        return Places(data=chosen, config=chosen)
    import platformdirs  # noqa: PLC0415 - only needed without HASHQ_HOME; keeps `due` quick

    return Places(
        data=Path(platformdirs.user_data_dir("hashq", appauthor=False)),
        config=Path(platformdirs.user_config_dir("hashq", appauthor=False)),
    )


def shipped_decks() -> Path:
    """The folder with the decks that ship: inside the package when installed, else beside the source tree."""
    packaged = Path(__file__).parent / "cards"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "cards"
