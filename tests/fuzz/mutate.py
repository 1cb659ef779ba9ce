"""Many mutated files of every format: `python -m tests.fuzz.mutate 1000 [FORMAT …]`."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

from tests.fuzz.formats import FORMATS

BATCH = 100


def outcomes(name: str, start: int, stop: int) -> Iterator[tuple[int, str, str]]:
    """Give of each mutated file its seed, what became of it, and more about that."""
    while start < stop:
        last = min(start + BATCH, stop)
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.batch", name, str(start), str(last)],
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        yield from ((one["seed"], one["became"], one["about"]) for one in lines if "became" in one)
        if not lines:
            raise RuntimeError(done.stderr)
        seed = lines[-1]["seed"]
        if "became" not in lines[-1]:
            kind = "hang" if "Timeout" in done.stderr else "died"
            yield seed, kind, f"exit {done.returncode}: {done.stderr[-600:]}"
        start = seed + 1


def main(number: int, names: list[str]) -> int:
    """Print of each format what became of its files; end with 1 where one went wrong."""
    bad = 0
    for name in names or list(FORMATS):
        tally: Counter[str] = Counter()
        for seed, became, about in outcomes(name, 0, number):
            tally[f"{became} {about}".strip() if became == "ok" else became] += 1
            if became not in ("ok", "refused"):
                bad += 1
                print(f"{name} {seed}: {became}: {about}", flush=True)
        print(name, dict(sorted(tally.items())), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
