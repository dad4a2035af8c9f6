"""What `bufferscope.measure` itself costs: `python3 -m benchmarks.measure`.

Prints, for this machine, the resolution of the clock, what an empty call costs (it is part of
every figure that `measure` gives), and what surrounds a batch (asking the kernel, keeping the
books), alone and as a share of a batch of the length in use. Then how far apart two identical
candidates come out, over many measurements: the error of a ratio.
"""

from statistics import median
from time import perf_counter_ns

from bufferscope import measure, timing


def surroundings(batches: int = 2000) -> list[float]:
    """Return, for each of many batches of one empty call, the nanoseconds outside its timing."""
    series = timing._Series("empty", timing._nothing)
    spent = []
    for turn in range(batches):
        start = perf_counter_ns()
        series.add_batch(turn, 0)
        timed = series.clean.get(turn) or series.preempted[turn]
        spent.append(perf_counter_ns() - start - timed)
    return spent


def twins(measurements: int = 30) -> list[float]:
    """Return the ratios of two identical candidates, each from a measurement of its own."""

    def prepare(size: int):
        view = memoryview(bytes(size))
        return lambda: view[1:]

    candidates = {"a": prepare, "b": prepare}
    return [measure(candidates, [1024]).ratio("a", "b") for _ in range(measurements)]


def main() -> None:
    result = measure({"empty": lambda size: timing._nothing}, [1])
    length = timing._batch_length(result.resolution, 5.0, 48)
    spent = surroundings()
    ratios = sorted(twins())
    print(f"{result.python}, {result.machine}")
    print(f"clock's resolution        {result.resolution} ns")
    print(f"empty call                {result.empty.minimum:.1f} ns")
    print(f"batch                     {length / 1e3:.0f} µs")
    print(f"around a batch, minimum   {min(spent)} ns ({min(spent) / length:.3%})")
    print(f"around a batch, median    {median(spent):.0f} ns ({median(spent) / length:.3%})")
    print(f"identical candidates      {ratios[0]:.3f} to {ratios[-1]:.3f}, 1 expected")


if __name__ == "__main__":
    main()
