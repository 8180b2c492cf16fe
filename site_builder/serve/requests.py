"""Which requests are answered, and with which file: decided without a socket."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

HOSTS = ("localhost", "127.0.0.1", "[::1]")
INDEX = "index.html"
BINARY = "application/octet-stream"
TYPES = {  # the table of the standard library follows the machine: Windows may call JavaScript plain text
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}


def is_local_host(host: str, port: int) -> bool:
    """Say whether a Host header names this server, so that no other site can read the preview by DNS."""
    return host.lower() in {f"{name}:{port}" for name in HOSTS} or (port == 80 and host.lower() in HOSTS)


def path_of(target: str) -> str | None:
    """Return the path below the site's root that a request asks for, None when it asks for anything else.

    The path may end with `/` or be empty. What is decoded twice, hidden, or leads upwards is refused.
    """
    try:
        path = unquote_to_bytes(urlsplit(target).path).decode("utf-8")
    except ValueError:
        return None
    if not target.startswith("/") or target.startswith("//") or not path.isprintable():
        return None
    names = path[1:].split("/")
    if any(_is_unsafe(name) for name in names) or "" in names[:-1]:
        return None
    return path[1:]


def _is_unsafe(name: str) -> bool:
    """Say whether a name is hidden, leads upwards, or means another drive or folder to Windows."""
    return name.startswith(".") or name.endswith((".", " ")) or any(sign in name for sign in '\\:*?"<>|%')


def read_file(site: Path, path: str) -> bytes | None:
    """Return the bytes of the site's file at path, of index.html for a path that ends with `/`.

    None when there is no such file, or when a link on the disk leads out of the site.
    """
    wanted = site / (path + INDEX if path.endswith("/") or not path else path)
    try:
        file = wanted.resolve(strict=True)
        return file.read_bytes() if file.is_relative_to(site.resolve()) else None
    except OSError:
        return None


def type_of(path: str) -> str:
    return TYPES.get(Path(path).suffix.lower(), BINARY)
