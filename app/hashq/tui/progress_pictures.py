"""The pictures of progress as lines of text for a width: the year, bars, columns. Pure.

Owns the drawing. Every picture tells by shape and words what it tells by colour; figures come ready.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from hashq.tui.card_line import as_read
from hashq.tui.glyphs import sparkline
from hashq.tui.text import joined, padded, shown_line
from hashq.tui.wording import count, lasted, share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from hashq.store.progress import HardCard
    from hashq.study.figures import Retention
    from hashq.study.overview import Overview
    from hashq.tui.glyphs import Glyphs

LABEL = 12
DAY_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
RATING_COLOURS = {"again": "$ember", "hard": "$sun", "good": "$leaf", "easy": "$ink"}
DAYS_A_WEEK = 7
_MARGIN = 4


def heading(words: str, width: int, glyphs: Glyphs) -> Content:
    """A section's name with a rule through to the right."""
    left = joined((Content.styled(f"{glyphs.line * 2} ", "$faint"), Content.styled(words, "bold $lamp"), " "))
    return joined((left, Content.styled(glyphs.line * max(0, width - left.cell_length), "$faint")))


def year_map(found: Overview, width: int, glyphs: Glyphs) -> Iterator[Content]:
    """The year, a column a week and a row a day; as many weeks as fit, this one last."""
    reviews = {day.day: day.reviews for day in found.heatmap}
    cell = 2 if width >= _MARGIN + 53 * 2 else 1
    weeks = min(53, (width - _MARGIN) // cell)
    monday = found.today - timedelta(days=found.today.weekday())
    mondays = [monday - timedelta(weeks=back) for back in reversed(range(weeks))]
    most = max(reviews.values(), default=0)
    yield Content.styled(" " * _MARGIN + _months(mondays, cell), "$quiet")
    for weekday in range(DAYS_A_WEEK):
        days = [start + timedelta(days=weekday) for start in mondays]
        cells = [_cell(day, found.today, reviews, most, glyphs) for day in days]
        yield joined((Content.styled(padded(DAY_NAMES[weekday], _MARGIN), "$quiet"), _row(cells, cell)))
    legend = " ".join(glyphs.shades)
    total = count(sum(reviews.values()), "review")
    busiest = f" {glyphs.dot} most on a day {most}" if most else ""
    quiet = (
        f"{' ' * _MARGIN}{total} on {count(len(reviews), 'day')}{busiest} {glyphs.dot} fewer {legend} more"
    )
    yield Content.styled(quiet, "$quiet")


def _cell(day: date, today: date, reviews: Mapping[date, int], most: int, glyphs: Glyphs) -> str:
    if day > today:
        return " "
    steps = len(glyphs.shades) - 1
    given = reviews.get(day, 0)
    return glyphs.shades[-(-given * steps // most)] if given else glyphs.shades[0]


def _row(cells: Sequence[str], width: int) -> Content:
    return Content.styled("".join(cell * width for cell in cells), "$leaf")


def _months(mondays: Sequence[date], cell: int) -> str:
    """Names of the months above the weeks in which they begin."""
    line = ""
    for at, start in enumerate(mondays):
        first = start.day <= DAYS_A_WEEK
        if first and at * cell >= len(line):
            line = line.ljust(at * cell) + f"{start:%b} "
    return line[: len(mondays) * cell]


def bar(label: str, value: float, words: str, width: int, *, colour: str, glyphs: Glyphs) -> Content:
    """One bar, ``value`` 0 to 1 of what room there is, under its name and before its words."""
    room = max(4, width - LABEL - len(words) - 1)
    filled = min(room, round(value * room)) or (1 if value > 0 else 0)
    return joined(
        (
            Content.styled(padded(label, LABEL), "$quiet"),
            Content.styled(glyphs.full * filled, colour),
            Content.styled(glyphs.rest * (room - filled), "$faint"),
            Content.styled(f" {words}", "$strong"),
        )
    )


def memory(found: Overview, width: int, wanted: float, glyphs: Glyphs) -> Iterator[Content]:
    """What was remembered against what was predicted and asked for, overall and by deck."""
    whole = found.retention
    if whole.remembered is None or whole.predicted is None:
        yield Content.styled("No known card was asked in this time.", "$quiet")
        return
    yield bar(
        "remembered", whole.remembered, f"{share(whole.remembered):>5}", width, colour="$leaf", glyphs=glyphs
    )
    yield bar(
        "predicted", whole.predicted, f"{share(whole.predicted):>5}", width, colour="$ink", glyphs=glyphs
    )
    yield Content.styled(f"of {count(whole.asked, 'known card')} asked; you want {share(wanted)}", "$quiet")


def decks(found: Overview, width: int) -> Iterator[Callable[[], Content]]:
    """What was remembered deck by deck: a line each, drawn when it is called, since decks can be thousands."""
    return (partial(_deck_line, each.deck, each.retention, width) for each in found.by_deck)


def _deck_line(deck: str, retention: Retention, width: int) -> Content:
    figures = f"{share(retention.remembered):>6} of {retention.asked:>5,}  predicted {share(retention.predicted):>5}"
    name = Content(padded(shown_line(deck).plain, max(8, width - len(figures) - 1)))
    return joined((name, " ", Content.styled(figures, "$strong")))


def cards(found: Overview, width: int, glyphs: Glyphs) -> Iterator[Content]:
    """How far the cards are."""
    here = found.maturity
    total = max(1, sum(here))
    rows = (
        ("new", here.new, "$ink"),
        ("learning", here.learning, "$sun"),
        ("young", here.young, "$leaf"),
        ("mature", here.mature, "$lamp"),
        ("suspended", here.suspended, "$quiet"),
    )
    widest = max(len(f"{number:,}") for _, number, _ in rows)
    for name, number, colour in rows:
        yield bar(name, number / total, f"{number:>{widest},}", width, colour=colour, glyphs=glyphs)


def ratings(found: Overview, width: int, glyphs: Glyphs) -> Iterator[Content]:
    """How often each rating was given, and the time it took."""
    total = max(1, sum(found.ratings))
    for (name, colour), number in zip(RATING_COLOURS.items(), found.ratings, strict=True):
        words = f"{number:>6,} {share(number / total):>5}"
        yield bar(name, number / total, words, width, colour=colour, glyphs=glyphs)
    if found.reviews:
        yield Content.styled(
            f"{count(found.reviews, 'review')} on {count(found.study_days, 'day')}", "$quiet"
        )
    if found.timed:
        each = lasted(found.seconds / found.timed)
        yield Content.styled(f"{lasted(found.seconds)} in all {glyphs.dot} {each} a review", "$quiet")


def coming(found: Overview, width: int, glyphs: Glyphs) -> Iterator[Content]:
    """What falls due, a column a day."""
    due = tuple(day.due for day in found.forecast)
    cell = max(1, min(3, width // len(due)))
    columns = "".join(each * cell for each in sparkline(due, glyphs))
    yield Content.styled(columns, "$lamp")
    yield Content.styled(_day_marks(found, cell), "$quiet")
    week, month = sum(due[:DAYS_A_WEEK]), sum(due)
    busiest = max(found.forecast, key=lambda day: day.due)
    dot = f" {glyphs.dot} "
    yield Content.styled(dot.join((f"today {due[0]:,}", f"7 days {week:,}", f"30 days {month:,}")), "$quiet")
    if busiest.due:
        most = f"most on {busiest.day:%a} {busiest.day.day} {busiest.day:%b}: {busiest.due:,}"
        yield Content.styled(most, "$quiet")


def _day_marks(found: Overview, cell: int) -> str:
    """The day of the month under each Monday's column."""
    line = ""
    for at, day in enumerate(found.forecast):
        if day.day.weekday() == 0 and at * cell >= len(line):
            line = line.ljust(at * cell) + f"{day.day.day} "
    return line


def hours(found: Overview, width: int, glyphs: Glyphs) -> Iterator[Content]:
    """When one studies, and how well one remembers then."""
    given = tuple(hour.reviews for hour in found.hours)
    cell = 3 if width >= 72 + LABEL else 2 if width >= 48 + LABEL else 1
    recalled = tuple(
        round(100 * hour.remembered / hour.reviews) if hour.reviews else 0 for hour in found.hours
    )
    for name, values, colour in (("reviews", given, "$ink"), ("remembered", recalled, "$leaf")):
        bars = sparkline(values, glyphs)
        cells = "".join((each if value else " ") * cell for each, value in zip(bars, values, strict=True))
        yield joined((Content.styled(padded(name, LABEL), "$quiet"), Content.styled(cells, colour)))
    marks = "".join(padded(str(hour), 6 * cell) for hour in range(0, 24, 6))
    yield Content.styled(" " * LABEL + marks, "$quiet")


def hard_cards(listed: Sequence[HardCard], width: int, glyphs: Glyphs) -> Iterator[Content]:
    """Cards that cost much, the most forgotten first."""
    for card in listed:
        figures = f"{card.lapses:>3} forgotten {glyphs.dot} difficulty {card.difficulty:.0f} of 10"
        note = f" {glyphs.dot} suspended" if card.suspended else ""
        question = padded(shown_line(as_read(card.question)).plain, max(8, width - len(figures + note) - 2))
        yield joined((Content.styled(question, "$strong"), "  ", Content.styled(figures + note, "$quiet")))


def fit_advice() -> Content:
    """What to do once there are enough reviews to know a person's own memory by."""
    return Content.styled("Enough reviews to fit the model to you: hashq optimize", "$quiet")


def leech_advice() -> Content:
    """What to do about cards that are forgotten again and again."""
    return Content.styled(
        "A leech costs more than it gives: reword its question, split it in two, add a hint or a picture, or"
        " suspend it (@) until its neighbours are known.",
        "$quiet",
    )
