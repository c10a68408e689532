"""What may not leave in a message, each with a clear error that repeats no value (issue 5, bad input)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from notifications import render as rendering
from notifications.catalogue import BY_NAME
from notifications.html import page
from notifications.render import RenderError, render, render_mail

VALUES = BY_NAME["stop_told"].longest(reply=False)


def forget() -> None:
    """Templates are read once per process."""
    rendering._environment.cache_clear()  # noqa: SLF001 - as they are read
    rendering._names.cache_clear()  # noqa: SLF001 - as above


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the Indonesian templates, to plant bad ones in."""
    (tmp_path / "id").mkdir()
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    forget()
    yield tmp_path / "id"
    forget()


def refused(template: str, values: dict[str, object]) -> RenderError:
    with pytest.raises(RenderError) as error:
        render(template, "id", values)
    return error.value


def test_an_unknown_placeholder_is_named(own: Path) -> None:
    (own / "stop_told.txt").write_text("{{ unit }}: {{ nama_anak }}", encoding="utf-8")
    error = refused("stop_told", VALUES)
    assert error.code == "undefined"
    assert "nama_anak" in str(error)


@pytest.mark.parametrize("alien, point", [("\u2019", "U+2019"), ("\U0001f600", "U+1F600"), ("ç", "U+00E7")])
def test_a_character_outside_gsm_in_a_template_is_named(own: Path, alien: str, point: str) -> None:
    (own / "stop_told.txt").write_text(f"{{{{ unit }}}}: Jum{alien}at", encoding="utf-8")
    error = refused("stop_told", VALUES)
    assert error.code == "alphabet"
    assert point in str(error)


def test_a_broken_template_is_a_refusal_too(own: Path) -> None:
    (own / "stop_told.txt").write_text("{{ unit ", encoding="utf-8")
    assert refused("stop_told", VALUES).code == "undefined"


@pytest.mark.parametrize(
    "hidden, point",
    [("\u202e", "U+202E"), ("\u2066", "U+2066"), ("\u200b", "U+200B"), ("\x1b", "U+001B"), ("\0", "U+0000")],
)
def test_a_hidden_mark_in_a_value_is_refused_by_its_name_in_text_and_mail(hidden: str, point: str) -> None:
    values = VALUES | {"holder": f"DIN{hidden}SOS"}
    for refuse in (render, render_mail):
        with pytest.raises(RenderError) as error:
            refuse("stop_told", "id", values)
        assert error.value.code == "alphabet"
        assert point in str(error.value)
        assert "'holder'" in str(error.value)
        assert "DIN" not in str(error.value)


def test_a_hidden_mark_inside_a_list_is_refused() -> None:
    values = BY_NAME["refused"].longest(reply=False) | {"agencies": ("LPA", "DIN\u202eSOS")}
    assert refused("refused", values).code == "alphabet"


@pytest.mark.parametrize("broken", ["DINSOS\nBcc: x", "DINSOS\r\nBcc: x", "DINSOS\u2028Bcc: x", "DINSOS\tBcc: x"])
def test_a_line_break_in_a_value_writes_no_line_of_its_own(broken: str) -> None:
    values = VALUES | {"holder": broken}
    assert "DINSOS Bcc: x" in render("stop_told", "id", values)
    mail = render_mail("stop_told", "id", values)
    assert "\n" not in mail.subject
    assert mail.text.count("\n") == 1


@pytest.mark.parametrize("markup", ["<b>A</b>", "{{ unit }}", "{% raw %}", "&lt;"])
def test_markup_in_a_value_is_words(markup: str) -> None:
    text = render("stop_told", "id", VALUES | {"holder": markup})
    assert markup in text
    assert "<b>" not in page(text)
