"""What the preview decides without a socket: hosts, paths, types, policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build import Output
from site_builder.serve.inject import relax, with_reload
from site_builder.serve.rebuild import version_of
from site_builder.serve.requests import is_local_host, path_of, read_file, type_of
from tests.site_text import write_site


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_names_of_this_computer_pass(host: str) -> None:
    assert is_local_host(host, 8000)


@pytest.mark.parametrize(
    "host",
    ["", "localhost", "localhost:80", "evil.example:8000", "127.0.0.1.evil.example:8000", "127.0.0.2:8000"],
)
def test_other_names_do_not_pass(host: str) -> None:
    assert not is_local_host(host, 8000)


def test_browsers_leave_out_port_80() -> None:
    assert is_local_host("localhost", 80)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", ""),
        ("/index.html?q=1", "index.html"),
        ("/articles/health/", "articles/health/"),
        ("/%E6%AF%95.html", "毕.html"),
    ],
)
def test_plain_addresses_are_understood(target: str, path: str) -> None:
    assert path_of(target) == path


@pytest.mark.parametrize(
    "target",
    [
        "/../secret",
        "/a/../../secret",
        "/%2e%2e/secret",
        "/%2E%2E%2Fsecret",
        "/..%2fsecret",
        "/%252e%252e/secret",
        "/..%5csecret",
        "/a\\..\\secret",
        "/c:/secret",
        "//host/share",
        "/a//b",
        "/.git/config",
        "/a/./b",
        "/a%00.html",
        "/a%0d%0aX: y",
        "/%ff",
        "http://localhost/index.html",
        "*",
        "",
        "/CON .html/x ",
    ],
)
def test_addresses_that_lead_astray_are_refused(target: str) -> None:
    assert path_of(target) is None


def test_files_are_found_inside_the_site_only(tmp_path: Path) -> None:
    site = (
        write_site(tmp_path, "-- site/index.html --\n甲\n-- site/a/index.html --\n乙\n-- secret.txt --\n密\n")
        / "site"
    )
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    (site / "up").symlink_to(tmp_path)
    (site / "in.html").symlink_to(site / "index.html")

    def text(path: str) -> str | None:
        data = read_file(site, path)
        return None if data is None else data.decode()

    assert [text(path) for path in ("", "index.html", "a/", "in.html")] == ["甲\n", "甲\n", "乙\n", "甲\n"]
    assert [text(path) for path in ("a", "out.txt", "up/secret.txt", "gone.html", "gone/")] == [None] * 5


def test_types_do_not_depend_on_the_machine() -> None:
    assert type_of("a/hub.JS") == "text/javascript; charset=utf-8"
    assert type_of("a.html") == "text/html; charset=utf-8"
    assert type_of("stove.pdf") == "application/pdf"
    assert type_of("strange") == "application/octet-stream"


@pytest.mark.parametrize(
    ("policy", "relaxed"),
    [
        (
            "default-src 'none'; script-src 'self'",
            "default-src 'none'; script-src 'self'; connect-src 'self'",
        ),
        ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"),
        ("default-src 'self'; img-src data:", "default-src 'self'; img-src data:"),
        ("script-src 'sha256-x'; connect-src 'none';", "script-src 'sha256-x' 'self'; connect-src 'self'"),
        ("img-src 'self'", "img-src 'self'"),
    ],
)
def test_a_policy_lets_the_reload_script_in_and_nothing_else(policy: str, relaxed: str) -> None:
    assert relax(policy) == relaxed


def test_the_script_comes_last_in_the_page_and_the_policy_stays_one_attribute() -> None:
    page = (
        '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        "<body><pre>&lt;/body></pre>甲</body></html>"
    )
    assert with_reload(page.encode(), "abc").decode() == (
        '<!doctype html><meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; script-src 'self'; connect-src 'self'\">"
        '<body><pre>&lt;/body></pre>甲<script src="/_kepu/reload.js" data-version="abc"></script>\n'
        "</body></html>"
    )


def test_a_page_without_an_end_gets_the_script_too() -> None:
    assert with_reload(b"<p>a", "1").endswith(b'data-version="1"></script>\n')


def test_the_version_names_the_bytes_of_the_site() -> None:
    one = {"a.html": Output("a.html", "1", 1), "b.html": Output("b.html", "2", 1)}
    assert version_of(one) == version_of(dict(reversed(one.items())))
    assert version_of(one) != version_of({**one, "b.html": Output("b.html", "3", 1)})
