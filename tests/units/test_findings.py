"""One planted error, one finding: in its file, on its line, with what to write instead, in both languages."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.units.folders import copied, edited
from units.load import check, load
from units.problems import PackErrors


@dataclass(frozen=True)
class Planted:
    """`old` becomes `new` in a file; the finding is `down` lines below it and says both words."""

    name: str
    file: str
    old: str
    new: str
    id: str
    en: str
    down: int = 0
    warning: bool = False


SWAP = "exceptions: [{duty: piket, start: 1767225600, end: 2026-02-01T00:00:00+07:00, person: PD-01}]\nworkers:"
MAIL = ('{channel: SMS, address: "+6281200000901"', '{channel: EMAIL, address: "a\\0b@contoh.id"')
MARKED_BY_ONE = (
    "a number that only one of two has marked",
    "people.yaml",
    '"+6281200000902"',
    '"+6281200000901", shared: true',
)
OVER_TWO_CHANNELS = (
    "a number of two people over two channels",
    "people.yaml",
    'SMS, address: "+6281200000902"',
    'SMS_LOKAL, address: "+6281200000901"',
)
LANDLINE = ('SMS, address: "+6281200000901"', 'SMS_LOKAL, address: "+62355000001"')
BROKEN = ('{channel: SMS, address: "+6281200000901"', '{channel: EMAIL, address: "a@contoh.id\\nBcc: b@contoh.id"')

ROWS = (
    # values
    Planted("a code in small letters", "people.yaml", "code: PD-01", "code: pd-01", "tulis kode", "write a code"),
    Planted("a code that is too long", "people.yaml", "code: PD-01", "code: PD-0123456789ABCDE", "kode", "code"),
    Planted("a code outside GSM-7", "people.yaml", "code: PD-01", "code: PÐ-01", "kode", "code"),
    Planted("a landline for messages", "people.yaml", "+6281200000901", "+62355000001", "seluler", "mobile"),
    Planted("a number of another country", "people.yaml", "+6281200000901", "+6591234567", "seluler", "mobile"),
    Planted("a number as one dials it", "people.yaml", "+6281200000901", "081200000901", "seluler", "mobile"),
    Planted("a number without meaning", "people.yaml", "+6281200000901", "+62812", "seluler", "mobile"),
    Planted("an address that is no mail", "people.yaml", "{channel: SMS,", "{channel: EMAIL,", "surel", "e-mail"),
    Planted("a channel that does not exist", "people.yaml", "channel: SMS", "channel: FAX", "WHATSAPP", "one of"),
    Planted("a role that does not exist", "people.yaml", "role: petugas", "role: bos", "petugas", "one of"),
    Planted("a bad date", "agencies.yaml", "2020-01-01", "2020-13-01", "tanggal", "a date"),
    Planted("a day given as seconds", "agencies.yaml", "2020-01-01", "1577836800", "tanggal", "a date"),
    Planted("a day given as nothing", "agencies.yaml", "2020-01-01", "0", "tanggal", "a date"),
    Planted("a year of another age", "agencies.yaml", "2020-01-01", "0020-01-01", "tanggal", "a date"),
    Planted("a day with a clock", "agencies.yaml", "2020-01-01", "2020-01-01T00:00:00", "tanggal", "a date"),
    Planted("a moment given as seconds", "roster.yaml", "workers:", SWAP, "saat seperti", "a moment such"),
    Planted(
        "a week that opens at its end", "calendars.yaml", "sen: 07:30-", "sen: 24:00-", "jam seperti", "hours such"
    ),
    Planted("hours without length", "calendars.yaml", "07:30-16:00", "00:00-00:00", "jam seperti", "hours such"),
    Planted("a NUL in a name", "people.yaml", "name: Viola", 'name: "A\\0B" # ', "nama", "a name"),
    Planted("a terminal's escape", "people.yaml", "name: Viola", 'name: "A\\e[31mB" # ', "nama", "a name"),
    Planted("text turned round", "people.yaml", "name: Viola", 'name: "A\\u202eB" # ', "nama", "a name"),
    Planted("a mail address with a NUL", "people.yaml", *MAIL, "surel", "e-mail"),
    Planted(
        "a 24/7 contact left empty", "agencies.yaml", "contact_24_7: none", "contact_24_7:", "atau none", "or none"
    ),
    Planted("a bad group", "agencies.yaml", "group: SOSIAL", "group: LAIN", "salah satu", "one of"),
    Planted("bad hours", "calendars.yaml", "sen: 07:30-16:00", "sen: pagi", "jam seperti", "hours such as"),
    Planted("a bad time zone", "unit.yaml", "Asia/Makassar", "Asia/Tulungagung", "zona waktu", "time zone"),
    Planted("a sender that is too long", "unit.yaml", "UNIT CONTOH", "UNIT CONTOH YG PANJANG", "12", "at most 12"),
    Planted("a sender outside GSM-7", "unit.yaml", "UNIT CONTOH", "UNIT ⚖", "huruf biasa", "plain"),
    Planted("a bad desk number", "unit.yaml", "+62361000001", "0361", "nomor telepon loket", "desk's number"),
    Planted("a reason that is too long", "words.yaml", "kapasitas penuh", "kapasitas " * 4, "29", "29"),
    Planted("a letter beyond o", "case_types.yaml", "article59: i", "article59: z", "a sampai o", "a to o"),
    Planted("an offset nobody reads", "ladders.yaml", "due: 1 jam", "due: sebentar", "20 menit", "a time such as"),
    Planted("an action that does not exist", "ladders.yaml", "telepon: 0 jam", "faks: 0 jam", "ingatkan", "rungs"),
    Planted("days nobody reads", "roster.yaml", "setiap hari", "senin", "sen-jum", "days such as"),
    Planted("hours that are no number", "statutory.yaml", "hours: 72", "hours: tiga", "jumlah jam", "how many"),
    Planted("a clock without source", "statutory.yaml", "    source: Kemenkes 2022\n", "", "source", "is missing", -3),
    Planted("a clock with an empty source", "statutory.yaml", "source: Kemenkes 2022", "source:", "pasal", "article"),
    Planted("a clock nothing starts", "statutory.yaml", "begun_by: surat", "begun_by: rapat", "kejadian", "one of"),
    Planted("sharing for no group", "sharing.yaml", "POLISI:", "KAWAN:", "kelompok", "groups"),
    # shapes
    Planted("an unknown name", "unit.yaml", "sender:", "sendr:", "mungkin sender", "perhaps sender"),
    Planted("a name written twice", "unit.yaml", "sender:", "code: x\nsender:", "dua kali", "twice"),
    Planted("a missing name", "agencies.yaml", "    calendar: kantor\n", "", "calendar belum ada", "is missing", -4),
    Planted("an unsaid 24/7 contact", "agencies.yaml", "    contact_24_7: none\n", "", "atau none", "or none", -5),
    Planted("text that is not YAML", "unit.yaml", "managers: [", "managers: [[", "bukan YAML", "not YAML", 1),
    Planted("an alias", "sharing.yaml", "never: [", "x: &a [b]\ny: *a\nnever: [", "alias", "aliases", 1),
    Planted("one manager only", "unit.yaml", "[MJ-01, MJ-02]", "[MJ-01]", "sekurangnya dua", "at least two"),
    Planted("no last person", "unit.yaml", "last_person: KD-01", "last_person:", "kode orang", "person's code"),
    # pointers
    Planted("an unknown manager", "unit.yaml", "[MJ-01, MJ-02]", "[MJ-01, MJ-03]", "tidak ada di", "is not in"),
    Planted("an unknown last person", "unit.yaml", "KD-01", "KD-02", "mungkin KD-01", "perhaps KD-01"),
    Planted("an unknown calendar", "agencies.yaml", "calendar: kantor", "calendar: kantin", "kantor", "perhaps kantor"),
    Planted("an unknown service", "agencies.yaml", "[BANSOS, PENG", "[BANSUS, PENG", "BANSOS", "perhaps BANSOS"),
    Planted("an unknown focal point", "agencies.yaml", "[DINSOS-1]", "[DINSOS-7]", "tidak ada", "is not in"),
    Planted("an unknown superior", "agencies.yaml", "superior: LPA-A", "superior: LPA-B", "LPA-A", "perhaps LPA-A"),
    Planted("an unknown parent", "agencies.yaml", "    calendar", "    parent: X\n    calendar", "X tidak", "X is not"),
    Planted("an unknown agency", "people.yaml", "agency: LPA", "agency: LPB", "mungkin LPA", "perhaps LPA"),
    Planted("an unknown deputy", "people.yaml", "[PS-02]", "[PS-09]", "tidak ada di people", "not in people"),
    Planted("an unknown duty officer", "roster.yaml", "person: PD-01", "person: PD-09", "tidak ada", "is not in"),
    Planted("a type without such a service", "case_types.yaml", "[POLISI,", "[POLASI,", "POLISI", "perhaps POLISI"),
    # twice
    Planted("an agency twice", "agencies.yaml", "code: LPA", "code: DINSOS", "dua kali", "twice"),
    Planted("a person twice", "people.yaml", "code: PS-02", "code: PS-01", "dua kali", "twice"),
    Planted("a service twice", "services.yaml", "{code: POLISI", "{code: BANSOS", "dua kali", "twice"),
    Planted("a type twice", "case_types.yaml", "code: PENELANTARAN", "code: KEKERASAN", "dua kali", "twice"),
    Planted("the same manager twice", "unit.yaml", "[MJ-01, MJ-02]", "[MJ-01, MJ-01]", "dua kali", "twice"),
    Planted("a person named as an agency", "people.yaml", "code: LPA-1", "code: LPA", "kode instansi", "agency's code"),
    Planted("a number of two people", "people.yaml", "+6281200000902", "+6281200000901", "shared", "shared", -3),
    Planted("two people by name", "people.yaml", "+6281200000902", "+6281200000901", "PS-01 juga milik PD", "also", -3),
    Planted(*MARKED_BY_ONE, "PD-01 juga milik PS-01", "PD-01 is also PS-01's", -8),
    Planted(*OVER_TWO_CHANNELS, "PS-01 juga milik PD-01", "shared: true at both", -3),
    Planted("a landline for the phone", "people.yaml", *LANDLINE, "seluler", "mobile"),
    Planted("a mail address with a line break", "people.yaml", *BROKEN, "surel", "e-mail"),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_planted_error_is_found_on_its_line(row: Planted, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    line = edited(pack, row.file, row.old, row.new) + row.down
    found = [each for each in check(pack) if (each.file, each.line, each.warning) == (row.file, line, row.warning)]
    assert any(row.id in each.id and row.en in each.en for each in found), "\n".join(map(str, check(pack)))
    assert all(str(each).isprintable() for each in found)


@pytest.mark.parametrize("row", ROWS[::7], ids=lambda row: row.name)
def test_a_pack_with_an_error_does_not_load(row: Planted, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edited(pack, row.file, row.old, row.new)
    with pytest.raises(PackErrors) as raised:
        load(pack)
    assert row.file in str(raised.value)
