"""``hashq due``: what waits now, for people, prompts and status bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.views import DueSummary


@click.command("due")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, as_json: bool) -> None:
    """Count the cards that wait now, by deck, within the day's limits."""
    from hashq.cli.printing import print_json, say
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        summary = services.study.due()
    finally:
        services.close()
    if as_json:
        print_json(_document(summary))
        return
    for line in _lines(summary):
        say(line)


def _document(summary: DueSummary) -> dict[str, object]:
    from hashq.cli.printing import moment_text

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
    from hashq.cli.printing import local_time, quantity

    if not summary.decks:
        return ["No cards yet. Import notes: hashq import PATH"]
    following = f"The next one comes {local_time(summary.next)}." if summary.next else ""
    if not summary.total:
        return [f"Nothing waits. {following}".strip()]
    rows = [
        (deck.deck, deck.new, deck.learning, deck.review)
        for deck in summary.decks
        if deck.new or deck.learning or deck.review
    ]
    width = max(len(row[0]) for row in rows)
    return [
        f"{'':{width}}   new  learning  review",
        *(f"{deck:{width}}  {new:4}  {learning:8}  {review:6}" for deck, new, learning, review in rows),
        f"{quantity(summary.total, 'card')} waiting. {following}".strip(),
    ]
