"""The only door to the network: polite, bounded GET requests."""

from site_builder.pull.http.client import Client, Limits, Request, Response
from site_builder.pull.http.pools import LANES
from site_builder.pull.http.robots import AGENT, Robots

__all__ = ["AGENT", "LANES", "Client", "Limits", "Request", "Response", "Robots"]
