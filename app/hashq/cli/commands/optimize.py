"""``hashq optimize``: fits the memory model to the person's own reviews, on consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.optimizing import Optimizer, Proposal


@click.command("optimize")
@click.option("--apply", "consent", is_flag=True, help="Take the fitted weights up without asking.")
@click.option("--revert", is_flag=True, help="Let the weights before hold again.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document; changes nothing without --apply."
)
@click.pass_obj
def command(home: Path | None, consent: bool, revert: bool, as_json: bool) -> None:
    """Fit the memory model to your own reviews, say how much better it predicts, and take it up if you agree.

    Needs the extra: pip install "hashq[optimize]". Due dates stay; each card's next rating uses the new weights.
    """
    from hashq.study.optimizing import Optimizer
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        optimizer = Optimizer(services.database, services.settings)
        if revert:
            _revert(optimizer)
        else:
            _propose(optimizer, consent=consent, as_json=as_json)
    finally:
        services.close()


def _revert(optimizer: Optimizer) -> None:
    from hashq.cli.printing import say
    from hashq.errors import UsageError

    if not optimizer.take_back():
        raise UsageError("no fitted weights are in use, so there is nothing to take back")
    say("The weights before hold again.")


def _propose(optimizer: Optimizer, *, consent: bool, as_json: bool) -> None:
    import sys

    from hashq.cli.printing import print_json, say
    from hashq.scheduling.fsrs_trainer import train

    proposal = optimizer.propose(train)
    if as_json:
        print_json(_document(proposal, taken_up=consent))
    else:
        for line in _lines(proposal):
            say(line)
    asked = not consent and not as_json and proposal.fit.better and sys.stdin.isatty()
    if consent or (asked and click.confirm("Take them up?")):
        optimizer.take_up(proposal)
        if not as_json:
            say("Taken up. `hashq optimize --revert` goes back.")


def _document(proposal: Proposal, *, taken_up: bool) -> dict[str, object]:
    fit = proposal.fit
    return {
        "trained_on": fit.trained_on,
        "held_out": fit.after.reviews,
        "before": {"weights": proposal.before, "log_loss": fit.before.log_loss, "rmse": fit.before.rmse},
        "after": {"weights": fit.weights, "log_loss": fit.after.log_loss, "rmse": fit.after.rmse},
        "better": fit.better,
        "taken_up": taken_up,
    }


def _lines(proposal: Proposal) -> list[str]:
    fit = proposal.fit
    verdict = (
        "The fitted weights predict better."
        if fit.better
        else "The weights in use predict as well: keep them."
    )
    return [
        f"Fitted to {fit.trained_on} reviews, judged by the {fit.after.reviews} latest, which were held out.",
        f"Surprise a review (log loss): {fit.before.log_loss:.4f} now, {fit.after.log_loss:.4f} fitted",
        f"Predicted against remembered (RMSE): {fit.before.rmse:.1%} now, {fit.after.rmse:.1%} fitted",
        verdict,
    ]
