"""From other people's sites to the inbox, and from there to articles; nothing else uses the network."""

from site_builder.pull.curate import Check, accept, find, reject
from site_builder.pull.entry import Also, Entry
from site_builder.pull.http import Client, Limits
from site_builder.pull.hubs import Judge
from site_builder.pull.inbox import newer_version
from site_builder.pull.outcome import Outcome
from site_builder.pull.pending import Pending, inbox_text, read_inbox
from site_builder.pull.run import add_page, pull_all, pull_from

__all__ = [
    "Also",
    "Check",
    "Client",
    "Entry",
    "Judge",
    "Limits",
    "Outcome",
    "Pending",
    "accept",
    "add_page",
    "find",
    "inbox_text",
    "newer_version",
    "pull_all",
    "pull_from",
    "read_inbox",
    "reject",
]
