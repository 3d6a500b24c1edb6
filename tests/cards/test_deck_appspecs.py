"""What the shipped cards show and say of AppSpecs, held against the rules that read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hashq.problems import Severity
from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.install import install
from hashq.sandbox.install_host import Host

NOTE = (Path(__file__).parents[2] / "cards/CodeDeploy/Deployment lifecycle and appspec.md").read_text(
    encoding="utf-8"
)
SHOWN = re.findall(r"^```yaml\n(.*?)^```", NOTE, re.MULTILINE | re.DOTALL)


def platform_of(appspec: str) -> str:
    """The platform an AppSpec is meant for, told by its resource."""
    if "AWS::Lambda::Function" in appspec:
        return "lambda"
    return "ecs" if "AWS::ECS::Service" in appspec else "server"


def with_mode(mode: str):
    """What reading an AppSpec with this mode gives."""
    return parse_appspec(f"version: 0.0\nos: linux\npermissions:\n  - object: /srv\n    mode: {mode}\n")


def test_an_appspec_of_each_platform_is_shown() -> None:
    assert {platform_of(appspec) for appspec in SHOWN} == {"server", "lambda", "ecs"}


@pytest.mark.parametrize("appspec", SHOWN, ids=platform_of)
def test_a_shown_appspec_is_valid_without_a_warning(appspec: str) -> None:
    read = parse_appspec(appspec, platform=platform_of(appspec))
    assert [problem.message for problem in read.problems] == []
    assert read.valid


def test_an_unquoted_mode_is_wrong_in_silence_or_refused() -> None:
    assert "`0644` is read as an octal number and becomes 420" in NOTE
    silent = with_mode("0644")
    assert silent.valid
    assert any("420" in problem.message for problem in silent.problems)
    assert "`0755` becomes 493, which is refused" in NOTE
    refused = with_mode("0755")
    assert not refused.valid
    assert refused.first_error
    assert "493" in refused.first_error.message
    assert with_mode('"0644"').problems == ()


@pytest.mark.parametrize("version", ['"0.0"', "1.0", "1.1", "2.0"])
def test_no_version_but_the_number_zero_is_taken(version: str) -> None:
    assert parse_appspec("version: 0.0\nos: linux\n").valid
    read = parse_appspec(f"version: {version}\nos: linux\n")
    assert [problem.code for problem in read.problems if problem.severity is Severity.ERROR] == ["version"]


def test_a_hook_without_a_timeout_has_the_hour_the_card_says() -> None:
    read = parse_appspec("version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: start.sh\n")
    assert read.appspec
    assert [script.timeout for hook in read.appspec.hooks for script in hook.scripts] == [3600]
    assert re.search(
        r"when its `timeout` is not given\?(?s:.*?)\(d\) 3600 seconds\nAnswer: \(d\) is correct", NOTE
    )


def installed(sections: str, bundle: dict[str, str], host: Host):
    """What an Install of this bundle does to this host."""
    read = parse_appspec("version: 0.0\nos: linux\n" + sections)
    assert read.appspec
    return install(read.appspec, bundle, host)


def test_two_permissions_may_not_match_one_path() -> None:
    files = "files:\n  - source: a\n    destination: /srv\n"
    twice = files + "permissions:\n" + "  - object: /srv\n    mode: '0644'\n" * 2
    assert installed(files, {"a": "1"}, Host.of()).failure is None
    assert installed(twice, {"a": "1"}, Host.of()).failure


def test_a_destination_is_a_directory_as_the_trap_says() -> None:
    sections = "files:\n  - source: app.conf\n    destination: /etc/app.conf\n"
    done = installed(sections, {"app.conf": "new"}, Host.of())
    assert done.host.contents() == {"/etc/app.conf/app.conf": "new"}


def test_a_file_in_the_way_stays_and_the_old_version_is_gone_as_the_trap_says() -> None:
    sections = "files:\n  - source: /\n    destination: /srv\n"
    before = Host.of({"/srv/page": "old", "/srv/extra": "by hand"}, cleanup=["/srv/page"])
    done = installed(sections, {"page": "new", "extra": "new"}, before)
    assert done.failure
    assert done.host.contents() == {"/srv/extra": "by hand"}


def test_what_scripts_made_survives_an_install_as_the_cards_say() -> None:
    sections = "files:\n  - source: /\n    destination: /srv\n"
    before = Host.of({"/srv/page": "new", "/srv/cache": "by a script"}, cleanup=["/srv/page"])
    done = installed(sections, {"page": "old"}, before)
    assert done.host.contents() == {"/srv/cache": "by a script", "/srv/page": "old"}
