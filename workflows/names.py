"""Names that are on the wire and in the UI; changing one is a change of every open case."""

from collections.abc import Mapping

from policy import commands

WORKFLOW = "Kasus"
TASK_QUEUE = "rujukan"
CARRY_OUT = "carry_out"
SETTLE = "settle"
STATE_QUERY = "keadaan"
LINE_QUERY = "pemegang"

UPDATES: Mapping[type[commands.Command], str] = {
    commands.Report: "laporan",
    commands.Reply: "jawaban",
    commands.Assess: "asesmen",
    commands.MakePlan: "rencana",
    commands.Refer: "rujukan",
    commands.Visit: "kunjungan",
    commands.ProposeClosure: "usul_terminasi",
    commands.Approve: "persetujuan",
    commands.Reopen: "buka_kembali",
    commands.Withdraw: "cabut",
    commands.Send: "kirim",
    commands.Assign: "tugaskan",
    commands.Follow: "ikut_pengganti",
    commands.Correct: "koreksi",
    commands.Undo: "batal_terima",
    commands.Replan: "hitung_ulang",
    commands.MessageFailed: "pesan_gagal",
}
"""The Update that carries each command."""

COMMANDS: Mapping[str, type[commands.Command]] = {command.__name__: command for command in UPDATES}
"""The command of each inbox kind."""
