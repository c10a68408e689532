"""§4: possible duplicates are put before a person; the rules only say how alike two reports are."""

from datetime import date

import pytest

from policy.alike import Birth, Child, Likeness, Name, likeness, normal, sound

MAY = date(2016, 5, 4)
JUNE = date(2016, 6, 4)
LONG_AGO = date(2011, 5, 4)

SAME_NAME = (
    ("Siti Aminah", "SITI  AMINAH"),
    ("Siti Aminah", "Aminah, Siti"),
    ("Muh. Rizki", "Muhammad Rizki"),
    ("An. Budi Santoso", "Budi Santoso"),
    ("Nur'aini", "Nuraini"),
    ("José", "Jose"),
    ("Ahmad bin Ali", "Ahmad Ali"),
)
SOUND_ALIKE = (
    ("Khoirul Anam", "Choirul Anam"),
    ("Soerjo", "Suryo"),
    ("Tjahjo", "Cahyo"),
    ("Yusuf", "Yusup"),
    ("Aisyah", "Aisah"),
    ("Fatimah", "Fathima"),
    ("Rizqi Febrian", "Rizki Pebrian"),
    ("Dwi Astuti", "Dwiastuti"),
    ("Annisa", "Anisa"),
    ("Zainal", "Jainal"),
    ("Jusuf", "Yusuf"),
    ("Deny", "Deni"),
)
OTHERS = (("Budi", "Siti"), ("Sari", "Sri"), ("Dewi", "Dewa"), ("", "Budi"), ("belum diketahui", "Belum diketahui"))


@pytest.mark.parametrize("one, other", SAME_NAME)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert likeness(Child(one), Child(other)) == Likeness(Name.SAME, Birth.UNKNOWN)


@pytest.mark.parametrize("one, other", SOUND_ALIKE)
def test_names_that_sound_alike_are_put_before_a_person(one: str, other: str) -> None:
    assert likeness(Child(one), Child(other)) == Likeness(Name.SOUND, Birth.UNKNOWN)
    assert likeness(Child(other), Child(one)) == Likeness(Name.SOUND, Birth.UNKNOWN)


@pytest.mark.parametrize("one, other", OTHERS)
def test_other_names_and_no_names_are_not(one: str, other: str) -> None:
    assert likeness(Child(one, MAY), Child(other, MAY)) is None


def test_the_same_name_with_another_birth_date_is_still_asked_about() -> None:
    assert likeness(Child("Siti", MAY), Child("Siti", MAY)) == Likeness(Name.SAME, Birth.SAME)
    assert likeness(Child("Siti", MAY), Child("Siti", JUNE)) == Likeness(Name.SAME, Birth.OTHER)


def test_birth_years_far_apart_are_two_children() -> None:
    assert likeness(Child("Siti", MAY), Child("Siti", LONG_AGO)) is None


def test_a_name_that_only_sounds_alike_with_another_birth_date_is_another_child() -> None:
    assert likeness(Child("Yusuf", MAY), Child("Yusup", JUNE)) is None


def test_a_part_of_a_name_counts_only_with_the_same_birth_date() -> None:
    whole, part = "Ahmad Rizki Maulana", "Rizqi"
    assert likeness(Child(whole, MAY), Child(part, MAY)) == Likeness(Name.PART, Birth.SAME)
    assert likeness(Child(whole, MAY), Child(part)) is None
    assert likeness(Child(whole, MAY), Child(part, JUNE)) is None


def test_a_name_of_signs_only_is_no_name() -> None:
    assert normal("-- ?") == ()
    assert sound("") == ""
