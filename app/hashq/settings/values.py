"""One value: from what TOML read to what the program uses, and back.

Owns the forms a value may take and the words for a wrong one. Knows no file and no section.
"""

from __future__ import annotations

import math
import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hashq.settings.described import Kind, SettingSpec

if TYPE_CHECKING:
    from collections.abc import Callable

_STEP = re.compile(r"(\d{1,8})\s*([smhd])")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST_STEP = timedelta(days=365)
_MOST_STEPS = 20
_LONGEST_SHOWN = 40
_NUMBERS = frozenset({Kind.WHOLE, Kind.NUMBER})


class WrongValueError(Exception):
    """A value that a setting cannot take; the text says why, without a full stop."""


def parse(spec: SettingSpec, raw: object) -> Any:
    """The value that ``raw``, as read from TOML, stands for. Raises :class:`WrongValueError`."""
    return _PARSERS[spec.kind](spec, raw)


def parse_typed(spec: SettingSpec, text: str) -> Any:
    """The value that a person typed outside of the file, where quotes and brackets may be left out.

    Raises :class:`WrongValueError`.
    """
    text = text.strip()
    if spec.kind is Kind.STEPS:
        return parse(spec, text.replace(",", " ").replace('"', "").strip("[]"))
    return parse(spec, _number_typed(text) if spec.kind in _NUMBERS else text)


def as_typed(value: Any) -> str:
    """``value`` as :func:`parse_typed` reads it; empty for None."""
    plain = to_toml(value)
    if isinstance(plain, bool):
        return "on" if plain else "off"
    if isinstance(plain, list):
        return " ".join(plain)
    return "" if plain is None else str(plain)


def as_in_file(raw: object) -> str:
    """``raw``, as read from TOML, as the file says it, cut where it is long."""
    match raw:
        case bool():
            shown = "true" if raw else "false"
        case str():
            shown = f'"{raw}"'
        case dict():
            shown = "a table"
        case list():
            shown = f"[{', '.join(map(as_in_file, raw))}]"
        case _:
            shown = str(raw)
    return shown if len(shown) < _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 3]}…"


def _number_typed(text: str) -> object:
    for number in (int, float):
        with suppress(ValueError):
            return number(text.replace(",", "."))
    return text


def to_toml(value: Any) -> Any:
    """The plain TOML value that :func:`parse` reads as ``value``."""
    if isinstance(value, timedelta):
        hours, minutes = divmod(int(value.total_seconds()) // 60, 60)
        return f"{hours:02}:{minutes:02}"
    if isinstance(value, tuple):
        return [_step_text(step) for step in value]
    return value


def _step_text(step: timedelta) -> str:
    seconds = int(step.total_seconds())
    unit = next(unit for unit in "dhms" if seconds % _SECONDS[unit] == 0)
    return f"{seconds // _SECONDS[unit]}{unit}"


def _refuse(spec: SettingSpec, raw: object) -> WrongValueError:
    return WrongValueError(f"{as_in_file(raw)} is not {spec.kind}")


def _switch(spec: SettingSpec, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise _refuse(spec, raw)
    return raw


def _whole(spec: SettingSpec, raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise _refuse(spec, raw)
    _within(spec, raw)
    return raw


def _number(spec: SettingSpec, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or math.isnan(raw):
        raise _refuse(spec, raw)
    _within(spec, raw)
    return float(raw)


def _within(spec: SettingSpec, number: float) -> None:
    if spec.low is not None and number < spec.low:
        raise WrongValueError(f"{number} is less than {spec.low:g}")
    if spec.high is not None and number > spec.high:
        raise WrongValueError(f"{number} is more than {spec.high:g}")


def _choice(spec: SettingSpec, raw: object) -> str:
    if not isinstance(raw, str) or raw not in spec.choices:
        raise WrongValueError(f"{as_in_file(raw)} is none of {', '.join(spec.choices)}")
    return raw


def _text(spec: SettingSpec, raw: object) -> str:
    if not isinstance(raw, str):
        raise _refuse(spec, raw)
    if any(ord(character) < ord(" ") for character in raw):
        raise WrongValueError("it holds a line break or a control character")
    return raw


def _time(spec: SettingSpec, raw: object) -> timedelta:
    if isinstance(raw, time) and not (raw.second or raw.microsecond):
        return timedelta(hours=raw.hour, minutes=raw.minute)
    found = _TIME.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        raise _refuse(spec, raw)
    return timedelta(hours=int(found[1]), minutes=int(found[2]))


def _steps(spec: SettingSpec, raw: object) -> tuple[timedelta, ...]:
    listed = raw.split() if isinstance(raw, str) else raw
    if not isinstance(listed, list):
        raise _refuse(spec, raw)
    if len(listed) > _MOST_STEPS:
        raise WrongValueError(f"{len(listed)} steps are more than {_MOST_STEPS}")
    return tuple(_one_step(one) for one in listed)


def _one_step(raw: object) -> timedelta:
    found = _STEP.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        raise WrongValueError(f'{as_in_file(raw)} is not a waiting time such as "30s", "10m", "2h" or "1d"')
    step = timedelta(seconds=int(found[1]) * _SECONDS[found[2]])
    if not timedelta(0) < step <= _LONGEST_STEP:
        raise WrongValueError(f"{as_in_file(raw)} is not between one second and a year")
    return step


def _day(spec: SettingSpec, raw: object) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        raise _refuse(spec, raw) from None


_PARSERS: dict[Kind, Callable[[SettingSpec, object], Any]] = {
    Kind.SWITCH: _switch,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.CHOICE: _choice,
    Kind.TEXT: _text,
    Kind.TIME: _time,
    Kind.STEPS: _steps,
    Kind.DAY: _day,
}
