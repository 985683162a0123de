"""Addresses in notes, made valid for a book: what is not certainly a valid web or mail address is not a link."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from noteport.api import is_safe_address

_PLAIN = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./?=&#+~-]*)?", re.ASCII)
"""The pattern of most addresses, which need no change."""
_KEPT = "!#$%&'()*+,/:;=?@[]~"
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+")
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+(\?\S*)?", re.IGNORECASE | re.ASCII)


@lru_cache(maxsize=4096)
def web_address(href: str) -> str | None:
    """Return the address with percent-encoding where needed; None if a book must not link to it."""
    if _PLAIN.fullmatch(href) and href.count("#") <= 1:
        return href
    href = _STRAY_PERCENT.sub("%25", href.strip())
    if not is_safe_address(href) or any(char.isspace() or not char.isprintable() for char in href):
        return None
    if href.lower().startswith("mailto:"):
        return href if _MAIL.fullmatch(href) else None
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:  # UnicodeError is a ValueError
        return None
    if _HOST.fullmatch(host) is None or len(host) > 253 or parts.username is not None:
        return None
    place = host if port is None else f"{host}:{port}"
    rest = href.split("//", 1)[1].partition(parts.netloc)[2] if parts.netloc else ""
    rest = quote(rest, safe=_KEPT).replace("[", "%5B").replace("]", "%5D")
    before, mark, fragment = rest.partition("#")
    fragment = fragment.replace("#", "%23")
    return f"{parts.scheme.lower()}://{place}{before}{mark}{fragment}"
