"""Names that are on the wire and in the UI; changing one is a change of every open case."""

from collections.abc import Mapping

from policy import commands, hard_commands, later_commands

WORKFLOW = "Kasus"
TASK_QUEUE = "rujukan"
CARRY_OUT = "carry_out"
SETTLE = "settle"
PERIODIC = "Berkala"
SWEEP = "sweep"
STATE_QUERY = "keadaan"
LINE_QUERY = "pemegang"

UPDATES: Mapping[type[commands.Command], str] = {
    commands.Report: "laporan",
    commands.Reply: "jawaban",
    commands.Assess: "asesmen",
    commands.MakePlan: "rencana",
    commands.Refer: "rujukan",
    hard_commands.Choose: "pilih_pintu",
    commands.Visit: "kunjungan",
    hard_commands.Attempt: "upaya",
    hard_commands.WhereIs: "lokasi_anak",
    hard_commands.Arrived: "anak_tiba",
    commands.ProposeClosure: "usul_terminasi",
    commands.Approve: "persetujuan",
    commands.Reopen: "buka_kembali",
    hard_commands.Transfer: "pelimpahan",
    hard_commands.TransferAnswer: "jawaban_pelimpahan",
    commands.Withdraw: "cabut",
    hard_commands.WithdrawConsent: "cabut_persetujuan",
    hard_commands.DecideBasis: "putusan_dasar",
    hard_commands.Send: "kirim",
    commands.Assign: "tugaskan",
    hard_commands.Follow: "ikut_pengganti",
    commands.Correct: "koreksi",
    commands.Undo: "batal_terima",
    commands.Replan: "hitung_ulang",
    commands.MessageFailed: "pesan_gagal",
    hard_commands.StartClocks: "jam_hukum",
    hard_commands.Prove: "bukti",
    hard_commands.Heard: "dihubungi",
    hard_commands.AddReport: "laporan_tambahan",
    hard_commands.SameChild: "anak_sama",
    hard_commands.Bar: "kecualikan",
    hard_commands.Unbar: "cabut_pengecualian",
    hard_commands.Restrict: "batasi",
    hard_commands.Breach: "kebocoran_data",
    later_commands.Foreseen: "kekosongan",
    later_commands.Filled: "kekosongan_terisi",
    later_commands.AddConsent: "tambah_persetujuan",
    later_commands.SuspectConsented: "persetujuan_terduga",
    later_commands.NotArrived: "belum_tiba",
}
"""The Update that carries each command."""

COMMANDS: Mapping[str, type[commands.Command]] = {command.__name__: command for command in UPDATES}
"""The command of each inbox kind."""
