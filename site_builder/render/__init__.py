"""Views become bytes; pure: no clock, network, environment or randomness."""

from site_builder.render.assets import Assets
from site_builder.render.kitchen import Kitchen
from site_builder.render.templates import Templates

__all__ = ["Assets", "Kitchen", "Templates"]
