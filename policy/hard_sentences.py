"""Why something of a hard day was refused: Indonesian and English, by code."""

from collections.abc import Mapping

HARD: Mapping[str, tuple[str, str]] = {
    "wait_reason_missing": (
        "Menunggu instansi buka perlu alasan: TANPA_PILIHAN_LAIN, AMAN_SAMPAI_BUKA, SUDAH_DIHUBUNGI atau LAINNYA.",
        "Waiting until it opens needs a reason: TANPA_PILIHAN_LAIN, AMAN_SAMPAI_BUKA, SUDAH_DIHUBUNGI or LAINNYA.",
    ),
    "suspect": (
        (
            "Orang yang tercatat sebagai terduga tidak dapat memberi atau mencabut persetujuan pada kasus {case};"
            " tidak ada yang dihentikan. Minta persetujuan orang lain yang berhak, atau pakai dasar lain."
        ),
        (
            "A person recorded as suspect can neither give nor withdraw consent on case {case}; nothing was stopped."
            " Ask somebody else who may give it, or use another basis."
        ),
    ),
    "consent_contested": (
        (
            "Persetujuan {giver} pada kasus {case} sedang dimintakan pencabutan (tugas {task});"
            " tunggu keputusan supervisor, atau pakai persetujuan atau dasar lain."
        ),
        (
            "The withdrawal of {giver} consent on case {case} waits for the supervisor (hand-over {task});"
            " wait for the decision, or use another consent or basis."
        ),
    ),
    "asker_missing": (
        (
            "Pencabutan persetujuan pada kasus {case} perlu nama yang meminta dan sebagai apa: ANAK, ORANG_TUA, WALI"
            " atau PENGASUH. Tidak ada yang diubah."
        ),
        (
            "A withdrawal of consent on case {case} needs who asks and as what: ANAK, ORANG_TUA, WALI or PENGASUH"
            " (child, parent, guardian, carer). Nothing was changed."
        ),
    ),
    "withdrawal_pending": (
        (
            "Pencabutan persetujuan {giver} pada kasus {case} sudah menunggu keputusan supervisor (tugas {task});"
            " tidak dicatat dua kali."
        ),
        (
            "The withdrawal of {giver} consent on case {case} already waits for the supervisor (hand-over {task});"
            " it is not recorded twice."
        ),
    ),
    "already_withdrawn": (
        (
            "Persetujuan {giver} pada kasus {case} sudah dicabut dan tidak ada rujukan yang berdasar padanya;"
            " tidak ada lagi yang perlu dihentikan."
        ),
        (
            "{giver} consent on case {case} is withdrawn already and no referral stands on it;"
            " there is nothing left to stop."
        ),
    ),
    "own_basis": (
        "Tugas {task}: {by} sendiri yang menentukan dasar rujukan ini; supervisor atau manajer lain yang memutuskan.",
        "Hand-over {task}: {by} named the basis of this referral; another supervisor or manager decides.",
    ),
    "supervisor_decides": (
        "Tugas {task} diputuskan oleh supervisor atau manajer; {by} tidak berwenang.",
        "Hand-over {task} is decided by a supervisor or a manager; {by} may not.",
    ),
    "not_a_decision": (
        "Tugas {task} ({kind}) bukan konfirmasi dasar atau keputusan pencabutan; tidak ada yang diputuskan.",
        "Hand-over {task} ({kind}) is no basis or withdrawal to decide; nothing was decided.",
    ),
    "nobody_saw": (
        "Lokasi anak ({place}) belum tercatat: sebutkan siapa yang melihat anak di sana (--seen-by KODE).",
        "The child's place ({place}) was not recorded: say who saw the child there (--seen-by CODE).",
    ),
    "not_a_placement": (
        "Tugas {task} bukan penempatan anak. Lihat tugas kasus: rujukan case {case}.",
        "Hand-over {task} is no placement of the child. See the tasks of the case: rujukan case {case}.",
    ),
    "arrived_nowhere": (
        "Kedatangan anak pada kasus {case} perlu tempatnya; sebutkan --place, misalnya RUMAH_AMAN atau LKSA.",
        "An arrival on case {case} needs its place; name it with --place, such as RUMAH_AMAN or LKSA.",
    ),
    "arrival_first": (
        "Penempatan {task} selesai bila anak sudah tiba. Telepon meja ULT; meja mencatat: rujukan arrived {case}.",
        "Placement {task} ends with the child's arrival. Call the desk, who record it: rujukan arrived {case}.",
    ),
    "not_arrived": (
        (
            "Kasus {case} belum dapat ditutup: anak belum tercatat tiba di {to} (penempatan {task})."
            " Catat dulu: rujukan arrived {case}; atau cabut penempatannya: rujukan withdraw {task}."
        ),
        (
            "Case {case} cannot be closed yet: the child has not arrived at {to} (placement {task})."
            " Record it first: rujukan arrived {case}; or withdraw the placement: rujukan withdraw {task}."
        ),
    ),
    "lengthen_overseer": (
        "Waktu hanya diperpanjang oleh supervisor atau manajer; {by} dapat menurunkan risiko tanpa --lengthen.",
        "Only a supervisor or a manager gives more time; {by} may lower the risk without --lengthen.",
    ),
    "closed_report": (
        "Kasus {case} sudah terminasi; laporan ditambahkan bila Anda memutuskan membukanya kembali: --reopen {case}.",
        "Case {case} is terminated; the report is added if you decide to reopen it: --reopen {case}.",
    ),
    "is_duplicate": (
        "Kasus {case} sudah digabung ke kasus {other}. Tambahkan ke {other}.",
        "Case {case} has gone into case {other}. Add it to {other}.",
    ),
    "report_known": (
        "Laporan {report} sudah ada pada kasus {case}; tidak ditambahkan dua kali.",
        "Report {report} is on case {case} already; it is not added twice.",
    ),
    "nothing_alike": (
        "Kasus {case} tidak menunggu keputusan laporan ganda; tidak ada yang diubah.",
        "Case {case} is not waiting for a decision on duplicates; nothing was changed.",
    ),
    "use_same": (
        "Kasus {case} ganda? Sebut kasus anak yang sama, agar laporannya ikut: rujukan same {case} --as KODE.",
        "A duplicate, {case}? Name the other case, so that the report goes along: rujukan same {case} --as CODE.",
    ),
    "itself": (
        "Kasus {case} tidak dapat digabung ke dirinya sendiri. Sebut kasus yang lain.",
        "Case {case} cannot go into itself. Name the other case.",
    ),
    "no_safe_contact": (
        "Pelapor laporan {report} tidak boleh ditelepon: tidak ada kontak aman yang disepakati. Tunggu pelapor datang.",
        "The reporter of {report} may not be called: no safe contact was agreed. Wait for the reporter to come.",
    ),
    "outside_contact_hours": (
        "Pelapor laporan {report} hanya boleh ditelepon pukul {hours}. Tunggu sampai jam itu.",
        "The reporter of {report} may be called at {hours} only. Wait until then.",
    ),
    "awaited_ended": (
        "Rujukan {task} sudah berakhir ({state}); tidak ada yang ditunggu. Kirim tanpa --after, atau tunggu yang lain.",
        "Referral {task} has ended ({state}); there is nothing to wait for. Send without --after, or wait for another.",
    ),
    "waiting_cycle": (
        "Rujukan {task} tidak dapat menunggu {awaited}: {awaited} sendiri menunggu {task}. Kirim salah satu dulu.",
        "Referral {task} cannot wait for {awaited}, which itself waits for {task}. Send one of them first.",
    ),
    "waits": (
        "Rujukan {task} masih menunggu {awaited} dan dipegang peksos kasus {case}. Kirim dulu: rujukan send {task}.",
        "Referral {task} still waits for {awaited}; the worker of case {case} holds it. Send it: rujukan send {task}.",
    ),
    "clock_unknown": (
        "Kasus {case} tidak punya jam {clock} yang berjalan. Yang berjalan: {running}.",
        "Case {case} has no running clock {clock}. Running: {running}.",
    ),
    "unit_task": (
        "{case} memuat tugas unit, bukan kasus anak; itu tidak dapat dicatat di sini. Lihat: rujukan case {case}.",
        "{case} holds tasks of the unit and is no case; this cannot be recorded here. See: rujukan case {case}.",
    ),
    "clock_which": (
        "Ada beberapa jam {clock} yang berjalan: {tasks}. Sebut tugasnya dengan --task.",
        "Several clocks {clock} run: {tasks}. Name the task with --task.",
    ),
    "clock_runs": (
        "Jam {clock} kasus {case} sudah berjalan dari waktu itu atau lebih awal; tidak ada yang diubah.",
        "Clock {clock} of case {case} already runs from then or earlier; nothing was changed.",
    ),
    "clock_open": (
        (
            "Kasus {case} belum dapat ditutup: jam {clock} masih berjalan sampai {at}. Catat buktinya, atau manajer"
            " mencatat alasan: rujukan proof {case} --clock {clock}."
        ),
        (
            "Case {case} cannot be closed yet: clock {clock} still runs until {at}. Record its proof, or the manager"
            " records a reason: rujukan proof {case} --clock {clock}."
        ),
    ),
    "clock_fixed": (
        "Jam {clock} ({task}) menurut hukum atau kesehatan, tidak dihitung ulang. Buktinya: rujukan proof {case}.",
        "Clock {clock} ({task}) is set by law or health and never reckoned again. Its proof: rujukan proof {case}.",
    ),
    "clock_not_refused": (
        "Jam {clock} tidak berakhir karena ditolak. Catat buktinya, atau manajer mencatat alasan.",
        "Clock {clock} does not end by a refusal. Record its proof, or the manager records a reason.",
    ),
    "clock_manager": (
        "Jam {clock} tanpa bukti hanya diakhiri manajer dengan alasan tercatat; {by} bukan manajer.",
        "Clock {clock} without proof is ended by a manager only, with a recorded reason; {by} is none.",
    ),
    "barred_actor": (
        "{by} tidak dapat bertindak pada kasus {case}: tercatat punya hubungan dengan kasus itu. Hubungi supervisor.",
        "{by} may not act on case {case}: recorded as connected with it. Call the supervisor.",
    ),
    "barred_choice": (
        "{person} tidak dapat dipilih pada kasus {case}: tercatat punya hubungan dengan kasus itu. Pilih orang lain.",
        "{person} cannot be chosen on case {case}: recorded as connected with it. Choose somebody else.",
    ),
    "already_barred": (
        "{person} sudah dikecualikan dari kasus {case}; tidak perlu dicatat lagi.",
        "{person} is already kept out of case {case}; there is nothing to record.",
    ),
    "not_barred": (
        "{person} tidak tercatat dikecualikan dari kasus {case}; tidak ada yang dicabut.",
        "{person} is not recorded as kept out of case {case}; there is nothing to take back.",
    ),
    "unbar_overseer": (
        "Pengecualian hanya dicabut oleh supervisor atau manajer; {by} tidak berwenang.",
        "Only a supervisor or a manager takes back that somebody is kept out; {by} may not.",
    ),
    "not_named": (
        "Kasus {case} terbatas; {by} tidak termasuk yang disebut. Minta supervisor menambahkan.",
        "Case {case} is restricted; {by} is not among those named. Ask the supervisor to add them.",
    ),
    "not_restricted": (
        "Kasus {case} tidak terbatas; tidak ada yang dibuka.",
        "Case {case} is not restricted; there is nothing to lift.",
    ),
    "lift_overseer": (
        "Pembatasan kasus {case} hanya dibuka oleh supervisor atau manajer; {by} tidak berwenang.",
        "Only a supervisor or a manager lifts the restriction of case {case}; {by} may not.",
    ),
}
