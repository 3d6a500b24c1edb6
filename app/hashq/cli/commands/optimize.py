"""``hashq optimize``: fits the memory model to the person's own reviews, on consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.scheduling.optimize import Evaluation
    from hashq.study.optimizing import Optimizer, Proposal


@click.command("optimize")
@click.option(
    "--apply",
    "consent",
    is_flag=True,
    help="Take the fitted weights up without asking, if they predict better.",
)
@click.option("--revert", is_flag=True, help="Let the weights before hold again.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document; changes nothing without --apply."
)
@click.pass_obj
def command(home: Path | None, consent: bool, revert: bool, as_json: bool) -> None:
    """Fit the memory model to your own reviews, say how much better it predicts, and take it up if you agree.

    Needs the extra: pip install "hashq[optimize]". Due dates stay; each card's next rating uses the new weights.
    """
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        if revert:
            _revert(services.optimizer, as_json=as_json)
        else:
            _propose(services.optimizer, consent=consent, as_json=as_json)
    finally:
        services.close()


def _revert(optimizer: Optimizer, *, as_json: bool) -> None:
    from hashq.cli.printing import print_json, say
    from hashq.errors import UsageError

    if not optimizer.take_back():
        raise UsageError("no fitted weights are in use, so there is nothing to take back")
    if as_json:
        print_json({"reverted": True})
    else:
        say("The weights before hold again.")


def _propose(optimizer: Optimizer, *, consent: bool, as_json: bool) -> None:
    import sys

    from hashq.cli.printing import is_terminal, print_json, say
    from hashq.scheduling.fsrs_trainer import train

    proposal = optimizer.propose(train)
    better = proposal.fit.better
    if as_json:
        if consent and better:
            optimizer.take_up(proposal)
        print_json(_document(proposal, taken_up=consent and better))
        return
    for line in _lines(proposal):
        say(line)
    if not better:
        return
    if consent or (is_terminal(sys.stdin) and click.confirm("Take them up?")):
        optimizer.take_up(proposal)
        say("Taken up. `hashq optimize --revert` goes back.")
    else:
        say("Nothing was changed. `hashq optimize --apply` takes them up.")


def _document(proposal: Proposal, *, taken_up: bool) -> dict[str, object]:
    fit = proposal.fit
    return {
        "trained_on": fit.trained_on,
        "held_out": fit.after.reviews,
        "before": _side(proposal.before, fit.before, proposal.course_before),
        "after": _side(fit.weights, fit.after, proposal.course_after),
        "better": fit.better,
        "taken_up": taken_up,
    }


def _side(weights: tuple[float, ...], judged: Evaluation, course: tuple[int, ...]) -> dict[str, object]:
    *intervals, forgotten = course
    told = {"intervals": intervals, "interval_after_forgetting": forgotten}
    return {"weights": weights, "log_loss": judged.log_loss, "rmse": judged.rmse, **told}


def _lines(proposal: Proposal) -> list[str]:
    fit = proposal.fit
    *before, lost = proposal.course_before
    *after, lost_fitted = proposal.course_after
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
        f"A new card that is always good waits {_days(before)} days now, {_days(after)} fitted;",
        f"forgotten then, {lost} now, {lost_fitted} fitted. Due dates stay until each card's next rating.",
    ]


def _days(intervals: list[int]) -> str:
    return ", ".join(str(days) for days in intervals)
