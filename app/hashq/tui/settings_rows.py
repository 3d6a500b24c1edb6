"""The settings as rows to list: every setting, those of single decks, every key. Pure.

Owns which rows there are and what changing one means. Writes nothing and draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hashq.settings.described import Kind, SettingSpec, all_settings, specs_of
from hashq.settings.values import WrongValueError, as_typed, parse_typed
from hashq.study.query import parse_query
from hashq.study.query_errors import QueryError
from hashq.tui.keys import key_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashq.settings import Settings
    from hashq.tui.keys import Action, KeyTable

TITLES = {
    "study": "Study",
    "screen": "Screen",
    "editor": "Editor",
    "quiz": "Quiz",
    "sandbox": "Sandbox",
}

_NAMES = {
    "ascii": "Plain ASCII",
    "learn_ahead_minutes": "Learn ahead, minutes",
    "leech_lapses": "Leech after lapses",
    "maximum_interval_days": "Longest interval, days",
    "fuzz": "Vary intervals",
    "bury_siblings": "One sibling a day",
    "day_starts_at": "Day begins at",
    "command": "Command",
    "speed": "Speed, times",
}

QUERIES = "queries"
"""The table of kept queries."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can be set."""

    heading: str
    """What it stands under."""
    place: tuple[str, ...]
    """Where it stands in the file: tables, then the key."""
    name: str
    """What it is called in the list."""
    value: Any
    """What holds now; None where nothing of its own is set. Of keys: a tuple of them."""
    default: Any
    """What holds when it is not in the file."""
    help: str
    """One sentence."""
    spec: SettingSpec | None = None
    """What its values look like; None for keys and kept queries."""

    @property
    def is_query(self) -> bool:
        """Whether this is a kept query."""
        return self.place[0] == QUERIES

    @property
    def changed(self) -> bool:
        """Whether something else than the default holds."""
        return bool(self.value != self.default)

    @property
    def in_file(self) -> str:
        """Where it stands in the file, as it is written there."""
        table, *middle, name = self.place
        if self.is_query:
            return f'[{table}] "{name}"'
        return f'[{table}."{middle[0]}"] {name}' if middle else f"[{table}] {name}"

    @property
    def typed(self) -> str:
        """The value as a person would type it."""
        if self.is_query:
            return str(self.value)
        return as_typed(self.value) if self.spec else " ".join(self.value)

    @property
    def default_words(self) -> str:
        """The default as it is typed; empty where there is none."""
        if self.is_query:
            return ""
        return as_typed(self.default) if self.spec else "  ".join(self.default)

    def shown(self, *, ascii_only: bool) -> str:
        """The value in words."""
        if self.is_query:
            return str(self.value)
        if self.spec is None:
            return "  ".join(key_label(key, ascii_only=ascii_only) for key in self.value)
        if self.value is None:
            return "as for all" if self.spec.name != "exam_date" else "none"
        return as_typed(self.value) or "none"

    @property
    def steps(self) -> tuple[Any, ...]:
        """The values it can only take, in order; empty where one is typed."""
        if self.spec is None:
            return ()
        return (False, True) if self.spec.kind is Kind.SWITCH else self.spec.choices

    @property
    def wanted(self) -> str:
        """What a typed value looks like."""
        if self.is_query:
            return "a query, such as rated:7:again or prop:lapses>3"
        if self.spec is None:
            return "keys, the one to show first, with blanks between: x ctrl+x f5"
        spec = self.spec
        bounds = f" from {spec.low:g} to {spec.high:g}" if spec.low is not None else ""
        return f"{spec.kind}{bounds}".replace(" in quotes", "").replace('["1m", "10m"]', "1m 10m")

    def beside(self, step: int) -> Any:
        """The value ``step`` places after this one, round and round."""
        return self.steps[(self.steps.index(self.value) + step) % len(self.steps)]

    def read(self, text: str) -> Any:
        """The value that a person typed. Raises :class:`WrongValueError`."""
        if self.spec is not None:
            return parse_typed(self.spec, text)
        if self.is_query:
            return _query(text)
        keys = text.split()
        if not keys:
            raise WrongValueError("an action needs at least one key")
        return keys


def rows(settings: Settings, keys: KeyTable, shipped: KeyTable, decks: Iterable[str] = ()) -> tuple[Row, ...]:
    """Everything that can be set, in order. ``decks``: those to list besides the ones with settings of their own."""
    return (
        *_common(settings),
        *_of_decks(settings, decks),
        *_of_queries(settings),
        *(_of_key(action, own) for own, action in zip(shipped.actions, keys.actions, strict=True)),
    )


def _common(settings: Settings) -> Iterator[Row]:
    for spec in all_settings():
        if spec.section == "decks":
            continue
        value = getattr(getattr(settings, spec.section), spec.name)
        place = (spec.section, spec.name)
        yield Row(TITLES[spec.section], place, _words(spec.name), value, spec.default, spec.help, spec)


def _of_decks(settings: Settings, decks: Iterable[str]) -> Iterator[Row]:
    for deck in dict.fromkeys((*settings.decks, *decks)):
        own = settings.decks.get(deck)
        for spec in specs_of("decks"):
            value = getattr(own, spec.name) if own is not None else None
            place = ("decks", deck, spec.name)
            yield Row(f"Deck {deck}", place, _words(spec.name), value, spec.default, spec.help, spec)


def _of_queries(settings: Settings) -> Iterator[Row]:
    for name, query in settings.queries.items():
        yield Row("Kept queries", (QUERIES, name), name, query, None, "It is studied like a deck.")


def _query(text: str) -> str:
    """``text`` when it can be read as a query. Raises :class:`WrongValueError`."""
    query = text.strip()
    if not query:
        raise WrongValueError("there is no query")
    try:
        parse_query(query, ())
    except QueryError as wrong:
        raise WrongValueError(f"{wrong.cause}. {wrong.remedy}".strip().removesuffix(".")) from None
    return query


def _of_key(action: Action, shipped: Action) -> Row:
    where = "everywhere" if action.screen == "app" else action.screen
    return Row(f"Keys {where}", ("keys", action.id), action.label, action.keys, shipped.keys, action.help)


def _words(name: str) -> str:
    return _NAMES.get(name) or name.replace("_", " ").capitalize()
