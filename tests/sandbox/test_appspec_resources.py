"""AppSpecs of Lambda and ECS: the one resource and its hooks."""

from __future__ import annotations

import copy
import json

import pytest

from hashq.problems import Severity
from hashq.sandbox.appspec import parse_appspec

FUNCTION = {
    "Type": "AWS::Lambda::Function",
    "Properties": {"Name": "checkout", "Alias": "live", "CurrentVersion": "3", "TargetVersion": "4"},
}
SERVICE = {
    "Type": "AWS::ECS::Service",
    "Properties": {
        "TaskDefinition": "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7",
        "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 8080},
    },
}
NETWORK = {"Subnets": ["subnet-a"], "SecurityGroups": ["sg-a"], "AssignPublicIp": "ENABLED"}


def lambda_spec(hooks=None, *, resources=None, version=0.0, **properties):
    function = copy.deepcopy(FUNCTION)
    function["Properties"] |= properties
    document = {"version": version, "Resources": [{"checkout": function}] if resources is None else resources}
    if hooks is not None:
        document["Hooks"] = hooks
    return parse_appspec(json.dumps(document), platform="lambda")


def ecs_spec(hooks=None, *, name="TargetService", balancer=None, **properties):
    service = copy.deepcopy(SERVICE)
    service["Properties"] |= properties
    service["Properties"]["LoadBalancerInfo"] |= balancer or {}
    document = {"version": 0.0, "Resources": [{name: service}]}
    if hooks is not None:
        document["Hooks"] = hooks
    return parse_appspec(json.dumps(document), platform="ecs")


def first_code(result):
    return result.first_error.code if result.first_error else None


@pytest.mark.parametrize(
    ("hooks", "code"),
    [
        ([{"BeforeAllowTraffic": "f"}, {"AfterAllowTraffic": "g"}], None),
        ([], None),
        ([{"BeforeAllowTraffic": "f", "AfterAllowTraffic": "g"}], None),
        ([{"BeforeInstall": "f"}], "hook-name"),
        ([{"AllowTraffic": "f"}], "hook-name"),
        ([{"BeforeAllowTraffic": ""}], "hook-function"),
        ([{"BeforeAllowTraffic": None}], "hook-function"),
        ([{"BeforeAllowTraffic": ["f"]}], "shape"),
        ([{"BeforeAllowTraffic": [{"location": "a.sh"}]}], "shape"),
        (["BeforeAllowTraffic"], "shape"),
        ({"BeforeAllowTraffic": "f"}, "shape"),
    ],
)
def test_hooks_of_a_lambda_deployment(hooks, code):
    assert first_code(lambda_spec(hooks)) == code


@pytest.mark.parametrize(
    ("resources", "code"),
    [
        ([], "resources"),
        ([{"a": FUNCTION}, {"b": FUNCTION}], "resources"),
        ([{"a": FUNCTION, "b": FUNCTION}], "resources"),
        ([{}], "resources"),
        (["checkout"], "resources"),
        ({"checkout": FUNCTION}, "shape"),
        ([{"checkout": None}], "shape"),
        ([{"checkout": {"Properties": FUNCTION["Properties"]}}], "lambda-type"),
        ([{"checkout": {"Type": "AWS::Lambda::Function"}}], "lambda-property"),
    ],
)
def test_resources_of_a_lambda_deployment(resources, code):
    assert first_code(lambda_spec(resources=resources)) == code


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"TargetVersion": 4}, None),
        ({"TargetVersion": "0"}, "lambda-version"),
        ({"TargetVersion": 0}, "lambda-version"),
        ({"TargetVersion": "-1"}, "lambda-version"),
        ({"TargetVersion": "1.5"}, "lambda-version"),
        ({"CurrentVersion": "$LATEST"}, "lambda-version"),
        ({"CurrentVersion": True}, "lambda-version"),
        ({"CurrentVersion": ""}, "lambda-property"),
        ({"CurrentVersion": None}, "lambda-property"),
        ({"Name": " "}, "lambda-property"),
        ({"Alias": ["live"]}, "lambda-property"),
    ],
)
def test_properties_of_a_function(properties, code):
    assert first_code(lambda_spec(**properties)) == code


def test_the_function_is_read():
    appspec = lambda_spec([{"AfterAllowTraffic": "check"}]).appspec
    function = appspec.resource
    assert (function.logical_name, function.name, function.alias) == ("checkout", "checkout", "live")
    assert (function.current_version, function.target_version) == ("3", "4")
    assert appspec.function("AfterAllowTraffic") == "check"
    assert appspec.function("BeforeAllowTraffic") is None


def test_a_target_that_is_the_current_version_is_pointed_out():
    (problem,) = lambda_spec(TargetVersion="3").problems
    assert (problem.code, problem.severity) == ("lambda-version", Severity.WARNING)


@pytest.mark.parametrize(("version", "code"), [("0.0", None), (0, None), ("0", "version"), (1.0, "version")])
def test_the_service_takes_the_version_as_text_too(version, code):
    assert first_code(lambda_spec(version=version)) == code


def test_lower_case_resources_are_refused_with_the_right_spelling():
    problem = parse_appspec("version: 0.0\nresources: []\n", platform="lambda").first_error
    assert (problem.code, problem.line) == ("resources", 2)
    assert "capital" in problem.hint


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"name": "Service"}, "resources"),
        ({"TaskDefinition": ""}, "ecs-property"),
        ({"TaskDefinition": 7}, "ecs-property"),
        ({"LoadBalancerInfo": {"ContainerName": "web"}}, "ecs-property"),
        ({"balancer": {"ContainerName": ""}}, "ecs-property"),
        ({"balancer": {"ContainerPort": "8080"}}, "ecs-property"),
        ({"balancer": {"ContainerPort": 0}}, "ecs-property"),
        ({"balancer": {"ContainerPort": 65535}}, None),
        ({"balancer": {"ContainerPort": 65536}}, "ecs-property"),
        ({"balancer": {"ContainerPort": 80.5}}, "ecs-property"),
        ({"PlatformVersion": "1.4.0"}, None),
        ({"PlatformVersion": "LATEST"}, None),
        ({"PlatformVersion": 1.4}, "ecs-property"),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": NETWORK}}, None),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": NETWORK | {"AssignPublicIp": "DISABLED"}}}, None),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": NETWORK | {"AssignPublicIp": "enabled"}}}, "ecs-network"),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": NETWORK | {"AssignPublicIp": True}}}, "ecs-network"),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": NETWORK | {"Subnets": []}}}, "ecs-network"),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": NETWORK | {"Subnets": [""]}}}, "ecs-network"),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": NETWORK | {"SecurityGroups": "sg-a"}}}, "ecs-network"),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-a"]}}}, "ecs-network"),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": {}}}, None),
        ({"NetworkConfiguration": {"AwsvpcConfiguration": "x"}}, "ecs-network"),
        ({"NetworkConfiguration": {}}, None),
        ({"NetworkConfiguration": None}, None),
        ({"NetworkConfiguration": "x"}, "ecs-network"),
        ({"CapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT", "Base": 1, "Weight": 2}]}, None),
        ({"CapacityProviderStrategy": [{"Base": 1}]}, "ecs-property"),
        ({"CapacityProviderStrategy": [{"CapacityProvider": "FARGATE", "Weight": -1}]}, "ecs-property"),
        ({"CapacityProviderStrategy": {"CapacityProvider": "FARGATE"}}, "shape"),
        ({"hooks": [{"AfterAllowTestTraffic": "f"}]}, None),
        ({"hooks": [{"AllowTestTraffic": "f"}]}, "hook-name"),
        ({"hooks": [{"ValidateService": "f"}]}, "hook-name"),
    ],
)  # fmt: skip
def test_an_ecs_service(changes, code):
    assert first_code(ecs_spec(**changes)) == code


def test_the_service_is_read():
    appspec = ecs_spec(NetworkConfiguration={"AwsvpcConfiguration": NETWORK}, PlatformVersion="1.4.0").appspec
    service = appspec.resource
    assert (service.container_name, service.container_port, service.platform_version) == (
        "web",
        8080,
        "1.4.0",
    )
    assert (service.subnets, service.security_groups, service.assign_public_ip) == (
        ("subnet-a",), ("sg-a",), "ENABLED",
    )  # fmt: skip
    written = appspec.as_json()["Resources"][0]["TargetService"]["Properties"]
    assert written["NetworkConfiguration"] == {"AwsvpcConfiguration": NETWORK}


def test_a_wrong_type_is_refused():
    text = json.dumps(
        {"version": 0.0, "Resources": [{"TargetService": SERVICE | {"Type": "AWS::ECS::Task"}}]}
    )
    assert first_code(parse_appspec(text, platform="ecs")) == "ecs-type"


def test_no_agent_is_blamed_where_there_is_none():
    problem = lambda_spec({"BeforeAllowTraffic": "f"}).first_error
    assert (problem.code, "agent" in problem.message) == ("shape", False)
