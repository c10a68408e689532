"""`rujukan migrate`: the database as this version of the program needs it."""

from commands import options
from commands.say import Speaker
from models import db as databases
from settings import Settings


def migrate(data: options.Data = None, json: options.Json = False) -> None:
    """Siapkan atau perbarui basis data. / Set up or upgrade the database.

    Contoh: rujukan migrate --data var
    """
    settings = Settings.load(data)
    settings.data.mkdir(parents=True, exist_ok=True)
    databases.migrate(settings.database_url)
    where = databases.place(settings.database_url)
    Speaker(json=json).result({"ok": True}, f"Basis data siap / database ready: {where}")
