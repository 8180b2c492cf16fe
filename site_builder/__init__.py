"""Static site generator for a science-popularisation hub: a folder in, a hub out."""

__version__ = "0.1.0"
