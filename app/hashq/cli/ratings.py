"""Prints a card's standing after a review was recorded, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.cli.printing import local_time, moment_text, print_json, quantity, say, tell

if TYPE_CHECKING:
    from hashq.study.views import Rated


def print_rated(rated: Rated, *, as_json: bool, taken_back: bool = False) -> None:
    """Print ``rated`` as JSON, or as a sentence."""
    if as_json:
        print_json(_document(rated))
        return
    named = rated.rating.name.lower() if rated.rating else "change"
    done = f"took back {named}" if taken_back else named
    say(f"{rated.id}: {done}, {_standing(rated)}.")
    if rated.leech:
        tell("This card is a leech: it is forgotten again and again. Rewrite it, split it, or suspend it.")


def _standing(rated: Rated) -> str:
    if rated.due is None:
        return "new again"
    if rated.interval_days:
        return f"due in {quantity(rated.interval_days, 'day')}, {local_time(rated.due)}"
    return f"due {local_time(rated.due)}"


def _document(rated: Rated) -> dict[str, object]:
    return {
        "id": rated.id,
        "rating": rated.rating.name.lower() if rated.rating else None,
        "state": rated.state.value,
        "stability": rated.stability,
        "difficulty": rated.difficulty,
        "due": moment_text(rated.due),
        "interval_days": rated.interval_days,
    }
