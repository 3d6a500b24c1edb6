"""Permissions of an AppSpec: modes, access control entries, SELinux contexts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.appspec_acl import AceError, parse_ace
from hashq.sandbox.appspec_context import RangeError, check_range


def permission(rest):
    return parse_appspec(f"version: 0.0\nos: linux\npermissions:\n  - object: /srv\n    {rest}\n")


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("644", "644"),
        ('"0644"', "0644"),
        ("0644", "420"),
        ("4755", "4755"),
        ("7", "007"),
        ("'75'", "075"),
        ("0", "000"),
        ('""', "000"),
        ("0o7", None),
        ("0755", None),
        ("0888", None),
        ("888", None),
        ("648", None),
        ("10644", None),
        ('"00644"', None),
        ("-1", None),
        ("rwx", None),
        ("u+x", None),
        ("yes", None),
        ("6.4", None),
        ("[644]", None),
    ],
)
def test_modes(written, digits):
    result = permission(f"mode: {written}")
    if digits is None:
        assert [problem.code for problem in result.problems] == ["mode"]
    else:
        assert result.appspec.permissions[0].mode.digits == digits


def test_a_refused_octal_number_tells_what_to_write():
    (problem,) = permission("mode: 0755").problems
    assert "number 493" in problem.hint
    assert "755" in problem.hint
    assert '"0755"' in problem.hint


def test_mode_bits_are_octal():
    assert permission("mode: 4755").appspec.permissions[0].mode.bits == 0o4755


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("mary:rw", "user:mary:rw-"),
        ("u:mary:6", "user:mary:rw-"),
        ("user:mary:xr", "user:mary:r-x"),
        ("g:web:0", "group:web:---"),
        ("m:rw", "mask::rw-"),
        ("m::rwx", "mask::rwx"),
        ("u:mask:r", "user:mask:r--"),
        ("g:o:r", "group:other:r--"),
        ("d:mary:r", "default:user:mary:r--"),
        ("d:m:r", "default:mask::r--"),
        ("d:o::r", "default:other::r--"),
        ("default:group::7", "default:group::rwx"),
        ("d::rw", "default:user::rw-"),
        ("u:mary:", "user:mary:---"),
        ("u:mary:-", "user:mary:---"),
    ],
)
def test_an_access_control_entry_in_full(text, full):
    assert parse_ace(text).text == full


@pytest.mark.parametrize(
    "text",
    [
        "", "rw", "a:b:c:d:e", "x:u:mary:rw", "z:mary:rw", "d:d:mary:rw", "d:d:rw:r:w", "o:mary:r", "d:other:mary:rw",
        "m:mary:rw", "m:mask:rw", "u::rw", "g::r", "o::r", ":rw", "o:r", "u:mary:8", "u:mary:77", "u:mary:rwa",
        "U:mary:r", "u:mary:R",
    ],
)  # fmt: skip
def test_a_refused_access_control_entry(text):
    with pytest.raises(AceError):
        parse_ace(text)
    assert [
        problem.code for problem in permission(f"acls: ['{text}']").problems if problem.code == "acl"
    ] == ["acl"]


@given(st.text("dgumor:wx-07a", max_size=12))
def test_an_accepted_entry_written_in_full_is_accepted_again(text):
    try:
        ace = parse_ace(text)
    except AceError:
        return
    if ace.default or ace.name not in {"m", "o"}:
        assert parse_ace(ace.text) == ace


@pytest.mark.parametrize(
    ("text", "highest"),
    [
        ("s0", 0),
        ("s0-s15", 15),
        ("s3-s3", 3),
        ("s0:c0", 0),
        ("s0:c0.c1023", 0),
        ("s0:c1,c3,c5.c9", 0),
        ("s0-s2:c3,c1", 2),
        ("s0:c1,", 0),
        ("s007", 7),
        ("s16", 16),
    ],
)
def test_a_range(text, highest):
    assert check_range(text) == highest


@pytest.mark.parametrize(
    "text",
    [
        "", "s", "0", "S0", "s3-s2", "s3-", "-s3", "s0-s1-s2", "s0:", ":c1", "s0:c", "s0:1", "s0:c1024", "s0:c2.c1",
        "s0:c1.", "s0:.c1", "s0:c1.c2.c3", "s0:c1,c1", "s0:c0.c3,c2", "s0:,c1", "s0:c1,,c2", "s0:c1:c2", "s 0", "s०",
    ],
)  # fmt: skip
def test_a_refused_range(text):
    with pytest.raises(RangeError):
        check_range(text)
    result = permission(f"context: {{type: t, range: '{text}'}}")
    assert [problem.code for problem in result.problems] == ["context"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{type: t}", None),
        ("{type: }", "context"),
        ("{}", "context"),
        ("httpd_t", "context"),
        ("[t]", "shape"),
        ("5", "shape"),
        ("false", "shape"),
        ("", None),
        ("{type: t, range: }", None),
        ("{type: t, range: 5}", "shape"),
        ("{type: t, range: [s0]}", "shape"),
    ],
)
def test_the_form_of_a_context(written, code):
    first = permission(f"context: {written}").first_error
    assert (first.code if first else None) == code


def test_the_selinux_user_is_read_from_name():
    context = (
        permission("context: {name: sys_u, user: web_u, type: t, range: s0}").appspec.permissions[0].context
    )
    assert (context.user, context.type, context.range) == ("sys_u", "t", "s0")


def test_defaults_of_an_entry():
    (entry,) = permission("owner: web").appspec.permissions
    assert (entry.pattern, entry.excluded, entry.types) == ("**", (), ("file", "directory"))
    assert (entry.owner, entry.group, entry.mode, entry.acls, entry.context) == (
        "web",
        None,
        None,
        None,
        None,
    )
