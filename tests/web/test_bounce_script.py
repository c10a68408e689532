"""The script that docs/channels.md gives to mail servers signs as the web process expects it."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from notifications.stamped import genuine
from tests.house.tree import ROOT

DOCS = ROOT / "docs" / "channels.md"


def test_the_documented_line_signs_a_mail_as_we_check_it(tmp_path: Path) -> None:
    line = re.search(r"mark=\$\(.*\)", DOCS.read_text(encoding="utf-8"))
    assert line is not None
    mail = tmp_path / "mail"
    mail.write_bytes(b"From: <>\r\n\r\n\xff'\"$x\n")
    script = f"mail={mail}; stamp=1795489200; key='kunci surel'; {line.group()}; printf %s \"$mark\""
    said = subprocess.run(["sh", "-c", script], check=True, capture_output=True, text=True).stdout
    assert genuine("kunci surel", mail.read_bytes(), "1795489200", said, datetime.fromtimestamp(1795489200, UTC))
