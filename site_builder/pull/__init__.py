"""From other people's sites to the inbox, and from there to articles; nothing else uses the network."""

from site_builder.pull.curate import Check, accept, find, reject
from site_builder.pull.entry import Also, Entry
from site_builder.pull.health import Health, health_of
from site_builder.pull.http import Client, Limits
from site_builder.pull.inbox import newer_version
from site_builder.pull.lines import json_line
from site_builder.pull.outcome import Outcome
from site_builder.pull.pending import Pending, inbox_text, read_inbox
from site_builder.pull.run import add_page, pull_all

__all__ = [
    "Also",
    "Check",
    "Client",
    "Entry",
    "Health",
    "Limits",
    "Outcome",
    "Pending",
    "accept",
    "add_page",
    "find",
    "health_of",
    "inbox_text",
    "json_line",
    "newer_version",
    "pull_all",
    "read_inbox",
    "reject",
]
