"""All cards: searched while typing, sorted, looked at, and acted on, one or many.

Owns the query, the order and what may be taken back here. Finding and storing is the use cases' business; the list draws
itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from hashq.errors import HashqError
from hashq.study.choice import kept_query
from hashq.study.desk import Wanted, orders, while_typing
from hashq.study.query_errors import QueryError
from hashq.tui.editor import edit_note
from hashq.tui.screens.common import tells_errors
from hashq.tui.screens.deeds import DeedsScreen
from hashq.tui.screens.sandbox_offer import OffersSandbox
from hashq.tui.text import joined, shown
from hashq.tui.widgets.ask_line import AskLine
from hashq.tui.widgets.card_preview import CardPreview
from hashq.tui.widgets.card_rows import CardRows
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key
    from textual.geometry import Region
    from textual.timer import Timer

    from hashq.study.desk import Desk
    from hashq.study.import_report import ImportReport
    from hashq.study.views import CardView

REST = 0.12
"""Seconds without a key after which everything found is counted, the chosen card drawn, and told what stands in a query's way."""


class QueryInput(Input):
    """Where a query is typed; the arrow down leads to the list."""

    async def on_key(self, event: Key) -> None:
        """Down is as good as enter."""
        if event.key == "down":
            event.stop()
            await self.action_submit()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,  # noqa: ARG002 - what is typed moves nothing else, and laying out takes long at every key
        recompose: bool = False,
    ) -> Self:
        """Draw the line again, and only it."""
        return super().refresh(*regions, repaint=repaint, recompose=recompose)


class BrowseScreen(OffersSandbox, DeedsScreen):
    """Query above, list, the chosen card beside or below it."""

    PLACE = "browse"
    CSS_PATH = "browse.tcss"

    def __init__(self, query: str = "", *, searching: bool = False) -> None:
        """Begin with what ``query`` finds; ``searching``: with the cursor where it is typed."""
        super().__init__()
        self._wanted = Wanted(query)
        self._searching = searching
        self._counted: int | None = None
        self._rest: Timer | None = None
        self._stumble: HashqError | None = None

    def compose(self) -> ComposeResult:
        """Where one is, the query, the list and the card, a line for questions, keys."""
        glyphs = self.program.glyphs
        yield TopLine()
        yield QueryInput(
            self._wanted.query, placeholder="words, deck:, tag:, is:due, prop:stability<5, or …", id="query"
        )
        yield Static(id="stumble", markup=False)
        with Container(id="desk"):
            yield CardRows(glyphs, lambda: self._desk)
            yield CardPreview(glyphs)
        yield AskLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """The list of everything, or of what was asked for."""
        self.query_one("#stumble").display = False
        self.watch(self.query_one("#query"), "scroll_x", self._point_again, init=False)
        self.query_one("#query" if self._searching else CardRows).focus()
        self._search()
        self.refresh_keys()

    def on_screen_resume(self) -> None:
        """Cards may have changed on the screens above."""
        if self.is_mounted:
            self.look_again()

    def notes_were_read(self, report: ImportReport) -> None:  # noqa: ARG002 - what fits the query is found anew
        """Cards may have come, gone or changed."""
        self._search(stay=True)

    @property
    def _desk(self) -> Desk:
        return self.program.services.desk

    @property
    def rows(self) -> CardRows:
        """The list."""
        return self.query_one(CardRows)

    @property
    def chosen_card(self) -> CardView | None:
        """The card under the pointer."""
        return self.rows.card

    # Finding

    @on(Input.Changed, "#query")
    def typed(self, event: Input.Changed) -> None:
        """Show what is found so far."""
        query = while_typing(event.value)
        says_more = query.rstrip() != self._wanted.query.rstrip()
        self._wanted = replace(self._wanted, query=query)
        if says_more:
            self._search()

    @on(Input.Submitted, "#query")
    def query_done(self, event: Input.Submitted) -> None:
        """The query as it stands; then the list."""
        self._wanted = replace(self._wanted, query=event.value)
        self._search()
        self.rows.focus()

    def _search(self, *, stay: bool = False) -> None:
        """Find the list anew and show it from its top, or at the chosen card when one is to ``stay`` there."""
        try:
            listing = self._desk.first(self._wanted)
        except HashqError as problem:
            self._stumble = problem
            self._wait_for_rest()
            return
        self._stumble = None
        self._show_stumble()
        self._counted = len(listing.numbers) if listing.whole else None
        self.rows.show(listing, self.program.services.clock.now(), stay=stay)

    @on(CardRows.WholeWanted)
    def rows_wanted(self) -> None:
        """Read the rest of the list."""
        self._complete()

    @tells_errors
    def _complete(self) -> None:
        self.rows.extend(self._desk.whole(self._wanted))

    @on(CardRows.Chosen)
    def card_chosen(self) -> None:
        """Say where one is at once; draw the card when the keys rest."""
        self._show_place()
        self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._rested)

    @tells_errors
    def _rested(self) -> None:
        self._show_stumble()
        if self._counted is None and self._stumble is None:
            self._counted = self._desk.count(self._wanted.query)
            self.rows.expect(self._counted)
        self._show_place()
        now = self.program.services.clock.now()
        self.query_one(CardPreview).show(self.rows.card, now, self.program.canvas, self.watch_line())
        self.refresh_keys()

    def _show_stumble(self) -> None:
        """What is wrong with the query. While it is typed that can be that it is not whole yet: this waits for the rest."""
        query, line = self.query_one("#query", QueryInput), self.query_one("#stumble", Static)
        if self._stumble is not None:
            scrolled = query.scroll_offset.x
            line.update(_stumble_text(self._stumble, scrolled, scrolled + query.content_size.width))
        line.display = self._stumble is not None

    def _point_again(self) -> None:
        """Another part of the query shows: the carets move with it."""
        if self.query_one("#stumble").display:
            self._show_stumble()

    def _show_place(self) -> None:
        facts = _list_facts(self.rows, self._counted, self._wanted)
        dot = f"  {self.program.glyphs.dot}  "
        self.query_one(TopLine).show(Content.styled("Cards", "bold $lamp"), joined(facts, dot))

    def action_find(self) -> None:
        """Type a query."""
        self.query_one("#query").focus()

    def action_sort(self) -> None:
        """The next order."""
        names = orders()
        following = names[(names.index(self._wanted.order) + 1) % len(names)]
        self._wanted = replace(self._wanted, order=following, backwards=False)
        self._search()

    def action_backwards(self) -> None:
        """Turn the list round."""
        self._wanted = replace(self._wanted, backwards=not self._wanted.backwards)
        self._search()

    def action_save(self) -> None:
        """Ask for a name to keep the query under."""
        if self._wanted.query.strip():
            self.query_one(AskLine).ask("a name for this query", self._keep)
        else:
            self.program.say("There is no query to keep: press / and type one.")

    def _keep(self, name: str) -> None:
        if name.casefold() in {deck.casefold() for deck in self.program.services.study.deck_tree_names()}:
            self.program.say(f"A deck is called {name} already: keep the query under another name.")
            return
        settings, query = self.program.services.settings, self._wanted.query.strip()
        same = kept_query(settings, name)
        if not self.program.change_setting(("queries", same or name), query):
            return
        if same is None or settings.queries[same] == query:
            self.program.say(f"Kept as {name}: it stands above the decks on the home screen.")
        else:
            self.program.say(f"Kept as {same}, in place of {settings.queries[same]}")

    # Marking and editing

    def look_again(self) -> None:
        """Read the cards that show anew."""
        self.rows.read_again(self.program.services.clock.now())

    def action_mark(self) -> None:
        """Mark the card."""
        if self.card_here() is not None:
            self.rows.mark()
            self._show_place()

    def action_mark_all(self) -> None:
        """Mark all that was found."""
        if self.card_here() is not None:
            self._complete()
            self.rows.mark_all()
            self._show_place()

    def action_edit(self) -> None:
        """Open the note at the card, then read it again."""
        card = self.card_here()
        if card is not None:
            edit_note(self.program, card.path, card.line, self.look_again)

    def action_leave(self) -> None:
        """Out of the question, out of the search, without marks, or back."""
        asking = self.query_one(AskLine)
        if asking.is_asking:
            asking.stop()
        elif self.query_one("#query").has_focus:
            self.rows.focus()
        elif self.rows.marked:
            self.rows.unmark()
            self._show_place()
        else:
            self.program.go_back()


def _list_facts(rows: CardRows, counted: int | None, wanted: Wanted) -> list[Content]:
    """How many cards, how many of them marked, in which order."""
    found = f"{rows.known:,}+ cards" if counted is None else count(counted, "card")
    facts = [Content.styled(found, "$quiet")]
    if rows.marked:
        facts.append(Content.styled(f"{rows.marked:,} marked", "bold $lamp"))
    turned = ", backwards" if wanted.backwards else ""
    return [*facts, Content.styled(f"by {wanted.order}{turned}", "$quiet")]


def _stumble_text(problem: HashqError, first: int, end: int) -> Content:
    """What is wrong with a query: carets below the place, the cause, the remedy; the cells from ``first`` on show of it."""
    below = problem.excerpt.rpartition("\n")[2] if isinstance(problem, QueryError) else ""
    carets = below[first:end].rstrip()
    words = joined((shown(problem.cause, "$ember"), "  ", shown(problem.remedy, "$quiet")))
    return joined((shown(carets, "$ember"), words), "\n")
