"""A cold import with its search index against Anki's own CSV import, as whole processes.

Run: HASHQ_ANKI_PYTHON=VENV/bin/python python tests/benchmarks/bench_import.py
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from measure import HASHQ, anki_python, environment, in_turns, process_seconds, report
from vault import write_csv, write_vault

ANKI_IMPORT = """
import sys
from anki.collection import Collection, ImportCsvRequest
collection = Collection(sys.argv[1])
metadata = collection.get_csv_metadata(sys.argv[2], None)
done = collection.import_csv(ImportCsvRequest(path=sys.argv[2], metadata=metadata))
assert len(done.log.new) == 10_000, len(done.log.new)
collection.close()
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_vault(folder / "vault")
        write_csv(folder / "cards.csv")
        env = environment(folder / "home")

        def ours() -> float:
            shutil.rmtree(folder / "home", ignore_errors=True)
            return process_seconds([*HASHQ, "import", str(folder / "vault")], env)

        def ankis() -> float:
            shutil.rmtree(folder / "anki", ignore_errors=True)
            (folder / "anki").mkdir()
            script = [anki_python() or "", "-c", ANKI_IMPORT]
            return process_seconds([*script, f"{folder}/anki/c.anki2", f"{folder}/cards.csv"], env)

        contestants = (
            {"hashq import": ours} if anki_python() is None else {"anki": ankis, "hashq import": ours}
        )
        measured = in_turns(contestants, rounds=7)
    report("Cold import, 10,000 cards in 200 files", measured, next(iter(measured)), {"hashq import": 0.7})


if __name__ == "__main__":
    main()
