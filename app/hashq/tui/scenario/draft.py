"""A scenario as it is being set up on the form: a frozen value, and what each key does to it.

Owns the cursor and what a key means on a row. The scenario in it is always whole, though the service may refuse it: whether
it does, ``refused`` asks the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hashq.sandbox.configurations import PREDEFINED, custom
from hashq.sandbox.model import ComputePlatform, RollbackEvent
from hashq.sandbox.refusals import RefusedError
from hashq.sandbox.scenario_rules import Refusal, refusals
from hashq.tui.forms import following
from hashq.tui.scenario.choices import CHOICES, another_failure, otherwise_named, with_configurations
from hashq.tui.scenario.numbers import NUMBERS, resized
from hashq.tui.scenario.rows import (
    MOST_COMPARED,
    MOST_FAILURES,
    OF_CONFIGURATION,
    OF_DURATIONS,
    OF_FAILURE,
    Field,
    Row,
    configurations,
    is_own,
    rows_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.model import Instance
    from hashq.sandbox.scenario_model import Action, Scenario
    from hashq.tui.scenario.numbers import Number

FIRST = Row(Field.PLATFORM)
ROLLBACKS = tuple(RollbackEvent)
PLACES: dict[str, Field] = {
    "type": Field.TYPE,
    "onPremises": Field.PLATFORM,
    "loadBalancer": Field.BALANCER,
    "configuration": Field.CONFIGURATION,
    "compare": Field.CONFIGURATION,
    "fail": Field.FAILURE,
    "ignoreApplicationStopFailures": Field.STOP_ERRORS,
    "actions": Field.ACTS,
}
"""Where a refusal is told: a scenario's key and the row that sets it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that is set."""

    scenario: Scenario
    row: Row = FIRST
    """The row under the cursor."""
    chip: int = 0
    """Which rollback event is under the cursor on their row."""
    fresh: bool = True
    """Whether the next digit begins a number anew, as after coming to its row."""
    timed: bool = False
    """Whether the lifecycle events show one by one."""
    acts: tuple[Action, ...] = ()
    """What was done by hand when the form was opened."""
    pool: tuple[Instance, ...] = ()
    """Instances the fleet had at its largest, so that writing a number loses none of them."""
    shelf: tuple[Scenario, ...] = ()
    """The scenario as it was on other platforms, for when one comes back to them."""

    @classmethod
    def of(cls, scenario: Scenario) -> Draft:
        """The form on a scenario."""
        return cls(scenario, acts=scenario.actions, pool=scenario.instances)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows there are now."""
        return rows_of(self.scenario, self.row, acts=bool(self.acts), timed=self.timed)

    def moved(self, step: int) -> Draft:
        """The cursor ``step`` rows further, from the last on to the first."""
        return self.at(following(self.rows, self.row, step))

    def at(self, row: Row) -> Draft:
        """The cursor on that row."""
        return self if row == self.row else replace(self, row=row, fresh=True)

    def with_scenario(self, scenario: Scenario) -> Draft:
        """Another scenario; the cursor stays where it can, else it goes to the row that led there."""
        draft = replace(self, scenario=scenario)
        if draft.row in draft.rows:
            return draft
        return replace(draft, row=draft.rows[min(self.rows.index(self.row), len(draft.rows)) - 1], fresh=True)

    # Keys

    def changed(self, step: int) -> Draft:
        """The value under the cursor ``step`` further."""
        field, number = self.row.field, self.row.number
        match field:
            case Field.PLATFORM:
                return self._on_platform(following(tuple(ComputePlatform), self.scenario.platform, step))
            case Field.ROLLBACK:
                return replace(self, chip=(self.chip + step) % len(ROLLBACKS))
            case Field.ANOTHER | Field.FAILS_TOO:
                return self.added() if step > 0 else self
            case Field.ACTS:
                kept = () if self.scenario.actions else self.acts
                return self.with_scenario(replace(self.scenario, actions=kept))
            case Field.DURATIONS:
                return self.toggled()
        if field in CHOICES:
            choice = CHOICES[field]
            values = choice.values(self.scenario, number)
            value = following(values, choice.get(self.scenario, number), step)
            return self.with_scenario(choice.put(self.scenario, number, value))
        return self._stepped(NUMBERS[field], step)

    def _on_platform(self, platform: ComputePlatform) -> Draft:
        """The same on another platform, or as it was there before."""
        kept = next((each for each in self.shelf if each.platform is platform), None)
        shelf = (*(each for each in self.shelf if each.platform is not self.scenario.platform), self.scenario)
        scenario = CHOICES[Field.PLATFORM].put(self.scenario, 0, platform)
        if kept is not None:
            scenario = replace(
                scenario,
                group=replace(scenario.group, type=kept.group.type, load_balancer=kept.group.load_balancer),
                configuration=kept.configuration,
                compare=kept.compare,
                instances=kept.instances,
                failures=kept.failures,
                last_successful=kept.last_successful,
            )
        return replace(self.with_scenario(scenario), shelf=shelf, pool=scenario.instances or self.pool)

    def _stepped(self, number: Number, step: int) -> Draft:
        now = number.get(self.scenario, self.row.number)
        if now is None:
            return self._put(number, number.first) if step > 0 else self
        if number.optional and now + step < 0:
            return self._put(number, None)
        return self._put(number, min(number.most, max(0, now + step)))

    def _put(self, number: Number, value: int | None) -> Draft:
        if self.row.field is Field.FLEET:
            whole = resized(replace(self.scenario, instances=self.pool), max(value or 0, len(self.pool)))
            draft = self.with_scenario(number.put(whole, 0, value))
            return replace(draft, pool=whole.instances)
        return self.with_scenario(number.put(self.scenario, self.row.number, value))

    def toggled(self) -> Draft:
        """What space does: want a rollback event or not, say otherwise who fails, add, open the durations, the next value."""
        match self.row.field:
            case Field.ROLLBACK:
                events = self.scenario.group.rollback ^ {ROLLBACKS[self.chip]}
                group = replace(self.scenario.group, rollback=events)
                return self.with_scenario(replace(self.scenario, group=group))
            case Field.FAILURE:
                return self.with_scenario(otherwise_named(self.scenario, self.row.number))
            case Field.DURATIONS:
                return replace(self, timed=not self.timed)
        return self.changed(1)

    def on_chip(self, number: int) -> Draft:
        """The cursor on that rollback event."""
        return replace(self, chip=number)

    @property
    def takes_digits(self) -> bool:
        """Whether a number stands under the cursor, or may."""
        number = NUMBERS.get(self.row.field)
        return number is not None and (
            number.optional or number.get(self.scenario, self.row.number) is not None
        )

    def typed(self, digit: str) -> Draft:
        """A digit written into the number under the cursor; unchanged where no number stands."""
        number = NUMBERS.get(self.row.field)
        if number is None or not self.takes_digits:
            return self
        now = number.get(self.scenario, self.row.number)
        written = int(digit if self.fresh or now is None else f"{now}{digit}")
        return replace(self._put(number, min(number.most, written)), fresh=False)

    def erased(self) -> Draft:
        """The last digit under the cursor taken away; a number of no digits is none where there may be none."""
        number = NUMBERS.get(self.row.field)
        now = None if number is None else number.get(self.scenario, self.row.number)
        if number is None or now is None:
            return self
        return replace(self._put(number, None if now < 10 and number.optional else now // 10), fresh=False)

    def added(self) -> Draft:
        """One more configuration to compare with, or one more failure, as the cursor says; it goes to the new one."""
        scenario = self.scenario
        if self.row.field in OF_CONFIGURATION | {Field.ANOTHER}:
            now = configurations(scenario)
            if len(now) >= MOST_COMPARED:
                return self
            fitting = [each for each in PREDEFINED if each.platform is scenario.platform]
            new = next((each for each in fitting if each not in now), fitting[0])
            draft = replace(self, scenario=with_configurations(scenario, (*now, new)))
            return draft.at(Row(Field.CONFIGURATION, len(now)))
        if len(scenario.failures) >= MOST_FAILURES:
            return self
        draft = replace(self, scenario=another_failure(scenario))
        return draft.at(Row(Field.FAILURE, len(scenario.failures)))

    def removed(self) -> Draft:
        """Without what is under the cursor; unchanged where there is nothing to take out."""
        scenario, field, number = self.scenario, self.row.field, self.row.number
        if field in OF_CONFIGURATION:
            now = configurations(scenario)
            left = (*now[:number], *now[number + 1 :])
            return self.with_scenario(with_configurations(scenario, left)) if left else self
        if field in OF_FAILURE:
            left_failing = (*scenario.failures[:number], *scenario.failures[number + 1 :])
            return self.with_scenario(replace(scenario, failures=left_failing))
        if field in {Field.ALARM, Field.CLEARS} and scenario.alarms:
            return self.with_scenario(replace(scenario, alarms=scenario.alarms[1:]))
        if field in OF_DURATIONS and scenario.durations:
            if field is Field.DURATION:
                return self._put(NUMBERS[field], None)
            return self.with_scenario(replace(scenario, durations=()))
        return self

    def complaints(self) -> tuple[dict[Row, Refusal], tuple[Refusal, ...]]:
        """What the service refuses, by the row that says so, and what no row sets."""
        by_row: dict[Row, Refusal] = {}
        rest = []
        rows = self.rows
        for refusal in refused(self.scenario):
            row = Row(PLACES.get(refusal.key, Field.SEED), refusal.index or 0)
            if row.field is Field.ACTS:
                row = Row(Field.ACTS)
            if refusal.key in PLACES and row in rows:
                by_row.setdefault(row, refusal)
            else:
                rest.append(refusal)
        return by_row, tuple(rest)


def refused(scenario: Scenario) -> tuple[Refusal, ...]:
    """Everything the service refuses: combinations, and configurations of a person's own that are out of bounds."""
    return (*refusals(scenario), *_out_of_bounds(scenario))


def _out_of_bounds(scenario: Scenario) -> Iterator[Refusal]:
    for number, each in enumerate(configurations(scenario)):
        if not is_own(each):
            continue
        try:
            custom(
                each.name,
                minimum=each.minimum,
                routing=each.routing,
                zonal=each.zonal,
                platform=each.platform,
            )
        except RefusedError as problem:
            yield Refusal("compare", problem.cause, problem.remedy, number)
