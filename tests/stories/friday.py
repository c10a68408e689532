"""A girl of 13 whose teacher tells on Friday 20.30 that her father is suspected; a focal point is his brother."""

from typing import Any

from policy.commands import Assess, Refer, Reply, Report
from policy.hard_commands import Arrived, Bar, Prove, WhereIs, WithdrawConsent
from policy.hard_words import Conflict, Place
from policy.running import started_by, suspected
from policy.words import Consent, Kind, Outcome, Risk, Urgency, Verb, Via
from tests.stories.teller import Teller

BEGIN = "2026-11-27 20.30"
GIRL = "KJMT5P3"
TITLES = ("Jumat malam", "Friday night")
BASIS: dict[str, Any] = {"consent": Consent.OTHER_BASIS, "decider": "PS-04", "services_ok": True, "sharing_ok": True}
NIGHT: dict[str, Any] = {"urgency": Urgency.EMERGENCY, "round_the_clock": True}


def tell(t: Teller) -> None:
    """Police, hospital with its 72 hours, shelter; the father telephones."""
    _report(t)
    _kept_out(t)
    _referred(t)
    _father(t)
    _answers(t)
    t.page(GIRL)


def _report(t: Teller) -> None:
    clocks = started_by(t.unit.statutory, suspected(t.now, t.now))
    t.do(
        GIRL,
        Report,
        "PD-02",
        (
            "Seorang guru menelepon: muridnya (13) bercerita, terduganya ayahnya. Risiko tinggi; kasus terbatas.",
            "A teacher telephones: a pupil of 13 has told her; suspected is the father. High risk; a restricted case.",
        ),
        unit=t.unit.code,
        risk=Risk.HIGH,
        abuse=True,
        carer_suspected=True,
        restricted=True,
        clocks=clocks,
        place=Place.HOME,
        via=Via.PHONE,
    )
    t.until("2026-11-27 20.40")
    words = "PS-04 (piket) mengambil laporan.", "PS-04, on the roster, takes the report."
    t.do(GIRL, Reply, "PS-04", words, n=t.n(GIRL, Kind.TAKE_REPORT), verb=Verb.ACCEPT)
    words = "Anak bersama guru di rumah guru; dilihat PS-04.", "The girl is with her teacher; PS-04 has seen her."
    t.do(GIRL, WhereIs, "PS-04", words, place=Place.OTHER, since=t.now, seen_by="PS-04")


def _kept_out(t: Teller) -> None:
    words = (
        "Kontak 24/7 rumah sakit, RSUD-ISKAK-24, adalah adik si ayah: dicatat sebagai keluarga.",
        "The hospital's 24/7 contact, RSUD-ISKAK-24, is the father's brother: recorded as household.",
    )
    t.do(GIRL, Bar, "PS-04", words, relation=Conflict.HOUSEHOLD, person="RSUD-ISKAK-24")
    words = "PS-04 tetap memilihnya, karena terbiasa.", "PS-04 chooses him all the same, out of habit."
    more: dict[str, Any] = {"to": "RSUD-ISKAK", "service": "GAWAT_DARURAT", "person": "RSUD-ISKAK-24"}
    t.refused(GIRL, Refer, "PS-04", words, **more, **NIGHT, **BASIS)


def _referred(t: Teller) -> None:
    t.until("2026-11-27 20.50")
    words = (
        "Rujukan darurat ke rumah sakit, kepada orang lain.",
        "An emergency referral to the hospital, to somebody else.",
    )
    t.do(GIRL, Refer, "PS-04", words, to="RSUD-ISKAK", service="GAWAT_DARURAT", **NIGHT, **BASIS)
    words = "Rujukan darurat ke polisi.", "An emergency referral to the police."
    t.do(GIRL, Refer, "PS-04", words, to="POLRES-PPA", service="POLISI", person="POLRES-PPA-24", **NIGHT, **BASIS)
    words = "Rujukan ke rumah aman: anak akan diantar.", "A referral to the shelter: the girl will be brought there."
    more: dict[str, Any] = {"to": "RUMAH-AMAN", "service": "TEMPAT_AMAN", "person": "RUMAH-AMAN-24", "placement": True}
    t.do(GIRL, Refer, "PS-04", words, **more, **NIGHT, **BASIS)
    for agency in ("POLRES-PPA", "RUMAH-AMAN"):
        words = f"{agency} menerima.", f"{agency} accepts."
        n = t.n(GIRL, Kind.REFERRAL, agency)
        t.do(GIRL, Reply, f"{agency}-24", words, n=n, verb=Verb.ACCEPT)


def _father(t: Teller) -> None:
    t.until("2026-11-27 21.20")
    words = (
        "Ayah menelepon meja: ia mencabut persetujuan. Permintaannya dicatat; tidak ada yang berhenti.",
        "The father telephones: he takes consent back. That he asked is recorded; nothing stops.",
    )
    more: dict[str, Any] = {"giver": Consent.PARENT, "by_suspect": True, "named": True, "via": Via.PHONE}
    t.do(GIRL, WithdrawConsent, "PD-02", words, **more)


def _answers(t: Teller) -> None:
    t.until("2026-11-27 22.10")
    words = "Anak sudah tiba di rumah aman.", "The girl has arrived at the shelter."
    n = t.n(GIRL, Kind.REFERRAL, "RUMAH-AMAN")
    t.do(GIRL, Arrived, "PS-04", words, n=n, place=Place.SAFE_HOUSE, handed_by="PS-04", received_by="RUMAH-AMAN-24")
    t.until("2026-11-28 00.15")
    words = "Rumah sakit, didorong supervisor dan manajer, menerima.", "The hospital, urged by all above, accepts."
    n = t.n(GIRL, Kind.REFERRAL, "RSUD-ISKAK")
    t.do(GIRL, Reply, "RSUD-ISKAK-1", words, n=n, verb=Verb.ACCEPT)
    t.until("2026-11-28 03.40")
    words = (
        "Pencegahan HIV diberikan dalam 8 jam; jam kesehatan berhenti.",
        "HIV prophylaxis within 8 hours; the window ends.",
    )
    t.do(GIRL, Prove, "PS-04", words, clock="PROFILAKSIS")
    words = "Rumah sakit: SELESAI A.", "The hospital: SELESAI A."
    t.do(GIRL, Reply, "RSUD-ISKAK-1", words, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    t.until("2026-11-28 10.00")
    words = "Nomor laporan polisi dicatat; jam 3x24 selesai.", "The number of the police report ends the 3x24 hours."
    t.do(GIRL, Prove, "PS-04", words, clock="LAPOR_POLISI")
    words = "Asesmen dicatat; risiko tetap tinggi.", "The assessment is recorded; the risk stays high."
    t.do(GIRL, Assess, "PS-04", words, risk=Risk.HIGH, watch=True)
