"""Secrets of a deployment are files that no one has typed. Makes ./secrets for docker-compose.yml, once.

A file that exists is left as it is, so this may be run again. The folder is closed to other users; its files
are readable, because the containers run as users of their own and get single files handed in.
"""

import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "secrets"
PASSWORDS = ("postgres_password", "rujukan_password", "temporal_password")


def keep(folder: Path, name: str, text: str) -> str:
    """The text of a secret: what its file holds already, else `text`, which is then written."""
    path = folder / name
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        path.chmod(0o444)
        print(f"made secrets/{name}")
    return path.read_text(encoding="utf-8").strip()


def make(folder: Path) -> None:
    """Every secret that docker-compose.yml names."""
    folder.mkdir(mode=0o700, exist_ok=True)
    drawn = {name: keep(folder, name, secrets.token_urlsafe(24)) for name in PASSWORDS}
    url = f"postgresql+psycopg://rujukan:{drawn['rujukan_password']}@postgres:5432/rujukan"
    keep(folder, "database_url", url)
    for name in ("gateway_key", "gateway_password", "link_key", "mail_key", "smtp_password"):
        keep(folder, name, secrets.token_urlsafe(32))
    keep(folder, "twilio_auth_token", secrets.token_hex(16))


if __name__ == "__main__":
    make(FOLDER)
    print("Put the real Twilio token into secrets/twilio_auth_token; until then only the simulator accepts it.")
    print("The mail server's and the telephone's passwords belong into smtp_password and gateway_password.")
