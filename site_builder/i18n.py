"""Messages in the user's language, through gettext."""

from __future__ import annotations

import errno
import gettext
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "messages"  # gettext's default: click looks its own texts up there too


def _(message: str) -> str:
    """Return message in the language that the environment names now; as gettext.gettext, 20 times as fast."""
    told = os.environ.get
    language = told("LANGUAGE") or told("LC_ALL") or told("LC_MESSAGES") or told("LANG")
    return _translation(language or "")(message)


@cache
def _translation(_language: str) -> Callable[[str], str]:
    """Return what translates; gettext looks for the language itself, in each of its forms."""
    return gettext.translation(DOMAIN, LOCALES, fallback=True).gettext


def reason_of(error: OSError) -> str:
    """Return why the system refused, in the user's language where the reason is a common one."""
    told = {
        errno.ENOENT: _("it is not there"),
        errno.EACCES: _("permission denied, or another program has it open"),
        errno.EPERM: _("permission denied, or another program has it open"),
        errno.EROFS: _("the disk is write-protected"),
        errno.ENOSPC: _("the disk is full"),
        errno.EEXIST: _("something of that name is there already"),
        errno.ENOTDIR: _("a file stands where a folder is needed"),
        errno.EISDIR: _("a folder stands where a file is needed"),
        errno.EBUSY: _("another program is using it"),
        errno.ENAMETOOLONG: _("its name is too long"),
    }
    return told.get(error.errno or 0, "") or error.strerror or str(error)


def activate() -> None:
    """Bind the catalogue, and tell gettext the language of Windows, which sets no LANG."""
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    named = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    if sys.platform == "win32" and not any(os.environ.get(name) for name in named):
        os.environ["LANGUAGE"] = _windows_language()


def _windows_language() -> str:
    import ctypes  # noqa: PLC0415 - windll exists on Windows only
    import locale  # noqa: PLC0415 - needed on Windows only

    number = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined,unused-ignore]
    return locale.windows_locale.get(number, "en")


activate()  # on import: a command's help text is translated where the command is defined
