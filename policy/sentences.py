"""Why something of the ordinary life of a case was refused: Indonesian and English, by code."""

from collections.abc import Mapping

ORDINARY: Mapping[str, tuple[str, str]] = {
    "unknown_handover": (
        "Kasus {case} tidak punya tugas nomor {n}. Lihat tugas yang ada dengan: rujukan case {case}.",
        "Case {case} has no hand-over number {n}. See the open ones with: rujukan case {case}.",
    ),
    "ended": (
        "Tugas {task} sudah berakhir ({state}); tidak ada yang diubah.",
        "Hand-over {task} has already ended ({state}); nothing was changed.",
    ),
    "not_yours": (
        "Tugas {task} dipegang {holder}; jawaban dari {by} tidak diterima. Hubungi {holder} atau meja ULT.",
        "Hand-over {task} is held by {holder}; an answer from {by} is not taken. Call {holder} or the desk.",
    ),
    "already": (
        "Tugas {task} sudah berstatus {state}; jawaban yang sama tidak diulang.",
        "Hand-over {task} is already {state}; the same answer is not taken twice.",
    ),
    "impossible": (
        "{act} tidak berlaku untuk tugas {task} yang berstatus {state}.",
        "{act} does not apply to hand-over {task}, which is {state}.",
    ),
    "reason_missing": (
        (
            "TOLAK perlu alasan: 1 bukan kewenangan, 2 kapasitas penuh, 3 data kurang, 4 sudah ditangani,"
            " 5 keluarga/anak tidak bersedia, 9 lainnya. Tidak ada yang diubah."
        ),
        (
            "A refusal needs a reason: 1 not our mandate, 2 no capacity, 3 incomplete data, 4 already served,"
            " 5 family or child unwilling, 9 other. Nothing was changed."
        ),
    ),
    "outcome_missing": (
        (
            "SELESAI perlu hasil: A terlayani, B dirujuk lanjut, C tidak dapat dihubungi, D klien menolak,"
            " E tidak memenuhi syarat, X lainnya. Tidak ada yang diubah."
        ),
        (
            "Completion needs an outcome: A served, B referred on, C no contact, D client declined,"
            " E not eligible, X other. Nothing was changed."
        ),
    ),
    "days_missing": (
        "TUNDA perlu jumlah hari, misalnya TUNDA 2. Tidak ada yang diubah.",
        "A postponement needs a number of days, such as TUNDA 2. Nothing was changed.",
    ),
    "never_postponed": (
        "Rujukan darurat {task} tidak dapat ditunda. Terima, tolak dengan alasan, atau telepon meja ULT.",
        "Emergency referral {task} cannot be postponed. Accept, refuse with a reason, or call the desk.",
    ),
    "postponed_too_long": (
        "Rujukan {task} paling lama ditunda {limit} hari seluruhnya; lebih lama perlu supervisor.",
        "Referral {task} may be postponed {limit} days in all; longer needs the supervisor.",
    ),
    "future": (
        "Waktu kejadian {at} ada di masa depan. Tulis kapan hal itu terjadi, paling lambat sekarang.",
        "The time of the event, {at}, is in the future. Say when it happened, now at the latest.",
    ),
    "past": (
        "Tanggal {at} sudah lewat. Pilih hari yang akan datang.",
        "The date {at} has passed. Choose a day to come.",
    ),
    "too_far": (
        "Tanggal {at} terlalu jauh. Periksa tahunnya.",
        "The date {at} is too far away. Check the year.",
    ),
    "visit_too_late": (
        "Kunjungan berikut paling lambat tiga bulan dari sekarang; {at} terlalu lama.",
        "The next visit is in three months at the latest; {at} is too late.",
    ),
    "wrong_stage": (
        "Kasus {case} berstatus {stage}; {act} belum atau tidak lagi dapat dicatat.",
        "Case {case} is at {stage}; {act} cannot be recorded yet, or any more.",
    ),
    "use_command": (
        "Tugas {task} ({kind}) selesai dengan mencatat hasilnya: rujukan {command} {case}.",
        "Hand-over {task} ({kind}) ends by recording its result: rujukan {command} {case}.",
    ),
    "plan_first": (
        "Rujukan biasa dibuat setelah rencana dicatat. Catat rencana dulu, atau rujuk sebagai darurat.",
        "An ordinary referral comes after the plan. Record the plan first, or refer as an emergency.",
    ),
    "consent_missing": (
        (
            "Rujukan perlu persetujuan tercatat untuk layanan dan untuk berbagi data dengan {to},"
            " atau dasar lain dengan nama penentunya."
        ),
        (
            "A referral needs recorded consent to services and to sharing with {to},"
            " or another basis with a named decider."
        ),
    ),
    "already_referred": (
        "Kasus {case} sudah dirujuk ke {to} untuk layanan {service} (tugas {task}); tunggu atau cabut dulu.",
        "Case {case} is already referred to {to} for {service} (hand-over {task}); wait or withdraw it first.",
    ),
    "referral_open": (
        "Kasus {case} belum dapat ditutup: {task} masih terbuka ({state}) pada {holder}.",
        "Case {case} cannot be closed yet: {task} is still open ({state}) with {holder}.",
    ),
    "not_a_referral": (
        "Tugas {task} bukan rujukan; hanya rujukan yang dapat dicabut atau ditandai salah input.",
        "Hand-over {task} is no referral; only a referral can be withdrawn or marked as an error.",
    ),
    "not_a_follow_up": (
        "Tugas {task} ({kind}) bukan tugas rujuk ulang, lengkapi, atau belum terlayani; rujukan tidak dikirim.",
        "Hand-over {task} ({kind}) is no re-route, resend or unserved task; no referral was sent.",
    ),
    "own_proposal": (
        "Yang mengusulkan terminasi ({by}) tidak boleh menyetujuinya sendiri.",
        "Who proposed the closure ({by}) may not approve it.",
    ),
    "not_approver": (
        "Terminasi kasus {case} disetujui oleh {approver}; {by} tidak berwenang.",
        "Closure of case {case} is approved by the {approver}; {by} may not.",
    ),
    "nothing_proposed": (
        "Tidak ada usulan terminasi untuk kasus {case}.",
        "No closure has been proposed for case {case}.",
    ),
    "not_closed": (
        "Kasus {case} masih berjalan ({stage}); tidak perlu dibuka kembali.",
        "Case {case} is still open ({stage}); there is nothing to reopen.",
    ),
    "closed": (
        "Kasus {case} sudah terminasi; buka kembali dulu: rujukan reopen {case}.",
        "Case {case} is terminated; reopen it first: rujukan reopen {case}.",
    ),
    "staff_only": (
        "{act} hanya dapat dicatat oleh petugas ULT; {by} bukan petugas.",
        "{act} can only be recorded by the unit's staff; {by} is not.",
    ),
    "overseer_only": (
        "Tenggat hanya dihitung ulang oleh supervisor atau manajer; {by} tidak berwenang.",
        "Only a supervisor or a manager has a due time reckoned again; {by} may not.",
    ),
    "undo_late": (
        "Penerimaan tugas {task} hanya dapat dibatalkan dalam 10 menit. Hubungi meja ULT.",
        "The acceptance of {task} can only be undone within 10 minutes. Call the desk.",
    ),
    "same_holder": (
        "{to} sudah memegang tugas itu.",
        "{to} already holds it.",
    ),
    "nothing_to_correct": (
        "Sebutkan rujukan atau kejadian yang salah input.",
        "Name the referral or the event that was entered in error.",
    ),
    "no_report": (
        "Kasus {case} belum punya laporan. Catat laporannya dulu: rujukan report.",
        "Case {case} has no report yet. Record it first: rujukan report.",
    ),
    "exists": (
        "Kasus {case} sudah ada; laporan yang sama tidak dicatat dua kali.",
        "Case {case} exists already; the same report is not recorded twice.",
    ),
}
