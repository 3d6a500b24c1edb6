"""The settings themselves: defaults, descriptions, and what is set for one deck."""

from __future__ import annotations

from datetime import date

import pytest

from hashq.settings import Settings, StudySettings, load_settings
from hashq.settings.described import SECTIONS, Kind, SettingSpec, all_settings
from hashq.settings.values import parse, to_toml


@pytest.mark.parametrize("spec", all_settings(), ids=lambda spec: spec.key)
def test_every_setting_says_what_it_means(spec: SettingSpec) -> None:
    assert spec.help.endswith(".")
    assert len(spec.help) > 10


@pytest.mark.parametrize("spec", all_settings(), ids=lambda spec: spec.key)
def test_every_default_is_a_value_the_setting_may_take(spec: SettingSpec) -> None:
    if spec.default is not None:
        assert parse(spec, to_toml(spec.default)) == spec.default


def test_every_field_of_every_section_is_described() -> None:
    described = [spec.key for spec in all_settings()]
    declared = [f"{section}.{name}" for section, values in SECTIONS.items() for name in values._fields]
    assert described == declared


def test_only_settings_of_decks_may_be_left_without_value() -> None:
    assert {spec.section for spec in all_settings() if spec.default is None} == {"decks"}


def test_every_number_has_a_range_and_every_choice_its_words() -> None:
    for spec in all_settings():
        if spec.kind in {Kind.WHOLE, Kind.NUMBER}:
            assert spec.low is not None
            assert spec.high is not None
        assert bool(spec.choices) == (spec.kind is Kind.CHOICE)


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        StudySettings().new_per_day = 3  # type: ignore[misc]


AWS = load_settings(
    """
    [study]
    new_per_day = 20
    [decks.AWS]
    new_per_day = 10
    exam_date = 2027-01-15
    [decks."AWS/CodeDeploy"]
    desired_retention = 0.95
    reviews_per_day = 0
    """
)


def test_a_deck_takes_what_is_set_for_its_parents() -> None:
    own = AWS.for_deck("AWS/CodeDeploy/Agent")
    assert (own.new_per_day, own.reviews_per_day, own.desired_retention) == (10, 0, 0.95)


def test_a_deck_beside_it_takes_nothing_from_it() -> None:
    assert AWS.for_deck("AWS/ECS").desired_retention == 0.9
    assert AWS.for_deck("AWSome").new_per_day == 20


def test_decks_are_found_whatever_their_case() -> None:
    assert AWS.for_deck("aws/codedeploy").desired_retention == 0.95


def test_an_exam_holds_for_sub_decks() -> None:
    assert AWS.exam_date("AWS/ECS/Tasks") == date(2027, 1, 15)
    assert AWS.exam_date("Networking") is None


def test_without_decks_everyone_has_the_same() -> None:
    assert Settings().for_deck("AWS") == StudySettings()
