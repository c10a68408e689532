"""Reads 200,000 texts nobody has written: without keyword and code not one may change a hand-over (issue 5, §3).

`python -m bench.replies [seed]`; a shorter run is among the tests.
"""

import sys
import time

from policy.reply import Instruction, read
from policy.reply_words import CODELESS
from tests.policy.generated import texts

COUNT = 200_000
KINDS = ((True, False), (False, True), (False, False))


def changing(seed: int, count: int) -> list[str]:
    """The texts that would change something; a third has keywords, a third codes, a third neither."""
    each = [texts(seed + n, count // 3 + 1, keywords=words, codes=codes) for n, (words, codes) in enumerate(KINDS)]
    return [text for made in each for text in made if any(map(_changes, read(text).instructions))]


def _changes(told: Instruction) -> bool:
    return told.verb not in CODELESS.values()


def main() -> int:
    """Print what was found; 1 if it was anything."""
    seed, began = int(sys.argv[1]) if len(sys.argv) > 1 else 5, time.perf_counter()
    found = changing(seed, COUNT)
    print(f"{COUNT} texts, seed {seed}: {len(found)} changed a hand-over, {time.perf_counter() - began:.0f} s")
    for text in found[:20]:
        print(f"  {text!r}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
