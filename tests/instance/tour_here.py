"""The tour's commands typed in the process of the test: all of them but the start of an interpreter, which is slow."""

import io
import json
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from typing import Any
from unittest.mock import patch

import cli
from tests.instance.product import Product


class Here(Product):
    """A running instance, its commands typed here."""

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the command line, with the surroundings a process of it would have."""
        out, err = io.StringIO(), io.StringIO()
        typed = [*words, "--data", str(self.data)]
        with patch.dict(os.environ, self.environment, clear=True), redirect_stdout(out), redirect_stderr(err):
            code = cli.run(typed)
        return subprocess.CompletedProcess(typed, code, out.getvalue(), err.getvalue())

    def json(self, *words: str) -> dict[str, Any]:
        """The JSON a command prints."""
        done = self.run(*words, "--json")
        assert done.stdout, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def here(product: Product) -> Here:
    """The same instance, spoken to from this process."""
    return Here(product.data, product.base, product.hour, process=product.process)
