"""An Install on an in-memory host: cleanup first, then collisions, copies and permissions, and what a failure leaves."""

from __future__ import annotations

import fnmatch
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.appspec_model import FileExistsBehavior
from hashq.sandbox.install import CONTEXT_MARK, Stage, install
from hashq.sandbox.install_host import Host
from hashq.sandbox.install_plan import Action, matches

CASES = json.loads((Path(__file__).parent / "data" / "appspec_cases.json").read_text("utf-8"))
INSTALLED = [case for case in CASES if case["layer"] == "install"]
WEB = "files:\n  - source: app\n    destination: /srv/app\n"


def spec(sections):
    result = parse_appspec("version: 0.0\nos: linux\n" + sections)
    assert result.appspec, result.problems
    return result.appspec


def run(sections, bundle, host=None, option="DISALLOW"):
    return install(spec(sections), bundle, host or Host(), option=FileExistsBehavior(option))


def code(installed):
    return installed.failure.code if installed.failure else None


@pytest.mark.parametrize("case", INSTALLED, ids=[case["name"] for case in INSTALLED])
def test_the_host_ends_as_with_the_agents_own_installer(case):
    appspec = parse_appspec(case["appspec"]).appspec
    option = FileExistsBehavior(case["file_exists_option"])
    installed = install(appspec, case["bundle"], Host.of(case["host_files"]), option=option)
    assert code(installed) == case["error_kind"]
    assert installed.host.contents() == case["expect_host_after"]


def test_a_file_lands_inside_its_destination():
    installed = run(
        "files:\n  - source: conf/app.conf\n    destination: /etc/app.conf\n", {"conf/app.conf": "x"}
    )
    assert installed.host.contents() == {"/etc/app.conf/app.conf": "x"}
    assert installed.host.cleanup == ("/etc", "/etc/app.conf", "/etc/app.conf/app.conf")


def test_the_source_slash_is_the_whole_bundle():
    installed = run("files:\n  - source: /\n    destination: /srv\n", {"a": "1", "b/c": "2"})
    assert installed.host.contents() == {"/srv/a": "1", "/srv/b/c": "2"}


def test_an_empty_folder_of_the_bundle_is_made():
    installed = run(WEB, {"app/": "", "app/logs/": ""})
    assert set(installed.host.directories) == {"/srv", "/srv/app", "/srv/app/logs"}


def test_a_hand_placed_file_is_refused_after_the_old_version_is_gone():
    first = run(WEB, {"app/a.txt": "v1"}).host
    second = run(WEB, {"app/b.txt": "v2"}, first.with_file("/srv/app/b.txt", "by hand"))
    assert (code(second), second.failure.stage) == ("file-exists", Stage.PLANNING)
    assert second.host.contents() == {"/srv/app/b.txt": "by hand"}
    assert second.host.cleanup is None


def test_an_overwritten_file_is_noted_for_cleanup_and_a_retained_one_is_not():
    host = Host.of({"/srv/app/a.txt": "by hand"})
    overwritten = run(WEB, {"app/a.txt": "v1"}, host, "OVERWRITE").host
    assert overwritten.contents() == {"/srv/app/a.txt": "v1"}
    assert overwritten.cleanup == ("/srv/app/a.txt",)
    retained = run(WEB, {"app/a.txt": "v1"}, host, "RETAIN").host
    assert retained.contents() == {"/srv/app/a.txt": "by hand"}
    assert retained.cleanup == ()


def test_an_overwritten_file_is_gone_after_the_next_install():
    host = Host.of({"/srv/app/a.txt": "by hand"})
    overwritten = run(WEB, {"app/a.txt": "v1"}, host, "OVERWRITE").host
    assert run(WEB, {"app/b.txt": "v2"}, overwritten).host.contents() == {"/srv/app/b.txt": "v2"}


def test_what_a_script_made_is_left_behind_with_its_folder():
    first = run(WEB, {"app/a.txt": "v1"}).host
    second = run(WEB, {"app/b.txt": "v2"}, first.with_file("/srv/app/cache/x", "by a script"))
    assert second.host.contents() == {"/srv/app/b.txt": "v2", "/srv/app/cache/x": "by a script"}
    assert second.left_behind == ("/srv/app/cache/x",)
    assert [step.path for step in second.steps if step.action is Action.KEEP] == ["/srv/app", "/srv"]


def test_a_kept_folder_is_no_longer_noted_for_cleanup():
    first = run(WEB, {"app/a.txt": "v1"}).host.with_file("/srv/app/x", "by a script")
    assert run(WEB, {"app/b.txt": "v2"}, first).host.cleanup == ("/srv/app/b.txt",)


def test_cleanup_goes_from_the_last_note_to_the_first():
    first = run(WEB, {"app/a/b.txt": "1"}).host
    second = run("", {}, first)
    removed = [step.path for step in second.steps if step.action is Action.REMOVE]
    assert removed == ["/srv/app/a/b.txt", "/srv/app/a", "/srv/app", "/srv"]
    assert (second.host.files, second.host.directories) == ({}, {})


def test_cleanup_ignores_what_is_already_gone():
    host = Host.of({"/srv/kept": "1"}, cleanup=["/srv/gone"])
    assert run("", {}, host).steps == ()


def test_a_missing_source_leaves_what_came_before_it():
    sections = "files:\n  - {source: a, destination: /srv}\n  - {source: nope, destination: /srv}\n"
    installed = run(sections, {"a": "1"})
    assert (code(installed), installed.failure.stage) == ("missing-source", Stage.INSTALLING)
    assert installed.host.contents() == {"/srv/a": "1"}
    assert installed.host.cleanup == ("/srv", "/srv/a", "/srv/nope")


@pytest.mark.parametrize(
    ("sections", "bundle"),
    [
        ("files: [{source: a/x, destination: /srv}, {source: b/x, destination: /srv}]\n", {"a/x": "1", "b/x": "2"}),
        ("files: [{source: a, destination: /srv}, {source: b, destination: /srv}]\n", {"a/x": "1", "b/x": "2"}),
        ("files: [{source: x, destination: /srv}, {source: d, destination: /srv/x}]\n", {"x": "1", "d/y": "2"}),
        ("files: [{source: x, destination: /srv}, {source: y, destination: /srv/x/y}]\n", {"x": "1", "y": "2"}),
        ("files: [{source: x, destination: /srv}, {source: x, destination: /srv/}]\n", {"x": "1"}),
        ("files: [{source: d, destination: /srv/x}, {source: x, destination: /srv}]\n", {"x": "1", "d/y": "2"}),
    ],
)  # fmt: skip
def test_two_things_for_one_path_are_refused(sections, bundle):
    installed = run(sections, bundle)
    assert (code(installed), installed.failure.stage) == ("duplicate-target", Stage.PLANNING)
    assert installed.host.contents() == {}


def test_a_folder_in_the_place_of_a_hosts_file_fails_while_installing():
    installed = run(WEB, {"app/a.txt": "1"}, Host.of({"/srv/app": "a file"}), "OVERWRITE")
    assert (code(installed), installed.failure.stage) == ("file-exists", Stage.INSTALLING)


def test_a_path_below_a_hosts_file_fails_while_installing():
    sections = "files:\n  - {source: a, destination: /srv/app/deep}\n"
    assert code(run(sections, {"a": "1"}, Host.of({"/srv/app": "a file"}))) == "not-a-folder"


@pytest.mark.parametrize(
    ("option", "after"),
    [
        ("DISALLOW", {"/srv/a/kept": "1"}),
        ("RETAIN", {"/srv/a/kept": "1"}),
        ("OVERWRITE", {"/srv/a/kept": "1", "/srv/a/a": "new"}),
    ],
)
def test_a_hosts_folder_in_the_place_of_a_file(option, after):
    sections = "files:\n  - {source: a, destination: /srv}\n"
    installed = run(sections, {"a": "new"}, Host.of({"/srv/a/kept": "1"}), option)
    assert installed.host.contents() == after
    assert code(installed) == ("file-exists" if option == "DISALLOW" else None)


def modes(sections, bundle, host=None):
    installed = run(WEB + sections, bundle, host)
    assert installed.failure is None
    held = {path: file.attributes.mode for path, file in installed.host.files.items()}
    held |= {path: attributes.mode for path, attributes in installed.host.directories.items()}
    return {path for path, mode in held.items() if mode}


TREE = {"app/a.sh": "1", "app/b.txt": "2", "app/sub/c.sh": "3"}


@pytest.mark.parametrize(
    ("entry", "matched"),
    [
        ("object: /srv/app", {"a.sh", "b.txt", "sub", "sub/c.sh"}),
        ("object: /srv/app/", {"a.sh", "b.txt", "sub", "sub/c.sh"}),
        ("object: /srv/app, pattern: '**'", {"a.sh", "b.txt", "sub", "sub/c.sh"}),
        ("object: /srv/app, type: [file]", {"a.sh", "b.txt", "sub/c.sh"}),
        ("object: /srv/app, type: [directory]", {"sub"}),
        ("object: /srv/app, type: []", set()),
        ("object: /srv/app, pattern: '*'", {"a.sh", "b.txt", "sub"}),
        ("object: /srv/app, pattern: '*.sh'", {"a.sh"}),
        ("object: /srv/app, pattern: '[a-z].sh'", set()),
        ("object: /srv/app, except: ['*.txt']", {"a.sh", "sub", "sub/c.sh"}),
        ("object: /srv/app, except: [sub]", {"a.sh", "b.txt", "sub/c.sh"}),
        ("object: /srv/app/sub", {"sub/c.sh"}),
        ("object: /srv/app/a.sh", {"a.sh"}),
        ("object: /srv/app/a.sh, type: [directory]", set()),
        ("object: /srv/elsewhere", set()),
    ],
)
def test_what_an_entry_of_permissions_matches(entry, matched):
    assert modes(f"permissions: [{{mode: 600, {entry}}}]\n", TREE) == {f"/srv/app/{name}" for name in matched}


def test_permissions_touch_only_what_this_deployment_installs():
    host = Host.of({"/srv/app/old.txt": "by hand"})
    assert modes("permissions: [{object: /srv, mode: 600}]\n", {"app/new.txt": "1"}, host) == {
        "/srv/app/new.txt"
    }


def test_an_entry_that_matches_nothing_is_told():
    installed = run(WEB + "permissions: [{object: /opt, mode: 600}]\n", TREE)
    assert [step.action for step in installed.steps][-1] is Action.NOTHING


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ("{object: /srv/app, mode: 600}, {object: /srv/app/a.sh, mode: 700}", "perm-twice"),
        ("{object: /srv/app/a.sh}, {object: /srv/app/a.sh}", "perm-twice"),
        ("{object: /srv/app/a.sh, pattern: '*'}", "perm-pattern"),
        ("{object: /srv/app/a.sh, except: [x]}", "perm-except"),
        ("{object: /srv/app, acls: ['d:u:root:rw']}", "acl-default-on-file"),
        ("{object: /srv/app, type: [directory], acls: ['d:u:root:rw']}", None),
        ("{object: /srv/app, owner: stranger}", "perm-owner"),
        ("{object: /srv/app, group: strangers}", "perm-group"),
        ("{object: /srv/app, acls: ['u:stranger:r']}", "perm-acl"),
        ("{object: /srv/app, acls: ['m::r', 'g:root:r']}", None),
    ],
)
def test_permissions_that_fail(entries, problem):
    assert code(run(f"{WEB}permissions: [{entries}]\n", TREE)) == problem


def test_everything_an_entry_sets_is_on_the_file_afterwards():
    sections = (
        "permissions:\n  - object: /srv/app/a.sh\n    mode: 4755\n    owner: root\n    group: nginx\n"
        "    acls: [u:root:rw]\n    context: {type: httpd_t}\n"
    )
    installed = run(WEB + sections, {"app/a.sh": "1"})
    held = installed.host.files["/srv/app/a.sh"].attributes
    assert (held.mode, held.owner, held.group) == ("4755", "root", "nginx")
    assert (held.acls, held.context) == (("user:root:rw-",), "httpd_t")
    assert installed.host.cleanup[-1] == CONTEXT_MARK + "/srv/app/a.sh"
    told = [step.action for step in run("", {}, installed.host).steps]
    assert told == [Action.FORGET_CONTEXT, Action.REMOVE, Action.REMOVE, Action.REMOVE]


def test_windows_paths_keep_their_drive():
    text = "version: 0.0\nos: windows\nfiles:\n  - source: app\n    destination: c:\\web\\app\n"
    appspec = parse_appspec(text, host_os="windows").appspec
    assert install(appspec, {"app/a": "1"}, Host()).host.contents() == {"/c:/web/app/a": "1"}


NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(PATHS, st.just("v1"), max_size=4)
ENTRIES = st.lists(st.tuples(PATHS | st.just("/"), PATHS.map("/srv/".__add__)), max_size=3)


def sections_for(entries):
    return (
        "files: " + json.dumps([{"source": source, "destination": place} for source, place in entries]) + "\n"
    )


def without_clashes(tree):
    return {
        path: text for path, text in tree.items() if not any(other.startswith(f"{path}/") for other in tree)
    }


@given(TREES, ENTRIES, TREES, st.sampled_from(list(FileExistsBehavior)))
def test_every_install_ends_told_and_notes_only_what_it_tried(bundle, entries, there, option):
    host = Host.of({f"/srv/{path}": "hand" for path in without_clashes(there)})
    installed = install(spec(sections_for(entries)), without_clashes(bundle), host, option=option)
    assert (installed.failure is None) == all(step.action is not Action.FAIL for step in installed.steps)
    if option is not FileExistsBehavior.OVERWRITE:
        assert installed.host.contents().items() >= host.contents().items()


@given(TREES, ENTRIES)
def test_installing_nothing_next_takes_a_fresh_host_back_to_where_it_was(bundle, entries):
    installed = install(spec(sections_for(entries)), without_clashes(bundle), Host())
    after = install(spec(""), {}, installed.host).host
    assert (dict(after.files), dict(after.directories)) == ({}, {})


@pytest.mark.parametrize(
    ("pattern", "name", "matched"),
    [
        ("*", "a", True),
        ("*", "", True),
        ("", "a", False),
        ("a*", "a", True),
        ("*a*b*", "xaxbx", True),
        ("a*a", "a", False),
        ("a**b", "ab", True),
        ("a.b", "axb", False),
        ("*.sh", "sub/a.sh", False),
    ],
)
def test_a_pattern_knows_only_the_star(pattern, name, matched):
    assert matches(pattern, name) is matched


@given(st.text("ab*", max_size=6), st.text("ab", max_size=6))
def test_patterns_agree_with_the_shells_star(pattern, name):
    assert matches(pattern, name) == fnmatch.fnmatchcase(name, pattern)
