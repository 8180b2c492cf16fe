"""The reload script, put into pages on their way to the browser and never on the disk."""

from __future__ import annotations

import re
from html import escape, unescape

SCRIPT = "/_kepu/reload.js"
EVENTS = "/_kepu/events"

_POLICY = re.compile(
    rb"""(<meta\s[^>]*http-equiv=["']?Content-Security-Policy["']?[^>]*\scontent=)(["'])(.*?)(\2)""",
    re.IGNORECASE | re.DOTALL,
)
_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_OWN = "'self'"
_NONE = "'none'"


def with_reload(page: bytes, version: str) -> bytes:
    """Return page with the script that waits for a version other than this one."""
    tag = f'<script src="{SCRIPT}" data-version="{version}"></script>\n'.encode()
    page = _POLICY.sub(_relaxed, page)
    ends = list(_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + tag + page[at:]


def _relaxed(found: re.Match[bytes]) -> bytes:
    policy = relax(unescape(found[3].decode("utf-8", "replace")))
    quote = found[2]
    return found[1] + quote + escape(policy, quote=False).encode().replace(quote, _entity(quote)) + quote


def _entity(quote: bytes) -> bytes:
    return b"&quot;" if quote == b'"' else b"&#x27;"


def relax(policy: str) -> str:
    """Return a content security policy that also lets the page load our script and hear our events.

    A page that says `script-src` by hash, or nothing of `connect-src`, would refuse both.
    """
    rows = [row.split() for row in policy.split(";") if row.strip()]
    directives = {row[0].lower(): row[1:] for row in rows}
    fallback = directives.get("default-src")
    for name in ("script-src", "connect-src"):
        allowed = directives.get(name, fallback)
        if allowed is not None and _OWN not in allowed:
            directives[name] = [word for word in allowed if word != _NONE] + [_OWN]
    return "; ".join(" ".join([name, *words]) for name, words in directives.items())
