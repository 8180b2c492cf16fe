"""HTML becomes a PDF by the Chromium or Edge of this machine: the second engine, whose PDFs are tagged."""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from site_builder.digest import canonical
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.render.posters.fonts import Font
from site_builder.render.posters.printer import BEYOND, drawn_by
from site_builder.render.posters.typefaces import FAMILY

BROWSER = "chromium"  # what a format's `engine` is called
PATIENCE = 120  # seconds
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
_PLACES = (
    ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
)
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
# No window, no first-run pages, no question to the network: each address is answered with "unknown".
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--font-render-hinting=none",
)
# Else it sets characters on whole pixels, and lines break elsewhere than where the fitting saw them break.
# What is larger than its page by BEYOND must be the root: what is over of a scaled body makes a second page.
_EXACT = (
    "html{text-rendering:geometricPrecision;text-spacing-trim:space-all;text-autospace:no-autospace;"
    f"transform:scale({BEYOND});transform-origin:0 0}}"
)
_GIVE_FONTS = """
for (const font of %s) {
  const data = Uint8Array.from(atob(font.data), (byte) => byte.charCodeAt(0));
  const options = { weight: font.weight };
  if (font.range) options.unicodeRange = font.range;
  document.fonts.add(new FontFace("%s", data, options));
}
"""


def find_browser() -> Path | None:
    """Return the program: the one that KEPU_BROWSER names, else the first that is found."""
    return next(_candidates(), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("KEPU_BROWSER"):
        yield Path(named)
    for name in _NAMES:
        if found := which(name):
            yield Path(found)
    places = [Path(os.environ.get(base, ""), path) for base, path in _PLACES if os.environ.get(base)]
    places += [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC]
    yield from filter(Path.is_file, places)


def pdf_by_browser(html: str, fonts: Sequence[Font]) -> bytes:
    """Return the page as a PDF; its size is what the page's own `@page` rule says.

    The bytes differ from machine to machine. Raises SiteError when there is no browser, or it fails.
    """
    program = find_browser()
    if program is None:
        raise SiteError(
            _("no Chromium or Edge was found"),
            hint=_("install one, name it in the environment variable KEPU_BROWSER, or leave --engine out"),
        )
    with TemporaryDirectory(prefix="kepu-", ignore_cleanup_errors=True) as folder:
        page, pdf = Path(folder, "poster.html"), Path(folder, "poster.pdf")
        page.write_text(_with_fonts(html, fonts), "utf-8", newline="\n")
        _run([str(program), *_options(folder), f"--print-to-pdf={pdf}", page.as_uri()])
        if not pdf.is_file():  # another window of it took the task and forgot it
            raise SiteError(
                _("the browser could not print: {reason}").format(reason=_("it made no file")),
                hint=_("close its windows and try again"),
            )
        return pdf.read_bytes()


def _options(folder: str) -> list[str]:
    is_root = getattr(os, "geteuid", lambda: 1)() == 0  # then its sandbox refuses to start
    return [*_OPTIONS, f"--user-data-dir={folder}/profile", *(["--no-sandbox"] if is_root else [])]


def _with_fonts(html: str, fonts: Sequence[Font]) -> str:
    """Return the page with its fonts given by a script: those of a style sheet may come too late."""
    rows = [
        {"weight": str(font.weight), "range": drawn_by(font), "data": b64encode(font.data).decode("ascii")}
        for font in fonts
    ]
    script = _GIVE_FONTS % (canonical(rows).decode(), FAMILY)
    before, head, after = html.partition("<head>")
    return f"{before}{head}<style>{_EXACT}</style><script>{script}</script>{after}"


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - ours
        problem = done.stderr.decode("utf-8", "replace")[-400:] if done.returncode else ""
    except (OSError, subprocess.TimeoutExpired) as error:
        problem = str(error)
    if problem:
        raise SiteError(_("the browser could not print: {reason}").format(reason=problem.strip()))
