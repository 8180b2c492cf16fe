"""From the bytes of a hub's content to one frozen Hub."""

from site_builder.read.calendar import read_calendar
from site_builder.read.hub import read_hub
from site_builder.read.memory import Memory, forget
from site_builder.read.reader import Texts
from site_builder.read.rendered import render_markdown
from site_builder.read.words import Words

__all__ = ["Memory", "Texts", "Words", "forget", "read_calendar", "read_hub", "render_markdown"]
