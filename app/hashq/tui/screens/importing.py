"""Import: choose notes, see what would happen, let it happen.

Owns the choice and the two runs (a preview that stores nothing, then the import), both in a thread with services of its
own, both with progress and a way to stop. Reading and matching are the library's.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import DirectoryTree, Input, Static

from hashq.errors import HashqError
from hashq.tui.glyphs import progress_bar
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.typed_path import PathSuggester, as_typed, typed_paths
from hashq.tui.widgets.import_preview import report_lines
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.note_tree import NoteTree
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Paste

    from hashq.study.views import ImportReport, Progress
    from hashq.tui.keys import Action

BAR_WIDTH = 16
TOLD_EVERY = 0.05
"""Seconds between two messages of progress."""


class ImportScreen(HashqScreen):
    """The choice on the left, what comes of it on the right."""

    PLACE = "importing"
    CSS_PATH = "importing.tcss"

    class Came(Message):
        """A run has come so far."""

        def __init__(self, progress: Progress) -> None:
            super().__init__()
            self.progress = progress

    class Ended(Message):
        """A run is over; ``report`` is None when it failed with ``problem``."""

        def __init__(self, report: ImportReport | None, problem: HashqError | None, *, stored: bool) -> None:
            super().__init__()
            self.report = report
            self.problem = problem
            self.stored = stored

    def __init__(self, path: Path | None = None) -> None:
        """Begin with ``path`` chosen, or with nothing."""
        super().__init__()
        self._chosen: tuple[Path, ...] = () if path is None else (path,)
        self._previewed: ImportReport | None = None
        self._stop: Event | None = None

    def compose(self) -> ComposeResult:
        """Path and tree, then the preview."""
        yield TopLine()
        yield Input(
            placeholder="a file or folder of notes; / to type, enter to look", suggester=PathSuggester()
        )
        with Horizontal():
            with Vertical(id="choice"):
                folder = next((path for path in self._chosen if path.is_dir()), Path.cwd())
                yield NoteTree(folder, self.program.glyphs)
            with VerticalScroll(id="preview"):
                yield Static(id="report")
        yield KeyBar()

    def on_mount(self) -> None:
        """The tree first; a path given is looked at."""
        self.query_one(TopLine).show(Content.styled("Import", "bold $lamp"))
        self.query_one(NoteTree).focus()
        self._tell("Choose a Markdown file or a folder, then space to see what an import would do.")
        self.refresh_keys()
        if self._chosen:
            self._look_at(*self._chosen)

    def actions(self) -> list[Action]:
        """What the footer offers: while a run goes on, stopping it; in the field, what its keys do; else what is possible."""
        find = self.program.keys.find
        leave, look = find("importing.leave"), find("importing.look")
        if self._stop is not None:
            return [leave._replace(keys=leave.keys[-1:], label="stop")]
        if self.query_one(Input).has_focus:
            return [
                look._replace(keys=("enter",)),
                leave._replace(keys=leave.keys[-1:], label="leave the field"),
            ]
        consent = self._previewed is not None and bool(self._previewed.needs_retire_consent)
        offered = [find("importing.path"), look]
        offered += [find("importing.accept")] if self._previewed is not None else []
        offered += [find("importing.retire")] if consent else []
        return [*offered, leave, find("app.keys")]

    def on_descendant_focus(self) -> None:
        """Another part has the keys."""
        self.refresh_keys()

    # Choosing

    def action_path(self) -> None:
        """Type a path."""
        self.query_one(Input).focus()

    def action_look(self) -> None:
        """See what an import of the chosen place would do."""
        node = self.query_one(NoteTree).cursor_node
        if node is None or node.data is None:
            self.program.say("Choose a file or folder first.")
        else:
            self._look_at(node.data.path)

    def action_up(self) -> None:
        """Show the folder above."""
        tree = self.query_one(NoteTree)
        tree.path = Path(tree.path).resolve().parent

    @on(DirectoryTree.FileSelected)
    def note_chosen(self, event: DirectoryTree.FileSelected) -> None:
        """Enter or a click on a note looks at it."""
        self._look_at(event.path)

    @on(Input.Submitted)
    def path_typed(self, event: Input.Submitted) -> None:
        """A typed path is looked at; the keys work again."""
        self.query_one(NoteTree).focus()
        self._look_at(*typed_paths(event.value))

    def on_paste(self, event: Paste) -> None:
        """Files dropped on the terminal arrive as their paths."""
        self._look_at(*typed_paths(event.text))

    # Running

    def _look_at(self, *paths: Path) -> None:
        if not paths:
            return
        if self._stop is not None:
            self.program.say("A run is still going on; esc stops it.")
            return
        self._chosen = paths
        self._previewed = None
        self.query_one(Input).value = as_typed(paths)
        self._start(paths, dry_run=True, retire=False)

    def action_accept(self) -> None:
        """Import what the preview shows."""
        self._import(retire=False)

    def action_retire(self) -> None:
        """Import and let many cards retire."""
        if self._previewed is not None and not self._previewed.needs_retire_consent:
            self.program.say("No retirement needs your consent here.")
        else:
            self._import(retire=True)

    def _import(self, *, retire: bool) -> None:
        if self._stop is not None:
            self.program.say("A run is still going on; esc stops it.")
        elif not self._chosen or self._previewed is None:
            self.program.say("Choose a file or folder and look at it first (space).")
        else:
            self._start(self._chosen, dry_run=False, retire=retire)

    def _start(self, paths: tuple[Path, ...], *, dry_run: bool, retire: bool) -> None:
        self._stop = Event()
        self.refresh_keys()
        self._tell("Looking…" if dry_run else "Importing…")
        self._run_import(paths, dry_run, retire, self._stop)

    @work(thread=True, exclusive=True, exit_on_error=False, group="notes")
    def _run_import(self, paths: tuple[Path, ...], dry_run: bool, retire: bool, stop: Event) -> None:
        told = 0.0

        def tell(progress: Progress) -> None:
            nonlocal told
            if monotonic() - told >= TOLD_EVERY:
                told = monotonic()
                self.post_message(self.Came(progress))

        try:
            services = self.program.open_services()
            try:
                report = services.library.import_paths(
                    paths, dry_run=dry_run, retire=retire, progress=tell, cancelled=stop.is_set
                )
            finally:
                services.close()
        except HashqError as problem:
            self.post_message(self.Ended(None, problem, stored=False))
        else:
            self.post_message(self.Ended(report, None, stored=not dry_run))

    @on(Came)
    def show_progress(self, message: Came) -> None:
        """How far the run has come."""
        progress = message.progress
        full, rest = progress_bar(progress.done, progress.total, BAR_WIDTH, self.program.glyphs)
        self._tell(
            joined(
                (
                    Content.styled(full, "$lamp"),
                    Content.styled(rest, "$faint"),
                    f" {progress.done:,} of {count(progress.total, 'note')}\n",
                    shown_line(Path(progress.path).name, "$quiet"),
                )
            )
        )

    @on(Ended)
    def show_end(self, message: Ended) -> None:
        """What came of the run."""
        self._stop = None
        self._previewed = None if message.stored else message.report or self._previewed
        self.refresh_keys()
        if message.report is None:
            if message.problem is not None:
                self._tell(
                    joined(
                        (
                            shown_line(message.problem.cause, "$ember"),
                            "\n",
                            shown_line(message.problem.remedy),
                        )
                    )
                )
            return
        if message.stored:
            self.program.renew_services()
        lines = list(report_lines(message.report, self.program.glyphs, done=message.stored))
        if not message.stored:
            key = self.key_of("accept")
            lines.insert(2, Content.styled(f"{key} imports it", "$lamp"))
        self._tell(joined(lines, "\n"))
        self.query_one("#preview").scroll_home(animate=False)

    def action_leave(self) -> None:
        """Stop a run, leave the path field, or go back."""
        if self._stop is not None:
            self._stop.set()
            self.program.say("Stopping.")
        elif self.query_one(Input).has_focus:
            self.query_one(NoteTree).focus()
        else:
            self.program.go_back()

    def on_unmount(self) -> None:
        """A run left behind stops by itself."""
        if self._stop is not None:
            self._stop.set()

    def _tell(self, words: Content | str) -> None:
        self.query_one("#report", Static).update(words if isinstance(words, Content) else Content(words))
