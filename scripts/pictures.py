"""Takes a picture of every page behind a link on a phone (360) and a desktop (1280): `scripts/pictures.py [FOLDER]`."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.web.chromium import DESKTOP, HIGH, PHONE, chromium, device, staged  # noqa: E402 - the path comes first
from tests.web.walk import every_page  # noqa: E402 - as above


def main() -> int:
    """Write the pictures and say where."""
    folder = Path(sys.argv[1] if sys.argv[1:] else tempfile.mkdtemp(prefix="rujukan-pages-"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, staged(Path(data)) as scene, chromium() as browser:
        for language in ("id", "en"):
            with device(browser) as page:
                for name in every_page(scene, page, language):
                    for width in (DESKTOP, PHONE):
                        page.set_viewport_size({"width": width, "height": HIGH})
                        page.screenshot(path=folder / f"{name}-{width}-{language}.png", full_page=True)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
