"""From the text of ``config.toml`` to settings; everything wrong in it is told at once, with the nearest right word.

Owns which tables and keys exist in the file. Reads the one file it is handed, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashq.errors import HashqError
from hashq.settings.model import DeckSettings, Settings, deck_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hashq.settings.described import SettingSpec


class Finding(NamedTuple):
    """One thing that is wrong in the settings."""

    place: str
    """The key as a person finds it: ``[study] new_per_day``; empty when the whole file is meant."""
    cause: str
    """What is wrong."""
    remedy: str = ""
    """What to write instead."""


class SettingsError(HashqError):
    """The settings cannot be used as they are."""

    def __init__(self, path: str, findings: Iterable[Finding]) -> None:
        """Tell the first finding in full and where the others are; ``findings`` holds all of them."""
        self.findings = tuple(findings)
        first, *others = self.findings
        more = f"; also wrong: {', '.join(other.place for other in others)}" if others else ""
        place = f"{path}: {first.place}" if first.place else path
        super().__init__(first.cause + more, place=place, remedy=first.remedy)


def read_settings(path: Path) -> Settings:
    """The settings in the file at ``path``; the defaults when there is none. Raises :class:`SettingsError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError(str(path), [Finding("", "it is not UTF-8 text", "save it as UTF-8")]) from None
    except OSError as failure:
        cause = f"it cannot be read: {failure.strerror}"
        raise SettingsError(str(path), [Finding("", cause, "check the file's permissions")]) from failure
    return load_settings(text, str(path))


def load_settings(text: str, path: str = "config.toml") -> Settings:
    """The settings that ``text`` says; what it leaves out keeps its default.

    Raises :class:`SettingsError` with every unknown key and wrong value; ``path`` is what the file goes by in messages.
    """
    findings: list[Finding] = []
    settings = _settings(_parsed(text, path), findings)
    if findings:
        raise SettingsError(path, findings)
    return settings


def _parsed(text: str, path: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    import tomllib  # noqa: PLC0415 - most runs have no settings file, and counting what is due must be quick

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        raise SettingsError(path, [Finding("", f"it is not TOML: {failure}", "correct that line")]) from None
    except RecursionError:
        raise SettingsError(path, [Finding("", "its values are nested too deeply")]) from None


def _settings(document: Mapping[str, Any], findings: list[Finding]) -> Settings:
    if not document:
        return Settings()
    from hashq.settings.described import SECTIONS, specs_of  # noqa: PLC0415 - only needed when something is set

    tables = (*SECTIONS, "keys", "queries")
    chosen: dict[str, Any] = {}
    for name, table in document.items():
        if name not in tables:
            findings.append(_stray(name, table, tables))
        elif not isinstance(table, dict):
            findings.append(Finding(f"[{name}]", "it is a value, not a section", f"write [{name}] on a line"))
        elif name == "keys":
            chosen["keys"] = _keys(table, findings)
        elif name == "queries":
            chosen["queries"] = _queries(table, findings)
        elif name == "decks":
            chosen["decks"] = _decks(table, specs_of("decks"), findings)
        else:
            chosen[name] = SECTIONS[name](**_values(f"[{name}]", specs_of(name), table, findings))
    return Settings(**chosen)


def _values(
    place: str, specs: Iterable[SettingSpec], table: Mapping[str, Any], findings: list[Finding]
) -> dict[str, Any]:
    from hashq.settings.values import WrongValueError, parse  # noqa: PLC0415 - only needed when something is set

    known = {spec.name: spec for spec in specs}
    chosen = {}
    for name, raw in table.items():
        if name not in known:
            findings.append(_unknown(f"{place} {name}", "setting", name, known, _belongs(name)))
            continue
        try:
            chosen[name] = parse(known[name], raw)
        except WrongValueError as wrong:
            findings.append(Finding(f"{place} {name}", str(wrong), _remedy(known[name], raw)))
    return chosen


def _keys(table: Mapping[str, Any], findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    from hashq.settings.values import as_in_file  # noqa: PLC0415 - only needed when something is set

    chosen = {}
    for action, raw in table.items():
        keys = [raw] if isinstance(raw, str) else raw
        if isinstance(keys, list) and all(isinstance(key, str) and key.strip() for key in keys):
            chosen[action] = tuple(key.strip() for key in keys)
        else:
            remedy = 'write a key such as "x", or several such as ["x", "ctrl+x"]'
            findings.append(Finding(f"[keys] {action}", f"{as_in_file(raw)} names no key", remedy))
    return chosen


def _queries(table: Mapping[str, Any], findings: list[Finding]) -> dict[str, str]:
    from hashq.settings.values import as_in_file  # noqa: PLC0415 - only needed when something is set

    chosen = {}
    for name, raw in table.items():
        if isinstance(raw, str) and raw.strip() and name.strip():
            chosen[name] = raw.strip()
        else:
            remedy = 'write a query in quotes, such as "deck:aws is:due -tag:old"'
            findings.append(Finding(f"[queries] {name}", f"{as_in_file(raw)} is no query", remedy))
    return chosen


def _decks(
    table: Mapping[str, Any], specs: Sequence[SettingSpec], findings: list[Finding]
) -> dict[str, DeckSettings]:
    chosen: dict[str, DeckSettings] = {}
    seen: dict[str, str] = {}
    known = {spec.name for spec in specs}
    for deck, own in table.items():
        place = f'[decks."{deck}"]'
        if not isinstance(own, dict):
            remedy = (
                'write it below a deck\'s name: [decks."NAME"]'
                if deck in known
                else f"write {place} on a line"
            )
            findings.append(Finding(place, "it is a value, not a section", remedy))
        elif deck_key(deck) in seen:
            findings.append(
                Finding(place, f'the deck is already set as "{seen[deck_key(deck)]}"', "keep one")
            )
        else:
            seen[deck_key(deck)] = deck
            chosen[deck] = DeckSettings(**_values(place, specs, own, findings))
    return chosen


def _remedy(spec: SettingSpec, raw: object) -> str:
    if spec.choices:
        near = nearest(str(raw), spec.choices)
        return f"did you mean {near}?" if near else f"write one of {', '.join(spec.choices)}"
    if spec.low is not None and spec.high is not None:
        return f"write {spec.kind} from {spec.low:g} to {spec.high:g}"
    return f"write {spec.kind}"


def _stray(name: str, raw: object, tables: Sequence[str]) -> Finding:
    """What stands at the top of the file and is no section that is known."""
    if isinstance(raw, dict) or not _belongs(name):
        return _unknown(f"[{name}]", "section", name, tables)
    return Finding(name, "it stands in no section", _belongs(name))


def _belongs(name: str) -> str:
    """Where a setting of this name belongs, as advice; empty when there is none."""
    from hashq.settings.described import all_settings  # noqa: PLC0415 - only needed once something is wrong

    section = next((spec.section for spec in all_settings() if spec.name == name), "")
    return f"write it below [{section}]" if section else ""


def _unknown(place: str, what: str, name: str, known: Iterable[str], advice: str = "") -> Finding:
    near = nearest(name, known)
    remedy = advice or (f"did you mean {near}?" if near else f"known: {', '.join(known)}")
    return Finding(place, f"there is no such {what}", remedy)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``; None when none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed once something is wrong

    folded = {one.casefold(): one for one in known}
    close = get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.5)
    if not close:
        close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.5)
    return folded[close[0]] if close else None
