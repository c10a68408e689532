"""What fits by itself but not together is found too: dates, roles, hours, ladders, words."""

from pathlib import Path

import pytest

from tests.units.folders import TULUNGAGUNG, copied, edited
from tests.units.test_findings import Planted
from units.load import check

LPA = "    valid_from: 2020-01-01\n    calendar: kantor\n    contact_24_7: none\n    services: [BANSOS, POLISI]"
ROWS = (
    # agencies
    Planted(
        "an end before the beginning", "agencies.yaml", "    cal", "    valid_to: 2019-01-01\n    cal", "seb", "before"
    ),
    Planted(
        "a successor without an end", "agencies.yaml", "    cal", "    successor: LPA\n    cal", "valid_to", "valid_to"
    ),
    Planted(
        "a successor that begins too late",
        "agencies.yaml",
        "    cal",
        "    valid_to: 2019-06-30\n    successor: LPA\n    cal",
        "tulis valid_to 2019-12-31",
        "write valid_to 2019-12-31",
        1,
    ),
    Planted("a parent of itself", "agencies.yaml", "    cal", "    parent: DINSOS\n    cal", "kembali", "comes back"),
    Planted("a focal point of another", "agencies.yaml", "[DINSOS-1]", "[LPA-1]", "agency: DINSOS", "agency: DINSOS"),
    Planted(
        "a 24/7 contact who sleeps", "agencies.yaml", "contact_24_7: none", "contact_24_7: DINSOS-1", "always", "not"
    ),
    Planted("a contact not among the people", "agencies.yaml", "[POLRES-PPA-1]", "[LPA-1]", "tambahkan", "add it", -2),
    Planted(
        "a service of nobody",
        "services.yaml",
        "code: POLISI",
        "code: PULISI",
        "tidak ditawarkan",
        "no agency",
        warning=True,
    ),
    # people
    Planted("a manager who is a social worker", "unit.yaml", "[MJ-01, MJ-02]", "[MJ-01, PS-01]", "bukan", "is not a"),
    Planted(
        "a last person who is a manager", "unit.yaml", "last_person: KD-01", "last_person: MJ-01", "bukan", "is not a"
    ),
    Planted("a supervisor of another kind", "unit.yaml", "[SV-01]", "[PD-01]", "supervisor", "supervisor"),
    Planted(
        "staff as focal point", "people.yaml", "role: petugas", "role: narahubung", "punya agency", "have an agency"
    ),
    Planted(
        "an absence that ends too soon",
        "people.yaml",
        "    superior: SV-01",
        "    absences: [{first: 2026-02-02, last: 2026-01-01}]\n    superior: SV-01",
        "sebelum",
        "before",
    ),
    Planted("a superior of oneself", "people.yaml", "superior: KD-01", "superior: MJ-01", "dirinya", "their own"),
    Planted("a deputy of oneself", "people.yaml", "deputies: [PS-02]", "deputies: [PS-01]", "dirinya", "their own"),
    Planted(
        "a deputy from elsewhere", "people.yaml", "deputies: [PS-02]", "deputies: [LPA-1]", "instansi lain", "another"
    ),
    # calendars
    Planted(
        "closing before opening", "calendars.yaml", "sen: 07:30-16:00", "sen: 16:00-07:30", "sebelum buka", "closes"
    ),
    Planted(
        "neither week nor always", "calendars.yaml", "    always: true", "    always: false", "salah satu", "either", -1
    ),
    Planted("the last year first", "calendars.yaml", "last_year: 2027", "last_year: 2025", "sebelum", "before"),
    Planted(
        "a year without joint leave",
        "calendars.yaml",
        "last_year: 2027",
        "last_year: 2028",
        "cuti bersama 2028",
        "2028",
        warning=True,
    ),
    Planted(
        "estimated holidays",
        "calendars.yaml",
        "last_year: 2027",
        "last_year: 2027 ",
        "perkiraan",
        "estimates",
        warning=True,
    ),
    # roster
    Planted(
        "an hour without officer", "roster.yaml", "00:00-24:00, person: PD", "07:00-24:00, person: PD", "00:00", "sen"
    ),
    Planted(
        "a day without manager",
        "roster.yaml",
        "setiap hari, hours: 00:00-24:00, person: MJ",
        "sen-sab, hours: 00:00-24:00, person: MJ",
        "tidak ada yang piket min 00:00",
        "nobody is on duty at min 00:00",
    ),
    Planted(
        "a swap that ends before it starts",
        "roster.yaml",
        "workers:",
        "exceptions: [{duty: piket, start: "
        "2026-01-02T00:00:00+07:00, end: 2026-01-01T00:00:00+07:00, person: PD-01}]\nworkers:",
        "sesudah",
        "not after",
    ),
    # ladders
    Planted("a row missing", "ladders.yaml", "  ASESMEN/tinggi:", "  ASESMEN/gawat:", "tidak dipakai", "not used"),
    Planted(
        "rungs out of order", "ladders.yaml", "ingatkan: 20 menit", "ingatkan: 50 menit", "urut waktu", "in time", 1
    ),
    Planted(
        "a ladder that ends in silence", "ladders.yaml", "naik_manajer: 2 jam", "ingatkan: 2 jam", "terakhir", "last"
    ),
    Planted("a ladder without repeat", "ladders.yaml", "repeat: 4 jam", "repeat: 0 jam", "lebih dari 0", "more than 0"),
    # terms
    Planted(
        "a type only one can serve",
        "case_types.yaml",
        "[POLISI, PENGASUHAN]",
        "[POLISI]",
        "KEKERASAN",
        "1 agencies",
        -1,
        warning=True,
    ),
    Planted("a reason nobody knows", "words.yaml", 'code: "9"', 'code: "8"', "tidak dikenal", "not known"),
    Planted("a warning after the end", "statutory.yaml", "[24, 60]", "[24, 96]", "di bawah 72", "below 72"),
    Planted(
        "a letter that starts no clock",
        "statutory.yaml",
        "begun_by: surat",
        "begun_by: kejadian",
        "oleh surat",
        "by surat",
        -32,
        warning=True,
    ),
    Planted("warnings out of order", "statutory.yaml", "[24, 60]", "[60, 24]", "urut", "rising"),
    Planted("shared and never shared", "sharing.yaml", "[facts, suspect]", "[facts, reporter]", "never", "never"),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_does_not_fit_together_is_found_on_its_line(row: Planted, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    line = edited(pack, row.file, row.old, row.new) + row.down
    if row.name.startswith("a type only one"):
        edited(pack, "agencies.yaml", "services: [BANSOS, POLISI]", "services: [BANSOS]")
    found = [each for each in check(pack) if (each.file, each.line, each.warning) == (row.file, line, row.warning)]
    assert any(row.id in each.id and row.en in each.en for each in found), "\n".join(map(str, check(pack)))


def test_overlapping_and_backward_seasons_are_found(tmp_path: Path) -> None:
    pack = copied(tmp_path, TULUNGAGUNG)
    line = edited(pack, "calendars.yaml", "last: 2026-03-20", "last: 2026-01-20")
    assert ("calendars.yaml", line) in {(each.file, each.line) for each in check(pack)}


def test_a_missing_row_is_named(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edited(pack, "ladders.yaml", "  ASESMEN/tinggi:", "  ASESMEN/gawat:")
    assert any("ASESMEN/tinggi belum ada" in each.id for each in check(pack))


def test_a_day_both_opened_and_closed_is_found(tmp_path: Path) -> None:
    pack = copied(tmp_path, TULUNGAGUNG)
    day = "[{date: 2026-12-24, name: Cuti, decree: SK 1}]"
    edited(pack, "calendars.yaml", "closed: []", f"closed: {day}")
    line = edited(pack, "calendars.yaml", "opened: []", f"opened: {day}")
    assert ("calendars.yaml", line) in {(each.file, each.line) for each in check(pack)}


def test_a_decree_ends_the_estimate(tmp_path: Path) -> None:
    pack = copied(tmp_path, TULUNGAGUNG)
    days = ", ".join(f"{{date: 2027-{day}, name: Libur, decree: SKB}}" for day in ("03-10", "03-11", "05-17"))
    edited(pack, "calendars.yaml", "closed: []", f"closed: [{days}]")
    assert check(pack) == []
