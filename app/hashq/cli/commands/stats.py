"""``hashq stats``: the figures of progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.named_deck import DeckName

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.figures import Retention, Statistics
    from hashq.study.overview import Overview

RECENT = 30
"""Days looked back on unless asked otherwise."""


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--deck", type=DeckName(), help="Tell of this deck and the decks in it only.")
@click.option("--days", type=click.IntRange(1, 36500), help="Look back this many days instead of 30.")
@click.pass_context
def command(context: click.Context, as_json: bool, deck: str | None, days: int | None) -> None:
    """Tell how study goes: on a terminal on the stats screen, else in lines or as JSON."""
    import sys

    from hashq.cli.printing import is_terminal, print_json, say
    from hashq.study.overview import Scope
    from hashq.study.services import open_services

    home: Path | None = context.obj
    if not as_json and days is None and is_terminal(sys.stdout) and is_terminal(sys.stdin):
        from hashq.tui.opening import open_app

        context.exit(open_app(home, "stats", deck=deck))
    services = open_services(home)
    try:
        found = services.study.statistics(deck)
        whole = services.study.overview(Scope(deck, days or RECENT))
        suggested = services.optimizer.suggested()
        wanted = services.settings.for_deck(whole.scope.deck or "").desired_retention
    finally:
        services.close()
    if as_json:
        print_json({**_document(found), **overview_json(whole, wanted)})
        return
    for line in _lines(found) if deck is None and days is None else _scope_lines(whole):
        say(line)
    if suggested:
        say("There are enough reviews to fit the memory model to you: `hashq optimize`.")


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


def overview_json(found: Overview, wanted: float) -> dict[str, object]:
    """The figures behind the pictures of the stats screen, under ``streak`` and ``scope``; ``wanted``: retention asked for."""
    return {
        "streak": {"current": found.streak.current, "longest": found.streak.longest},
        "scope": {
            "deck": found.scope.deck,
            "days": found.scope.days,
            "reviews": found.reviews,
            "study_days": found.study_days,
            "seconds": found.seconds,
            "timed": found.timed,
            "ratings": dict(zip(("again", "hard", "good", "easy"), found.ratings, strict=True)),
            "asked": found.retention.asked,
            "remembered": found.retention.remembered,
            "predicted": found.retention.predicted,
            "wanted": wanted,
            "by_deck": [
                {
                    "deck": each.deck,
                    "asked": each.retention.asked,
                    "remembered": each.retention.remembered,
                    "predicted": each.retention.predicted,
                }
                for each in found.by_deck
            ],
            "hours": [each.reviews for each in found.hours],
            "remembered_by_hour": [each.remembered for each in found.hours],
            "maturity": found.maturity._asdict(),
            "heatmap": [{"date": day.day.isoformat(), "reviews": day.reviews} for day in found.heatmap],
            "forecast": [{"date": day.day.isoformat(), "due": day.due} for day in found.forecast],
            "hardest": [each._asdict() for each in found.hardest],
            "leeches": [each._asdict() for each in found.leeches],
        },
    }


def _scope_lines(found: Overview) -> list[str]:
    from hashq.cli.printing import quantity

    here = found.maturity
    return [
        f"Of          {found.scope.deck or 'all decks'}, the last {quantity(found.scope.days or 0, 'day')}",
        (
            f"Cards       {here.new} new, {here.learning} learning, {here.young} young, {here.mature} mature,"
            f" {here.suspended} suspended"
        ),
        f"Reviews     {found.reviews} on {quantity(found.study_days, 'day')}, {found.seconds / 60:.0f} min",
        f"Remembered  {_share(found.retention)}",
    ]


def _share(retention: Retention) -> str:
    if retention.remembered is None or retention.predicted is None:
        return "nothing known was asked"
    return f"{retention.remembered:.0%} of {retention.asked} (the model expected {retention.predicted:.0%})"


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
