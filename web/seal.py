"""Who may see the desk's page while there are no accounts: whoever has opened the address `rujukan up` prints, here.

The key is in `instance.json`. It is typed once, in an address; then a cookie that only this page gets stands for it.
"""

import hashlib
import hmac
from ipaddress import ip_address

COOKIE = "meja"
PATH = "/meja"


def cookie_of(key: str) -> str:
    """What the browser keeps: made from the key, and not the key."""
    return _mark(key, "cookie")


def known(key: str, cookie: str) -> bool:
    """Whether this browser has shown the key before; without a key nobody has."""
    return bool(key) and same(cookie, cookie_of(key))


def is_key(key: str, given: str) -> bool:
    """Whether this is the key; without a key nothing is."""
    return bool(key) and same(given, key)


def mark(key: str, item: int) -> str:
    """What a form of ours carries, so that no other page can post in a reader's name."""
    return _mark(key, f"butir {item}")


def is_ours(key: str, item: int, given: str) -> bool:
    """Whether a form is one we have made."""
    return bool(key) and same(given, mark(key, item))


def is_local(host: str) -> bool:
    """Whether a request comes from this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _mark(key: str, about: str) -> str:
    return signed(key, f"meja: {about}")


def signed(key: str, text: str) -> str:
    """What every page of ours is signed with: nobody without the key can make it."""
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def same(given: str, expected: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())
