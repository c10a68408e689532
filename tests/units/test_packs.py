"""The packs that are shipped load, twice the same, and hold what the field asks for."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from notifications.catalogue import LONGEST
from policy.ladder import LADDERS
from policy.people import Group
from policy.unit import Unit
from tests.units.folders import CONTOH, PACKS, TULUNGAGUNG
from units.load import check, load
from units.stored import content_hash, from_json, to_json

TABLE = PACKS.parent / "tabel1_2019.csv"
EXPECTED_AGENCIES = """
    DINSOS UPTD-PPA DINAS-PPPA DUKCAPIL DISDIK SEKOLAH-SD DINKES PUSKESMAS-KAUMAN RSUD-ISKAK PSC119 POLRES-PPA BAPAS
    KEJARI PN PA KEMENAG LKSA-MELATI RUMAH-AMAN LPA LPSK SENTRA DISNAKER BP3MI SAPA129 DESA-MELATI PATBM-MELATI
"""


@pytest.fixture(scope="module")
def tulungagung() -> Unit:
    return load(TULUNGAGUNG)


@pytest.mark.parametrize("pack", [TULUNGAGUNG, CONTOH], ids=lambda pack: pack.name)
class TestEveryPack:
    def test_it_has_no_errors(self, pack: Path) -> None:
        assert [str(each) for each in check(pack) if not each.warning] == []

    def test_loading_twice_gives_the_same_unit_and_hash(self, pack: Path, tmp_path: Path) -> None:
        copy = shutil.copytree(pack, tmp_path / "elsewhere")
        first, second = load(pack), load(copy)
        assert first == second
        assert content_hash(to_json(first)) == content_hash(to_json(second))

    def test_it_comes_back_from_its_stored_text_in_the_same_order(self, pack: Path) -> None:
        unit = load(pack)
        again = from_json(to_json(unit))
        assert again == unit
        assert to_json(again) == to_json(unit)
        assert list(again.people) == list(unit.people)

    def test_it_is_marked_as_a_sample(self, pack: Path) -> None:
        assert load(pack).sample

    def test_its_ladders_are_the_defaults_of_the_rules_and_say_that_nobody_decreed_them(self, pack: Path) -> None:
        unit = load(pack)
        assert dict(unit.ladders) == dict(LADDERS)
        assert unit.ladders_label == "contoh, belum ditetapkan"

    def test_its_code_is_the_name_of_its_folder(self, pack: Path) -> None:
        assert load(pack).code == pack.name

    def test_what_stands_in_messages_is_within_the_longest_tried(self, pack: Path) -> None:
        unit = load(pack)
        assert len(unit.sender) <= len(str(LONGEST["unit"]))
        assert len(unit.desk_phone) <= len(str(LONGEST["phone"]))
        assert max(map(len, unit.agencies)) <= len(str(LONGEST["holder"]))
        assert max(map(len, unit.people)) <= len(str(LONGEST["by"]))
        assert max(len(term.id) for term in unit.decline_reasons) <= len(str(LONGEST["reason"]))
        assert max(len(term.id) for term in unit.outcomes) <= len(str(LONGEST["outcome"]))

    def test_a_refusal_can_always_go_to_a_second_agency(self, pack: Path) -> None:
        unit, today = load(pack), date(2026, 11, 24)
        lonely = [term.code for term in unit.services if len(unit.agencies_offering(term.code, today)) < 2]
        assert lonely == []


def test_tulungagung_has_all_agencies_of_the_field(tulungagung: Unit) -> None:
    today = date(2026, 11, 24)
    assert [code for code in EXPECTED_AGENCIES.split() if not tulungagung.active(code, today)] == []
    assert {agency.group for agency in tulungagung.agencies.values()} == set(Group)


def test_the_types_of_2019_are_those_of_the_table_with_the_misprint_put_right(tulungagung: Unit) -> None:
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    listed = tulungagung.types_on(date(2019, 6, 1))
    assert listed.version == "2019"
    assert [(each.code, each.article59 or "") for each in listed.types] == [
        (row["kode_usulan"], row["kategori_uu35_2014_ps59"]) for row in rows
    ]
    words = [row["jenis_kasus_sumber"].replace("Eksplorasi", "Eksploitasi") for row in rows]
    assert [each.id for each in listed.types] == words
    note = next(each.note for each in listed.types if each.code == "EKSPLOITASI")
    assert note
    assert "Eksplorasi" in note


def test_a_second_list_is_marked_as_an_example_and_keeps_the_old_codes(tulungagung: Unit) -> None:
    old, new = tulungagung.types_on(date(2019, 1, 1)), tulungagung.types_on(date(2026, 11, 24))
    assert new.label == "contoh"
    assert {each.code for each in old.types} < {each.code for each in new.types}


def test_each_type_has_two_agencies_that_fit_in_2019_and_today(tulungagung: Unit) -> None:
    for day in (date(2019, 6, 1), date(2026, 11, 24)):
        for each in tulungagung.types_on(day).types:
            assert len(tulungagung.agencies_for(each, day)) >= 2, each.code


def test_every_statutory_clock_names_its_source_and_who_confirms_it(tulungagung: Unit) -> None:
    assert {row.hours for row in tulungagung.statutory} == {72}
    assert all("konfirmasi" in row.confirm and row.source for row in tulungagung.statutory)


def test_the_pack_tells_a_manager_which_holidays_are_estimates(tulungagung: Unit) -> None:
    assert date(2027, 3, 10) in tulungagung.holidays.estimated
    assert tulungagung.holidays.without_leave == ()
    assert [each.line for each in check(TULUNGAGUNG) if each.warning]
