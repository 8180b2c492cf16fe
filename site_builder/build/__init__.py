"""The engine: brings a folder in line with a list of targets; it knows no page kinds."""

from site_builder.build.builder import Report, Step, bring_in_line
from site_builder.build.manifest import Manifest, Output
from site_builder.build.target import Recipe, Target

__all__ = ["Manifest", "Output", "Recipe", "Report", "Step", "Target", "bring_in_line"]
