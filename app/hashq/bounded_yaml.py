"""YAML that cannot hurt: one document, read safely, within limits, with every surprise turned into a problem.

Owns how text becomes nodes with places, and nodes become plain data. Knows nothing of what the data means.

The syntax is libyaml's where PyYAML was built with it, and scalars are typed by :mod:`hashq.yaml_scalars`; a number that
is too long or overflows stays text and is reported.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from hashq.problems import Problem, error, warning
from hashq.yaml_complaints import LIMIT_HINT, Place, forbidden_character, short, syntax_problem
from hashq.yaml_scalars import (
    BOOL,
    FLOAT,
    INT,
    MAP,
    MERGE,
    NULL,
    PREFIX,
    SEQ,
    STR,
    float_value,
    int_value,
    plain_tag,
    scalar,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CODE_TAG = re.compile(r"(?:tag:yaml\.org,2002:|!)(?:python|ruby|java|perl|php|js|net)\b|tag:ruby\.yaml\.org")

_WHOLE = re.compile("[-+]?[0-9]+")
_LONGEST_INT = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a document may ask for before it is refused."""

    characters: int = 262_144
    """Length of the text."""
    depth: int = 48
    """Lists and mappings inside one another, aliases followed."""
    nodes: int = 10_000
    """Scalars, lists and mappings as written."""
    aliases: int = 500
    """Uses of ``*name``."""
    expanded: int = 50_000
    """The same with every alias counted as all it stands for: a bomb is small as written and vast here."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A document as nodes, and everything wrong with it."""

    root: yaml.Node | None
    """None for an empty document, and for one that could not be read."""
    problems: tuple[Problem, ...] = ()
    """In the order of the text; severity ``error`` where something could not be read as meant."""
    aliases: tuple[yaml.Mark, ...] = ()
    """Where an alias (``*name``) stands for a value: some readers refuse them all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value, after merges."""

    key: Any
    """The key as plain data: text, number, boolean or None."""
    key_node: yaml.ScalarNode
    """Where the key stands."""
    value_node: yaml.Node
    """What it holds."""


def compose(text: str, *, path: str = "", first_line: int = 1, limits: Limits | None = None) -> Composed:
    """The first document of ``text`` as nodes whose marks count lines from ``first_line``; never raises.

    Like the agent's reader, ignores what follows the first document, with a warning. ``path`` only names the text in
    problems.
    """
    bounds = limits or Limits()
    place = Place(path, first_line)
    if len(text) > bounds.characters:
        message = f"the text has {len(text):,} characters; at most {bounds.characters:,} are read"
        return Composed(None, (error(path, first_line, "yaml-limit", message, LIMIT_HINT),))
    text = text.removeprefix("\ufeff")
    forbidden = forbidden_character(text, place)
    if forbidden:
        return Composed(None, (forbidden,))
    composer = _Composer(place, bounds)
    try:
        composer.read(text)
    except _RefusedError as refused:
        return Composed(None, (*composer.problems, *refused.args))
    except yaml.YAMLError as broken:
        return Composed(None, (*composer.problems, syntax_problem(broken, text, place)))
    in_order = sorted(composer.problems, key=lambda problem: (problem.line, problem.column))
    return Composed(composer.root, tuple(in_order), tuple(composer.aliases))


def construct(node: yaml.Node | None) -> Any:
    """``node`` as dicts, lists and scalars; parts that are aliased are shared. Expects a node from :func:`compose`."""
    return _construct(node, {})


def load(text: str, *, path: str = "", first_line: int = 1) -> tuple[Any, tuple[Problem, ...]]:
    """The first document of ``text`` as plain data (None when there is none), and everything wrong with it."""
    composed = compose(text, path=path, first_line=first_line)
    return construct(composed.root), composed.problems


def entries(mapping: yaml.MappingNode) -> tuple[Entry, ...]:
    """The keys of ``mapping`` in order, merges (``<<``) applied, a repeated key taken from its last place."""
    kept: dict[tuple[str, Any], Entry] = {}
    merged: dict[tuple[str, Any], Entry] = {}
    for key_node, value_node in mapping.value:
        sources = _merge_sources(key_node, value_node)
        for source in sources:
            for entry in entries(source):
                merged.setdefault((entry.key_node.tag, entry.key), entry)
        if not sources and isinstance(key_node, yaml.ScalarNode):
            entry = Entry(scalar(key_node), key_node, value_node)
            kept[key_node.tag, entry.key] = entry
    return tuple((merged | kept).values())


def _construct(node: yaml.Node | None, done: dict[int, Any]) -> Any:
    if node is None:
        return None
    if id(node) in done:
        return done[id(node)]
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = scalar(node)
    elif isinstance(node, yaml.MappingNode):
        value = {entry.key: _construct(entry.value_node, done) for entry in entries(node)}
    else:
        value = [_construct(item, done) for item in node.value]
    done[id(node)] = value
    return value


def _merge_sources(key_node: yaml.Node, value_node: yaml.Node) -> list[yaml.MappingNode]:
    # Of several merged mappings the earlier wins, as the merge specification has it.
    if key_node.tag != MERGE:
        return []
    candidates = value_node.value if isinstance(value_node, yaml.SequenceNode) else [value_node]
    return [candidate for candidate in candidates if isinstance(candidate, yaml.MappingNode)]


class _RefusedError(Exception):
    """A limit was passed; the one argument is the problem that says which."""


@dataclass(slots=True)
class _Size:
    """How much a node is, every alias in it counted as all it stands for."""

    weight: int = 1
    """Values in it, itself included."""
    height: int = 0
    """Lists and mappings inside one another in it, itself included."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read."""

    node: yaml.CollectionNode
    size: _Size
    key: yaml.Node | None = None


@dataclass(slots=True)
class _Composer:
    """Builds nodes from parser events without recursion, counting as it goes."""

    place: Place
    limits: Limits
    root: yaml.Node | None = None
    problems: list[Problem] = field(default_factory=list)
    aliases: list[yaml.Mark] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, yaml.Node] = field(default_factory=dict)
    _sizes: dict[int, _Size] = field(default_factory=dict)
    _aliases: int = 0
    _nodes: int = 0
    _expanded: int = 0

    def read(self, text: str) -> None:
        """Compose the first document; warn when another follows."""
        events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))
        for event in events:
            if isinstance(event, yaml.DocumentEndEvent):
                break
            self._take(event)
        try:
            another = next(events, None)
        except yaml.YAMLError:
            return
        if isinstance(another, yaml.DocumentStartEvent):
            hint = "Only what stands before the line `---` is read; remove that line."
            message = "a second document starts here and is ignored"
            self._tell(warning, self.place.mark(another.start_mark), "yaml-documents", message, hint)

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._count(event)
            scalar_node = self._scalar(event)
            self._name(event.anchor, scalar_node)
            self._sizes[id(scalar_node)] = _Size()
            self._attach(scalar_node, _Size())
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._count(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        mark = self.place.mark(event.start_mark)
        self._aliases += 1
        if self._aliases > self.limits.aliases:
            self._refuse(mark, f"more than {self.limits.aliases:,} aliases are used")
        target = self._anchors.get(event.anchor or "")
        size = self._sizes.get(id(target))
        if target is None:
            hint = f"Name it first with `&{event.anchor}`, or quote the text if a star was meant."
            self._tell(error, mark, "yaml-alias", f"nothing is named `&{event.anchor}` before this", hint)
        elif size is None:
            hint = "Write the value out."
            self._tell(error, mark, "yaml-alias", f"`*{event.anchor}` contains itself", hint)
        else:
            self.aliases.append(mark)
        if target is None or size is None:
            target, size = yaml.ScalarNode(NULL, "", mark, mark), _Size()
        self._check_depth(size.height, mark)
        self._grow(size.weight, mark)
        self._attach(target, size)

    def _scalar(self, event: yaml.ScalarEvent) -> yaml.ScalarNode:
        start, end = self.place.mark(event.start_mark), self.place.mark(event.end_mark)
        tag = self._scalar_tag(event, start)
        return yaml.ScalarNode(
            self._checked(tag, event.value, start), event.value, start, end, style=event.style
        )

    def _scalar_tag(self, event: yaml.ScalarEvent, mark: yaml.Mark) -> str:
        if event.tag is None:
            return plain_tag(event.value) if event.implicit[0] else STR
        if event.tag == STR:
            return STR
        if event.tag not in {NULL, BOOL, INT, FLOAT}:
            if event.tag != "!":
                self._strange_tag(event.tag, mark)
            return STR if event.style else plain_tag(event.value)
        is_whole = event.tag == FLOAT and _WHOLE.fullmatch(event.value)
        if is_whole or plain_tag(event.value) == event.tag:
            return str(event.tag)
        message = f"`{short(event.value)}` is not of the type it is tagged with"
        self._tell(error, mark, "yaml-tag", message, "Remove the tag that starts with `!!`.")
        return STR

    def _strange_tag(self, tag: str, mark: yaml.Mark) -> None:
        shown = short(tag.replace(PREFIX, "!!"))
        kind, said = warning, "means nothing here"
        if _CODE_TAG.match(tag):
            kind, said = error, "asks to make an object of a program, which is never done"
        self._tell(kind, mark, "yaml-tag", f"the tag `{shown}` {said}", "Remove the tag.")

    def _checked(self, tag: str, text: str, mark: yaml.Mark) -> str:
        hint = "Put it in quotes if it is meant as text."
        if tag == INT and len(text) > _LONGEST_INT:
            self._tell(error, mark, "yaml-number", f"the number {short(text)} is too long", hint)
            return STR
        if tag == FLOAT and text[-1].isdigit() and math.isinf(float_value(text)):
            self._tell(error, mark, "yaml-number", f"the number {short(text)} is too large", hint)
            return STR
        if tag == INT and ":" in text:
            self._tell(warning, mark, "yaml-number", f"{text} is read as {int_value(text)}, in sixties", hint)
        return tag

    def _open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        mark = self.place.mark(event.start_mark)
        self._check_depth(1, mark)
        mapping = isinstance(event, yaml.MappingStartEvent)
        kind, tag = (yaml.MappingNode, MAP) if mapping else (yaml.SequenceNode, SEQ)
        if event.tag not in {None, "!", tag}:
            self._strange_tag(event.tag, mark)
        node = kind(tag, [], mark, mark, flow_style=event.flow_style)
        self._name(event.anchor, node)
        self._stack.append(_Open(node, _Size(height=1)))

    def _close(self, event: yaml.Event) -> None:
        closed = self._stack.pop()
        closed.node.end_mark = self.place.mark(event.end_mark)
        if isinstance(closed.node, yaml.MappingNode):
            self._check_keys(closed.node)
        self._sizes[id(closed.node)] = closed.size
        self._attach(closed.node, closed.size)

    def _check_keys(self, mapping: yaml.MappingNode) -> None:
        seen: dict[tuple[str, str], int] = {}
        for key, _ in mapping.value:
            mark = key.start_mark
            if not isinstance(key, yaml.ScalarNode):
                message = "a key is a list or a mapping"
                hint = "Keys are plain words; quote text that starts with a bracket."
                self._tell(error, mark, "yaml-key", message, hint)
                continue
            name = (key.tag, key.value)
            if name in seen and key.tag != MERGE:
                message = (
                    f"`{short(key.value)}` is given twice; the earlier one, in line {seen[name]}, is ignored"
                )
                self._tell(warning, mark, "yaml-duplicate-key", message, "Keep one of them.")
            seen[name] = mark.line + 1

    def _name(self, anchor: str | None, node: yaml.Node) -> None:
        # A list or mapping still open has no size yet: an alias to it would be part of itself.
        if anchor is not None:
            self._anchors[anchor] = node

    def _attach(self, node: yaml.Node, size: _Size) -> None:
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        parent.size.weight += size.weight
        parent.size.height = max(parent.size.height, size.height + 1)
        if isinstance(parent.node, yaml.SequenceNode):
            parent.node.value.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            parent.node.value.append((parent.key, node))
            parent.key = None

    def _count(self, event: yaml.Event) -> None:
        self._nodes += 1
        mark = self.place.mark(event.start_mark)
        if self._nodes > self.limits.nodes:
            self._refuse(mark, f"the document has more than {self.limits.nodes:,} values")
        self._grow(1, mark)

    def _grow(self, weight: int, mark: yaml.Mark) -> None:
        self._expanded += weight
        if self._expanded > self.limits.expanded:
            self._refuse(mark, f"its aliases stand for more than {self.limits.expanded:,} values")

    def _check_depth(self, height: int, mark: yaml.Mark) -> None:
        if len(self._stack) + height > self.limits.depth:
            self._refuse(mark, f"lists and mappings nest more than {self.limits.depth} deep")

    def _refuse(self, mark: yaml.Mark, message: str) -> None:
        raise _RefusedError(
            error(self.place.path, mark.line + 1, "yaml-limit", message, LIMIT_HINT, column=mark.column + 1)
        )

    def _tell(self, kind: Any, mark: yaml.Mark, code: str, message: str, hint: str) -> None:
        self.problems.append(
            kind(self.place.path, mark.line + 1, code, message, hint, column=mark.column + 1)
        )
