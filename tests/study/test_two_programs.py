"""Two programs at once: both write, neither loses anything."""

from __future__ import annotations

import subprocess
import sys

from hashq.scheduling.model import Rating
from hashq.store.doctor import differing_memories

RATE = """
from hashq.scheduling.model import Rating
from hashq.study.services import open_services
services = open_services()
for turn in range(40):
    services.study.rate_card("abc"[turn % 3], Rating(turn % 4 + 1))
"""


def test_two_programs_rate_the_same_cards_at_once(services):
    others = [subprocess.Popen([sys.executable, "-c", RATE]) for _ in range(2)]
    for turn in range(40):
        services.study.rate_card("abc"[turn % 3], Rating.GOOD)
    assert [other.wait(timeout=30) for other in others] == [0, 0]
    assert services.database.value("SELECT count(*) FROM reviews") == 120
    assert differing_memories(services.database) == {}


def test_what_another_program_did_is_seen_at_once(services, opened):
    other = opened()
    other.study.rate_card("a", Rating.EASY)
    assert services.study.due().new == 2
    services.study.undo_last()
    assert other.study.due().new == 3


def test_a_session_goes_on_after_another_program_rated_its_card(study, opened):
    session = study.start()
    opened().study.rate_card("a", Rating.EASY)
    session, rated = study.rate(session, Rating.GOOD)
    assert rated.id == "a"
    assert [review.rating for review in study.reviews_of("a")] == [Rating.EASY, Rating.GOOD]


LOOK = """
from hashq.study.services import open_services
services = open_services()
print(services.database.value("SELECT count(*) FROM reviews"))
services.close()
"""


def seen_by_another_program() -> int:
    return int(subprocess.check_output([sys.executable, "-c", LOOK]))


def test_nothing_is_lost_when_the_program_looks_again_and_another_comes_and_goes(services, opened):
    services.study.rate_card("a", Rating.EASY)
    opened().close()  # as the watch for changed notes does, every few seconds
    assert seen_by_another_program() == 1
    services.study.rate_card("b", Rating.GOOD)
    assert seen_by_another_program() == 2
