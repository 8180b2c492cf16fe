"""QR codes as one drawing."""

from __future__ import annotations

import functools
import io

import segno

QUIET = 4  # modules of white around the code: ISO/IEC 18004


@functools.lru_cache(maxsize=16)  # 10 ms, and the same on every sheet of a poster
def qr_svg(address: str) -> str:
    """Return the code for address as an SVG without a size of its own, quiet zone included."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=QUIET, xmldecl=False, omitsize=True, nl=False, light="#fff"
    )
    return out.getvalue().decode("ascii")
