"""Posters on screens: pictures and packs for television sets, a film of them, strips for LED cards."""

from site_builder.render.screens.film import film
from site_builder.render.screens.pack import tv_pack
from site_builder.render.screens.slides import Draw, slide_jpeg
from site_builder.render.screens.strip import led_strip

__all__ = ["Draw", "film", "led_strip", "slide_jpeg", "tv_pack"]
