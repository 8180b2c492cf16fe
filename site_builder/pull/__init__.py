"""From other people's sites to the inbox, and from there to articles; nothing else uses the network."""

from site_builder.pull.article import article_text, source_of
from site_builder.pull.curate import Check, accept, amend, find, reject, settle
from site_builder.pull.decided import Decision, decisions, undo
from site_builder.pull.differences import Piece
from site_builder.pull.entry import Also, Entry
from site_builder.pull.health import Health, health_of
from site_builder.pull.http import Client, Limits
from site_builder.pull.hubs import Judge
from site_builder.pull.inbox import newer_version
from site_builder.pull.lines import json_line
from site_builder.pull.outcome import Outcome
from site_builder.pull.pending import Pending, inbox_text, read_inbox
from site_builder.pull.review import Case, cases, proof_is_missing
from site_builder.pull.risk import Level, level_words
from site_builder.pull.run import add_page, pull_all, pull_from
from site_builder.pull.similar import Known, Likeness, Twin

__all__ = [
    "Also",
    "Case",
    "Check",
    "Client",
    "Decision",
    "Entry",
    "Health",
    "Judge",
    "Known",
    "Level",
    "Likeness",
    "Limits",
    "Outcome",
    "Pending",
    "Piece",
    "Twin",
    "accept",
    "add_page",
    "amend",
    "article_text",
    "cases",
    "decisions",
    "find",
    "health_of",
    "inbox_text",
    "json_line",
    "level_words",
    "newer_version",
    "proof_is_missing",
    "pull_all",
    "pull_from",
    "read_inbox",
    "reject",
    "settle",
    "source_of",
    "undo",
]
