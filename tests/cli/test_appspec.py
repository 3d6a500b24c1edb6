"""``hashq appspec check``: verdict, JSON, exit codes, and carets under the spot."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from hashq.cli.main import run
from hashq.errors import ExitCode

VALID = """version: 0.0
os: linux
files:
  - source: /
    destination: /srv/app
permissions:
  - object: /srv/app
    pattern: "*.sh"
    mode: 755
hooks:
  ApplicationStart:
    - location: start.sh
      runas: web
  BeforeInstall:
    - location: stop.sh
      timeout: 60
"""


@pytest.fixture
def check(tmp_path, capsys):
    def run_check(text, *options, name="appspec.yml"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        code = run(["appspec", "check", str(file), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_check


def test_a_valid_appspec_tells_what_it_does_in_the_order_of_the_lifecycle(check):
    code, out, err = check(VALID)
    assert (code, err) == (ExitCode.DONE, "")
    assert out.splitlines() == [
        "appspec.yml: valid",
        "  BeforeInstall     stop.sh, at most 60 s",
        "  Install           / → /srv/app/",
        "                    *.sh in /srv/app: mode 755",
        "  ApplicationStart  start.sh as web, at most 3600 s",
    ]


def test_json_has_the_verdict_the_problems_and_the_values(check):
    code, out, err = check(VALID, "--json")
    document = json.loads(out)
    assert (code, err, document["valid"], document["problems"]) == (ExitCode.DONE, "", True, [])
    assert document["appspec"]["files"] == [{"source": "/", "destination": "/srv/app"}]
    assert document["appspec"]["hooks"]["BeforeInstall"] == [
        {"location": "stop.sh", "timeout": 60, "runas": None, "sudo": False}
    ]
    assert document["appspec"]["permissions"][0]["mode"] == "755"


def test_problems_in_json_have_the_fields_of_the_contract(check, tmp_path):
    code, out, _ = check("version: 0.0\nos: Linux\n", "--json")
    document = json.loads(out)
    assert code == ExitCode.DONE_WITH_ERRORS
    assert (document["valid"], document["appspec"]) == (False, None)
    (problem,) = document["problems"]
    assert set(problem) == {"path", "line", "column", "code", "severity", "message", "hint"}
    assert (problem["path"], problem["line"], problem["column"], problem["code"]) == (
        str(tmp_path / "appspec.yml"), 2, 5, "os",
    )  # fmt: skip


def test_an_error_is_shown_with_a_caret_under_its_spot_and_a_remedy(check):
    code, out, err = check("version: 0.0\nos: Linux\n")
    assert code == ExitCode.DONE_WITH_ERRORS
    assert out == "appspec.yml: not valid, 1 error\n"
    lines = err.splitlines()
    assert lines[0].endswith("it is matched exactly [os]")
    assert lines[1:4] == [
        "    os: Linux",
        "        ^",
        "    Write `os: linux` or `os: windows`, in lower case.",
    ]


def test_a_warning_leaves_it_valid(check):
    code, out, err = check("version: 0.0\nos: linux\nfile: []\n")
    assert code == ExitCode.DONE
    assert out == "appspec.yml: valid, 1 warning\n"
    assert "Did you mean `files`?" in err


def test_platform_and_os_are_options(check):
    assert check("version: 0.0\nos: windows\n", "--os", "windows")[0] == ExitCode.DONE
    assert check("version: 0.0\nos: windows\n")[0] == ExitCode.DONE_WITH_ERRORS
    assert check("version: 0.0\nos: linux\n", "--platform", "lambda")[0] == ExitCode.DONE_WITH_ERRORS
    assert check(VALID, "--platform", "mainframe")[0] == ExitCode.USAGE


def test_a_lambda_appspec_tells_what_moves(check):
    text = (
        "version: 0.0\nResources:\n  - shop:\n      Type: AWS::Lambda::Function\n      Properties:\n"
        '        {Name: shop, Alias: live, CurrentVersion: "3", TargetVersion: "4"}\n'
        "Hooks:\n  - AfterAllowTraffic: verify\n"
    )
    code, out, _ = check(text, "--platform", "lambda")
    assert code == ExitCode.DONE
    assert out.splitlines()[1:] == [
        "  AllowTraffic       the alias live of shop: version 3 → 4",
        "  AfterAllowTraffic  the function verify must report success",
    ]


@pytest.mark.parametrize("name", ["nowhere.yml", "."])
def test_a_file_that_cannot_be_read_exits_with_three(tmp_path, capsys, name):
    assert run(["appspec", "check", str(tmp_path / name)]) == ExitCode.UNREADABLE_INPUT
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "appspec.yml" in printed.err


def test_standard_input_is_a_dash(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"version: 0.0\nos: linux\n")))
    assert run(["appspec", "check", "-"]) == ExitCode.DONE


def test_bytes_that_are_no_utf_8_are_a_problem_at_their_place(check):
    code, out, _ = check(b"version: 0.0\nos: lin\xffux\n", "--json")
    (problem,) = json.loads(out)["problems"]
    assert code == ExitCode.DONE_WITH_ERRORS
    assert (problem["line"], problem["column"]) == (2, 8)
    assert "0xFF" in problem["message"]


def test_utf_16_with_its_mark_is_read(check):
    assert check("version: 0.0\nos: linux\n".encode("utf-16"))[0] == ExitCode.DONE


def test_hostile_text_reaches_the_terminal_without_escape_sequences(check):
    text = 'version: 0.0\nos: linux\nhooks:\n  "\\e[31mRed": [{location: "a\\e]0;x\\a.sh"}]\n'
    _, out, err = check(text)
    assert "\x1b" not in out + err


def test_the_check_imports_neither_screens_nor_database():
    seen = "import sys; from hashq.cli.main import run; run(['appspec', 'check', '-', '--json']);"
    seen += "print([name for name in ('textual', 'sqlite_utils', 'hashq.study') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", seen], check=True, input="version: 0.0\n", capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
