"""An infant of five months brought by a neighbour on 17 March 2026; LKSA silent, every office closed 18 to 24 March."""

from typing import Any

from policy.commands import Refer, Reply, Report
from policy.hard_commands import Arrived, WhereIs
from policy.hard_words import Place
from policy.words import Consent, Decline, Kind, Risk, Urgency, Verb
from tests.stories.teller import Teller

BEGIN = "2026-03-17 15.00"
INFANT = "KBY5M2C"
TITLES = ("Bayi, dan sepekan semua kantor tutup", "An infant, and a week when every office is closed")
BASIS: dict[str, Any] = {"consent": Consent.OTHER_BASIS, "decider": "PS-01", "services_ok": True, "sharing_ok": True}
NIGHT: dict[str, Any] = {"urgency": Urgency.EMERGENCY, "round_the_clock": True, "placement": True}


def tell(t: Teller) -> None:
    """One home is silent through its whole ladder; another takes the child."""
    t.do(
        INFANT,
        Report,
        "PD-01",
        (
            "Tetangga membawa bayi lima bulan; ibunya pergi. Kantor tutup 18 sampai 24 Maret.",
            "A neighbour brings an infant of five months; its mother is gone. Offices are closed until the 24th.",
        ),
        unit=t.unit.code,
        risk=Risk.HIGH,
        worker="PS-01",
        place=Place.OTHER,
    )
    words = "PS-01 mengambil laporan.", "PS-01 takes the report."
    t.do(INFANT, Reply, "PS-01", words, n=t.n(INFANT, Kind.TAKE_REPORT), verb=Verb.ACCEPT)
    words = "Bayi di ruang ULT, dilihat PS-01.", "The infant is in the unit's room, seen by PS-01."
    t.do(INFANT, WhereIs, "PS-01", words, place=Place.OTHER, since=t.now, seen_by="PS-01")
    words = "Rujukan darurat ke LKSA Melati, kontak 24/7.", "An emergency referral to LKSA Melati, its 24/7 contact."
    more: dict[str, Any] = {"to": "LKSA-MELATI", "service": "ASUH_ALTERNATIF", "person": "LKSA-MELATI-24"}
    t.do(INFANT, Refer, "PS-01", words, **more, **NIGHT, **BASIS)
    t.until("2026-03-17 17.45")
    t.page(INFANT)
    _another_home(t)
    _week(t)


def _another_home(t: Teller) -> None:
    words = (
        "Manajer menelepon LKSA Melati: penuh. Ditolak dengan alasan 2.",
        "The manager telephones LKSA Melati: full. Refused with reason 2.",
    )
    n = t.n(INFANT, Kind.REFERRAL, "LKSA-MELATI")
    more: dict[str, Any] = {"n": n, "verb": Verb.DECLINE, "reason": Decline.NO_CAPACITY, "said_by": "LKSA-MELATI-24"}
    t.do(INFANT, Reply, "MJ-01", words, **more)
    words = (
        "Rujuk ulang ke rumah aman; bayi diantar malam itu.",
        "Re-routed to the shelter; the infant is brought there.",
    )
    more = {"to": "RUMAH-AMAN", "service": "TEMPAT_AMAN", "person": "RUMAH-AMAN-24"}
    again = t.n(INFANT, Kind.REROUTE)
    t.do(INFANT, Refer, "PS-01", words, **more, **NIGHT, **BASIS, instead_of=again)
    n = t.n(INFANT, Kind.REFERRAL, "RUMAH-AMAN")
    t.do(INFANT, Reply, "RUMAH-AMAN-24", ("Rumah aman menerima.", "The shelter accepts."), n=n, verb=Verb.ACCEPT)
    t.until("2026-03-17 19.30")
    words = "Anak sudah tiba.", "The child has arrived."
    more = {"n": n, "place": Place.SAFE_HOUSE, "handed_by": "PS-01", "received_by": "RUMAH-AMAN-24"}
    t.do(INFANT, Arrived, "PS-01", words, **more)


def _week(t: Teller) -> None:
    t.until("2026-03-21 09.00")
    words = (
        "Hari Idul Fitri. Kantor tutup, tetapi bayi tetap ditanya tiap 24 jam: ia di rumah aman, dilihat PS-01.",
        "Idul Fitri. Offices are closed, yet somebody has to say every 24 hours where the infant is: seen by PS-01.",
    )
    t.do(INFANT, WhereIs, "PS-01", words, place=Place.SAFE_HOUSE, since=t.now, seen_by="PS-01")
    t.page(INFANT)
