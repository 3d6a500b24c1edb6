"""``hashq stats``: the figures of progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.figures import Retention, Statistics


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, as_json: bool) -> None:
    """Tell how study goes: cards, reviews, what was remembered, what is coming."""
    from hashq.cli.printing import print_json, say
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        found = services.study.statistics()
    finally:
        services.close()
    if as_json:
        print_json(_document(found))
        return
    for line in _lines(found):
        say(line)


def _document(found: Statistics) -> dict[str, object]:
    cards = found.cards
    return {
        "cards": {
            "total": cards.total,
            "new": cards.new,
            "learning": cards.learning,
            "review": cards.review,
            "suspended": cards.suspended,
            "retired": cards.retired,
        },
        "reviews": found.reviews,
        "retention": found.retention.remembered,
        "forecast": [{"date": day.day.isoformat(), "due": day.due} for day in found.forecast],
        "heatmap": [{"date": day.day.isoformat(), "reviews": day.reviews} for day in found.heatmap],
    }


def _lines(found: Statistics) -> list[str]:
    from hashq.cli.printing import quantity

    cards = found.cards
    week = sum(day.due for day in found.forecast[:7])
    return [
        (
            f"Cards       {cards.total}: {cards.new} new, {cards.learning} learning, {cards.review} in review"
            f" ({cards.suspended} suspended, {cards.retired} retired)"
        ),
        f"Reviews     {found.reviews} on {quantity(len(found.heatmap), 'day')} of the last year",
        f"In a row    {quantity(found.streak, 'day')}",
        f"Remembered  {_remembered(found.retention)}",
        f"Coming      {quantity(week, 'review')} within a week, {found.forecast[0].due} of them today",
    ]


def _remembered(retention: Retention) -> str:
    if retention.remembered is None or retention.predicted is None:
        return "nothing known was asked in the last 30 days"
    return (
        f"{retention.remembered:.0%} of {retention.asked} in the last 30 days"
        f" (the model expected {retention.predicted:.0%})"
    )
