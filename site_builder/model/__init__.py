"""Frozen values that the stages hand on; standard library only."""

from site_builder.model.calendar import NO_CALENDAR, Calendar, Occasion
from site_builder.model.document import Article, Document, Event, Notice, Page
from site_builder.model.hub import Audience, Hub, Picture, Unit
from site_builder.model.meta import LICENSES, Correction, Evidence, Hop, Meta, Review, Source, Withdrawal
from site_builder.model.poster import (
    LAYOUTS,
    REFUSALS,
    THEMES,
    Block,
    Figure,
    Figures,
    Grade,
    Grades,
    Kind,
    Poster,
    Scene,
    Showing,
)
from site_builder.model.text import Body, Heading, Link, Text

__all__ = [
    "LAYOUTS",
    "LICENSES",
    "NO_CALENDAR",
    "REFUSALS",
    "THEMES",
    "Article",
    "Audience",
    "Block",
    "Body",
    "Calendar",
    "Correction",
    "Document",
    "Event",
    "Evidence",
    "Figure",
    "Figures",
    "Grade",
    "Grades",
    "Heading",
    "Hop",
    "Hub",
    "Kind",
    "Link",
    "Meta",
    "Notice",
    "Occasion",
    "Page",
    "Picture",
    "Poster",
    "Review",
    "Scene",
    "Showing",
    "Source",
    "Text",
    "Unit",
    "Withdrawal",
]
