"""AppSpecs: what is valid, what is refused and why, and that no text raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.problems import Severity
from hashq.sandbox.appspec import parse_appspec

CASES = json.loads((Path(__file__).parent / "data" / "appspec_cases.json").read_text("utf-8"))
PARSED = [case for case in CASES if case["layer"] != "install"]
HEAD = "version: 0.0\nos: linux\n"


def server(rest="", **more):
    return parse_appspec(HEAD + rest, **more)


def first_code(result):
    return result.first_error.code if result.first_error else None


def warned(result):
    return [problem.code for problem in result.problems if problem.severity is Severity.WARNING]


@pytest.mark.parametrize("case", PARSED, ids=[case["name"] for case in PARSED])
def test_verdict_and_first_error_are_the_agents(case):
    result = parse_appspec(case["appspec"], platform=case["platform"], host_os=case.get("host_os", "linux"))
    assert (result.valid, first_code(result)) == (case["valid"], case["error_kind"])


WITH_VALUES = [case for case in PARSED if "expect" in case]


@pytest.mark.parametrize("case", WITH_VALUES, ids=[case["name"] for case in WITH_VALUES])
def test_values_are_the_agents(case):
    read = parse_appspec(case["appspec"], host_os=case["host_os"]).appspec
    assert read is not None
    values = {
        "files": len(read.files),
        "hooks": [hook.event for hook in read.hooks],
        "permissions": len(read.permissions),
        "file_exists_behavior": read.file_exists_behavior,
        "timeouts": [script.timeout for hook in read.hooks for script in hook.scripts],
        "modes": [entry.mode.digits for entry in read.permissions if entry.mode],
        "context_user": [entry.context.user for entry in read.permissions if entry.context],
    }
    assert {key: values[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- version: 0.0\n", "shape"),
        ("5\n", "shape"),
        ("~\n", "empty"),
        ("os: linux\n", "version"),
        ("version: 0.1\nos: linux\n", "version"),
        ("version: 1\nos: linux\n", "version"),
        ("version: 0.00\nos: linux\n", None),
        ("version: false\nos: linux\n", "version"),
        ("version: [0.0]\nos: linux\n", "version"),
        ("version: 0.0\n", "os"),
        ("version: 0.0\nos:\n", "os"),
        ("version: 0.0\nos: Linux\n", "os"),
        ("version: 0.0\nos: [linux]\n", "os"),
        ("version: 0.0\n\tos: linux\n", "yaml"),
        ("version: 0.0\nos: linux\nfiles: [\n", "yaml"),
        ("version: 0.0\nos: linux\n---\nversion: 9\n", None),
        ("version: 0.0\nos: linux\nteam: web\n", None),
    ],
)
def test_head_of_a_server_appspec(text, code):
    assert first_code(parse_appspec(text)) == code


@pytest.mark.parametrize(
    ("section", "code"),
    [
        ("files: web\n", "shape"),
        ("files: {source: a, destination: /b}\n", "shape"),
        ("files: {}\n", None),
        ("files: [~]\n", "shape"),
        ("files: [[a, /b]]\n", "shape"),
        ("files: [source:web]\n", "files"),
        ("files:\n  - source:\n    destination: /srv\n", "files"),
        ("files:\n  - source: ''\n    destination: /srv\n", None),
        ("hooks: []\n", "shape"),
        ("hooks: run.sh\n", "shape"),
        ("hooks: false\n", None),
        ("hooks:\n  AfterInstall:\n", "hook-scripts"),
        ("hooks:\n  AfterInstall: [a.sh]\n", "shape"),
        ("hooks:\n  AfterInstall: [{location: }]\n", "hook-location"),
        ("hooks:\n  Deploy: [{location: a.sh}]\n", None),
        ("file_exists_behavior:\n", None),
        ("file_exists_behavior: REPLACE\n", "file_exists_behavior"),
        ("file_exists_behavior: no\n", "file_exists_behavior"),
        ("permissions: {object: /srv}\n", "shape"),
        ("permissions: [/srv]\n", "shape"),
        ("permissions:\n", None),
        ("permissions: [{mode: 644}]\n", "perm-object"),
        ("permissions: [{object: }]\n", "perm-object"),
        ("permissions: [{object: '  '}]\n", "perm-object"),
        ("permissions: [{object: /srv, type: }]\n", None),
        ("permissions: [{object: /srv, type: [file, folder]}]\n", "perm-type"),
        ("permissions: [{object: /srv, pattern: *.sh}]\n", "yaml"),
        ("permissions: [{object: /srv, acls: 'u:mary:r'}]\n", "shape"),
        ("permissions: [{object: /srv, acls: [{u: mary}]}]\n", "shape"),
        ("permissions: [{object: /srv, acls: }]\n", None),
    ],
)
def test_shapes_of_a_server_appspec(section, code):
    assert first_code(server(section)) == code


@pytest.mark.parametrize(
    ("timeout", "seconds"),
    [
        ("180", 180),
        ("2.9", 2),
        ("'60'", 60),
        ("30s", 30),
        ("' 45'", 45),
        ("'010'", 10),
        ("'12345678901_2'", 123456789012),
        ("'5__0'", 5),
        ("1_000", 1000),
        ("7200", 7200),
        ("0", "hook-timeout"),
        ("-5", "hook-timeout"),
        ("soon", "hook-timeout"),
        ("''", "hook-timeout"),
        (".inf", "hook-timeout"),
        ("yes", "shape"),
        ("[30]", "shape"),
        ("false", 3600),
        ("", 3600),
    ],
)
def test_timeouts_become_whole_seconds_as_ruby_counts(timeout, seconds):
    result = server(f"hooks:\n  AfterInstall:\n    - location: a.sh\n      timeout: {timeout}\n")
    got = result.appspec.scripts("AfterInstall")[0].timeout if result.appspec else first_code(result)
    assert got == seconds


@pytest.mark.parametrize("timeout", ["30s", "2.9", "010", "' 45'"])
def test_a_timeout_that_reads_otherwise_than_it_looks_is_pointed_out(timeout):
    result = server(f"hooks:\n  AfterInstall:\n    - {{location: a.sh, timeout: {timeout}}}\n")
    assert (result.valid, warned(result)) == (True, ["hook-timeout"])


def test_a_script_keeps_its_trimmed_location_its_user_and_sudo():
    text = "hooks:\n  AfterInstall:\n    - location: ' a.sh '\n      runas: ' web '\n      sudo: true\n"
    (script,) = server(text).appspec.scripts("AfterInstall")
    assert (script.location, script.runas, script.sudo, script.line) == ("a.sh", "web", True, 5)


def test_an_event_without_a_hook_has_no_scripts():
    assert server().appspec.scripts("AfterInstall") == ()


@pytest.mark.parametrize(
    ("section", "code", "line"),
    [
        ("files:\n  - source: conf/app.conf\n    destination: /etc/app.conf\n", "destination-is-a-folder", 5),
        ("files:\n  - source: web\n    destination: www\n", "relative-destination", 5),
        ("files:\n  - source: web\n    destination: /srv\n    mode: 644\n", "unknown-key", 6),
        ("file:\n  - source: web\n", "unknown-key", 3),
        ("hooks:\n  AfterInstal:\n    - location: a.sh\n", "hook-name", 4),
        ("hooks:\n  Install:\n    - location: a.sh\n", "hook-name", 4),
        ("hooks:\n  AfterInstall:\n    - {location: a.sh, timeout: 7200}\n", "hook-timeout", 5),
        ("hooks:\n  AfterInstall:\n    - {location: a, timeout: 3000}\n    - {location: b, timeout: 601}\n", "hook-timeout", 4),
        ("permissions:\n  - object: /srv\n    mode: 0644\n", "mode", 5),
        ("permissions:\n  - object: /srv\n    mode: 7\n", "mode", 5),
        ("permissions:\n  - object: srv\n", "relative-object", 4),
        ("permissions:\n  - object: /srv\n    context:\n      user: u\n      type: t\n", "context", 6),
        ("permissions:\n  - object: /srv\n    context: {type: t, range: s16}\n", "context", 5),
        ("permissions:\n  - object: /srv\n    type: []\n", "perm-type", 5),
        ("permissions:\n  - object: /srv\n    acls: ['g:rw']\n", "acl", 5),
        ("os: linux\n", "yaml-duplicate-key", 3),
    ],
)  # fmt: skip
def test_what_was_surely_not_meant_is_a_warning_at_its_line(section, code, line):
    result = server(section)
    assert result.valid
    assert [(problem.code, problem.line) for problem in result.problems] == [(code, line)]


@pytest.mark.parametrize(
    "destination", ["/srv/app", "/var/www/example.com", "/etc/nginx/conf.d", "/opt/app-1.2", "/"]
)
def test_a_folder_with_a_dot_in_its_name_is_no_warning(destination):
    assert server(f"files:\n  - source: web/index.html\n    destination: {destination}\n").problems == ()


def test_a_path_that_is_a_number_is_a_warning_since_only_install_trips_over_it():
    (problem,) = server("files:\n  - source: 5\n    destination: /srv\n").problems
    assert (problem.code, problem.line, "a number" in problem.message) == ("files", 4, True)


def test_unknown_events_name_the_nearest_known_one():
    (problem,) = server("hooks:\n  AplicationStart:\n    - location: a.sh\n").problems
    assert problem.hint == "Did you mean `ApplicationStart`?"


def test_the_name_appspec_yaml_is_a_warning():
    assert warned(server(path="/repo/appspec.yaml")) == ["file-name"]
    assert warned(server(path="/repo/appspec.yml")) == []


def test_every_error_is_told_and_the_first_is_where_the_agent_stops():
    text = (
        "version: 1\nos: mac\nfiles:\n  - source: a\nhooks:\n  AfterInstall:\n    - timeout: 0\n"
        "permissions:\n  - object: /a\n    mode: 999\n    acls: [x]\n"
    )
    codes = [problem.code for problem in parse_appspec(text).problems]
    assert codes == ["version", "os", "hook-location", "hook-timeout", "files", "mode", "acl"]


def test_every_problem_has_a_place_and_a_remedy():
    for case in PARSED:
        result = parse_appspec(case["appspec"], platform=case["platform"], path="appspec.yml")
        for problem in result.problems:
            assert problem.hint, case["name"]
            assert problem.message
            assert not problem.message.endswith(".")
            assert 0 <= problem.line <= case["appspec"].count("\n") + 1
            assert (problem.line > 0) == (problem.column > 0)


def test_windows_paths_are_absolute_on_windows():
    text = "version: 0.0\nos: windows\nfiles:\n  - source: web\n    destination: c:\\app\n"
    assert parse_appspec(text, host_os="windows").problems == ()


def test_runas_on_windows_is_pointed_out():
    text = "version: 0.0\nos: windows\nhooks:\n  AfterInstall:\n    - {location: a.bat, runas: web}\n"
    assert warned(parse_appspec(text, host_os="windows")) == ["runas"]


def test_every_use_of_an_alias_is_refused_on_servers_and_none_elsewhere():
    aliased = server("x: &t 60\ny: *t\n")
    assert first_code(aliased) == "yaml-alias"
    text = "version: 0.0\nx: &f fn\nHooks: [{AfterAllowTraffic: *f}]\n"
    assert first_code(parse_appspec(text, platform="lambda")) == "resources"


@pytest.mark.parametrize("date", ["2024-01-01", "2024-1-1", "2024-01-01 10:00:00", "2024-01-01T10:00:00Z"])
def test_a_date_without_quotes_is_refused_on_servers_wherever_it_stands(date):
    problem = server(f"updated:\n  by: me\n  at: {date}\n").first_error
    assert (problem.code, problem.line, problem.column) == ("yaml-date", 5, 7)
    assert server(f"updated: '{date}'\n").valid


@pytest.mark.parametrize("text", ["2024-99-99", "12-01-01", "2024-01-01x", "v2024-01-01"])
def test_what_only_resembles_a_date_is_text(text):
    assert server(f"release: {text}\n").valid


def test_an_appspec_in_json_is_read_too():
    text = '{"version": 0.0, "os": "linux", "files": [{"source": "/", "destination": "/srv"}]}'
    read = parse_appspec(text).appspec
    assert [(entry.source, entry.destination) for entry in read.files] == [("/", "/srv")]


def test_an_unknown_platform_is_the_callers_mistake():
    with pytest.raises(ValueError, match="no such platform"):
        parse_appspec(HEAD, platform="mainframe")


WORDS = st.sampled_from(
    [
        "version",
        "os",
        "linux",
        "files",
        "source",
        "destination",
        "hooks",
        "AfterInstall",
        "location",
        "timeout",
        "permissions",
        "object",
        "mode",
        "acls",
        "context",
        "type",
        "range",
        "Resources",
        "Properties",
        "Type",
        "Name",
        "Hooks",
        "TargetService",
        "LoadBalancerInfo",
        "0.0",
        "0644",
        "s0",
        "u:a:r",
        "~",
    ]
)
TREES = st.recursive(
    WORDS | st.integers() | st.booleans() | st.none() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=15,
)


@given(TREES, st.sampled_from(["server", "lambda", "ecs"]), st.sampled_from(["linux", "windows"]))
def test_no_tree_raises_and_valid_means_no_error(tree, platform, host_os):
    result = parse_appspec(json.dumps(tree), platform=platform, host_os=host_os)
    assert result.valid == (result.first_error is None)
    json.dumps(result.as_json())


@given(TREES, st.sampled_from(["files", "hooks", "permissions", "file_exists_behavior"]))
def test_no_section_raises(tree, section):
    result = server(f"{section}: {json.dumps(tree)}\n")
    assert result.valid == (result.first_error is None)


@given(st.text(max_size=60))
def test_no_text_raises(text):
    result = parse_appspec(text)
    assert result.valid == (result.first_error is None)
