"""Which source each file belongs to when folders overlap."""

from __future__ import annotations

from hashq.store.sources import SourceRow
from hashq.study.sources import Asked, everything, plan_reading


def source(path, *, kind="folder", deck=None, forgotten=False, id_=1):
    return SourceRow(id_, path, kind, deck, None, None, forgotten=forgotten)


def plan(known, *paths, deck=None, is_file=False):
    return plan_reading(known, [Asked(path, is_file) for path in paths], deck, None)


def test_a_path_that_is_in_no_source_becomes_one():
    result = plan([], "/v")
    assert [row.path for row in result.saved] == ["/v"]
    assert result.owner("/v/a/b.md").path == "/v"


def test_a_folder_inside_a_source_is_read_in_that_sources_name():
    result = plan([source("/v")], "/v/aws")
    assert result.saved == ()
    assert [(scan.path, scan.source) for scan in result.scans] == [("/v/aws", "/v")]


def test_a_folder_whose_name_only_begins_alike_is_not_inside():
    assert plan([source("/v")], "/v2").owner("/v2/x.md").path == "/v2"


def test_a_folder_inside_a_source_with_a_deck_of_its_own_becomes_a_source_and_owns_its_files():
    result = plan([source("/v")], "/v/aws", deck="AWS")
    assert result.owner("/v/aws/x.md").path == "/v/aws"
    assert result.owner("/v/x.md").path == "/v"


def test_a_folder_around_sources_takes_them_over():
    result = plan([source("/v/aws"), source("/v/x.md", kind="file")], "/v")
    assert {row.path for row, _ in result.absorbed} == {"/v/aws", "/v/x.md"}
    assert result.owner("/v/aws/y.md").path == "/v"


def test_a_source_with_a_deck_of_its_own_stays_one_and_is_read_with_the_folder_around_it():
    result = plan([source("/v/aws", deck="AWS")], "/v")
    assert result.absorbed == ()
    assert {(scan.path, scan.source) for scan in result.scans} == {("/v", "/v"), ("/v/aws", "/v/aws")}


def test_a_forgotten_folder_stays_left_out_when_the_folder_around_it_is_read():
    result = plan([source("/v/old", forgotten=True)], "/v")
    assert result.owner("/v/old/x.md").forgotten


def test_a_forgotten_source_is_remembered_when_it_is_named_again():
    result = plan([source("/v", forgotten=True)], "/v")
    assert [row.forgotten for row in result.saved] == [False]


def test_a_deck_given_once_is_kept_when_it_is_not_given_again():
    assert plan([source("/v", deck="AWS")], "/v").sources["/v"].deck == "AWS"


def test_reading_everything_leaves_forgotten_sources_out():
    result = everything([source("/v"), source("/w", forgotten=True)])
    assert [scan.path for scan in result.scans] == ["/v"]


def test_a_part_of_a_source_that_was_left_out_rejoins_it_when_it_is_wanted_again():
    result = plan([source("/v"), source("/v/old", forgotten=True, id_=2)], "/v/old")
    assert [(row.path, into) for row, into in result.absorbed] == [("/v/old", "/v")]
    assert [(scan.path, scan.source) for scan in result.scans] == [("/v/old", "/v")]
