"""Colour profiles such as cameras and telephones put into photographs."""

from __future__ import annotations

import struct
from collections.abc import Callable

from site_builder.render.paper import srgb

Primaries = tuple[tuple[float, float, float], ...]  # red, green, blue, each as XYZ under D50

_STEPS = 1024  # of the curve
_P3: Primaries = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
_ADOBE: Primaries = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
_SRGB: Primaries = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))


def display_p3() -> bytes:
    """Return the profile of telephones: wider primaries, the curve of sRGB."""
    return _made(_P3, lambda value: value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def adobe_rgb() -> bytes:
    """Return the profile of cameras: greener green, a curve of 2.2."""
    return _made(_ADOBE, lambda value: value ** (563 / 256))


def _made(primaries: Primaries, linear: Callable[[float], float]) -> bytes:
    """Return our own profile of sRGB with its primaries and its curve replaced."""
    data = srgb.profile()
    for before, after in zip(_SRGB, primaries, strict=True):
        assert data.count(_numbers(before)) == 1
        data = data.replace(_numbers(before), _numbers(after))
    curve = struct.pack(
        f">{_STEPS}H", *(round(65535 * linear(step / (_STEPS - 1))) for step in range(_STEPS))
    )
    start = data.index(struct.pack(">4s4xI", b"curv", _STEPS)) + 12
    return data[:start] + curve + data[start + len(curve) :]


def _numbers(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(one * 65536) for one in values))
