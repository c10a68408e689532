"""What a birth date rules out: nothing happens before it, nobody is eighteen too early. It stays in the record."""

from datetime import date, datetime

from commands.context import Context
from commands.say import BadInput
from models.tables import CaseFile
from policy.alike import born_on

ADULT = 18


def birth_date(context: Context, code: str) -> date | None:
    """The birth date of the case's child, if it is known."""
    with context.db.read() as session:
        file = session.get(CaseFile, code)
    return born_on(str(file.facts.get("born", ""))) if file else None


def not_before(context: Context, born: date | None, *happened: datetime | None) -> None:
    """Nothing happens to a child before its birth. BadInput."""
    if any(precedes(context, born, at) for at in happened if at):
        raise BadInput(
            "before_birth",
            "Waktu kejadian lebih awal dari tanggal lahir anak. Periksa tahunnya, atau tanggal lahirnya.",
            "The time lies before the child's birth. Check the year, or the birth date.",
        )


def precedes(context: Context, born: date | None, at: datetime) -> bool:
    """Whether an instant lies on a local day before a known birth."""
    return born is not None and context.unit.local(at).date() < born


def eighteen(born: date, today: date) -> bool:
    """Whether the child has turned 18 on this day."""
    return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) >= ADULT


def grown_up(context: Context, code: str) -> bool | None:
    """Whether the child has turned 18; None if the birth date is not known."""
    born = birth_date(context, code)
    return eighteen(born, context.unit.local(context.now).date()) if born else None


def must_be_grown_up(context: Context, code: str) -> None:
    """A case ends as "turned 18" only if the known birth date says so. BadInput."""
    if grown_up(context, code) is False:
        raise BadInput(
            "not_eighteen",
            f"Anak pada kasus {code} belum 18 tahun menurut tanggal lahirnya. Pilih alasan lain.",
            f"The child of case {code} is not 18 by the birth date. Choose another reason.",
        )


def tell_grown_up(context: Context, code: str) -> None:
    """Nothing changes by itself on the 18th birthday: whoever looks at the case is told what to decide."""
    if grown_up(context, code):
        context.speaker.note(
            f"Anak sudah genap 18 tahun: lanjutkan layanannya, atau usulkan rujukan close {code} --reason GENAP_18.",
            f"The child has turned 18: carry on, or propose rujukan close {code} --reason GENAP_18.",
        )
