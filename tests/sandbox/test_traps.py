"""The twenty-five outcomes people predict wrongly, each as the scenario that shows it."""

from __future__ import annotations

import pytest

from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.appspec_model import FileExistsBehavior
from hashq.sandbox.configurations import MinimumHealthyHosts, MinimumType, predefined
from hashq.sandbox.events import Cause
from hashq.sandbox.install import install
from hashq.sandbox.install_host import Host
from hashq.sandbox.model import MINUTE
from hashq.sandbox.rollback import NO_EARLIER_SUCCESS
from hashq.sandbox.scenario import parse_scenario

HALF_FIRST_FOUR = "configuration: HalfAtATime\nfail: ['#1', '#2', '#3', '#4']"
HALF_LAST_FOUR = "configuration: HalfAtATime\nfail: ['#6', '#7', '#8', '#9']"


def test_01_one_at_a_time_forgives_the_last_of_nine(play):
    run = play("configuration: OneAtATime\nfleet: 9\nfail: ['#9']")
    assert (run.status(), run.overview()) == ("Succeeded", {"Succeeded": 8, "Failed": 1})


def test_02_one_at_a_time_stops_when_the_eighth_of_nine_fails(play):
    run = play("configuration: OneAtATime\nfleet: 9\nfail: ['#8']")
    assert (run.status(), run.overview()) == ("Failed", {"Succeeded": 7, "Failed": 1, "Skipped": 1})


def test_03_one_at_a_time_needs_its_only_instance(play):
    assert play("configuration: OneAtATime\nfleet: 1\nfail: ['#1']").status() == "Failed"


@pytest.mark.parametrize(("failing", "status"), [("#1", "Failed"), ("#2", "Succeeded")])
def test_04_of_two_one_at_a_time_only_the_second_may_fail(play, failing, status):
    assert play(f"configuration: OneAtATime\nfleet: 2\nfail: ['{failing}']").status() == status


def test_05_all_at_once_succeeds_with_one_of_ten(play):
    failing = ", ".join(f"'#{number}'" for number in range(1, 10))
    run = play(f"configuration: AllAtOnce\nfleet: 10\nfail: [{failing}]")
    assert (run.status(), run.overview()) == ("Succeeded", {"Succeeded": 1, "Failed": 9})


def test_06_half_of_nine_is_four_at_a_time_and_five_needed():
    half = predefined("HalfAtATime").minimum
    assert (half.max_concurrent(9), half.needed_successes(9)) == (4, 5)


def test_07_half_fails_with_none_succeeded_when_the_first_four_fail(play):
    run = play(HALF_FIRST_FOUR)
    assert (run.status(), run.overview()) == ("Failed", {"Failed": 4, "Skipped": 5})


def test_07_half_succeeds_when_the_last_four_fail(play):
    assert play(HALF_LAST_FOUR).status() == "Succeeded"


def test_08_three_quarters_of_three_never_start(play):
    run = play("configuration: {minimumHealthyHosts: {type: FLEET_PERCENT, value: 75}}\nfleet: 3")
    assert (run.status(), run.code(), run.order()) == ("Failed", "HEALTH_CONSTRAINTS_INVALID", [])


def test_09_a_minimum_of_the_whole_fleet_never_starts(play):
    run = play("configuration: {minimumHealthyHosts: {type: HOST_COUNT, value: 6}}\nfleet: 6")
    assert (run.status(), run.code(), run.order()) == ("Failed", "HEALTH_CONSTRAINTS_INVALID", [])


def test_10_with_85_percent_of_ten_one_early_failure_is_too_many(play):
    run = play(
        "configuration: {minimumHealthyHosts: {type: FLEET_PERCENT, value: 85}}\nfleet: 10\nfail: ['#1']"
    )
    assert (run.status(), run.code()) == ("Failed", "HEALTH_CONSTRAINTS")


def test_11_minimum_8_of_10_goes_on_one_at_a_time_after_one_failure(play):
    run = play("configuration: {minimumHealthyHosts: {type: HOST_COUNT, value: 8}}\nfleet: 10\nfail: ['#1']")
    failed_at = run.record("i-1", "ApplicationStart").at
    later = [event for event in run.timeline.events if event.at > failed_at]
    in_flight, most = {"i-2"}, 0
    for event in later:
        kind = type(event).__name__
        if kind == "TargetStarted":
            in_flight.add(event.target)
        elif kind == "TargetEnded":
            in_flight.discard(event.target)
        most = max(most, len(in_flight))
    assert (run.status(), most) == ("Succeeded", 1)


def test_12_a_failed_deployment_without_rollback_leaves_a_mixed_fleet(play):
    run = play("fleet: 9\nfail: ['#4']")
    assert run.fleet() == {("v2", "Healthy"): 3, ("v1", "Unhealthy"): 1, ("v1", "Healthy"): 5}


def test_13_the_next_deployment_begins_with_the_failed_instances(play):
    run = play("configuration: HalfAtATime\nfleet: 9\nfail: [i-3, i-7]\nthen: [{revision: v3}]\nseed: 5")
    assert set(run.order(1)[:2]) == {"i-3", "i-7"}


def test_14_a_stopped_machine_counts_as_a_failure(play):
    run = play("fleet: [{id: i-1, agent: stopped}, {id: i-2}, {id: i-3}]")
    assert (run.status(), run.overview()) == ("Failed", {"Failed": 1, "Skipped": 2})


def test_15_a_first_deployment_has_nothing_to_return_to(play):
    run = play("fleet: {instances: 3, revision: null}\nfail: ['#1']\nrollback: [DEPLOYMENT_FAILURE]")
    assert len(run.deployments) == 1
    assert run.first.rollback_message == NO_EARLIER_SUCCESS


def test_16_application_stop_does_not_run_on_a_first_deployment(play):
    run = play("fleet: {instances: 2, revision: null}\nfail: [{instance: i-1, event: ApplicationStop}]")
    record = run.record("i-1", "ApplicationStop")
    assert (record.cause, record.scripts_of, record.at - record.started) == (Cause.NO_OP, None, 0)
    assert run.status() == "Succeeded"


BROKEN_STOP = "fleet: 2\nfail: [{instance: i-1, event: ApplicationStop, revision: v1}]\n"


def test_17_the_old_application_stop_runs_although_the_new_bundle_mends_it(play):
    run = play(BROKEN_STOP)
    assert (run.status(), run.record("i-1", "ApplicationStop").scripts_of) == ("Failed", "v1")


def test_17_ignoring_stop_failures_gets_past_the_broken_script(play):
    run = play(BROKEN_STOP + "ignoreApplicationStopFailures: true\n")
    assert (run.status(), run.overview()) == ("Succeeded", {"Succeeded": 2})


def test_18_after_a_failed_validation_the_next_stop_comes_from_the_failed_revision(play):
    run = play("fleet: 2\nfail: [{instance: i-1, event: ValidateService}]\nthen: [{revision: v3}]")
    assert run.record("i-1", "ApplicationStop", 1).scripts_of == "v2"


ONE_FILE = "version: 0.0\nos: linux\nfiles:\n  - source: {source}\n    destination: {destination}\n"


def test_19_a_hand_placed_file_fails_the_install_and_the_old_version_is_gone():
    appspec = parse_appspec(ONE_FILE.format(source="app", destination="/srv/app")).appspec
    before = install(appspec, {"app/main.py": "v1"}, Host()).host.with_file("/srv/app/extra.py", "by hand")
    after = install(appspec, {"app/main.py": "v2", "app/extra.py": "v2"}, before)
    assert after.failure is not None
    assert after.host.contents() == {"/srv/app/extra.py": "by hand"}


def test_20_files_that_scripts_made_survive_a_rollback():
    appspec = parse_appspec(ONE_FILE.format(source="app", destination="/srv/app")).appspec
    first = install(appspec, {"app/main.py": "v1"}, Host()).host
    second = install(appspec, {"app/main.py": "v2"}, first).host.with_file(
        "/srv/app/cache.db", "made by a script"
    )
    back = install(appspec, {"app/main.py": "v1"}, second, option=FileExistsBehavior.DISALLOW)
    assert back.host.contents() == {"/srv/app/cache.db": "made by a script", "/srv/app/main.py": "v1"}


def test_21_a_files_destination_becomes_a_directory():
    appspec = parse_appspec(ONE_FILE.format(source="app.conf", destination="/etc/app.conf")).appspec
    assert install(appspec, {"app.conf": "x"}, Host()).host.contents() == {"/etc/app.conf/app.conf": "x"}


PERMISSIONS = "version: 0.0\nos: linux\nfiles: []\npermissions:\n  - object: /srv\n    mode: {mode}\n    type: [directory]\n"


def test_22_an_unquoted_mode_is_silently_wrong_or_refused():
    wrong = parse_appspec(PERMISSIONS.format(mode="0644"))
    assert wrong.valid
    assert wrong.appspec.permissions[0].mode.digits.zfill(4) != "0644"
    assert not parse_appspec(PERMISSIONS.format(mode="0755")).valid


def test_23_an_alarm_with_only_failure_enabled_stops_without_rollback(play):
    run = play("fleet: 4\nalarms: [{at: 70}]\nrollback: [DEPLOYMENT_FAILURE]")
    assert ([str(each.status) for each in run.deployments], run.code()) == (["Stopped"], "ALARM_ACTIVE")


@pytest.mark.parametrize(
    ("configuration", "minute", "percent"),
    [
        ("LambdaLinear10PercentEvery1Minute", 8, 90),
        ("LambdaLinear10PercentEvery1Minute", 9, 100),
        ("LambdaCanary10Percent5Minutes", 4, 10),
        ("LambdaCanary10Percent5Minutes", 5, 100),
    ],
)
def test_24_traffic_moves_at_the_start_of_each_increment(play, configuration, minute, percent):
    run = play(f"platform: lambda\nconfiguration: {configuration}")
    began = run.record("function", "AllowTraffic").started
    assert run.timeline.at_time(began + minute * MINUTE).current.percent == percent


@pytest.mark.parametrize("text", ["platform: lambda\ntype: in-place", "onPremises: true\ntype: blue-green"])
def test_25_in_place_lambda_and_on_premises_blue_green_are_refused(text):
    parsed = parse_scenario(text)
    assert parsed.scenario is None
    assert [problem.code for problem in parsed.problems] == ["refused"]


def test_one_at_a_time_keeps_all_but_one_whatever_the_guides_99_percent_says():
    literally = MinimumHealthyHosts(MinimumType.FLEET_PERCENT, 99)
    assert not literally.startable(9)
    assert predefined("OneAtATime").minimum.effective(9) == 8
