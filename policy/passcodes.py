"""Secrets of a few digits, PIN and code: how long, how many wrong tries, how they are kept. Pure: no draw of its own.

So few digits are guessed in no time from a plain hash: what is kept is salted and slow. Whoever has a key mixes it in.
"""

import hashlib
import hmac
from collections.abc import Callable

DIGITS = 6
TRIES = 5
"""So many wrong ones end a code, and lock a PIN."""
PLACE = "#" * DIGITS
"""Stands for a code in a stored text whose digits are put in as it leaves."""
_N, _R = 2**14, 8
"""16 MB and some 50 ms for each try."""


def new_code(draw: Callable[[int], int]) -> str:
    """A code; `draw(n)` gives a random number below n."""
    return as_code(draw(10**DIGITS))


def as_code(number: int) -> str:
    """The last digits of a number, as a code."""
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def is_digits(typed: str) -> bool:
    """Whether this has the form of a PIN or code."""
    return len(typed) == DIGITS and typed.isascii() and typed.isdigit()


def kept(secret: str, salt: str) -> str:
    """A secret as the database keeps it: `salt$hash`."""
    slow = hashlib.scrypt(secret.encode(), salt=salt.encode(), n=_N, r=_R, p=1, maxmem=2**26)
    return f"{salt}${slow.hex()}"


def is_kept(secret: str, known: str) -> bool:
    """Whether this is the secret that was kept; compared in constant time."""
    return hmac.compare_digest(kept(secret, known.partition("$")[0]), known)
