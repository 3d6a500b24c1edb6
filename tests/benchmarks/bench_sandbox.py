"""The sandbox's speed: a deployment to ten thousand instances, seeking in it, and the same process written in SimPy.

Run with ``python tests/benchmarks/bench_sandbox.py [INSTANCES] [ROUNDS]``. SimPy is needed for its column only.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from importlib.util import find_spec
from itertools import islice

from hashq.sandbox import events as happened
from hashq.sandbox.configurations import predefined
from hashq.sandbox.events import Cause
from hashq.sandbox.lifecycle import DURATIONS, IN_PLACE
from hashq.sandbox.machine import EVENT_TIMEOUT
from hashq.sandbox.model import LifecycleErrorCode, LifecycleEventStatus, TargetStatus
from hashq.sandbox.scenario_model import Scenario, uniform_fleet
from hashq.sandbox.simulation import simulate
from hashq.sandbox.timeline import Timeline

CONFIGURATION = predefined("HalfAtATime")


def ours(instances: int) -> int:
    return len(simulate(Scenario(instances=uniform_fleet(instances), configuration=CONFIGURATION)))


def with_simpy(instances: int, *, clocks: bool) -> int:
    """The same deployment as SimPy processes: as many slots, the same lifecycle events, the same facts noted.

    ``clocks`` adds the rule that the service gives each event up after an hour, which our engine always keeps.
    """
    import simpy  # noqa: PLC0415 - a guest

    environment = simpy.Environment()
    slots = simpy.Resource(environment, CONFIGURATION.minimum.max_concurrent(instances))
    noted = []

    def instance(name):
        with slots.request() as slot:
            yield slot
            noted.append(happened.TargetStarted(environment.now, "d-1", name))
            for event in IN_PLACE:
                began = environment.now
                noted.append(happened.LifecycleEventStarted(began, "d-1", name, event, "v2"))
                work = environment.timeout(DURATIONS[event])
                yield (work | environment.timeout(EVENT_TIMEOUT)) if clocks else work
                noted.append(
                    happened.LifecycleEventEnded(
                        environment.now,
                        "d-1",
                        name,
                        event,
                        LifecycleEventStatus.SUCCEEDED,
                        LifecycleErrorCode.SUCCESS,
                        Cause.RAN,
                        "v2",
                        began,
                    )
                )
            noted.append(happened.TargetEnded(environment.now, "d-1", name, TargetStatus.SUCCEEDED))

    for number in range(1, instances + 1):
        environment.process(instance(f"i-{number}"))
    environment.run()
    return len(noted)


def timed(function, *arguments):
    gc.collect()
    began = time.perf_counter()
    result = function(*arguments)
    return result, time.perf_counter() - began


def seeks(timeline: Timeline, count: int) -> list[float]:
    chance = random.Random(1)
    times = [chance.randrange(timeline.duration + 1) for _ in range(count)]
    return sorted(timed(timeline.at_time, moment)[1] for moment in islice(times, count))


def main() -> None:
    instances = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    scenario = Scenario(instances=uniform_fleet(instances), configuration=CONFIGURATION)
    own, folds = [], []
    guests = {False: [], True: []}
    for _ in range(rounds):
        events, seconds = timed(ours, instances)
        own.append(events / seconds)
        made = simulate(scenario)
        timeline, folding = timed(Timeline, scenario, made)
        folds.append((events / own[-1]) + folding)
        for clocks, rates in guests.items() if find_spec("simpy") else ():
            noted, seconds = timed(lambda clocks=clocks: with_simpy(instances, clocks=clocks))
            rates.append(noted / seconds)
    found = seeks(timeline, 300)
    print(f"{instances:,} instances, {events:,} events, {rounds} rounds, medians")
    print(f"  simulated and folded    {statistics.median(folds):8.2f} s     goal under 1.5 s")
    print(f"  seek p95                {found[int(len(found) * 0.95)] * 1000:8.1f} ms    goal under 16 ms")
    print(f"  simulated               {statistics.median(own):8,.0f} events/s")
    for clocks, rates in guests.items():
        if rates:
            name = "SimPy, event timeouts" if clocks else "SimPy, bare"
            ratio = statistics.median(own) / statistics.median(rates)
            print(
                f"  {name:22}  {statistics.median(rates):8,.0f} events/s, ours is {ratio:.2f} times as fast, goal 2"
            )


if __name__ == "__main__":
    main()
