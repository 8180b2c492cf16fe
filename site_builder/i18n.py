"""Messages in the user's language, through gettext."""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "messages"  # gettext's default: click looks its own texts up there too

_ = gettext.gettext


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
