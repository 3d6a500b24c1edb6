"""The home screen: the decks with what waits in each, and today at a glance.

Owns the choice of a deck. What waits, and why, is the use cases' business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from hashq.errors import HashqError
from hashq.study.decks import hidden_queries, strange_decks
from hashq.tui.deck_tree import deck_tree, kept_rows
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined
from hashq.tui.widgets.deck_list import DeckList, column_heads
from hashq.tui.widgets.exam_box import ExamBox
from hashq.tui.widgets.heading import Heading
from hashq.tui.widgets.import_preview import report_words
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.today import Today, TodayBox
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count, span

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.study.views import DueSummary, ImportReport, KeptQuery
    from hashq.tui.keys import Action

FORECAST_DAYS = 7
FOOTER = (
    "study",
    "quiz",
    "sandbox",
    "import",
    "browse",
    "stats",
    "find",
    "problems",
    "settings",
    "shapes",
    "again",
    "leave",
)
"""The order of the footer; where it is narrow, the last give way."""


class HomeScreen(HashqScreen):
    """Decks on the left, today on the right."""

    PLACE = "home"
    CSS_PATH = "home.tcss"

    def __init__(self) -> None:
        """Nothing is known of the notes' files yet."""
        super().__init__()
        self._changed = 0
        self._remembered: float | None = None
        self._kept: tuple[KeptQuery, ...] = ()

    def compose(self) -> ComposeResult:
        """Top line, decks and today, the hint for new people, keys."""
        glyphs = self.program.glyphs
        yield TopLine()
        with Horizontal(id="desk"):
            with Vertical(id="decks"):
                yield Heading("Decks", glyphs, column_heads())
                yield DeckList(glyphs)
            with Vertical(id="today"):
                yield Heading("Today", glyphs)
                yield TodayBox(glyphs)
                yield ExamBox(glyphs, self.program.open_services)
        yield Static(id="hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The first time on an empty library, the shipped deck joins it."""
        self._add_shipped_deck()
        self._tell_strange_names()
        self.query_one(DeckList).focus()
        self.refresh_keys()

    def on_screen_resume(self) -> None:
        """What waits may have changed on the screens above, and notes meanwhile."""
        known = {each.name: each for each in self._kept}
        kept = self.program.services.study.kept(counted=False)
        self._kept = tuple(known.get(each.name, each) for each in kept)
        self.show_library()
        self.call_after_refresh(self._look_further)

    @work(thread=True, exclusive=True, exit_on_error=False, group="changes")
    def _look_further(self) -> None:
        """Find what takes long while the rest shows: what kept queries find, the share remembered, which notes changed."""
        try:
            services = self.program.open_services()
            try:
                remembered = services.study.retention()
                changed = len(services.library.changed_notes())
                kept = services.study.kept(counted=True)
            finally:
                services.close()
        except HashqError:
            return  # what is wrong with the database is told where something is asked of it
        self.app.call_from_thread(self._tell_found, changed, remembered, kept)

    def notes_were_read(self, report: ImportReport) -> None:  # noqa: ARG002 - everything is counted anew
        """What waits may be other cards now."""
        self._changed = 0
        self.show_library()

    def _tell_found(self, changed: int, remembered: float | None, kept: tuple[KeptQuery, ...]) -> None:
        self._changed, self._remembered = changed, remembered
        if kept != self._kept:
            self._kept = kept
            self.show_library()
        self.query_one(TodayBox).tell(changed, remembered)

    def actions(self) -> list[Action]:
        """The footer: what one studies with first."""
        table = self.program.keys
        own = [action for action in table.on(self.PLACE) if action.footer and action.screen == self.PLACE]
        places = {name: at for at, name in enumerate(FOOTER)}
        return [*sorted(own, key=lambda action: places.get(action.name, len(places))), table.find("app.keys")]

    @tells_errors
    def _add_shipped_deck(self) -> None:
        self.program.services.library.add_shipped_deck()

    @tells_errors
    def _tell_strange_names(self) -> None:
        """A deck's own settings under a name that no deck has hold for nothing, and so does a query by a deck's name."""
        services = self.program.services
        settings = services.settings
        if not settings.decks and not settings.queries:
            return
        decks = services.study.deck_tree_names()
        told = [
            *strange_decks(settings.decks, decks),
            *(
                f'[queries] "{name}": a deck has this name and is what it means. Give the query another one.'
                for name in hidden_queries(settings.queries, decks)
            ),
        ]
        if told:
            self.program.warn(f"{services.places.settings.name}: {' '.join(told)}")

    @tells_errors
    def show_library(self) -> None:
        """Read again what waits and show it."""
        due = self.program.services.study.due()
        self.query_one(DeckList).show((*kept_rows(self._kept), *deck_tree(due.every_deck)))
        self.query_one(TodayBox).show(self._today(due))
        self.query_one(ExamBox).show(self.program.services.study.exams())
        self.query_one(TopLine).show(Content.styled("hashq", "bold $lamp"), self._date())
        self.query_one("#hint", Static).update(self._hint())

    def _today(self, due: DueSummary) -> Today:
        services = self.program.services
        wait = span(due.next - services.clock.now()) if due.next else ""
        week = services.study.forecast(FORECAST_DAYS)
        more = sum(deck.new for deck in due.decks) > due.new
        return Today(
            waiting=due.total,
            minutes=self._minutes(due.total),
            week=tuple(day.due for day in week),
            first_day=week[0].day if week else None,
            shared_new=services.settings.study.new_per_day if more else None,
            remembered=self._remembered,
            wanted=services.settings.study.desired_retention,
            cards=len(due.decks),
            problems=len(services.library.problems()),
            changed=self._changed,
            next=f"in {wait}" if wait else "",
        )

    def _minutes(self, cards: int) -> int | None:
        pace = self.program.services.study.seconds_per_review()
        return None if pace is None else max(1, round(cards * pace / 60))

    def _date(self) -> Content:
        services = self.program.services
        now = services.clock.now()
        local = now + services.clock.utc_offset(now)
        facts = [Content.styled(f"{local:%a} {local.day} {local:%b}", "$quiet")]
        streak = services.study.streak()
        if streak > 1:
            facts.append(Content.styled(f"{count(streak, 'day')} in a row", "$lamp"))
        return joined(facts, f"  {self.program.glyphs.dot} ")

    def _hint(self) -> Content:
        if self.program.services.library.has_own_notes():
            return Content("")
        return joined(
            (
                Content.styled("Your own notes: ", "$lamp"),
                "press ",
                Content.styled("i", "bold $lamp"),
                " and choose a Markdown file or folder with #Q cards, or run hashq import PATH.",
            )
        )

    @on(DeckList.Opened)
    def study_clicked(self) -> None:
        """A click on the chosen deck studies it."""
        self.action_study()

    def action_study(self) -> None:
        """Study the chosen deck."""
        row = self.query_one(DeckList).chosen
        if row is None:
            self.program.say("There are no cards yet. Press i to import notes.")
        else:
            self.program.open("review", deck=row.deck)

    def action_quiz(self) -> None:
        """Practise the chosen deck, or sit an exam."""
        row = self.query_one(DeckList).chosen
        self.program.open("quiz", deck=row.deck if row else None)

    def action_fold(self) -> None:
        """Close the chosen deck or go up."""
        if not self.query_one(DeckList).fold():
            self.program.say("This deck is at the top and holds no others.")

    def action_unfold(self) -> None:
        """Open the chosen deck."""
        if not self.query_one(DeckList).unfold():
            self.program.say("This deck has nothing to unfold.")

    def action_sandbox(self) -> None:
        """Watch deployments."""
        self.program.open("sandbox")

    def action_import(self) -> None:
        """Choose notes to read."""
        self.program.open("importing")

    @work(thread=True, exclusive=True, exit_on_error=False, group="notes")
    def action_again(self) -> None:
        """Read the notes that changed."""
        try:
            services = self.program.open_services()
            try:
                report = services.library.import_paths()
            finally:
                services.close()
        except HashqError as problem:
            self.app.call_from_thread(self.program.tell, problem)
        else:
            self.app.call_from_thread(self._tell_read, report)

    def _tell_read(self, report: ImportReport) -> None:
        self.program.renew_services()
        self._changed = 0
        self.program.say(report_words(report))
        self.show_library()

    def action_browse(self) -> None:
        """All cards."""
        self.program.open("browse")

    def action_find(self) -> None:
        """Search all cards."""
        self.program.open("browse", searching=True)

    def action_problems(self) -> None:
        """List what is unclear in the notes."""
        self.program.open("problems")

    def action_shapes(self) -> None:
        """Sessions of other shapes for the chosen deck."""
        row = self.query_one(DeckList).chosen
        self.program.open("shapes", deck=row.deck if row else None)

    def action_stats(self) -> None:
        """How study goes."""
        self.program.open("stats")

    def action_settings(self) -> None:
        """Every setting and key."""
        self.program.open("settings")
