"""Plain text of the notes as a reader should see it."""

from __future__ import annotations

import re

from noteport.api import Video
from noteport_epub.addresses import web_address
from noteport_epub.maths import formula
from noteport_epub.xhtml import Markup, el, escape, join

_SITES = {
    "bilibili": "Bilibili",
    "dailymotion": "Dailymotion",
    "loom": "Loom",
    "peertube": "PeerTube",
    "spotify": "Spotify",
    "twitch": "Twitch",
    "vimeo": "Vimeo",
    "youtube": "YouTube",
}
_LINK = re.compile(r"\[\[[^\[\]\n|]*\|\s*([^\[\]\n|]*)\]\]")
_HALF_LINK = re.compile(r"^([^\[\]]*)\]\]|\[\[([^\[\]]*)$")
"""The end or the beginning of a link that a table cut in two."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`|]*[^\s<>\"'`|.,;:!?)\]}*_]")
"""Up to where the text probably belongs to the sentence around it."""
_TAG = re.compile(r"(</?[A-Za-z][^<>\n]*>)")
_FORMULA = re.compile(
    r"\$\$(.+?)\$\$|\$(?!\s)([^$\n]*?[\\^_={}<>][^$\n]*?|[A-Za-z]['′]?|[A-Za-z]\([A-Za-z]\))(?<!\s)\$(?![\d\w])",
    re.DOTALL,
)
"""A formula has a sign that no amount of money has, or is a single letter (pandoc's rule for spaces and digits)."""


def said(text: str) -> Markup:
    """Return plain text of the notes, such as a heading, with text between dollar signs as formulas."""
    if "$" not in text:
        return as_text(text)
    parts: list[str] = []
    position = 0
    for found in _FORMULA.finditer(text):
        parts += [as_text(text[position : found.start()]), formula(found[1] or found[2], display=False)]
        position = found.end()
    return join([*parts, as_text(text[position:])])


def as_text(text: str) -> Markup:
    """Return plain text in which a tag is shown as code, and an incomplete link as its text."""
    if "[[" in text or "]]" in text:
        text = _HALF_LINK.sub(r"\1\2", _LINK.sub(r"\1", text))
    if "<" not in text:
        return escape(text)
    pieces = _TAG.split(text)
    return join(el("code", {}, piece) if index % 2 else piece for index, piece in enumerate(pieces))


def with_addresses(text: str) -> Markup:
    """Return plain text in which every web address is a link."""
    if "://" not in text:
        return as_text(text)
    parts: list[str] = []
    position = 0
    for found in _WEB_ADDRESS.finditer(text):
        address = web_address(found[0])
        if address is not None:
            parts += [as_text(text[position : found.start()]), el("a", {"href": address}, found[0])]
            position = found.end()
    return join([*parts, as_text(text[position:])])


def video_link(video: Video) -> Markup:
    """Return a video by its title, or else by its site and id, as a link if it is on the web."""
    site = _SITES.get(video.provider)
    name = video.title or (f"{site} {video.id}" if site else video.id)
    address = web_address(video.page)
    return el("a" if address else "span", {"href": address, "dir": "auto"}, name)
