"""Where a link or a picture points, as a safe address: outside, in the same text, or to a file of the hub."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from site_builder.i18n import _
from site_builder.urls import relative

HUB = "kepu:"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_WEB = ("http", "https")


class TargetError(Exception):
    """The target cannot be used; `hint` says what to write."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Target(Struct, frozen=True):
    """`href` is fit for HTML; `path` is a file of the hub or empty; `outside` is another host's address."""

    href: str
    path: str = ""
    outside: bool = False


def resolve_link(written: str, page: str) -> Target:
    """Return the target of a link in the content file page.

    Raises TargetError.
    """
    scheme = _scheme(written)
    if scheme in _WEB:
        return Target(_web_address(written), outside=True)
    if scheme in ("mailto", "tel"):
        return Target(_normal(written), outside=True)
    if scheme:
        raise TargetError(
            _("a link to {scheme}: is not shown").format(scheme=scheme),
            _("link to https://… or to a file beside this one"),
        )
    if written.startswith("#"):
        return Target("#" + quote(unquote(written[1:])))
    if written.lower().startswith("www."):
        raise TargetError(_("the link lacks https://: {target}").format(target=written), f"https://{written}")
    return _in_hub(written, page)


def resolve_picture(written: str, page: str) -> Target:
    """Return the target of a picture in the content file page.

    Raises TargetError.
    """
    scheme = _scheme(written)
    if scheme or written.startswith("//"):
        raise TargetError(
            _("the picture lies elsewhere: {target}").format(target=written[:80]),
            _("save the picture beside the text and write its file name"),
        )
    return _in_hub(written.partition("#")[0], page)


def _scheme(written: str) -> str:
    if _CONTROL.search(written):
        raise TargetError(
            _("the address holds characters that cannot be seen"), _("write the address again by hand")
        )
    found = _SCHEME.match(written.strip())
    if found and len(found[1]) == 1:
        raise TargetError(
            _("the address is a place on one computer: {target}").format(target=written),
            _("copy the file beside the text and write its file name"),
        )
    return found[1].lower() if found else ""


def _web_address(written: str) -> str:
    try:
        has_host = bool(urlsplit(written).hostname)
    except ValueError:
        has_host = False
    if not has_host:
        raise TargetError(_("the web address is not complete: {target}").format(target=written), "https://…")
    return _normal(written)


def _normal(address: str) -> str:
    from markdown_it.common.normalize_url import normalizeLink  # noqa: PLC0415 - 20 ms, not for pictures

    return normalizeLink(address)


def _in_hub(written: str, page: str) -> Target:
    path, _sharp, fragment = written.partition("#")
    path = unquote(path)
    _refuse(path, written, page)
    path = normpath(join(dirname(page), path))
    if path == ".." or path.startswith("../"):
        raise TargetError(
            _("the link leaves the folder content/: {target}").format(target=written), _relative_hint()
        )
    suffix = "#" + quote(unquote(fragment)) if fragment else ""
    return Target(f"{HUB}{path}{suffix}", path)


def _refuse(path: str, written: str, page: str) -> None:
    if not path:
        raise TargetError(_("the link leads nowhere"), _("write the file's name between the brackets"))
    if "\\" in path:
        raise TargetError(
            _("folders are parted by / and not by \\: {target}").format(target=written),
            path.replace("\\", "/"),
        )
    if path.startswith("//"):
        raise TargetError(_("the link lacks https://: {target}").format(target=written), f"https:{written}")
    if path.startswith("/"):
        inside = path.lstrip("/").removeprefix("content/")
        hint = _("write: {example}").format(example=relative(inside, page)) if inside else _relative_hint()
        raise TargetError(_("a link must not begin with /: {target}").format(target=written), hint)
    if re.search("[?#\ufffd]", path) or _CONTROL.search(path):
        raise TargetError(
            _("a file's name must not have such characters: {target}").format(target=written),
            _relative_hint(),
        )


def _relative_hint() -> str:
    return _("write the way from this file, for example ../health/rabies.md")
