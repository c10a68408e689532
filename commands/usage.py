"""What Typer says about a wrong call, in Indonesian: its fixed phrases are few."""

PHRASES = (
    ("Invalid value for", "Nilai tidak sah untuk"),
    ("Value error, ", ""),
    ("is not one of", "bukan salah satu dari"),
    ("Missing option", "Pilihan wajib belum disebut:"),
    ("Missing argument", "Belum disebut:"),
    ("Missing command", "Perintah belum disebut"),
    ("No such option:", "Tidak ada pilihan"),
    ("Did you mean", "Maksudnya"),
    ("Got unexpected extra argument", "Kata yang tidak dikenal"),
    ("requires an argument", "perlu isi"),
    ("is not a valid", "bukan"),
    ("integer", "bilangan bulat"),
)


def in_indonesian(message: str) -> str:
    """The message with Typer's phrases in Indonesian; what it does not know stays as it is."""
    for english, indonesian in PHRASES:
        message = message.replace(english, indonesian)
    return message
