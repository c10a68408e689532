"""Siblings out of school without birth certificates: Pendidikan needs Dukcapil first."""

from typing import Any

from policy.commands import Approve, Assess, ChildSaid, MakePlan, ProposeClosure, Refer, Reply, Report, Visit
from policy.hard_words import Got, Place
from policy.words import ClosureReason, Consent, Kind, Outcome, Risk, Verb
from tests.stories.teller import Teller

BEGIN = "2026-11-02 09.10"
ELDER, YOUNGER = "KHAN4K7", "KHAD2K9"
TITLES = ("Dua bersaudara tanpa akta", "Siblings without birth certificates")
CONSENT: dict[str, Any] = {"consent": Consent.PARENT, "services_ok": True, "sharing_ok": True}


def tell(t: Teller) -> None:
    """Two cases of one report; the younger one's referral is refused and goes elsewhere."""
    for code, who in ((ELDER, ("kakak", "the elder")), (YOUNGER, ("adik", "the younger"))):
        t.do(
            code,
            Report,
            "PD-01",
            (
                f"Ibu datang ke meja: dua anaknya tidak sekolah karena tidak punya akta. Kasus {who[0]} dibuka.",
                f"A mother comes to the desk: her two children are out of school for want of papers. Case of {who[1]}.",
            ),
            unit=t.unit.code,
            risk=Risk.LOW,
            worker="PS-01",
            place=Place.HOME,
        )
    for code in (ELDER, YOUNGER):
        _refer(t, code)
    t.page(YOUNGER)
    t.until("2026-11-05 10.00")
    t.do(
        ELDER,
        Reply,
        "DUKCAPIL-1",
        (
            "Dukcapil menerima rujukan kakak.",
            "Dukcapil accepts the elder's referral.",
        ),
        n=t.n(ELDER, Kind.REFERRAL, "DUKCAPIL"),
        verb=Verb.ACCEPT,
    )
    t.until("2026-11-09 09.00")
    _silent(t)
    _served(t)


def _refer(t: Teller, code: str) -> None:
    t.do(code, Reply, "PS-01", ("PS-01 mengambil laporan.", "PS-01 takes the report."), n=1, verb=Verb.ACCEPT)
    t.do(code, Assess, "PS-01", ("Asesmen: risiko rendah.", "Assessment: low risk."), risk=Risk.LOW)
    t.do(code, MakePlan, "PS-01", ("Rencana: akta dulu, lalu sekolah.", "The plan: the certificate, then school."))
    words = "Dirujuk ke Dukcapil dengan persetujuan ibu.", "Referred to Dukcapil with the mother's consent."
    t.do(code, Refer, "PS-01", words, to="DUKCAPIL", service="ADMINDUK", **CONSENT)
    first = t.n(code, Kind.REFERRAL, "DUKCAPIL")
    words = (
        "Rujukan ke Dinas Pendidikan menunggu akta; dinas itu belum diberi tahu apa-apa.",
        "The referral to the education office waits for the certificate; that office is told nothing yet.",
    )
    t.do(code, Refer, "PS-01", words, to="DISDIK", service="SEKOLAH", after=first, **CONSENT)


def _silent(t: Teller) -> None:
    """Of the younger one nobody has heard; the ladder has climbed by itself."""
    t.says(
        "Untuk adik belum ada jawaban; meja menelepon Dukcapil karena diminta oleh sistem.",
        "About the younger there is no answer; the desk telephones Dukcapil because the system asked for it.",
    )
    t.do(
        YOUNGER,
        Reply,
        "DUKCAPIL-1",
        (
            "Dukcapil menerima, lewat telepon meja.",
            "Dukcapil accepts, by the desk's telephone.",
        ),
        n=t.n(YOUNGER, Kind.REFERRAL, "DUKCAPIL"),
        verb=Verb.ACCEPT,
    )


def _served(t: Teller) -> None:
    t.until("2026-11-11 11.00")
    for code, word in ((ELDER, ("kakak", "The elder's")), (YOUNGER, ("adik", "The younger's"))):
        t.do(
            code,
            Reply,
            "DUKCAPIL-1",
            (
                f"Akta {word[0]} terbit: SELESAI A. Rujukan yang menunggu berangkat sendiri.",
                f"{word[1]} certificate is issued: SELESAI A. The referral that waited leaves by itself.",
            ),
            n=t.n(code, Kind.REFERRAL, "DUKCAPIL"),
            verb=Verb.COMPLETE,
            outcome=Outcome.SERVED,
        )
    t.until("2026-11-12 08.30")
    for code in (ELDER, YOUNGER):
        n = t.n(code, Kind.REFERRAL, "DISDIK")
        t.do(
            code,
            Reply,
            "DISDIK-1",
            (
                "Dinas Pendidikan menerima.",
                "The education office accepts.",
            ),
            n=n,
            verb=Verb.ACCEPT,
        )
        more: dict[str, Any] = {"n": n, "verb": Verb.COMPLETE, "outcome": Outcome.SERVED}
        t.do(
            code, Reply, "DISDIK-1", ("Anak masuk sekolah: SELESAI A.", "The child goes to school: SELESAI A."), **more
        )
    t.until("2026-11-20 09.00")
    for code in (ELDER, YOUNGER):
        _closed(t, code)


def _closed(t: Teller, code: str) -> None:
    goals = {"reason": ClosureReason.GOALS_MET}
    words = "PS-01 mengusulkan terminasi: tujuan tercapai.", "PS-01 proposes closure: goals met."
    t.refused(code, ProposeClosure, "PS-01", words, **goals)
    served = [task.n for task in t.cases[code].handovers if task.served]
    said = tuple(ChildSaid(n, Got.YES) for n in served)
    words = "Kunjungan: anak sendiri bilang ya, akta ada dan ia sekolah.", "A visit: the child itself says yes to both."
    t.do(code, Visit, "PS-01", words, got=said)
    t.do(code, ProposeClosure, "PS-01", ("Terminasi diusulkan lagi.", "Closure is proposed again."), **goals)
    t.do(code, Approve, "SV-01", ("Supervisor menyetujui.", "The supervisor approves."), yes=True)
