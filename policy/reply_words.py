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
    **dict.fromkeys(("TERIMA", "TRIMA", "TRM", "TRIMO", "NERIMA", "TAMPI"), Verb.ACCEPT),
    **dict.fromkeys(("TOLAK", "TLK", "TOLAX"), Verb.DECLINE),
    **dict.fromkeys(("MULAI", "MULAE"), Verb.START),
    **dict.fromkeys(("SELESAI", "SLS", "SLSAI", "SELESE", "BERES", "RAMPUNG"), Verb.COMPLETE),
    **dict.fromkeys(("TUNDA", "TND", "UNDUR"), Verb.POSTPONE),
}
WEAK: Mapping[str, Verb] = {
    **dict.fromkeys(("SIAP", "SIYAP", "OK", "OKE", "OKEY", "OKAY", "YA", "IYA"), Verb.ACCEPT),
    **dict.fromkeys(("NGGIH", "INGGIH", "NJIH", "INJIH", "ENGGIH"), Verb.ACCEPT),
    **dict.fromkeys(("PROSES", "DIPROSES"), Verb.START),
    **dict.fromkeys(("SUDAH", "SDH", "UDAH", "UDH", "SAMPUN"), Verb.COMPLETE),
    "GAGAL": Verb.FAIL,
    **dict.fromkeys(("BANTUAN", "BANTU", "TOLONG", "TLG", "TELP", "TELEPON", "TELPON"), Verb.HELP),
    **dict.fromkeys(("STATUS", "CEK"), Verb.STATUS),
}
CODELESS: Mapping[str, Verb] = {"DAFTAR": Verb.LIST, "BERHENTI": Verb.STOP, "STOP": Verb.STOP}
COMPANY = frozenset({"SEMUA", "KIRIM", "PESAN", "SMS", "WA"})
"""Words that may stand with DAFTAR or BERHENTI; any other makes an ordinary sentence of it."""
ASKING = frozenset({Verb.HELP, Verb.STATUS, Verb.LIST})
"""Verbs that change nothing of a task, and so may stand in a question."""

THANKS = re.compile(
    r"\b(?:TERIMA|TRIMA|TERIMO|TRIM|TRM)[\s.,-]*(?:KASIH|KASI|KSH|KSIH)\b"
    r"|\b(?:MA?TUR|MTR)\s*(?:SEMBAH\s*)?(?:NUWUN|SUWUN|NWN)\b"
    r"|\b(?:TRIMS|TRIM|TRMS|MAKASIH|MAKASI|MKSH|MKASIH|KASIH|NUWUN|SUWUN|TKS|THX|THANKS|THANK\s+YOU)\b"
)
STRUCK = re.compile(r"~[^~]+~")
"""WhatsApp shows text between tildes as crossed out."""

NEGATIONS = _words(
    "TIDAK TDK TAK GAK GA GK G NGGAK NGGA ENGGAK ENGGA KAGAK BELUM BLM BLUM BELOM BUKAN BKN MBOTEN "
    " BOTEN DERENG ORA DURUNG JANGAN JGN OJO BATAL BATALKAN TANPA NO NOT"
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
UNSURE = _words("KALAU KALO KLO JIKA BILA ASAL ASALKAN MUNGKIN MUNGKINKAH KAYAKNYA SEPERTINYA SEMOGA BALAS REPLY")
"""Conditions and guesses, wherever they stand; BALAS and REPLY are our own message sent back to us."""
FUTURE = _words("NANTI NTI AKAN BAKAL INGIN PENGEN MAU HARUS AGAR SUPAYA SEBELUM SBLM HAMPIR")
"""What makes the keyword after it something that has not happened: "nanti saya terima"."""

FILLERS = _words(
    "KODE TUGAS RUJUKAN ALASAN ALSN HASIL NOMOR NMR SELAMA DENGAN DGN UNTUK UTK DAN DN LAN SAYA KAMI KULO AKU"
    " PAK BU BPK IBU MAS MBAK MIN ADMIN SAJA AJA DULU DL LAGI LG MOHON MHN INI ITU YG YANG KARENA KRN"
)
"""Words that stand between a keyword and its argument and mean nothing to us."""

NUMBERS: Mapping[str, int] = {
    **{word: n for n, word in enumerate(("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH"), start=1)},
    "SEHARI": 1,
    "SEMINGGU": 7,
}
UNITS: Mapping[str, int] = {"HARI": 1, "HR": 1, "H": 1, "MINGGU": 7, "MGG": 7, "MG": 7}
"""Days in a unit of postponement; hours, months and "hari kerja" are asked back."""
