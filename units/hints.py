"""What to write in each field of a pack, in Indonesian and English; a test holds this table to the forms."""

from enum import StrEnum

from policy.hard_words import Begun
from policy.people import Group
from policy.roster import Duty
from policy.words import Action, Channel, Role


def _among(words: type[StrEnum]) -> str:
    return ", ".join(word.value for word in words)


_DATE = ("tanggal seperti 2026-01-31", "a date such as 2026-01-31")
_WORDS = ("kata-kata, paling panjang 160 huruf", "words, at most 160 characters")
_PERSON = ("kode orang seperti PS-01", "a person's code such as PS-01")
_PEOPLE = ("daftar kode orang seperti [PS-01, PS-02]", "a list of people's codes such as [PS-01, PS-02]")
_AGENCY = ("kode instansi seperti DINSOS", "an agency's code such as DINSOS")
_SWITCH = ("true atau false", "true or false")
_LIST = ("daftar, tiap baris diawali tanda -", "a list, each line beginning with -")
_HOURS = ("jam seperti 07:30-16:00, atau tutup", "hours such as 07:30-16:00, or tutup (closed)")
_MOMENT = ("saat seperti 2026-12-25T07:30:00+07:00", "a moment such as 2026-12-25T07:30:00+07:00")
_YEAR = ("tahun seperti 2026", "a year such as 2026")
_TERMS = ("daftar {code, id, en}; id dan en paling panjang 29 huruf biasa", "a list of {code, id, en}, at most 29 long")
_OFFSET = (
    "waktu seperti 20 menit, 4 jam, 4 jam kerja, 3 hari kerja, 7 hari, buka hari ke 2, bagian 1/4",
    "a time such as 20 menit, 4 jam, 4 jam kerja, 3 hari kerja, 7 hari, buka hari ke 2, bagian 1/4",
)
_WEEK = (
    "tujuh hari: {sen: 07:30-16:00, ..., sab: tutup, min: tutup}",
    "seven days: {sen: 07:30-16:00, ..., sab: tutup, min: tutup}",
)
_TURNS = (
    "daftar {days: sen-jum, hours: 07:30-16:00, person: PD-01}",
    "a list of {days: sen-jum, hours: 07:30-16:00, person: PD-01}",
)
_FIELDS = ("daftar nama seperti [child_name, request]", "a list of names such as [child_name, request]")

HINTS: dict[str, tuple[str, str]] = {
    "absences": ("daftar {first: 2026-01-05, last: 2026-01-09}", "a list of {first: 2026-01-05, last: 2026-01-09}"),
    "address": (
        'nomor seluler seperti "+6281200000001", atau alamat surel untuk EMAIL',
        'a mobile number such as "+6281200000001", or an e-mail address for EMAIL',
    ),
    "agencies": _LIST,
    "agency": _AGENCY,
    "always": _SWITCH,
    "always_on": _SWITCH,
    "article59": ("satu huruf a sampai o, atau hapus baris ini", "one letter a to o, or remove this line"),
    "begun_by": (f"salah satu: {_among(Begun)}", f"one of: {_among(Begun)}"),
    "calendar": ("kode kalender seperti kantor", "a calendar's code such as kantor"),
    "calendars": _LIST,
    "channel": (f"salah satu: {_among(Channel)}", f"one of: {_among(Channel)}"),
    "channels": (
        'sekurangnya satu {channel: SMS, address: "+62..."}',
        'at least one {channel: SMS, address: "+62..."}',
    ),
    "checked": _DATE,
    "closed": ("daftar {date, name, decree}", "a list of {date, name, decree}"),
    "closure_reasons": _TERMS,
    "code": (
        "kode HURUF BESAR, angka dan - (16); layanan dan jenis kasus dengan _, kalender dan unit huruf kecil",
        "a code of CAPITALS, digits and - (16); services and types with _, calendars and units in small letters",
    ),
    "confirm": _WORDS,
    "contact_24_7": (
        "kode orang yang siap setiap jam, atau none",
        "the code of a person who answers at any hour, or none",
    ),
    "date": _DATE,
    "content_sid": ("HX dan 32 angka heksadesimal", "HX and 32 hexadecimal digits"),
    "currency": ("tiga huruf seperti IDR", "three letters such as IDR"),
    "days": ("hari seperti sen-jum, sab atau setiap hari", "days such as sen-jum, sab or setiap hari (every day)"),
    "decline_reasons": _TERMS,
    "decree": ("nomor keputusan", "the number of the decree"),
    "deputies": _PEOPLE,
    "desk_phone": ('nomor telepon loket seperti "+62355000001"', 'the desk\'s number such as "+62355000001"'),
    "due": _OFFSET,
    "duty": (f"salah satu: {_among(Duty)}", f"one of: {_among(Duty)}"),
    "en": (
        "kata Inggris; alasan dan hasil paling panjang 29 huruf biasa",
        "English words; reasons and outcomes at most 29 plain",
    ),
    "end": _MOMENT,
    "ends": _WORDS,
    "every": _FIELDS,
    "exceptions": ("daftar {duty, start, end, person}", "a list of {duty, start, end, person}"),
    "first": _DATE,
    "first_year": _YEAR,
    "group": (f"salah satu: {_among(Group)}", f"one of: {_among(Group)}"),
    "groups": (
        f"kelompok dengan daftar nama; kelompok: {_among(Group)}",
        f"groups with lists of names; groups: {_among(Group)}",
    ),
    "holder": (f"salah satu: {_among(Role)}", f"one of: {_among(Role)}"),
    "holidays": (
        "first_year dan last_year (di kalender: true atau false)",
        "first_year and last_year (in a calendar: true or false)",
    ),
    "hours": ("jam seperti 07:30-16:00 (statutory: jumlah jam)", "hours such as 07:30-16:00 (statutory: how many)"),
    "id": (
        "kata Indonesia; alasan dan hasil paling panjang 29 huruf biasa",
        "Indonesian words; reasons and outcomes at most 29",
    ),
    "label": _WORDS,
    "ladders": (
        "baris seperti RUJUKAN/segera: {due, steps, repeat}",
        "rows such as RUJUKAN/segera: {due, steps, repeat}",
    ),
    "language": ("id atau en", "id or en"),
    "last": _DATE,
    "last_person": _PERSON,
    "last_year": _YEAR,
    "lists": _LIST,
    "managers": (
        "sekurangnya dua manajer seperti [MJ-01, MJ-02] (roster: daftar giliran)",
        "at least two managers such as [MJ-01, MJ-02] (roster: a list of turns)",
    ),
    "messages_a_day": ("jumlah pesan sehari, 0-100", "messages a day, 0 to 100"),
    "name": ("nama (instansi dan unit: {id: ..., en: ...})", "a name (agencies and the unit: {id: ..., en: ...})"),
    "never": _FIELDS,
    "note": _WORDS,
    "officers": _TURNS,
    "opened": ("daftar {date, name, decree}", "a list of {date, name, decree}"),
    "outcomes": _TERMS,
    "parent": _AGENCY,
    "people": ("sekurangnya satu orang, narahubung lebih dahulu", "at least one person, the focal point first"),
    "person": _PERSON,
    "placement": _SWITCH,
    "prefix": ('awal nomor seperti "+62", atau kosong untuk semua', 'how numbers begin such as "+62"; empty for all'),
    "price": ("harga satu bagian, mis. 450 atau 0.0475", "the price of one part, e.g. 450 or 0.0475"),
    "prices": ("daftar {channel, prefix, price, currency, source, checked}", "a list of {channel, prefix, price, ...}"),
    "repeat": _OFFSET,
    "role": (f"salah satu: {_among(Role)}", f"one of: {_among(Role)}"),
    "sample": _SWITCH,
    "seasons": ("daftar {name, first, last, weekly}", "a list of {name, first, last, weekly}"),
    "sender": ("nama pengirim, paling panjang 12 huruf biasa", "the sender's name, at most 12 plain characters"),
    "services": ("daftar kode layanan seperti [BANSOS, MEDIS]", "a list of service codes such as [BANSOS, MEDIS]"),
    "shared": _SWITCH,
    "source": ("pasal atau surat sumbernya", "the article or letter it comes from"),
    "start": _MOMENT,
    "starts": _WORDS,
    "statutory": _LIST,
    "steps": (
        f"daftar tahap seperti - ingatkan: 1 jam kerja; tindakan: {_among(Action)}",
        f"a list of rungs such as - ingatkan: 1 jam kerja; actions: {_among(Action)}",
    ),
    "successor": _AGENCY,
    "superior": _PERSON,
    "supervisors": _PEOPLE,
    "texts_an_hour": ("jumlah teks sejam, 0-20", "texts an hour, 0 to 20"),
    "types": _LIST,
    "template": ("nama templat seperti task_referral", "a template's name such as task_referral"),
    "templates": ("daftar {template, language, content_sid, variables, text}", "a list of {template, language, ...}"),
    "text": (
        "kata-kata dengan tempat {{1}}, {{2}}, ... sebanyak variables, tidak di awal atau akhir",
        "words with the places {{1}}, {{2}}, ... as many as variables, none at the beginning or end",
    ),
    "tz": ("zona waktu seperti Asia/Jakarta", "a time zone such as Asia/Jakarta"),
    "valid_from": _DATE,
    "valid_to": _DATE,
    "variables": ("daftar nama isian seperti [unit, code, due]", "a list of names such as [unit, code, due]"),
    "version": _WORDS,
    "warn_hours": ("daftar jumlah jam seperti [24, 60]", "a list of hours such as [24, 60]"),
    "weekly": _WEEK,
    "workers": _TURNS,
    **{action.value: _OFFSET for action in Action},
    **dict.fromkeys(("sen", "sel", "rab", "kam", "jum", "sab", "min"), _HOURS),
}
"""By the name of the field."""
