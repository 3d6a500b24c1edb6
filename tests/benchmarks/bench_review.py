"""Rating a card durably and getting the next one, against Anki's answer and next, 10,000 cards each.

Run: HASHQ_ANKI_PYTHON=VENV/bin/python python tests/benchmarks/bench_review.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_import import ANKI_IMPORT
from measure import HASHQ, Measured, anki_python, environment, process_seconds, report
from vault import write_csv, write_vault

ROUNDS = 5
CARDS = 200

ANKI_REVIEW = """
import json, sys, time
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer
collection = Collection(sys.argv[1])
config = collection.decks.config_dict_for_deck_id(1)
config["new"]["perDay"] = config["rev"]["perDay"] = 9999
collection.decks.update_config(config)
seconds = []
queued = collection.sched.get_queued_cards(fetch_limit=1)
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    top = queued.cards[0]
    card = collection.get_card(top.card.id)
    card.start_timer()
    collection.sched.answer_card(collection.sched.build_answer(card=card, states=top.states, rating=CardAnswer.GOOD))
    queued = collection.sched.get_queued_cards(fetch_limit=1)
    following = collection.get_card(queued.cards[0].card.id)
    following.question(), following.answer()
    seconds.append(time.perf_counter() - start)
collection.close()
print(json.dumps(seconds))
"""

OUR_REVIEW = """
import json, sys, time
from hashq.scheduling.model import Rating
from hashq.study.services import open_services
services = open_services(None)
library, study, session = services.library, services.study, services.study.start()
seconds = []
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    session, _ = study.rate(session, Rating.GOOD, duration_ms=900)
    card = library.card(session.current.id)
    assert card.answer
    seconds.append(time.perf_counter() - start)
services.close()
print(json.dumps(seconds))
"""

SETTINGS = "[study]\nnew_per_day = 9999\nreviews_per_day = 9999\n"


def seconds_of(command: list[str], env: dict[str, str]) -> list[float]:
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    seconds: list[float] = json.loads(done.stdout)
    return seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_vault(folder / "vault")
        write_csv(folder / "cards.csv")
        env = environment(folder / "home")
        (folder / "home").mkdir()
        (folder / "home" / "config.toml").write_text(SETTINGS, encoding="utf-8")
        process_seconds([*HASHQ, "import", str(folder / "vault")], env)
        ours: list[float] = []
        ankis: list[float] = []
        anki = anki_python()
        collection = f"{folder}/c.anki2"
        if anki:
            process_seconds([anki, "-c", ANKI_IMPORT, collection, f"{folder}/cards.csv"], env)
        for _ in range(ROUNDS):
            ours += seconds_of([sys.executable, "-c", OUR_REVIEW, str(CARDS)], env)
            if anki:
                ankis += seconds_of([anki, "-c", ANKI_REVIEW, collection, str(CARDS)], env)
    measured = {"anki: answer + next": Measured("anki", tuple(ankis or ours))}
    measured["hashq: rate + next"] = Measured("hashq", tuple(ours))
    report("Rate a card and get the next", measured, "anki: answer + next", {"hashq: rate + next": 1.5})


if __name__ == "__main__":
    main()
