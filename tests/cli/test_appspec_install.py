"""``hashq appspec install``: what an Install does to a made-up host, told step by step."""

from __future__ import annotations

import pytest

from hashq.study import install_trial

APPSPEC = "version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /srv/app\n"


@pytest.fixture
def bundle(tmp_path):
    """Makes a bundle of files below ``app``."""

    def make(name, *files, appspec=APPSPEC):
        folder = tmp_path / name
        (folder / "app").mkdir(parents=True)
        (folder / "appspec.yml").write_text(appspec)
        for file in files:
            (folder / "app" / file).write_text("")
        return str(folder)

    return make


def test_a_first_install_makes_folders_and_copies(hashq, bundle):
    ran = hashq("appspec", "install", bundle("v1", "a.txt"), "--json")
    assert ran.code == 0
    assert ran.json["files"] == ["/srv/app/a.txt"]
    assert [step["action"] for step in ran.json["steps"]] == ["make-directory", "make-directory", "copy"]
    assert ran.json["cleanup"] == ["/srv", "/srv/app", "/srv/app/a.txt"]


def test_a_file_placed_by_hand_costs_the_host_its_old_version_too(hashq, bundle):
    places = (bundle("v2", "b.txt"), "--after", bundle("v1", "a.txt"), "--by-hand", "/srv/app/b.txt")
    ran = hashq("appspec", "install", *places, "--json")
    assert ran.code == 1
    assert (ran.json["failure"]["stage"], ran.json["failure"]["code"]) == ("planning", "file-exists")
    assert (ran.json["files"], ran.json["cleanup"]) == (["/srv/app/b.txt"], None)
    told = hashq("appspec", "install", *places).out
    assert "/srv/app/a.txt of the last Install is removed" in told
    assert told.endswith("Install fails while planning: 1 file on the host, no cleanup file.\n")


@pytest.mark.parametrize(("behavior", "noted"), [("OVERWRITE", True), ("RETAIN", False)])
def test_what_is_there_already_is_overwritten_and_noted_or_retained_and_not(hashq, bundle, behavior, noted):
    ran = hashq(
        "appspec", "install", bundle("v1", "a.txt"), "--by-hand", "/srv/app/a.txt",
        "--file-exists", behavior, "--json",
    )  # fmt: skip
    assert ran.code == 0
    assert ("/srv/app/a.txt" in ran.json["cleanup"]) is noted


def test_what_a_script_made_is_left_behind(hashq, bundle):
    ran = hashq(
        "appspec", "install", bundle("v2", "b.txt"), "--after", bundle("v1", "a.txt"),
        "--by-hand", "/srv/app/made.log",
    )  # fmt: skip
    assert ran.code == 0
    assert "left behind  /srv/app/made.log" in ran.out


def test_the_appspec_file_stands_for_its_bundle(hashq, bundle):
    folder = bundle("v1", "a.txt")
    by_file = hashq("appspec", "install", f"{folder}/appspec.yml", "--json")
    assert by_file.json == hashq("appspec", "install", folder, "--json").json


def test_a_bundle_whose_appspec_is_wrong_installs_nothing(hashq, bundle):
    ran = hashq("appspec", "install", bundle("v1", appspec="version: 1\nos: linux\n"), "--json")
    assert ran.code == 1
    assert ran.json["succeeded"] is False
    assert ran.json["problems"][0]["line"] == 1
    assert "appspec.yml:1" in ran.err


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_what_is_no_bundle_is_told_with_a_remedy(hashq, tmp_path, name):
    (tmp_path / "empty").mkdir()
    ran = hashq("appspec", "install", str(tmp_path / name))
    assert ran.code == 3
    assert "Name the folder of a bundle, or its AppSpec." in ran.err


def test_a_link_in_a_bundle_leads_nowhere_else(hashq, bundle, tmp_path):
    folder = bundle("v1", "a.txt")
    (tmp_path / "v1" / "app" / "all").symlink_to("/", target_is_directory=True)
    ran = hashq("appspec", "install", folder, "--json")
    assert ran.json["files"] == ["/srv/app/a.txt", "/srv/app/all"]


def test_a_folder_with_too_many_files_is_no_bundle(hashq, bundle, monkeypatch):
    monkeypatch.setattr(install_trial, "MOST_FILES", 2)
    ran = hashq("appspec", "install", bundle("v1", "a", "b", "c"))
    assert ran.code == 3
    assert "more than 2 files" in ran.err
