"""Records histories of the stories in tests/workflows/stories.py, for the Replayer: once per released version."""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.workflows.stories import record_all  # noqa: E402 - the tree has to be on the path first


def main() -> int:
    """Write tests/histories/<version>/<story>.json."""
    version = sys.argv[1] if len(sys.argv) > 1 else "v0.1.0"
    folder = ROOT / "tests" / "histories" / version
    folder.mkdir(parents=True, exist_ok=True)
    for path in asyncio.run(record_all(folder)):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
