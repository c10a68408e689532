"""Nothing that was typed is lost or doubled: stored first, delivered when somebody can, the same once."""

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

import cli
from models.tables import CaseFile, Inbox
from tests.commands.answering import Answering
from tests.commands.desk import WORKER, Desk
from tests.patience import until


def test_a_report_gets_its_code_though_nobody_can_deliver_it(quiet_desk: Desk) -> None:
    said = quiet_desk.done("report", "--type", "KESOS", "--json")
    assert (said.json["delivered"], len(said.json["code"])) == (False, 7)
    waiting = quiet_desk.done("case", said.json["code"], "--json").json
    assert (waiting["delivered"], waiting["handovers"], waiting["events"]) == (False, [], [])
    with Answering(quiet_desk.db):
        until(lambda: quiet_desk.stage(said.json["code"]) == "LAPORAN")


def test_a_person_is_told_that_it_waits(quiet_desk: Desk) -> None:
    assert "Tersimpan" in quiet_desk.done("report", "--type", "KESOS").out
    assert "Stored" in quiet_desk.done("report", "--type", "KESOS", "--en").out


def test_a_step_that_waits_ends_with_three_and_is_done_later(quiet_desk: Desk) -> None:
    with Answering(quiet_desk.db):
        code = quiet_desk.planned()
    said = quiet_desk("visit", code, *WORKER, "--json")
    assert (said.code, said.json["stored"], said.json["delivered"]) == (3, True, False)
    before = len(quiet_desk("case", code, "--json").json["events"])
    with Answering(quiet_desk.db):
        until(lambda: len(quiet_desk("case", code, "--json").json["events"]) > before)


def test_the_same_submission_is_one_report(desk: Desk) -> None:
    words = ("report", "--type", "KESOS", "--child", "A", "--child", "B", "--id", "surat-17", "--json")
    first = desk.done(*words).json
    assert desk.done(*words).json == first
    with desk.db.read() as session:
        assert len(session.exec(select(CaseFile)).all()) == 2


def test_the_same_submission_at_the_same_moment_is_one_report(desk: Desk) -> None:
    words = ["report", "--type", "KESOS", "--id", "bersamaan", "--data", str(desk.data)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(cli.run, [words] * 4)) == [0] * 4
    with desk.db.read() as session:
        assert len(session.exec(select(CaseFile)).all()) == 1
        assert len(session.exec(select(Inbox)).all()) == 1


def test_another_submission_whose_id_begins_alike_is_another_report(desk: Desk) -> None:
    first = desk.done("report", "--type", "KESOS", "--id", "surat", "--json").json
    other = desk.done("report", "--type", "KESOS", "--id", "surat-0", "--json").json
    assert other["codes"] != first["codes"]


def test_a_refusal_is_a_sentence_in_both_languages(desk: Desk) -> None:
    code = desk.reported()
    said = desk("plan", code, *WORKER, "--json")
    assert said.code == 1
    assert said.json["ok"] is False
    assert set(said.json["refused"]) == {"code", "id", "en"}
    assert said.json["refused"]["code"] == "wrong_stage"


def test_hidden_marks_are_taken_out_and_that_is_said(desk: Desk) -> None:
    code = desk.planned()
    note = "Bu Ani \U0001f600 \u202eijag\x00 ꦲꦏ꧀ ‍tetap"
    assert "dibuang" in desk.done("visit", code, "--note", note, *WORKER).err
    with desk.db.read() as session:
        row = session.exec(select(Inbox).where(Inbox.kind == "Visit")).one()
    assert row.facts == {"note": "Bu Ani \U0001f600 ijag ꦲꦏ꧀ ‍tetap"}


def test_ten_thousand_characters_are_kept_whole(desk: Desk) -> None:
    text = "\U0001f600" * 5_000 + "é" * 5_000
    code = desk.done("report", "--type", "KESOS", "--text", text, "--json").json["code"]
    with desk.db.read() as session:
        file = session.get(CaseFile, code)
    assert file is not None
    assert file.facts["text"] == text


def test_an_input_over_64_kilobytes_is_refused_whole(desk: Desk) -> None:
    words = [part for name in ("text", "where", "carer", "suspect", "reporter") for part in (f"--{name}", "é" * 9_000)]
    said = desk("report", "--type", "KESOS", *words)
    assert (said.code, "64 kB" in said.err) == (1, True)
    with desk.db.read() as session:
        assert session.exec(select(CaseFile)).all() == []
