"""The editor's desk: the inbox in a browser of this computer, each item as the hub would show it."""

from site_builder.desk.candidate import checking
from site_builder.desk.room import Queue, Room
from site_builder.desk.server import Desk, open_desk

__all__ = ["Desk", "Queue", "Room", "checking", "open_desk"]
