"""Why an end, a transfer or a child's answer was refused: Indonesian and English, by code."""

from collections.abc import Mapping

CLOSING: Mapping[str, tuple[str, str]] = {
    "got_missing": (
        (
            "{holder} menyatakan {task} terlayani, tetapi itu baru kata instansi. Tanyakan kepada anak, lalu ulangi:"
            " rujukan visit {case} --got {task}=ya (atau belum, atau tidak-diketahui)."
        ),
        (
            "{holder} says {task} was served, which is only the agency's word. Ask the child, then repeat:"
            " rujukan visit {case} --got {task}=ya (or belum, or tidak-diketahui)."
        ),
    ),
    "not_served": (
        "Tugas {task} ({state}) bukan rujukan yang berakhir terlayani; --got hanya untuk rujukan berhasil A.",
        "Hand-over {task} ({state}) is no referral that ended as served; --got is for referrals with outcome A.",
    ),
    "goals_unconfirmed": (
        (
            "Kasus {case} belum dapat ditutup sebagai TUJUAN_TERCAPAI: anak belum menyatakan ya untuk {task}"
            " ({holder}). Catat pada kunjungan: rujukan visit {case} --got {task}=ya, atau rujuk ulang."
        ),
        (
            "Case {case} cannot be closed as goals met: the child has not said yes to {task} ({holder})."
            " Record it with a visit: rujukan visit {case} --got {task}=ya, or refer anew."
        ),
    ),
    "nothing_received": (
        (
            "Kasus {case} belum dapat ditutup sebagai TUJUAN_TERCAPAI: dari rujukannya (terakhir {task}, {state}) belum"
            " ada yang diterima anak. Rujuk ulang dan catat ya, atau pilih alasan lain."
        ),
        (
            "Case {case} cannot be closed as goals met: of its referrals (the last is {task}, {state}) the child has"
            " received none. Refer anew and record a yes, or choose another reason."
        ),
    ),
    "carer_suspected": (
        (
            "KLIEN_MENOLAK tidak menutup kasus {case}: pengasuh anak diduga pelaku. Lanjutkan perlindungan, atau catat"
            " asesmen baru bila dugaan itu gugur: rujukan assess {case} --no-carer-suspected."
        ),
        (
            "Declining does not close case {case}: a carer of the child is suspected. Go on, or record a new"
            " assessment if the suspicion has fallen: rujukan assess {case} --no-carer-suspected."
        ),
    ),
    "attempts_missing": (
        (
            "TIDAK_DITEMUKAN perlu upaya pada {needed} hari yang berbeda; kasus {case} baru punya {count}."
            " Catat: rujukan attempt {case} --how kunjungan --at 2026-11-24."
        ),
        (
            "Not found needs attempts on {needed} different days; case {case} has {count}."
            " Record them: rujukan attempt {case} --how kunjungan --at 2026-11-24."
        ),
    ),
    "transfer_first": (
        (
            "Kasus {case} belum dapat ditutup sebagai PINDAH: belum ada unit lain yang menerima pelimpahannya."
            " Limpahkan: rujukan transfer {case} --unit UNIT --person NAMA."
        ),
        (
            "Case {case} cannot be closed as moved away: no other unit has accepted its transfer."
            " Transfer it: rujukan transfer {case} --unit UNIT --person NAME."
        ),
    ),
    "transfer_unnamed": (
        "Pelimpahan kasus {case} perlu unit tujuan dan nama orang yang menerimanya di sana (--unit, --person).",
        "The transfer of case {case} needs the other unit and the name of who receives it there (--unit, --person).",
    ),
    "transfer_open": (
        (
            "Kasus {case} sudah dilimpahkan dan menunggu jawaban ({task}). Catat jawabannya: rujukan transfer-answer"
            " {task}, atau cabut: rujukan withdraw {task}."
        ),
        (
            "Case {case} is being transferred and waits for an answer ({task}). Record it: rujukan transfer-answer"
            " {task}, or take it back: rujukan withdraw {task}."
        ),
    ),
    "transfer_said_by": (
        "Jawaban atas pelimpahan {task} perlu nama orang di unit lain yang mengatakannya (--said-by).",
        "The answer to transfer {task} needs the name of who said it in the other unit (--said-by).",
    ),
    "not_a_transfer": (
        "Tugas {task} bukan pelimpahan. Lihat tugas kasus ini: rujukan case {case}.",
        "Hand-over {task} is no transfer. See the tasks of this case: rujukan case {case}.",
    ),
}
