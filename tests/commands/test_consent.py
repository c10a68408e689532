"""Consent, another basis and withdrawal, typed at the desk (domain.md §4 rule 7)."""

from sqlmodel import select

from models.tables import Fact
from tests.commands.desk import CONSENT, WORKER, Desk

PARENT = ("--withdraw", "--as", "ORANG_TUA", "--name", "Ibu A")
SUPERVISOR = ("--by", "SV-01")
ALONE = ("--consent", "DASAR_LAIN", "--decider", "PS-01")


def _refer(desk: Desk, code: str, *basis: str) -> str:
    words = ("refer", code, "--to", "LPA", "--service", "KONSULTASI", *basis, *WORKER, "--json")
    task: str = desk.done(*words).json["task"]
    return task


def _state(desk: Desk, code: str, task: str) -> str:
    found = desk("case", code, "--json").json["handovers"]
    state: str = next(row["state"] for row in found if row["code"] == task)
    return state


def _facts(desk: Desk, kind: str) -> list[dict[str, str]]:
    with desk.db.read() as session:
        return [fact.data for fact in session.exec(select(Fact).where(Fact.kind == kind))]


def _risky(desk: Desk) -> tuple[str, str]:
    """A case of high risk with a referral that stands on a parent's consent."""
    code = desk.planned()
    task = desk.referred(code)
    desk.done("assess", code, "--risk", "tinggi", *WORKER)
    return code, task


def test_a_withdrawal_is_recorded_with_who_asked_and_the_name_stays_a_fact(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    assert "dihentikan" in desk.done("consent", code, *PARENT).out
    assert _state(desk, code, task) == "DICABUT"
    assert desk.task(code, "BELUM_TERLAYANI")
    assert _facts(desk, "WithdrawConsent") == [{"asked_by": "Ibu A"}]
    said = desk("case", code, "--json")
    assert "Ibu A" not in said.out
    assert "ORANG_TUA" in said.out


def test_the_name_of_who_consented_is_a_fact_beside_the_referral(desk: Desk) -> None:
    code = desk.planned()
    desk.referred(code, "--consent-by", "Ibu A")
    assert _facts(desk, "Refer") == [{"consent_by": "Ibu A"}]
    assert "Ibu A" not in desk("case", code, "--json").out


def test_a_second_withdrawal_says_that_nothing_is_left_to_stop(desk: Desk) -> None:
    code = desk.planned()
    desk.referred(code)
    desk.done("consent", code, *PARENT)
    again = desk("consent", code, *PARENT)
    assert (again.code, "sudah dicabut" in again.err) == (1, True)


def test_a_withdrawal_on_which_no_referral_stands_is_recorded(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    said = desk.done("consent", code, "--withdraw", "--as", "WALI", "--name", "Paman B", "--en")
    assert "No referral stood" in said.out
    assert _state(desk, code, task) == "TERKIRIM"


def test_a_withdrawal_says_who_asks_and_as_what(desk: Desk) -> None:
    code = desk.planned()
    for words in (("--as", "ORANG_TUA"), ("--name", "Ibu A"), ("--as", "DASAR_LAIN", "--name", "Ibu A")):
        said = desk("consent", code, "--withdraw", *words)
        assert (said.code, "sebagai apa" in said.err) == (1, True)


def test_consent_without_a_verb_says_where_consent_is_given(desk: Desk) -> None:
    said = desk("consent", desk.planned(), "--as", "ORANG_TUA")
    assert (said.code, "--withdraw" in said.err) == (1, True)


def test_the_call_of_a_suspect_is_recorded_and_refused(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code)
    said = desk.done("consent", code, "--withdraw", "--as", "ORANG_TUA", "--suspect", "--note", "menelepon", "--json")
    assert said.json["refused"] == "suspect"
    assert _state(desk, code, task) == "TERKIRIM"
    assert "PERMINTAAN_TERDUGA" in {event["type"] for event in desk("case", code, "--json").json["events"]}
    assert "terduga" in desk.done("consent", code, "--withdraw", "--suspect").out


def test_a_suspect_gives_no_consent(desk: Desk) -> None:
    code = desk.planned()
    words = ("refer", code, "--to", "DINSOS", "--service", "BANSOS", *CONSENT, "--suspect", *WORKER)
    said = desk(*words)
    assert (said.code, "terduga" in said.err) == (1, True)
    assert desk(*words, "--json").json["refused"]["code"] == "suspect_noted"


def test_with_high_risk_the_supervisor_decides_what_a_withdrawal_stops(desk: Desk) -> None:
    code, task = _risky(desk)
    assert "supervisor" in desk.done("consent", code, *PARENT).out
    assert _state(desk, code, task) == "TERKIRIM"
    asked = desk.task(code, "KEPUTUSAN_PENCABUTAN")
    assert desk("decide", asked, "--yes", *WORKER).code == 1
    assert desk("decide", asked, *SUPERVISOR).code == 1
    desk.done("decide", asked, "--yes", *SUPERVISOR)
    assert _state(desk, code, task) == "DICABUT"


def test_what_the_supervisor_lets_go_on_goes_on(desk: Desk) -> None:
    code, task = _risky(desk)
    desk.done("consent", code, *PARENT)
    desk.done("decide", desk.task(code, "KEPUTUSAN_PENCABUTAN"), "--no", *SUPERVISOR)
    assert _state(desk, code, task) == "TERKIRIM"


def test_suspected_abuse_told_at_the_report_keeps_a_withdrawal_from_stopping_anything(desk: Desk) -> None:
    safe = ("--safe", "ya", "--injured", "tidak", "--near", "tidak")
    code = desk.done("report", "--type", "KESOS", "--carer-suspected", *safe, "--json").json["code"]
    words = ("--to", "RSUD-ISKAK", "--service", "VISUM", "--urgency", "darurat", *CONSENT)
    task = desk.done("refer", code, *words, "--json").json["task"]
    desk.done("consent", code, *PARENT)
    assert _state(desk, code, task) == "TERKIRIM"


def test_another_basis_is_confirmed_or_refused_by_a_supervisor(desk: Desk) -> None:
    code = desk.planned()
    kept = _refer(desk, code, *ALONE, "--basis", "kepentingan terbaik anak")
    assert _facts(desk, "Refer") == [{"basis": "kepentingan terbaik anak"}]
    desk.done("decide", desk.task(code, "KONFIRMASI_DASAR"), "--yes", *SUPERVISOR)
    assert _state(desk, code, kept) == "TERKIRIM"
    stopped = desk.referred(code, *ALONE)
    desk.done("decide", desk.task(code, "KONFIRMASI_DASAR"), "--no", *SUPERVISOR, "--en")
    assert _state(desk, code, stopped) == "DICABUT"


def test_a_consent_beside_another_basis_keeps_the_referral(desk: Desk) -> None:
    code = desk.planned()
    task = _refer(desk, code, *ALONE, "--also", "ANAK", "--services-ok", "--sharing-ok")
    desk.done("decide", desk.task(code, "KONFIRMASI_DASAR"), "--no", *SUPERVISOR)
    assert _state(desk, code, task) == "TERKIRIM"
