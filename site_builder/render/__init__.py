"""Views become bytes; pure: no clock, network, environment or randomness."""

from site_builder.render.assets import Assets
from site_builder.render.recipes import recipes
from site_builder.render.templates import Templates

__all__ = ["Assets", "Templates", "recipes"]
