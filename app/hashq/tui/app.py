"""The program on the terminal: holds services, settings and keys, opens screens, turns errors into messages.

Owns nothing that is studied or shown; running sessions live on their screens.
"""

from __future__ import annotations

import gc
import os
import sys
from asyncio import to_thread
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App
from textual.events import Key, Resize
from textual.geometry import Size
from textual.scrollbar import ScrollBar, ScrollBarRender

from hashq.errors import HashqError
from hashq.plain_text import one_line
from hashq.settings import read_settings
from hashq.tui import screens
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.glyphs import ASCII, glyphs_for
from hashq.tui.key_order import KeyOrder
from hashq.tui.key_pace import KeyPace
from hashq.tui.keys import EVERYWHERE
from hashq.tui.pictures import Canvas
from hashq.tui.plain_ends import PLAIN_ENDS
from hashq.tui.screens.common import HashqScreen
from hashq.tui.stylesheet import KeptStylesheet
from hashq.tui.themes import THEMES, next_theme, theme_name
from hashq.tui.watching import EVERY, NoteWatch, may_read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import SystemCommand
    from textual.command import Provider
    from textual.events import Event
    from textual.filter import LineFilter
    from textual.screen import Screen

    from hashq.settings import Settings
    from hashq.study.services import Services
    from hashq.study.views import ImportReport


def _palette() -> type[Provider]:
    """The palette's commands; imported when it opens."""
    from hashq.tui.palette import ActionCommands  # noqa: PLC0415 - the palette is dear and seldom the first thing

    return ActionCommands


COLLECTED_AFTER = (2_000, 20, 50)
"""Objects, and turns of the younger generations, between collections of garbage. One of everything takes longer than two
frames; with Python's own numbers it would come at every tenth key of a search."""
ERROR_SEEN = 1.5
"""Seconds that an error or a warning stands at least; the next key then takes it away."""

LEAST = Size(20, 6)
"""Of a smaller terminal, such as a pane drawn together for a while, a part of a screen of this size shows."""


def _usable(size: Size) -> Size:
    """``size``, or as much more as widgets need: some of Textual's own fail where nothing of them fits."""
    return Size(max(size.width, LEAST.width), max(size.height, LEAST.height))


class PlainScrollBar(ScrollBarRender):
    """A scroll bar of whole cells, without block characters at its ends."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


class HashqApp(App[int]):
    """The running program."""

    TITLE = "hashq"
    CSS_PATH = "app.tcss"
    BINDINGS = DEFAULT_KEYS.bindings(EVERYWHERE)
    COMMANDS: ClassVar = {_palette}
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (66, "-narrow"), (120, "-wide")]  # noqa: RUF012 - declared without ClassVar by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012

    def __init__(
        self, open_services: Callable[[], Services], screen: str = "home", **opening: object
    ) -> None:
        """Open on ``screen``, built with ``opening``.

        ``open_services`` is called once here, and again by each thread that needs services of its own. Raises
        :class:`KeysError` for key settings that cannot be used.
        """
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self.open_services = open_services
        self.services = open_services()
        settings = self.services.settings
        self.keys = DEFAULT_KEYS.remapped(settings.keys, str(self.services.places.settings))
        self._glyphs_for = partial(
            glyphs_for, encoding=sys.stdout.encoding, terminal=os.environ.get("TERM")
        )  # once Textual runs, stdout is not the terminal's
        self.glyphs = self._glyphs_for(ascii_only=settings.screen.ascii)
        if self.glyphs is ASCII:
            self.add_class("-ascii")
            ScrollBar.renderer = PlainScrollBar
        self._pace = KeyPace()
        self._key_order = KeyOrder(self, self._take_key)
        self._watch = NoteWatch(open_services)
        self.crash = ""
        """What ended the program against its will; empty when nothing did."""
        self.refusal: HashqError | None = None
        """Why the very first screen could not be shown; None when it could."""
        self._first = (screen, opening)
        self.set_keymap(self.keys.keymap(DEFAULT_KEYS))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(settings.screen.theme, colourless=colourless)
        self.stylesheet = KeptStylesheet(self.get_css_variables())

    def on_mount(self) -> None:
        """Lay the first screen over Textual's own empty one, which cannot be switched for another."""
        name, opening = self._first
        self.open(name, **opening)
        self.set_interval(EVERY, self._look_now_and_then)
        self.call_after_refresh(self._settle)

    def _look_now_and_then(self) -> None:
        if not self._watch.rests:
            self._look_at_notes()

    def _look_at_notes(self) -> None:
        self._look(reads=may_read(getattr(screen, "PLACE", "") for screen in self.screen_stack))

    @work(thread=True, exclusive=True, exit_on_error=False, group="watch")
    def _look(self, *, reads: bool) -> None:
        report = self._watch.look(reads=reads)
        if report is not None:
            self.call_from_thread(self.tell_read, report)

    @property
    def notes_wait(self) -> bool:
        """Whether notes are known to have changed that were not read yet."""
        return self._watch.waits

    async def read_notes(self) -> None:
        """Read the notes that changed, off this thread. Keys that are pressed meanwhile count afterwards."""
        report = await to_thread(self._watch.look)
        if report is not None:
            self.tell_read(report)

    def tell_read(self, report: ImportReport) -> None:
        """Say what reading notes changed, and let every open screen take it up."""
        if not report.changes:
            return
        from hashq.tui.widgets.import_preview import report_words  # noqa: PLC0415 - only when notes change

        self.say(report_words(report))
        for screen in self.screen_stack:
            if isinstance(screen, HashqScreen):
                screen.notes_were_read(report)

    def _settle(self) -> None:
        """Once the first screen is there: what was made until then stays, the collector need not look at it."""
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(*COLLECTED_AFTER)
            gc.enable()

    def open(self, name: str, **opening: object) -> None:
        """Lay another screen over this one."""
        self.push_screen(screens.make(name, **opening))

    def go_back(self) -> None:
        """Return to the screen below; leave the program from the last one."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit(0)

    def give_up(self, problem: HashqError) -> None:
        """Leave a screen that cannot show anything because of ``problem``; the one below tells it, or the shell."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
            self.tell(problem)
        else:
            self.refusal = problem
            self.exit(problem.exit_code)

    def tell(self, problem: HashqError) -> None:
        """Say what went wrong and what to do about it; nothing stops."""
        place = f"{one_line(problem.place)}: " if problem.place else ""
        remedy = f"\n{one_line(problem.remedy)}" if problem.remedy else ""
        self.notify(f"{place}{one_line(problem.cause)}{remedy}", severity="error", markup=False, timeout=10)

    def say(self, message: str) -> None:
        """A short message about what was just done, in place of the one before, over the line that says where one is.

        The message may hold text from notes.
        """
        self.notify(one_line(message), markup=False, timeout=4)

    def warn(self, message: str) -> None:
        """Something that will not work as the person set it; it stands as long as an error."""
        self.notify(one_line(message), severity="warning", markup=False, timeout=10)

    def on_notify(self) -> None:
        """Take the message before away, with the room it had: Textual leaves that until its time is over."""
        self.clear_notifications()
        self.screen.query("ToastHolder").remove()

    def renew_services(self) -> None:
        """Open the services again after another thread stored something: a library that was absent is there now."""
        self.services.close()
        self.services = self.open_services()

    def reread(self, path: str) -> None:
        """Read a note again that was just edited."""
        self.tell_read(self.services.library.import_paths([Path(path)], retire=True))  # an edit is consent

    @property
    def canvas(self) -> Canvas | None:
        """What pictures are drawn with; None where the person wants none drawn."""
        screen = self.services.settings.screen
        if screen.images == "off":
            return None
        return Canvas(max(6, self.size.height - 10), colour=not (self.no_color or self.glyphs is ASCII))

    async def on_event(self, event: Event) -> None:
        """Keys that just arrived wait for those before them; a size is one that can be laid out for."""
        if isinstance(event, Key) and not event.is_forwarded:
            await self._key_order.take(event)
            return
        if isinstance(event, Resize):
            event = Resize(_usable(event.size), _usable(event.virtual_size), _usable(event.container_size))
        await super().on_event(event)

    @property
    def key_pace(self) -> KeyPace:
        """The rhythm of the key that is acted on."""
        return self._pace.before(self._key_order.waiting)

    async def _take_key(self, key: Key) -> None:
        """Keep the rhythm of the keys, to know a held one, before anything else sees the key."""
        self._pace = self._pace.after_event(key)
        self._drop_read_error()
        await super().on_event(key)

    @property
    def size(self) -> Size:
        """The terminal's size, which screens are laid out for."""
        return _usable(super().size)

    def _drop_read_error(self) -> None:
        """A key takes an error away that has stood long enough to be seen: it covers what one wants to look at next."""
        if any(
            each.severity != "information" and each.timeout - each.time_left >= ERROR_SEEN
            for each in self._notifications
        ):
            self.on_notify()

    def action_keys(self) -> None:
        """The keys of where the person is; pressed there, back again."""
        place = getattr(self.screen, "PLACE", "")
        if place == "help":
            self.go_back()
        elif place:
            self.open("help", place=place)

    def action_next_theme(self) -> None:
        """The next theme, kept for the next time."""
        if self.no_color:
            self.say("Colours are off, because NO_COLOR is set.")
        elif self.change_setting(("screen", "theme"), next_theme(self.theme)):
            self.say(f"Theme: {self.theme}")

    def change_setting(self, place: tuple[str, ...], value: object) -> bool:
        """Store one setting, None for its default, and let it take effect at once; whether that went well.

        A wrong value, or a key that belongs to another action, is told and changes nothing.
        """
        from hashq.settings.writing import write_setting  # noqa: PLC0415 - loads tomlkit

        file = self.services.places.settings
        try:
            if place[0] == "keys":
                self._keys_with(place[1], value)
            self._take(write_setting(file, place, value))
        except HashqError as problem:
            self.tell(problem)
            return False
        return True

    def read_settings_again(self) -> None:
        """Take what the settings file says now. Raises :class:`HashqError` when it cannot be used."""
        self._take(read_settings(self.services.places.settings))

    def _keys_with(self, action: str, keys: object) -> None:
        """Raise :class:`KeysError` when the action cannot have these keys; None: its own ones."""
        wanted = {**self.services.settings.keys, action: keys}
        chosen = {each: its for each, its in wanted.items() if isinstance(its, list | tuple)}
        DEFAULT_KEYS.remapped(chosen, str(self.services.places.settings))

    def _take(self, settings: Settings) -> None:
        """Let ``settings`` hold from now on."""
        self.keys = DEFAULT_KEYS.remapped(settings.keys, str(self.services.places.settings))
        self.set_keymap(self.keys.keymap(DEFAULT_KEYS))
        self.services = self.services.with_settings(settings)
        self.glyphs = self._glyphs_for(ascii_only=settings.screen.ascii)
        self.theme = theme_name(settings.screen.theme, colourless="NO_COLOR" in os.environ)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes on its way to the terminal."""
        filters = super().get_line_filters()
        return [*filters, PLAIN_ENDS] if self.glyphs is ASCII else filters

    def _fatal_error(self) -> None:
        # Textual would print a traceback of many screens with every local variable.
        self.crash = one_line(f"{type(self._exception).__name__}: {self._exception}")
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[Any]) -> list[SystemCommand]:  # noqa: ARG002 - all of ours stand in the table of actions
        """None: the palette lists the table of actions."""
        return []
