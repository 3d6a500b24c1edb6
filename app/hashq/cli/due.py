"""Prints what waits now. Loads as little as it can: prompts and status bars call it every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.cli.printing import local_time, moment_text, print_json, quantity, say

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.due import DueSummary


def print_due(home: Path | None, *, as_json: bool) -> None:
    """Print what waits in the data folder ``home``, else the usual one."""
    from hashq.study.due import due_now

    summary = due_now(home)
    if as_json:
        print_json(_document(summary))
        return
    for line in _lines(summary):
        say(line)


def _document(summary: DueSummary) -> dict[str, object]:
    return {
        "new": summary.new,
        "learning": summary.learning,
        "review": summary.review,
        "total": summary.total,
        "decks": [
            {"deck": deck.deck, "new": deck.new, "learning": deck.learning, "review": deck.review}
            for deck in summary.decks
        ],
        "next": moment_text(summary.next),
    }


def _lines(summary: DueSummary) -> list[str]:
    if not summary.decks:
        return ["No cards yet. Import notes: hashq import PATH"]
    following = f"The next one comes {local_time(summary.next)}." if summary.next else ""
    if not summary.total:
        return [f"Nothing waits. {following}".strip()]
    rows = [deck for deck in summary.decks if deck.new or deck.learning or deck.review]
    width = max(len(row.deck) for row in rows)
    lines = [
        f"{'':{width}}   new  learning  review",
        *(f"{row.deck:{width}}  {row.new:4}  {row.learning:8}  {row.review:6}" for row in rows),
        f"{quantity(summary.total, 'card')} waiting. {following}".strip(),
    ]
    if sum(row.new + row.learning + row.review for row in rows) > summary.total:
        lines.append("Each row is what studying that deck would show; the decks share the day's limits.")
    return lines
