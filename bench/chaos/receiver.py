"""The real web process on the run's faster clock: `python -m bench.chaos.receiver FOLDER`."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from bench.chaos.ground import Ground
from models.db import Database
from web.app import create_app
from web.receive import Receiver


def main(folder: Path) -> None:
    """Serve until killed."""
    ground = Ground.read(folder)
    receiver = Receiver(Database(ground.database_url), ground.token, ground.public_url, ground.clock)
    port = urlsplit(ground.public_url).port or 0
    uvicorn.run(create_app(receiver), host="127.0.0.1", port=port, access_log=False, log_level="warning", ws="none")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
