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
    return bool(key) and hmac.compare_digest(cookie.encode(), cookie_of(key).encode())


def is_key(key: str, given: str) -> bool:
    """Whether this is the key; without a key nothing is."""
    return bool(key) and hmac.compare_digest(given.encode(), key.encode())


def mark(key: str, item: int) -> str:
    """What a form of ours carries, so that no other page can post in a reader's name."""
    return _mark(key, f"butir {item}")


def is_ours(key: str, item: int, given: str) -> bool:
    """Whether a form is one we have made."""
    return bool(key) and hmac.compare_digest(given.encode(), mark(key, item).encode())


def is_local(host: str) -> bool:
    """Whether a request comes from this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _mark(key: str, about: str) -> str:
    return hmac.new(key.encode(), f"meja: {about}".encode(), hashlib.sha256).hexdigest()
