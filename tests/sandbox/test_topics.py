"""Which scenario a card offers by what it speaks of, and which cards offer none."""

from __future__ import annotations

import pytest

from hashq.notes.parser import parse_note
from hashq.sandbox.shipped import shipped
from hashq.sandbox.topics import TOPICS, fitting

SAMPLE = {
    "What are the steps for making CodeDeploy work?": "one-at-a-time",
    "What are the primary components of CodeDeploy?": "one-at-a-time",
    "What are the CodeDeploy Deployment Configurations?": "three-configurations",
    "How are Failures handled?": "failed-first",
    "How are Rollback handled?": "rollback-on-failure",
    "Can AWS Lambda deployments use in-place deployment type?": "lambda-in-place",
}


def key(*texts):
    found = fitting(*texts)
    return found and found.key


def test_every_topic_has_a_shipped_scenario():
    assert all(shipped(topic.scenario) is not None for topic in TOPICS)


@pytest.mark.parametrize("place", ["CodeDeploy", "AWS/CodeDeploy", "Exam notes"])
def test_every_card_of_the_sample_note_offers_a_fitting_scenario(sample_notes, place):
    note = parse_note((sample_notes / "CodeDeploy.md").read_text(), "CodeDeploy.md")
    assert {card.question: key(card.question, card.answer, place) for card in note.cards} == SAMPLE


@pytest.mark.parametrize(
    ("question", "scenario"),
    [
        ("How does CodeDeploy with Lambda shift traffic?", "lambda-canary"),
        ("What is CodeDeploy with Lambda?", "lambda-canary"),
        ("CodeDeploy with Lambda", "lambda-canary"),
        ("How does CodeDeploy deploy to ECS?", "ecs-linear"),
        ("What is a blue/green deployment in CodeDeploy?", "blue-green"),
        ("How can a CloudWatch alarm roll a CodeDeploy deployment back?", "rollback-on-alarm"),
        ("What does HalfAtATime do?", "three-configurations"),
        ("Which revision's ApplicationStop runs?", "broken-application-stop"),
        ("What does the CodeDeploy agent do?", "one-at-a-time"),
        ("`LambdaLinear10PercentEvery2Minutes`: when has a CodeDeploy shift moved half?", "lambda-linear"),
        ("Which predefined CodeDeploy configurations are there for ECS?", "ecs-linear"),
        ("A CodeDeploy hook script hangs until its timeout. Why?", "script-times-out"),
        ("When does CodeDeploy notice that the bundle lacks a script? (script missing)", "script-missing"),
        ("When does a CodeDeploy `ValidateService` script fail?", "validation-fails"),
        ("Why let the CodeDeploy blue fleet wait before it is terminated?", "blue-green"),
    ],
)
def test_a_question_offers_what_it_speaks_of(question, scenario):
    assert key(question) == scenario


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What happens when a CloudFormation stack update fails?", "It is rolled back automatically."),
        ("How does CloudFormation rollback work?", "By default everything rolls back on failure."),
        (
            "Which deployment policies does Elastic Beanstalk have?",
            "All at once, rolling, immutable, traffic splitting.",
        ),
        ("What are the Beanstalk deployment options?", "All at once: fastest. Rolling. Blue/green."),
        ("What is a CloudWatch alarm?", "It watches one metric and goes to ALARM."),
        ("What states can an alarm have?", "OK, ALARM, INSUFFICIENT_DATA"),
        ("What is a Lambda function?", "Code that runs on events."),
        ("What is a canary?", "A bird."),
        ("What is ECS?", "A container service."),
        ("How does RDS fail over?", "To the standby."),
        ("", ""),
    ],
)
@pytest.mark.parametrize("place", ["", "AWS"])
def test_other_services_and_things_in_general_offer_nothing(question, answer, place):
    assert key(question, answer, place) is None


@pytest.mark.parametrize(
    "question",
    [
        "How does a CloudFormation rollback differ?",
        "Which Beanstalk policy is like it?",
        "What is a CloudWatch alarm?",
    ],
)
def test_a_card_on_something_else_offers_nothing_among_cards_of_the_service_either(question):
    assert key(question, "Something.", "AWS/CodeDeploy") is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "How many compute platforms can one application span?",
            "One. EC2 and Lambda need two applications.",
        ),
        ("In which forms can CodeDeploy take a revision?", "A bundle; for Lambda and ECS the AppSpec alone."),
        ("What do the values of the strategy mean?", "The agent deploys what failed; alarms are not asked."),
    ],
)
def test_what_an_answer_names_in_passing_offers_nothing(question, answer):
    assert key(question, answer, "CodeDeploy/Components") is None


@pytest.mark.parametrize(
    "question",
    [
        "A deployment group has two tag groups. Which instances belong to it?",
        "What is the service role of a deployment group for?",
        "Which inbound port must be open for the CodeDeploy agent?",
        "In which folder does the agent keep bundles on Linux?",
        "Can a predefined deployment configuration be deleted?",
        "Does a rollback of a zonal deployment go zone by zone too?",
        "Up to how many alarms can watch a deployment group?",
        "Which `file_exists_behavior` does a rollback use?",
        "What do these options of `codedeploy-local` set?",
    ],
)
def test_what_no_run_can_show_offers_nothing(question):
    assert key(question, "Something.", "AWS/CodeDeploy") is None


def test_an_answer_that_tells_of_the_services_rules_is_enough():
    assert key("What happens then?", "The group is rolled back.", "CodeDeploy") == "rollback-on-failure"
    assert key("What happens then?", "OneAtATime stops.", "CodeDeploy") == "three-configurations"
    assert key("What happens then?", "The agent polls CodeDeploy.") == "one-at-a-time"
