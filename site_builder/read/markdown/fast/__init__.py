"""The parser of `parser.py` made quick for prose: the same tokens and the same HTML in less time.

Every shortcut looks for text that only one rule can match, and leaves all else to markdown-it-py's own rules.
"""

from site_builder.read.markdown.fast.parser import FastParser

__all__ = ["FastParser"]
