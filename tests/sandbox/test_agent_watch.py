"""What an agent does at a moment, and how long the service still waits."""

from __future__ import annotations

from hashq.sandbox.agent_watch import Doing, watch
from hashq.sandbox.model import MINUTE, SECOND


def at(run, seconds, target="i-1"):
    now = round(seconds * SECOND)
    return watch(run.timeline, run.timeline.count_at(now), target, now)


def test_an_idle_agent_polls_every_second(play):
    agent = at(play("fleet: 2\n"), 30.5, "i-2")
    assert (agent.doing, agent.since, agent.polls, agent.next_poll) == (Doing.IDLE, 0, 31, 31 * SECOND)
    assert agent.deadline is None


def test_a_command_in_hand_has_an_hour(play):
    agent = at(play("fleet: 1\n"), 7)
    assert (agent.doing, agent.event, agent.since) == (Doing.WORKING, "DownloadBundle", 5 * SECOND)
    assert agent.deadline == 5 * SECOND + 60 * MINUTE


def test_a_command_nobody_takes_has_five_minutes(play):
    agent = at(play("fleet: [{id: i-1, agent: silent}]\n"), 100)
    assert (agent.doing, agent.event, agent.deadline) == (Doing.CALLED, "ApplicationStop", 5 * MINUTE)
    assert (agent.polls, agent.next_poll, agent.silent_since) == (0, None, 0)


def test_an_agent_that_falls_silent_in_mid_event_still_has_it_in_hand(play):
    run = play("fleet: [{id: i-1, agent: {silentAt: 13}}]\n")
    agent = at(run, 600)
    assert (agent.doing, agent.silent_since) == (Doing.WORKING, 13 * SECOND)
    assert at(run, 12).silent_since is None


def test_polls_that_fail_are_counted_and_the_next_that_succeeds_is_known(play):
    """Polls at 0, 2, 6, 14 s fail; the one at 30 s is answered."""
    agent = at(play("fleet: [{id: i-1, agent: {errorsUntil: 20}}]\n"), 10)
    assert (agent.doing, agent.failed_polls, agent.next_poll) == (Doing.CALLED, 3, 30 * SECOND)


def test_an_agent_is_idle_again_when_its_target_ended(play):
    run = play("fleet: 2\nfail: [i-1@Install]\nconfiguration: AllAtOnce\n")
    agent = at(run, 50)
    assert (agent.doing, agent.since) == (Doing.IDLE, run.record("i-1", "Install").at)


def test_a_replacements_agent_polls_from_its_launch_on(play):
    run = play("type: blue-green\nconfiguration: OneAtATime\nfleet: 3\n")
    launched = run.timeline.launch_of("g-3", 10 * MINUTE)
    agent = at(run, launched / SECOND + 10, "g-3")
    assert (agent.doing, agent.since, agent.polls) == (Doing.IDLE, launched, 11)


def test_without_an_instance_profile_no_poll_is_signed(play):
    agent = at(play("fleet: 1\ninstanceProfile: missing\n"), 10)
    assert (agent.signed, agent.polls) == (False, 0)
