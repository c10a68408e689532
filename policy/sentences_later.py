"""Why something beside the hard days was refused: Indonesian and English, by code."""

from collections.abc import Mapping

LATER: Mapping[str, tuple[str, str]] = {
    "gap_system": (
        "Kekosongan data unit dicari oleh sistem sendiri; lihat daftarnya: rujukan closures.",
        "Gaps in the unit's data are found by the system itself; see the list: rujukan closures.",
    ),
    "gap_known": (
        "Kekosongan {lack} sudah menjadi tugas {task}; tidak dibuka dua kali.",
        "The gap {lack} is hand-over {task} already; it is not opened twice.",
    ),
    "not_a_gap": (
        "Tugas {task} bukan tugas tentang data unit yang kurang; tidak ada yang diubah.",
        "Hand-over {task} is not about something the unit's data lacks; nothing was changed.",
    ),
    "gap_manager": (
        "Tugas {task} diakhiri manajer ({by} bukan), atau berakhir sendiri begitu datanya dimuat: rujukan unit load.",
        "Hand-over {task} is ended by a manager ({by} is none), or by itself with the data loaded: rujukan unit load.",
    ),
    "clock_left": (
        (
            "Kasus {case} belum dapat digabung: jam {clock} masih berjalan dan belum dibawa ke kasus {other}. Ulangi:"
            " rujukan same {case} --as {other}; jam itu lalu ikut sejak awalnya. Atau catat dulu buktinya."
        ),
        (
            "Case {case} cannot be joined yet: clock {clock} still runs and was not carried to case {other}. Repeat:"
            " rujukan same {case} --as {other}; the clock then goes along from its start. Or record its proof first."
        ),
    ),
    "suspect_noted": (
        (
            "Orang yang tercatat sebagai terduga tidak dapat memberi persetujuan pada kasus {case}. Percobaannya"
            " tercatat; tidak ada rujukan yang dibuka. Minta persetujuan orang lain yang berhak, atau pakai dasar lain."
        ),
        (
            "A person recorded as suspect cannot consent on case {case}. The attempt is recorded; no referral was"
            " opened. Ask somebody else who may give it, or use another basis."
        ),
    ),
    "consent_incomplete": (
        "Persetujuan untuk {task} perlu dua hal: setuju dilayani (--services-ok) dan data dibagi (--sharing-ok).",
        "Consent for {task} needs two things: to services (--services-ok) and to sharing (--sharing-ok).",
    ),
    "consent_there": (
        "Rujukan {task} sudah berdasar persetujuan {giver}; tidak dicatat dua kali.",
        "Referral {task} stands on {giver} consent already; it is not recorded twice.",
    ),
    "not_a_consent": (
        "DASAR_LAIN bukan persetujuan. Sebut ANAK, ORANG_TUA, WALI atau PENGASUH untuk rujukan {task}.",
        "DASAR_LAIN is no consent. Name ANAK, ORANG_TUA, WALI or PENGASUH for referral {task}.",
    ),
    "not_arrived_yet": (
        "Penempatan {task} ({state}) tidak tercatat tiba; tidak ada kedatangan yang dikoreksi.",
        "Placement {task} ({state}) is not recorded as arrived; there is no arrival to correct.",
    ),
}
