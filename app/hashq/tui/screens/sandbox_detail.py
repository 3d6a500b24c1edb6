"""One deployment in full: the chosen target's lifecycle, what the event one looks at wrote, the fleet, and the whole story."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from hashq.tui.race.detail import EVENT_TONES, Detail, detail, width_for
from hashq.tui.race.fleets import LINES as FLEET_LINES
from hashq.tui.race.hook_pane import hook_lines
from hashq.tui.race.hooks import stand_of
from hashq.tui.race.ink import ends, width_of
from hashq.tui.race.moment import Look
from hashq.tui.race.panel import TALL, standing, title
from hashq.tui.screens.sandbox_clock import ClockScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.event_log import EventLog
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.line_list import LineList
from hashq.tui.widgets.race_panel import RacePanel
from hashq.tui.widgets.scrubber import Scrubber
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.tui.race.hooks import Stand
    from hashq.tui.race.ink import Line
    from hashq.tui.race.moment import Moment
    from hashq.tui.race.player import Player

PANEL = 9
"""Lines from which the fleet is drawn as a panel; below, it is told in one line."""
BESIDES = 6
"""Lines of that panel besides its lanes, when its curve has one."""
TRAFFIC_LINES = 11
"""Lines of a curve of traffic."""
LEAST_STORY = 8
"""Lines of the story."""
NOTHING_YET = "Nothing has begun; space lets time run."
SHARE = 0.42
"""The part of the width that the target takes at least."""


class DetailRow(Horizontal, can_focus=True):
    """Target and log beside one another; arrows choose an event, page keys scroll, tab changes the deployment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.event_above", show=False),
        Binding("down", "screen.event_below", show=False),
        Binding("pageup", "screen.earlier", show=False),
        Binding("pagedown", "screen.later", show=False),
        Binding("tab", "screen.other", show=False),
    ]


class DetailScreen(ClockScreen):
    """The target and the fleet on the left, its event and the story on the right, time below."""

    PLACE = "sandbox_detail"
    CSS_PATH = "sandbox_detail.tcss"

    def __init__(self, player: Player) -> None:
        """Look closer at what ``player`` watches; its clock and choices are shared."""
        super().__init__()
        self.player = player
        self._picked: str | None = None
        """The event a person looks at; None follows what happens."""
        self._back: int | None = None
        """Lines about the event that are scrolled out below; None leaves out what is least wanted."""
        self._reach = (0, 0)
        """Where that stands now, and how far it can go."""
        self._detail = Detail((), (), 0)
        self._left_width = 0

    def compose(self) -> ComposeResult:
        """Where one is; target and fleet; event and story; time, keys."""
        yield TopLine()
        with DetailRow():
            with Vertical(id="left"):
                yield LineList(id="target")
                yield RacePanel(self.player.run)
            with Vertical(id="right"):
                yield LineList(id="hook")
                yield EventLog(self.marks, self.invitation(("play", "plays")), whole=True)
        yield Scrubber(self.marks)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin where the race stands."""
        self.query_one(DetailRow).focus()
        self.start_clock()
        self.refresh_keys()
        self.call_after_refresh(self.show_moment)

    def on_resize(self) -> None:
        """Lay everything out for the new size."""
        self.call_after_refresh(self.show_moment)

    # What is shown

    def show_moment(self) -> None:
        """The target, its event, the story and the clock at the present moment."""
        player = self.player
        moment = player.moment(player.run)
        stand = None if player.chosen is None else stand_of(moment, player.chosen)
        self._show_target(moment, stand)
        body = self.query_one(DetailRow).size.height - 1
        story = max(LEAST_STORY, body * 2 // 5 - 1)
        self.query_one(EventLog).styles.height = story
        self._show_hook(stand, body - story - 1)
        self.query_one(EventLog).show(player.stage.full_stories[player.run], moment.count)
        self.query_one(Scrubber).show(
            player.stage.axis, player.playhead.time, player.stage.stops(player.run, self.marks)
        )
        words, tone = standing(moment.world.current, self.marks)
        name = shown_line(title(moment.timeline.scenario.configuration), "bold $lamp")
        self.query_one(TopLine).show(
            joined((name, "  ", Content.styled(words, f"${tone}"))), self.clock_face()
        )

    def _event(self, stand: Stand | None) -> str | None:
        """The event one looks at: the picked one while the target has it, else the present one."""
        if stand is None:
            return None
        return self._picked if self._picked in stand.state.lifecycle else stand.present

    def _show_target(self, moment: Moment, stand: Stand | None) -> None:
        player = self.player
        body = self.query_one(DetailRow).size.height - 1
        if body < 1:
            return
        left = self.query_one("#left", Vertical)
        width = max(width_for(moment) + 2, int(self.size.width * SHARE))
        left.styles.width = self._left_width = width
        look = Look(self.program.glyphs, self.marks, player.chosen)
        sizes = (width - 2, body)
        without = detail(moment, look, self._event(stand), sizes, fleet=False)
        room = body - len(without.lines) - 1
        panel = self.query_one(RacePanel)
        panel.display = room >= PANEL and player.chosen is not None
        self._detail = (
            without if panel.display else detail(moment, look, self._event(stand), sizes, fleet=True)
        )
        lines = self.query_one("#target", LineList)
        lines.styles.height = len(self._detail.lines) + (1 if panel.display else 0)
        lines.show(self._detail.lines)
        if panel.display:
            self._show_fleet(panel, moment, room)

    def _show_fleet(self, panel: RacePanel, moment: Moment, room: int) -> None:
        """The deployment's own panel, as high as it needs and fits."""
        rows = TRAFFIC_LINES if moment.shifts_traffic else len(moment.tracks)
        wanted = rows + BESIDES + (FLEET_LINES if moment.two_fleets else 0)
        panel.styles.height = min(room, wanted + (1 if wanted + 1 >= TALL else 0))
        first = panel.first_row(self.player.chosen_row, len(moment.tracks))
        mapped = rows > 3 * room
        panel.show(moment, Look(self.program.glyphs, self.marks, self.player.chosen, first, mapped=mapped))

    def _show_hook(self, stand: Stand | None, room: int) -> None:
        """The event one looks at in ``room`` lines below its heading. Sizes are reckoned, for the layout comes later."""
        pane = self.query_one("#hook", LineList)
        width = self.size.width - self._left_width - 3
        name = self._event(stand)
        if stand is None or name is None or width < 1 or room < 1:
            pane.show([((NOTHING_YET, "quiet"),)])
            return
        *others, calls = hook_lines(stand, name, width)
        parts = [part for part in (*others, calls) if part]
        lines = [line for part in parts for line in part]
        if len(lines) + len(parts) <= room:
            lines = [line for part in parts for line in ((), *part)]
        most = max(0, len(lines) - room)
        back = min(len(calls) if self._back is None else self._back, most)
        self._reach = (back, most)
        first = most - back
        pane.show([self._heading(stand, name, (first, back), width), *lines[first : first + room]])

    def _heading(self, stand: Stand, name: str, hidden: tuple[int, int], width: int) -> Line:
        """The event and how it stands; how many lines are ``hidden`` above and below, as long as there is room to say so."""
        status = stand.hook(name).status
        mark, tone = EVENT_TONES[status]
        left: Line = (
            (f"{name}  ", "bold strong"),
            (f"{getattr(self.marks, mark)} {status}", f"bold {tone}"),
        )
        sides = zip(
            hidden, (("above", self.program.glyphs.above), ("below", self.program.glyphs.below)), strict=True
        )
        counts = [(number, word, arrow) for number, (word, arrow) in sides if number]
        words = ", ".join(f"{number} {word}" for number, word, _ in counts)
        if width_of(left) + len(words) + 1 > width:
            words = " ".join(f"{arrow}{number}" for number, _, arrow in counts)
        return ends(left, ((words, "quiet"),), width)

    # The keys

    def action_event_below(self) -> None:
        """Look at the next event."""
        self._pick_by(1, "This is the last event.")

    def action_event_above(self) -> None:
        """Look at the event before."""
        self._pick_by(-1, "This is the first event.")

    def _pick_by(self, by: int, otherwise: str) -> None:
        names = self._detail.events
        stand = self._stand()
        now = self._event(stand)
        if stand is None or now is None:
            self.program.say("No deployment has begun here.")
            return
        place = names.index(now) + by if now in names else 0
        if 0 <= place < len(names):
            self._pick(names[place])
        else:
            self.program.say(otherwise)

    def _pick(self, name: str) -> None:
        """Look at an event; on the present one, go with what happens again."""
        stand = self._stand()
        self._picked = None if stand is not None and stand.present == name else name
        self._back = None
        self.show_moment()

    def _stand(self) -> Stand | None:
        player = self.player
        return None if player.chosen is None else stand_of(player.moment(player.run), player.chosen)

    def action_earlier(self) -> None:
        """Scroll back in what the event wrote."""
        self._scroll(self._page, "Nothing was written before.")

    def action_later(self) -> None:
        """Scroll on in what the event wrote."""
        self._scroll(-self._page, "Nothing more is written.")

    @property
    def _page(self) -> int:
        return max(1, self.query_one("#hook", LineList).content_size.height - 2)

    def _scroll(self, by: int, otherwise: str = "") -> None:
        now, most = self._reach
        back = min(max(0, now + by), most)
        if back == now and otherwise:
            self.program.say(otherwise)
        self._back = back
        self.show_moment()

    def _choose(self, by: int) -> None:
        self._picked, self._back = None, None
        super()._choose(by)

    # The mouse

    @on(LineList.Clicked, "#target")
    def event_clicked(self, event: LineList.Clicked) -> None:
        """A click on an event looks at it."""
        name = self._detail.event_at(event.row)
        if name is not None:
            self._pick(name)

    @on(LineList.Turned, "#hook")
    def wheel_turned(self, event: LineList.Turned) -> None:
        """The wheel scrolls what the event wrote."""
        self._scroll(-event.by)

    @on(RacePanel.Chosen)
    def instance_clicked(self, event: RacePanel.Chosen) -> None:
        """A click on a lane chooses its instance."""
        ids = self.player.stage.tracks[self.player.run].ids
        if 0 <= event.row < len(ids):
            self.player.chosen = ids[event.row]
            self._picked, self._back = None, None
        self.show_moment()
