"""The colours of photographs as sRGB: what every page, poster and screen of a hub means by a colour."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms

_MODES = {"RGB": ("RGB", "RGBA"), "CMYK": ("CMYK",), "GRAY": ("L",)}  # of pictures, by a profile's space
_STEPS = (0, 85, 170, 255)  # of each channel, by which a profile is compared with sRGB
_SAME = 2  # of 255: what rounding may make of one colour


def is_srgb(picture: Image.Image) -> bool:
    """Say whether the picture's colours are those of sRGB, as they are without a profile."""
    return _profile_of(picture) is None


def in_srgb(picture: Image.Image) -> Image.Image:
    """Return a picture of mode L, RGB, RGBA or CMYK in sRGB; it is L, RGB or RGBA then.

    Each colour becomes what comes nearest to it in sRGB; what is transparent stays so.
    """
    profile = _profile_of(picture)
    if profile is None:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    shown = _changed(picture, profile)
    return shown.convert("L") if picture.mode == "L" else shown


def _changed(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    made = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode=mode)
    assert made  # not changed in place
    return made


def _profile_of(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the profile that tells what colours are meant; None for sRGB, and for a useless one."""
    data = picture.info.get("icc_profile")
    return _useful(data, _mode(picture)) if data else None


@lru_cache(maxsize=8)
def _useful(data: bytes, mode: str) -> ImageCms.ImageCmsProfile | None:
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        if mode not in _MODES.get(profile.profile.xcolor_space.strip(), ()):
            return None
        return None if mode.startswith("RGB") and _means_srgb(profile) else profile
    except (ImageCms.PyCMSError, OSError):  # damaged: no browser can make use of it either
        return None


def _means_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    colours = bytes(part for r in _STEPS for g in _STEPS for b in _STEPS for part in (r, g, b))
    before = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    after = _changed(before, profile)
    return max(abs(a - b) for a, b in zip(colours, after.tobytes(), strict=True)) <= _SAME


def _mode(picture: Image.Image) -> str:
    """Return the mode in which a picture's colours can be changed."""
    if picture.has_transparency_data and picture.mode in ("P", "PA", "RGB", "RGBA"):
        return "RGBA"
    return "RGB" if picture.mode == "P" else picture.mode
