"""The words of the pages in Indonesian and English. They name a task by its code and kind, never anybody."""

from collections.abc import Mapping

LANGUAGES = ("id", "en")

WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Tugas Anda", "Your task"),
    "other_language": ("English", "Bahasa Indonesia"),
    "task": ("Tugas", "Task"),
    "for": ("untuk", "for"),
    "state": ("Keadaan", "State"),
    "answer_by": ("Jawab sebelum", "Answer by"),
    "outcome_by": ("Hasil ditunggu sampai", "Outcome expected by"),
    "late": ("SUDAH LEWAT", "OVERDUE"),
    "TERIMA": ("Terima", "Accept"),
    "TOLAK": ("Tolak", "Refuse"),
    "MULAI": ("Mulai dikerjakan", "Begin"),
    "TUNDA": ("Tunda", "Postpone"),
    "SELESAI": ("Selesai", "Finish"),
    "BANTUAN": ("Minta bantuan", "Ask for help"),
    "BATAL": ("Batalkan penerimaan", "Undo the acceptance"),
    "why": ("Mengapa ditolak?", "Why is it refused?"),
    "how_long": ("Ditunda berapa hari?", "Postponed for how many days?"),
    "which_outcome": ("Apa hasilnya?", "What is the outcome?"),
    "finished": ("Ya, sudah selesai", "Yes, it is finished"),
    "day": ("1 hari", "1 day"),
    "days": ("{days} hari", "{days} days"),
    "back": ("Kembali", "Back"),
    "detail": ("Lihat rincian (perlu kode)", "See the detail (needs a code)"),
    "my_tasks": ("Tugas saya", "My tasks"),
    "no_tasks": ("Tidak ada tugas terbuka untuk Anda.", "You have no open task."),
    "nothing_to_answer": (
        "Tugas ini dijawab di meja unit. Hubungi {phone}.",
        "This task is answered at the unit's desk. Call {phone}.",
    ),
    "desk": ("Meja unit", "The unit's desk"),
    "enter": ("Untuk menjawab, ketik PIN Anda", "To answer, type your PIN"),
    "pin": ("PIN (6 angka)", "PIN (6 digits)"),
    "go_in": ("Masuk", "Go in"),
    "remembered": (
        "Perangkat ini diingat 30 hari.",
        "This device is remembered for 30 days.",
    ),
    "no_pin": ("Lupa PIN, atau belum punya?", "Forgot the PIN, or none yet?"),
    "first_time": ("Untuk menjawab, buat PIN sekali saja", "To answer, set a PIN once"),
    "type_tail": (
        "Ketik 4 angka terakhir nomor HP Anda (atau alamat surel Anda). Kami kirim kode ke sana.",
        "Type the last 4 digits of your number (or your mail address). We send a code there.",
    ),
    "tail": ("4 angka terakhir, atau surel", "Last 4 digits, or mail address"),
    "send_code": ("Kirim kode", "Send the code"),
    "code_sent": (
        "Bila cocok, kode 6 angka sedang dikirim ke nomor atau surel itu. Berlaku 10 menit.",
        "If it matches, a code of 6 digits is on its way to it. It is good for 10 minutes.",
    ),
    "code": ("Kode (6 angka)", "Code (6 digits)"),
    "new_pin": ("PIN baru (6 angka)", "New PIN (6 digits)"),
    "again": ("Ketik PIN baru sekali lagi", "Type the new PIN again"),
    "save_pin": ("Simpan PIN dan masuk", "Keep the PIN and go in"),
    "no_code_yet": ("Kode belum datang? Minta lagi", "No code yet? Ask again"),
    "have_code": ("Saya sudah punya kode", "I have a code"),
    "detail_title": ("Rincian tugas", "Detail of the task"),
    "detail_why": (
        "Rincian hanya dibuka dengan kode baru, setiap kali. Kode dikirim ke nomor atau surel Anda; pembukaan dicatat.",
        "The detail opens with a new code only, each time. It goes to your number or address; the opening is recorded.",
    ),
    "detail_sent": (
        "Kode 6 angka sedang dikirim ke nomor atau surel Anda. Berlaku 10 menit.",
        "A code of 6 digits is on its way to your number or address. It is good for 10 minutes.",
    ),
    "send_again": ("Kirim kode baru", "Send a new code"),
    "forget": ("Lupakan perangkat ini", "Forget this device"),
    "own_pin": ("Nomor ini dipakai bersama: ketik juga PIN Anda", "This number is shared: type your own PIN too"),
    "open": ("Buka rincian", "Open the detail"),
    "asked": ("Yang diminta", "What is asked"),
    "missing": ("belum tercatat; tanyakan ke meja unit", "not recorded; ask the unit's desk"),
    "contact_desk": ("lewat meja unit, {phone}", "through the unit's desk, {phone}"),
    "keep_secret": (
        "Rahasia. Jangan difoto, disalin, atau diteruskan. Tutup halaman ini sesudah dibaca.",
        "Confidential. Do not photograph, copy or forward it. Close this page when you have read it.",
    ),
    "child_name": ("Nama anak", "Name of the child"),
    "safe_contact": ("Kontak aman", "Safe contact"),
    "birth_facts": ("Kelahiran", "Birth"),
    "parents_names": ("Orang tua / pengasuh", "Parents / carers"),
    "age": ("Umur / tanggal lahir", "Age / birth date"),
    "last_school": ("Sekolah terakhir", "Last school"),
    "event_date": ("Waktu kejadian", "Time of the event"),
    "injuries": ("Ada luka atau sakit", "Injuries"),
    "facts": ("Uraian", "The facts"),
    "suspect": ("Terduga", "Suspect"),
    "health_needs": ("Kebutuhan kesehatan", "Health needs"),
    "care_needs": ("Kebutuhan pengasuhan", "Care needs"),
    "ended_title": ("Tautan tidak berlaku", "This link is no longer valid"),
    "ended": (
        "Tugas ini sudah berakhir atau sudah dialihkan, atau alamatnya kurang. Anda tidak perlu berbuat apa-apa.",
        "This task has ended or was passed on, or the address is incomplete. There is nothing you need to do.",
    ),
    "expired": (
        "Tautan ke daftar tugas berlaku 7 hari dan waktunya sudah lewat. Tugas Anda tidak berubah.",
        "A link to your list of tasks is good for 7 days, and they are over. Your tasks are unchanged.",
    ),
    "ended_ask": (
        "Ragu? Buka tautan dari pesan terbaru kami, atau hubungi meja unit.",
        "Not sure? Open the link of our newest message, or call the unit's desk.",
    ),
    "receipt": ("Jawaban Anda tercatat", "Your answer is recorded"),
    "on_its_way": ("Tersimpan, sedang diantar", "Stored, being delivered"),
    "no_need": (
        "Jawaban Anda aman tersimpan dan akan sampai. Tidak perlu diulang.",
        "Your answer is safely stored and will arrive. No need to repeat it.",
    ),
    "look_again": ("Lihat lagi", "Look again"),
    "refused": ("Jawaban tidak tercatat", "The answer was not recorded"),
    "next": ("Apa yang terjadi berikutnya", "What happens next"),
    "next_TERIMA": (
        "Anda pemegang tugas ini. Hasilnya ditunggu sampai {due}; kami mengingatkan sebelum itu.",
        "You hold this task. Its outcome is expected by {due}; we remind you before that.",
    ),
    "next_MULAI": (
        "Anda pemegang tugas ini dan sedang mengerjakannya. Hasilnya ditunggu sampai {due}.",
        "You hold this task and are working on it. Its outcome is expected by {due}.",
    ),
    "next_TUNDA": (
        "Tugas tetap pada Anda, ditunda sampai {due}. Kami mengingatkan sebelum itu.",
        "The task stays with you, postponed until {due}. We remind you before that.",
    ),
    "next_TOLAK": (
        "Tugas kembali ke {sender}, yang memilih instansi lain. Anda tidak perlu berbuat apa-apa lagi.",
        "The task is back with {sender}, who chooses another agency. There is nothing more for you to do.",
    ),
    "next_TOLAK_3": (
        "Kami minta {sender} melengkapi data dan mengirim ulang. Meja unit mungkin bertanya apa yang kurang.",
        "We ask {sender} to complete the data and to send it again. The desk may ask what is missing.",
    ),
    "next_SELESAI": (
        "Terima kasih. Kami memberi tahu {sender}, yang memastikan hasilnya saat kunjungan. Tugas Anda selesai.",
        "Thank you. We tell {sender}, who checks the result at the next visit. Your task is done.",
    ),
    "next_SELESAI_X": (
        "Kami memberi tahu {sender}, yang menentukan langkah berikutnya. Tugas Anda berakhir.",
        "We tell {sender}, who decides what comes next. Your task has ended.",
    ),
    "next_BANTUAN": (
        "Meja unit menelepon Anda. Tugas tetap pada Anda; batas waktu tidak berubah: {due}.",
        "The unit's desk calls you. The task stays with you; its time is unchanged: {due}.",
    ),
    "next_ended": (
        "Tugas ini selesai dengan jawaban Anda. Bila ada langkah berikutnya untuk Anda, itu ada di Tugas saya.",
        "This task is done with your answer. If there is a next step for you, it is under My tasks.",
    ),
    "next_BATAL": (
        "Penerimaan dibatalkan. Tugas kembali menunggu jawaban Anda sampai {due}.",
        "The acceptance is undone. The task waits for your answer until {due}.",
    ),
    "undo_time": ("Salah tekan? Dapat dibatalkan dalam 10 menit.", "Pressed by mistake? Undo it within 10 minutes."),
    "worker": ("pekerja sosial unit", "the unit's social worker"),
    "wrong_pin": ("PIN salah. Coba lagi.", "Wrong PIN. Try again."),
    "locked": (
        "PIN terkunci karena salah 5 kali: 15 menit, lalu 1 jam, lalu sampai dibuat baru. Minta kode untuk PIN baru.",
        "The PIN is locked after 5 wrong tries: 15 minutes, then 1 hour, then for good. Ask for a code for a new PIN.",
    ),
    "wrong_code": ("Kode salah. Periksa pesan terbaru.", "Wrong code. Look at the newest message."),
    "no_code": (
        "Kode sudah dipakai, lewat waktu, atau terlalu sering salah. Minta kode baru.",
        "The code was used, has run out, or was wrong too often. Ask for a new one.",
    ),
    "bad_pin": (
        "PIN harus 6 angka, sama dua kali, dan tidak mudah ditebak (bukan 111111 atau 123456).",
        "A PIN has 6 digits, the same twice, and is not easy to guess (not 111111 or 123456).",
    ),
    "too_often": (
        "Terlalu banyak percobaan dari sini. Coba lagi satu jam lagi, atau hubungi meja unit.",
        "Too many tries from here. Try again in an hour, or call the unit's desk.",
    ),
    "shared_pin": (
        "Nomor ini dipakai bersama, jadi PIN tidak dapat dibuat ulang dari sini. Lupa PIN? Hubungi meja unit.",
        "This number is shared, so a PIN is not made anew from here. Forgotten? Call the unit's desk.",
    ),
    "many_codes": (
        "Sudah beberapa kode dikirim ke Anda dalam satu jam ini. Pakai yang terbaru, atau hubungi meja unit.",
        "Several codes were sent to you within this hour. Use the newest, or call the unit's desk.",
    ),
    "stale": (
        "Halaman ini sudah lama terbuka. Buka lagi tautan dari pesan kami, lalu ulangi.",
        "This page has been open for too long. Open the link of our message again, then repeat it.",
    ),
    "not_shown": (
        "Rincian tugas ini tidak dibagikan lewat tautan. Hubungi meja unit.",
        "The detail of this task is not shared by link. Call the unit's desk.",
    ),
    "not_now": (
        "Sistem sedang tidak dapat menyimpan. Jawaban Anda belum tercatat: coba lagi sebentar, atau hubungi meja unit.",
        "The system cannot store anything now. Your answer is not recorded: try again shortly, or call the desk.",
    ),
    "ya": ("ya", "yes"),
    "tidak": ("tidak", "no"),
    "tidak-tahu": ("belum diketahui", "not known"),
}


def say(key: str, language: str, /, **values: object) -> str:
    """The words of this key. KeyError for an unknown one."""
    return WORDS[key][LANGUAGES.index(language)].format(**values)
