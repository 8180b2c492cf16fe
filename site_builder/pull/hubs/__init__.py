"""From a hub above, over the network or on a stick: its texts, posters and withdrawals."""

from site_builder.pull.hubs.carrier import BASE, INDEX, carried
from site_builder.pull.hubs.depot import Depot
from site_builder.pull.hubs.fetch import fetch_delivery, memory_of
from site_builder.pull.hubs.filing import Filed, Filing, Judge
from site_builder.pull.hubs.here import Here
from site_builder.pull.hubs.issue import read_issue
from site_builder.pull.hubs.known import source_of
from site_builder.pull.hubs.values import Delivery

__all__ = [
    "BASE",
    "INDEX",
    "Delivery",
    "Depot",
    "Filed",
    "Filing",
    "Here",
    "Judge",
    "carried",
    "fetch_delivery",
    "memory_of",
    "read_issue",
    "source_of",
]
