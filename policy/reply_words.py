"""The words of replies as people type them: Indonesian, Javanese, shortened. Data only.

A strong keyword says what is to happen. A weak one also lives in ordinary sentences ("sudah", "tolong",
"proses hukum"), so it counts only where no strong one stands. No keyword on purpose: "diterima" (a letter
that arrived is not a task taken), "menolak" and "ditolak" (mostly of a family), "baik" (of a child).
"""

import re
from collections.abc import Mapping

from policy.words import Verb


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STRONG: Mapping[str, Verb] = {
    **dict.fromkeys(_words("TERIMA TRIMA TRM TRIMO TERIMO NERIMA TAMPI NAMPI TETIMA TERMA TEIRMA TERIAM"), Verb.ACCEPT),
    **dict.fromkeys(_words("TOLAK TLK TOLAX TOLKA TOALK TOLSK"), Verb.DECLINE),
    **dict.fromkeys(_words("MULAI MULAE MULAY MLAI"), Verb.START),
    **dict.fromkeys(_words("SELESAI SLS SLSAI SELESE SLESAI SELSAI SELESEI SLESEI BERES RAMPUNG"), Verb.COMPLETE),
    **dict.fromkeys(_words("TUNDA TND TNDA TUDNA UNDUR"), Verb.POSTPONE),
}
WEAK: Mapping[str, Verb] = {
    **dict.fromkeys(_words("SIAP SIYAP OK OKE OKEY OKAY YA IYA IYO YO"), Verb.ACCEPT),
    **dict.fromkeys(_words("NGGIH INGGIH NJIH INJIH ENGGIH NGGEH INGGEH INJEH"), Verb.ACCEPT),
    **dict.fromkeys(("PROSES", "DIPROSES"), Verb.START),
    **dict.fromkeys(_words("SUDAH SDH UDAH UDH SAMPUN WES WIS UWES"), Verb.COMPLETE),
    "GAGAL": Verb.FAIL,
    **dict.fromkeys(("BANTUAN", "BANTU", "TOLONG", "TLG", "TELP", "TELEPON", "TELPON"), Verb.HELP),
    **dict.fromkeys(("STATUS", "CEK"), Verb.STATUS),
}
CODELESS: Mapping[str, Verb] = {
    "DAFTAR": Verb.LIST,
    **dict.fromkeys(("BERHENTI", "STOP"), Verb.STOP),
    **dict.fromkeys(("LANJUT", "LANJUTKAN"), Verb.RESUME),
}
COMPANY = frozenset({"SEMUA", "KIRIM", "PESAN", "SMS", "WA"})
"""Words that may stand with DAFTAR, BERHENTI or LANJUT; any other makes an ordinary sentence of it."""
ASKING = frozenset({Verb.HELP, Verb.STATUS, Verb.LIST})
"""Verbs that change nothing of a task, and so may stand in a question."""

_PARTICLES = r"\b(?:[\s]+(?:B+A+N+Y+A+K+|S+A+N+G+E+T+|Y+A+|Y+O+|N+G+[IE]+H+)\b)*"
THANKS = re.compile(
    r"\bT+E*R+I*M+[AO]*[\s.,-]*K+A*S+I*H*\b"
    r"|\b(?:MA?TUR|MTR|HATUR)\s*(?:SEMBAH\s*)?(?:NUWUN|SUWUN|NWN|NUHUN)"
    + _PARTICLES
    + r"|\b(?:TRIMS?|TRMS|M+A*K+A*[SC]*I*H*|MAKASEH|MAKSIH|M+A+C+I+H+|KASIH|N+U+H+U+N+|S+U+W+U+N+"
    r"|N+U+W+U+N+(?!\s+(?:SEWU|I?NGG[IE]H))|TKS|THX|TQ|TENGKYU|THANKS|THANK\s+YOU)" + _PARTICLES
)
"""With the particle after it: "makasih ya" says no yes. "Nuwun sewu" excuses oneself, "nuwun inggih" agrees."""
ORDINARY = re.compile(r"\bPROSES\s+(?:HUKUM|SIDANG|PERADILAN|PERSIDANGAN|BELAJAR|ADOPSI|CERAI|PERCERAIAN)\b")
"""What only looks like a keyword."""
QUOTES = re.compile(
    r"\b(?:DITERUSKAN|TERUSAN|FORWARDED|FWD?|MENULIS|WROTE|DIKIRIM DARI|SENT FROM)\b|\bBALAS(?:AN)?\s*:|-----"
)
"""Somebody else's words sent on. BALAS: is our own message, come back."""
AUTOMATIC = re.compile(
    r"\b(?:BALASAN|PESAN|JAWABAN)\s+OTOMATIS\b|\bAUTO[\s-]*(?:REPLY|RESPON\w*|BALAS)\b|\bAUTOMATIC\s+REPLY\b"
    r"|\bOUT\s+OF\s+(?:THE\s+)?OFFICE\b|\bTELAH\s+MENGHUBUNGI\b|\bSEDANG\s+(?:DI\s+LUAR\s+KANTOR|MENYETIR|MENGEMUDI)\b"
    r"|\b(?:PESAN\s+INI\s+DIKIRIM|DIJAWAB)\s+SECARA\s+OTOMATIS\b|\bI'?M\s+DRIVING\b"
)
"""What a telephone or a shop's WhatsApp answers by itself."""
STRUCK = re.compile(r"~[^~]+~")
"""WhatsApp shows text between tildes as crossed out."""

NEGATIONS = _words(
    "TIDAK TDK TAK GAK GA GK G NGGAK NGGA ENGGAK ENGGA KAGAK BELUM BLM BLUM BELOM BUKAN BKN MBOTEN "
    " BOTEN DERENG ORA ORAK DURUNG EMOH WEGAH JANGAN JGN OJO BATAL BATALKAN TANPA NO NOT"
)
EXPLAINED = _words(
    "KEWENANGAN WEWENANG TUPOKSI TUGAS RANAH WILAYAH BIDANG BERSEDIA MAU LENGKAP ADA CUKUP TERSEDIA MAMPU"
    " SANGGUP MEMUNGKINKAN MEMENUHI DAPAT BISA DITEMUKAN BERHASIL"
)
"""What follows a negation that only explains a refusal: "TOLAK 1 K7M4 bukan kewenangan kami"."""

QUESTIONS = _words(
    "APAKAH APA OPO NOPO KAPAN BAGAIMANA GIMANA PRIPUN PIYE SIAPA SINTEN KENAPA MENGAPA BERAPA BRP MANA"
    " DIMANA KOK BISAKAH BOLEHKAH SUDAHKAH HARUSKAH PERLUKAH"
)
UNSURE = _words(
    "KALAU KALO KLO JIKA BILA ASAL ASALKAN MUNGKIN MUNGKINKAH KAYAKNYA SEPERTINYA SEMOGA BALAS REPLY"
    " ATAU KECUALI SELAIN KATA KATANYA BILANG JARE MAKSUDNYA SEBENTAR BENTAR TUNGGU SEK SIK SEKEDAP"
)
"""Conditions, guesses, exceptions and hearsay, wherever they stand; BALAS is our own message sent back to us."""
FUTURE = _words(
    "NANTI NTI AKAN BAKAL INGIN PENGEN MAU HARUS AGAR SUPAYA SEBELUM SBLM HAMPIR BESOK BSK LUSA"
    " ENGKO MENGKO MANGKE SESUK BENJING BADHE BADE AREP"
)
"""What makes the keyword after it something that has not happened: "nanti saya terima", "mangke kulo tampi"."""
LATER = FUTURE | _words("SENIN SELASA RABU KAMIS JUMAT JUM'AT SABTU MINGGU TANGGAL TGL DEPAN")
"""What makes a beginning one that has not come: "mulai Senin"."""
THINGS = _words(
    "PESAN PESANNYA SMS SMSNYA WA WANYA CHAT INFO INFONYA INFORMASI SURAT SURATNYA BERKAS BERKASNYA DATANYA"
    " EMAIL EMAILNYA UNDANGAN LAPORANNYA"
)
"""What is received without a task being taken: "suratnya sudah kami terima"."""

FILLERS = _words(
    "KODE TUGAS RUJUKAN ALASAN ALASANNYA ALSN HASIL HASILNYA NOMOR NMR SELAMA DENGAN DGN UNTUK UTK DAN DN LAN SAYA"
    " KAMI KULO AKU PAK BU BPK IBU MAS MBAK MIN ADMIN SAJA AJA DULU DL LAGI LG MOHON MHN INI ITU YG YANG KARENA KRN"
)
"""Words that stand between a keyword and its argument and mean nothing to us."""


def _numbers(*spellings: str) -> dict[str, int]:
    """One spelling of each number, from one up; `-` where there is none."""
    return {word: n for words in spellings for n, word in enumerate(words.split(), start=1) if word != "-"}


NUMBERS: Mapping[str, int] = _numbers(
    "SATU DUA TIGA EMPAT LIMA ENAM TUJUH DELAPAN SEMBILAN SEPULUH",
    "SIJI LORO TELU PAPAT LIMO ENEM PITU WOLU SONGO",
    "SETUNGGAL KALIH TIGO SEKAWAN GANGSAL",
    "SEDINO RONG TELUNG PATANG LIMANG - PITUNG",
    "SEHARI - - - - - SEMINGGU",
)
"""Indonesian, and Javanese: "rong dino" and "kalih dinten" are two days."""
UNITS: Mapping[str, int] = {"HARI": 1, "HR": 1, "H": 1, "DINO": 1, "DINTEN": 1, "MINGGU": 7, "MGG": 7, "MG": 7}
"""Days in a unit of postponement; hours, months and "hari kerja" are asked back."""
