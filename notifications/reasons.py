"""Why a message was sent, in plain words: from its template, the rung that rang, and whom it was for."""

from collections.abc import Mapping, Sequence

from policy.words import Action, Audience

REASONS: Mapping[str, tuple[str, str]] = {
    "task_referral": ("rujukan baru bagi instansinya", "a new referral to their agency"),
    "task_internal": ("tugas baru baginya", "a new task of theirs"),
    "reminder": ("tugas belum dijawab", "a task is not answered yet"),
    "reminder_internal": ("tugas belum dikerjakan", "a task is not done yet"),
    "reminder_outcome": ("hasil tugas belum dilaporkan", "the outcome of a task is not reported yet"),
    "reminders": ("beberapa tugas belum dijawab, digabung", "several tasks are not answered yet, as one message"),
    "call_desk": ("meja diminta menelepon pemegang", "the desk is asked to telephone the holder"),
    "to_superior": ("narahubung diam; atasannya diberi tahu", "the focal point is silent; their superior is told"),
    "to_supervisor": ("tugas lewat batas waktu", "a task is past its due time"),
    "to_manager": ("tugas tetap macet", "a task is still stuck"),
    "to_manager_again": ("tugas manajer belum diputuskan", "the manager's task is not decided yet"),
    "manager_task": ("tugas macet naik ke manajer", "a stuck task goes up to the manager"),
    "clock_running": ("jam hukum atau kesehatan berjalan", "a clock of the law or of health is running"),
    "clock_late": ("jam hukum atau kesehatan sudah lewat", "a clock of the law or of health has run out"),
    "backstop": ("belum ada tanda apa pun dari pemegang", "no sign of life from the holder"),
    "accepted": ("instansi menerima tugas", "the agency accepted"),
    "started": ("instansi mulai mengerjakan", "the agency began"),
    "refused": ("instansi menolak", "the agency refused"),
    "completed": ("instansi menyelesaikan", "the agency finished"),
    "unserved": ("tugas berakhir tanpa layanan", "the task ended without the service"),
    "not_received": ("anak belum mendapat layanan", "the child has not had the service"),
    "failed": ("tugas tidak terlaksana", "the task was not carried out"),
    "postponed": ("instansi menunda", "the agency postponed"),
    "silent": ("instansi diam sampai batas waktu", "the agency was silent until the due time"),
    "closed_door": ("pemegang sedang tutup; perlu pilihan", "the holder is closed; a choice is needed"),
    "before_closure": ("daftar sebelum libur panjang", "the list before a long closure"),
    "withdrawn": ("tugas dihentikan", "the task was stopped"),
    "replanned": ("batas waktu dihitung ulang", "the due time was reckoned again"),
    "replanned_late": ("batas waktu dihitung ulang dan sudah lewat", "the due time, reckoned again, has passed"),
    "whereabouts_unknown": ("lokasi anak belum dipastikan", "the child's place is not confirmed"),
    "undone": ("jawaban dibatalkan", "an answer was taken back"),
    "reassigned": ("pemegang tugas diganti", "the task has another holder"),
    "closure_asked": ("terminasi diusulkan", "closure was proposed"),
    "closure_approved": ("terminasi disetujui", "closure was approved"),
    "closure_refused": ("terminasi ditolak", "closure was refused"),
    "reopened": ("kasus dibuka kembali", "the case was reopened"),
    "transfer_accepted": ("pelimpahan diterima", "the transfer was accepted"),
    "consent_noted": ("persetujuan berubah", "consent has changed"),
    "decided": ("supervisor memutuskan", "the supervisor decided"),
    "entered_in_error": ("tugas salah input", "the task was entered in error"),
    "reporter_taken": ("laporan instansi diambil", "the agency's report was taken"),
    "reporter_refused": ("laporan instansi tidak dilanjutkan", "the agency's report does not go on"),
    "reporter_ended": ("kasus dari laporan instansi berakhir", "the case of the agency's report ended"),
    "reporter_unreached": ("pelapor belum terhubungi", "the reporter was not reached"),
    "second_report": ("ada laporan lain atas anak yang sama", "another report on the same child"),
    "joined": ("dua kasus digabung", "two cases became one"),
    "no_holder": ("tugas tanpa pemegang", "a task has no holder"),
    "message_failed": ("pesan kepada pemegang tidak sampai", "a message to the holder did not arrive"),
    "new_number": ("kontak seseorang tidak dapat dihubungi", "a contact of somebody cannot be reached"),
    "channel_down": ("sebuah saluran putus", "a channel is down"),
    "reply_ok": ("jawaban tercatat", "an answer was recorded"),
    "reply_unclear": ("balasan tidak dipahami", "a reply was not understood"),
    "reply_refused": ("jawaban tidak dapat dicatat", "an answer could not be recorded"),
    "reply_desk": ("balasan diteruskan ke meja", "a reply went to the desk"),
    "ask_reason": ("penolakan perlu alasan", "a refusal needs a reason"),
    "ask_outcome": ("penyelesaian perlu hasil", "completion needs an outcome"),
    "ask_days": ("penundaan perlu jumlah hari", "a postponement needs a number of days"),
    "list": ("daftar tugas diminta", "the list of tasks was asked for"),
    "status": ("status tugas diminta", "the state of a task was asked for"),
    "help_ok": ("bantuan diminta", "help was asked for"),
    "help_desk": ("pemegang meminta bantuan", "the holder asks for help"),
    "stopped": ("permintaan BERHENTI", "a request for no more messages"),
    "stop_taken": ("permintaan BERHENTI", "a request for no more messages"),
    "resumed": ("pesan diminta lagi", "messages were asked for again"),
    "stop_told": ("seseorang meminta BERHENTI", "somebody asked for no more messages"),
    "digest_agency": ("ringkasan harian instansi", "the agency's daily digest"),
    "digest_manager": ("ringkasan harian manajer", "the manager's daily digest"),
    "digest_rest": ("sisa pesan di atas batas harian", "the rest of messages above the daily cap"),
    "over_limit": ("terlalu banyak pesan ke satu orang", "too many messages to one person"),
    "passcode": ("kode sekali pakai diminta", "a one-time code was asked for"),
    "pin_locked": ("PIN salah berulang kali", "a wrong PIN, several times"),
    "enrol_code": ("nomor atau alamat dibuktikan", "a number or address is being proved"),
    "enrolled": ("nomor atau alamat terbukti", "a number or address is proved"),
    "unproved": ("nomor atau alamat belum terbukti", "a number or address is not proved"),
    "gap_ahead": ("celah data unit di hari mendatang", "a gap in the unit's data days ahead"),
}
"""Every template of the catalogue (a test holds it so), and those of messages that no case asks for."""
RUNGS: Mapping[str, tuple[str, str]] = {
    Action.REMIND: ("tahap pengingat", "rung: reminder"),
    Action.CALL: ("tahap meja menelepon", "rung: the desk telephones"),
    Action.DUE: ("tahap batas waktu", "rung: due"),
    Action.SUPERVISE: ("tahap supervisor", "rung: supervisor"),
    Action.MANAGE: ("tahap manajer", "rung: manager"),
    Action.DEPUTY: ("tahap wakil manajer", "rung: deputy manager"),
    Action.SECOND: ("tahap manajer kedua", "rung: second manager"),
    Action.LAST: ("tahap kepala instansi induk", "rung: head of the parent agency"),
}
AUDIENCES: Mapping[str, tuple[str, str]] = {
    Audience.HOLDER: ("pemegang tugas", "the holder"),
    Audience.SENDER: ("pengirim", "the sender"),
    Audience.SUPERIOR: ("atasan narahubung", "the focal point's superior"),
    Audience.SUPERVISOR: ("supervisor", "the supervisor"),
    Audience.MANAGER: ("manajer", "the manager"),
    Audience.DEPUTY_MANAGER: ("wakil manajer", "the deputy manager"),
    Audience.SECOND_MANAGER: ("manajer kedua", "the second manager"),
    Audience.LAST: ("kepala instansi induk", "the head of the parent agency"),
    Audience.DESK: ("meja", "the desk"),
    Audience.DUTY_OFFICER: ("petugas piket", "the duty officer"),
    Audience.DUTY_MANAGER: ("manajer piket", "the duty manager"),
    Audience.WATCH: ("manajer jaga", "the manager on watch"),
    Audience.REPORTER: ("instansi pelapor", "the agency that reported"),
}


def why(template: str, audience: str, rungs: Sequence[str] = (), *, english: bool = False) -> str:
    """One sentence: what happened, the rung that rang if one did, and as what the person was told."""
    column = int(english)
    reason = REASONS[template][column] if template in REASONS else template
    rung = "".join(f" ({RUNGS[action][column]})" for action in rungs[-1:] if action in RUNGS)
    told = AUDIENCES[audience][column] if audience in AUDIENCES else audience
    sentence = f"{reason}{rung}; told as {told}." if english else f"{reason}{rung}; diberi tahu sebagai {told}."
    return sentence[:1].upper() + sentence[1:]
