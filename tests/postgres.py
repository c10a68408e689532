"""A PostgreSQL of the tests' own: a throwaway cluster on a socket in a temporary folder, never a shared one.

Root cannot run PostgreSQL, so as root its programs run as the user `postgres` that Debian's package made.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SPEED = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL on this machine, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _as_postgres(*command: str | Path) -> None:
    before = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run([*before, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="rujukan-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    return folder


@contextmanager
def cluster(bin_dir: Path) -> Iterator[Path]:
    """Start a cluster, give its socket folder (superuser `postgres`, no password), and remove all of it."""
    folder = _folder()
    data, control = folder / "data", bin_dir / "pg_ctl"
    try:
        _as_postgres(bin_dir / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' {_SPEED}"
        _as_postgres(control, "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        yield folder
    finally:
        if (data / "postmaster.pid").exists():
            _as_postgres(control, "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def url(socket_folder: Path, database: str) -> str:
    """SQLAlchemy's address of a database in that cluster."""
    return f"postgresql+psycopg://postgres@/{database}?host={socket_folder}"


def create(bin_dir: Path, socket_folder: Path, database: str) -> str:
    """Make an empty database and give its address."""
    _as_postgres(bin_dir / "createdb", "-h", socket_folder, "-U", "postgres", database)
    return url(socket_folder, database)
