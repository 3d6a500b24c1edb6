"""Parameters: their defaults are the library's, and their stored form gives them again."""

from __future__ import annotations

from datetime import timedelta

import fsrs
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.parameters import DEFAULT_PARAMETERS, DEFAULT_WEIGHTS, Parameters, parameters_for
from hashq.settings import StudySettings, load_settings

steps = st.lists(st.integers(1, 10**6).map(lambda s: timedelta(seconds=s)), max_size=4).map(tuple)


def test_the_default_weights_are_the_librarys() -> None:
    assert fsrs.Scheduler().parameters == DEFAULT_WEIGHTS


@given(
    st.builds(
        Parameters,
        weights=st.lists(st.floats(0, 100), min_size=21, max_size=21).map(tuple),
        desired_retention=st.floats(0.5, 0.99),
        maximum_interval_days=st.integers(1, 36500),
        learning_steps=steps,
        relearning_steps=steps,
        day_starts_at=st.integers(0, 1439).map(lambda m: timedelta(minutes=m)),
        fuzz=st.booleans(),
    )
)
def test_the_stored_form_gives_the_same_parameters(parameters: Parameters) -> None:
    assert Parameters.from_text(parameters.as_text()) == parameters


def test_equal_parameters_have_one_stored_form() -> None:
    assert DEFAULT_PARAMETERS._replace(fuzz=False).as_text() != DEFAULT_PARAMETERS.as_text()
    assert Parameters().as_text() == DEFAULT_PARAMETERS.as_text()


def test_fresh_settings_ask_for_the_default_parameters() -> None:
    assert parameters_for(StudySettings()) == DEFAULT_PARAMETERS


def test_what_is_set_is_what_is_asked_for() -> None:
    settings = load_settings(
        '[study]\nrelearning_steps = []\nmaximum_interval_days = 100\nday_starts_at = "00:00"'
    )
    asked = parameters_for(settings.study)
    assert (asked.relearning_steps, asked.maximum_interval_days, asked.day_starts_at) == (
        (),
        100,
        timedelta(0),
    )
