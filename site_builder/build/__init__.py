"""The engine: brings a folder in line with a list of targets; it knows no page kinds."""

from site_builder.build.builder import (
    GONE,
    NEW,
    Explanation,
    Place,
    Report,
    Step,
    bring_in_line,
    differing,
    explain,
    remove_all,
)
from site_builder.build.manifest import Manifest, Output, load
from site_builder.build.target import Kitchen, Result, Target

__all__ = [
    "GONE",
    "NEW",
    "Explanation",
    "Kitchen",
    "Manifest",
    "Output",
    "Place",
    "Report",
    "Result",
    "Step",
    "Target",
    "bring_in_line",
    "differing",
    "explain",
    "load",
    "remove_all",
]
