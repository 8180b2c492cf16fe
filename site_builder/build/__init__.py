"""The engine: brings a folder in line with batches of targets; it knows no page kinds."""

from site_builder.build.builder import (
    Place,
    Report,
    Sizes,
    Step,
    bring_in_line,
    described,
    differing,
    remove_all,
)
from site_builder.build.explaining import Explanation, explain
from site_builder.build.making import GONE, NEW
from site_builder.build.manifest import Manifest, Output, load
from site_builder.build.target import Batch, Kitchen, Result, Target

__all__ = [
    "GONE",
    "NEW",
    "Batch",
    "Explanation",
    "Kitchen",
    "Manifest",
    "Output",
    "Place",
    "Report",
    "Result",
    "Sizes",
    "Step",
    "Target",
    "bring_in_line",
    "described",
    "differing",
    "explain",
    "load",
    "remove_all",
]
