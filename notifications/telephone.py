"""What is said on the telephone: a message without its link, and what may be answered. Nothing of a child."""

import re

_LINK = re.compile(r"\s*:?\s*https?://\S+")
_SAY = {
    "id": (
        "Ini {unit}. Tugas {code} untuk {holder} menunggu jawaban sampai {due}. Apakah diterima, ditolak (dengan"
        " alasan), sudah dimulai, selesai (dengan hasil), ditunda, atau perlu bantuan? Jangan sebut apa pun soal anak."
    ),
    "en": (
        "This is {unit}. Task {code} for {holder} waits for an answer until {due}. Is it accepted, refused (with a"
        " reason), begun, finished (with an outcome), postponed, or is help needed? Say nothing of the child."
    ),
}


def spoken(text: str) -> str:
    """A message's words as they can be said: nobody reads out an address."""
    return _LINK.sub("", text).strip()


def script(language: str, unit: str, code: str, holder: str, due: str) -> str:
    """What to say about a task that waits for its holder."""
    return _SAY[language if language in _SAY else "id"].format(unit=unit, code=code, holder=holder, due=due)
