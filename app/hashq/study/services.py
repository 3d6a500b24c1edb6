"""Everything a front end needs, opened together: settings, places, clock and the use cases.

Owns the order of opening and closing. Nothing is written by opening: an absent database reads as an empty one.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Final

from hashq.clock import Clock, SystemClock
from hashq.paths import Places, places
from hashq.settings import Settings, read_settings
from hashq.store.backups import DailyCopies
from hashq.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.desk import Desk
    from hashq.study.feeding import Feeder
    from hashq.study.library import Library
    from hashq.study.notebook import Notebook
    from hashq.study.optimizing import Optimizer
    from hashq.study.quizzing import Quizzes
    from hashq.study.sittings import Sittings
    from hashq.study.study import Study


class Services:
    """The use cases over one data folder. Belongs to the thread that opened it; another thread opens its own."""

    def __init__(self, settings: Settings, places: Places, clock: Clock, database: Database) -> None:
        """Make them of these, each when it is first asked for."""
        self.settings: Final = settings
        self.places: Final = places
        self.clock: Final = clock
        self.database: Final = database
        """For the use cases that are made from these services; front ends leave it alone."""

    def with_settings(self, settings: Settings) -> Services:
        """The same library under other settings."""
        return Services(settings, self.places, self.clock, self.database)

    @cached_property
    def study(self) -> Study:
        """What waits, rating, taking back, figures."""
        from hashq.study.study import Study  # noqa: PLC0415 - an import of unchanged notes never asks for it

        return Study(self.database, self.settings, self.clock)

    @cached_property
    def library(self) -> Library:
        """What is read and which cards it holds."""
        from hashq.study.library import Library  # noqa: PLC0415 - a rating never asks for it

        return Library(self.database, self.settings, self.places, self.clock)

    @cached_property
    def quizzes(self) -> Quizzes:
        """Questions from the library: made, graded, practised."""
        from hashq.study.quizzing import Quizzes  # noqa: PLC0415 - loads the makers

        return Quizzes(self.database, self.settings, self.clock)

    @cached_property
    def feeder(self) -> Feeder:
        """What the answers of a quiz do to the schedule, when the person wants it."""
        from hashq.study.feeding import Feeder  # noqa: PLC0415 - only after a quiz
        from hashq.study.recording import Recorder  # noqa: PLC0415 - as above

        return Feeder(self.database, Recorder(self.database, self.settings, self.clock))

    @cached_property
    def sittings(self) -> Sittings:
        """Exams: begun, saved, resumed, looked back at."""
        from hashq.study.sittings import Sittings  # noqa: PLC0415 - loads the makers

        return Sittings(self.database, self.quizzes, self.feeder, self.clock)

    @cached_property
    def desk(self) -> Desk:
        """All cards as one list, searched and sorted."""
        from hashq.study.desk import Desk  # noqa: PLC0415 - only browsing asks for it

        return Desk(self.database, self.settings, self.clock)

    @cached_property
    def notebook(self) -> Notebook:
        """The notes as they are read, and what links to them."""
        from hashq.study.notebook import Notebook  # noqa: PLC0415 - only who follows a link asks for it

        return Notebook(self.database, self.settings, self.clock)

    @cached_property
    def optimizer(self) -> Optimizer:
        """The memory model fitted to the person: suggested, proposed, taken up, taken back."""
        from hashq.study.optimizing import Optimizer  # noqa: PLC0415 - only progress asks for it

        return Optimizer(self.database, self.settings)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def open_services(home: Path | None = None, clock: Clock | None = None) -> Services:
    """Open the data folder ``home``, else the one of ``HASHQ_HOME``, else the platform's own.

    Raises :class:`hashq.settings.SettingsError` on wrong settings, :class:`hashq.errors.DatabaseError` on a database
    that cannot be used.
    """
    its_places = places(os.environ, home)
    its_clock = clock or SystemClock()
    settings = read_settings(its_places.settings)
    database = Database(its_places.database, before_write=DailyCopies(its_places.backups, its_clock.now))
    return Services(settings=settings, places=its_places, clock=its_clock, database=database)
