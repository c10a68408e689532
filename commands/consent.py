"""`rujukan consent` and `rujukan decide`: consent is taken back, and the supervisor decides what that stops."""

from typing import Annotated

import typer

from commands import options
from commands.added import Agreed, added
from commands.answers import finish
from commands.context import Context
from commands.find import case_code, task
from commands.say import BadInput
from commands.submit import Outcome, ask, author, new_id
from commands.tasks import on_task
from commands.times import instant
from models.tables import HandoverRow
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.refusals import refuse
from policy.words import Consent, Kind

DID = {
    Kind.REVOCATION: (
        "Pencabutan tercatat pada kasus {case}. Belum ada yang dihentikan: supervisor memutuskan dalam 4 jam.",
        "Withdrawal recorded on case {case}. Nothing is stopped yet: the supervisor decides within 4 hours.",
    ),
    Kind.UNSERVED: (
        "Pencabutan tercatat pada kasus {case}. Rujukan yang hanya berdasar persetujuan itu dihentikan.",
        "Withdrawal recorded on case {case}. The referrals that stood on this consent alone are stopped.",
    ),
}
NOTHING = (
    "Pencabutan tercatat pada kasus {case}. Tidak ada rujukan yang hanya berdasar persetujuan itu.",
    "Withdrawal recorded on case {case}. No referral stood on this consent alone.",
)


def consent(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Persetujuan dicabut / is withdrawn")] = False,
    as_: Annotated[Consent | None, typer.Option("--as", case_sensitive=False, help="Sebagai apa / as what")] = None,
    name: Annotated[str, typer.Option(help="Siapa yang meminta / who asks")] = "",
    add: Annotated[str, typer.Option("--add", help="Tambahkan pada rujukan ini / add to this referral")] = "",
    services_ok: Annotated[bool, typer.Option("--services-ok", help="Setuju menerima layanan")] = False,
    sharing_ok: Annotated[bool, typer.Option("--sharing-ok", help="Setuju data dibagi ke instansi ini")] = False,
    suspect: Annotated[bool, typer.Option("--suspect", help="Yang meminta tercatat sebagai terduga")] = False,
    abuse: Annotated[bool, typer.Option("--abuse", help="Dugaan kekerasan seksual atau oleh pengasuh")] = False,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat pencabutan persetujuan, atau persetujuan tambahan. / Record that consent is withdrawn, or added.

    Contoh: rujukan consent KODE --withdraw --as ORANG_TUA --name "Ibu A"; rujukan consent KODE --withdraw --suspect;
    rujukan consent KODE --add K7M4 --as ANAK --name "A" --services-ok --sharing-ok
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    if add and not withdraw:
        agreed = Agreed(as_, name, services_ok, sharing_ok, suspect)
        added(context, found, add, agreed, note, happened)
        return
    if not withdraw or add:
        raise BadInput(
            "withdraw_missing",
            "Sebut --withdraw, atau --add TUGAS. Persetujuan rujukan baru: rujukan refer KODE --consent ...",
            "Say --withdraw, or --add TASK. Consent of a new referral: rujukan refer CODE --consent ...",
        )
    command = WithdrawConsent(
        id=new_id(),
        **author(context),
        happened=instant(happened, context.unit.tz) if happened else None,
        giver=as_,
        named=bool(name.strip()),
        by_suspect=suspect,
        abuse=abuse,
    )
    facts = {"asked_by": context.text(name)} if name.strip() else {}
    outcome = ask(context, found, command, facts | context.remark(note))
    _say(context, found, outcome, suspect=suspect)


def _say(context: Context, code: str, outcome: Outcome, *, suspect: bool) -> None:
    """What came of it; of a suspect's call, that it was recorded and refused."""
    if suspect:
        refused = refuse("suspect", case=code)
        did = f"Permintaan tercatat pada kasus {code}. {refused.id}"
        finish(context, code, outcome, did, f"The call is recorded on case {code}. {refused.en}", refused=refused.code)
        return
    with context.db.read() as session:
        row = session.get(HandoverRow, (code, outcome.n)) if outcome.n else None
    did, did_en = DID.get(Kind(row.kind), NOTHING) if row else NOTHING
    finish(context, code, outcome, did.format(case=code), did_en.format(case=code))


def decide(
    code: Annotated[str, typer.Argument(help="Kode tugas / task code, mis. K7M4")],
    yes: Annotated[bool | None, typer.Option("--yes/--no", help="Dasar sah, atau rujukan dihentikan / or not")] = None,
    case: options.TaskOption = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Putuskan dasar rujukan, atau pencabutan persetujuan. / Decide on a basis, or on a withdrawal.

    Contoh: rujukan decide K7M4 --yes --by SV-01
    """
    context = options.context(data, json=json, by=by, english=english)
    row = task(context, code, case)
    if yes is None:
        raise BadInput(
            "decision_missing",
            "Sebut --yes atau --no. Konfirmasi dasar: --yes = dasar sah. Pencabutan: --yes = rujukan dihentikan.",
            "Say --yes or --no. A basis: --yes = it stands. A withdrawal: --yes = the referrals are stopped.",
        )
    on_task(context, row, DecideBasis, note, n=row.n, yes=yes)
