"""A settings file as values and text, or what is wrong with it in words of our own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from site_builder.errors import SiteError
from site_builder.i18n import _, reason_of


def read_toml(file: Path, name: str) -> tuple[dict[str, Any], str]:
    """Return the values and the text of a settings file; `name` is how messages call it.

    Raises SiteError when it is missing, not text or not TOML.
    """
    _refuse_what_is_no_file(file, name)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SiteError(
            _("the file cannot be read: {reason}").format(reason=reason_of(error)), where=name
        ) from error
    text = _decode(data, name).replace("\r\n", "\n")
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        from site_builder.settings.slips import find_slip  # noqa: PLC0415 - 2 ms, for a mistake only

        found = re.search(r"at line (\d+)", str(error))
        slip = find_slip(text, int(found[1]) if found else len(text.rstrip().split("\n")))
        raise SiteError(slip.message, where=f"{name}:{slip.line}", hint=slip.hint) from error
    except RecursionError as error:  # a thousand brackets
        raise SiteError(_("this is not a settings file"), where=name) from error


def _refuse_what_is_no_file(file: Path, name: str) -> None:
    if file.is_dir():
        raise SiteError(
            _("a folder stands where a file is needed"),
            where=name,
            hint=_("rename the folder or move it away"),
        )
    if file.exists() and not file.is_file():  # a pipe, which nobody may ever fill
        raise SiteError(_("this is not a settings file"), where=name)


def _decode(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, or in GBK as old editors on Windows save it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SiteError(
        _("the file is neither UTF-8 nor GBK text"),
        where=name,
        hint=_("save it again as UTF-8 in the editor"),
    )
