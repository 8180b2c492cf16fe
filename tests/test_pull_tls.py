"""TLS: certificates are always checked; a source may say that its server is an old one."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.pull.http import Request
from site_builder.pull.trouble import FetchError
from tests.gov_site import Site, many, trs
from tests.loopback import TLS, Loopback, Reply, serve_routes
from tests.pull_hub import LOOPBACK, client, hub, pull, source, trouble


@pytest.fixture(autouse=True)
def _trust(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "ca.pem"))


@contextmanager
def secure(certificate: str, *, old: bool = False) -> Iterator[Loopback]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if old:
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    context.load_cert_chain(TLS / certificate)
    with serve_routes({"/": "secret", "/down": Reply(status=301)}, tls=context) as server:
        yield server


def get(server: Loopback, path: str = "/", *, legacy: bool = False) -> str:
    request = Request(url=server.base + path, allow=LOOPBACK, legacy=legacy)
    return client().get(request).body.decode()


def refusal(server: Loopback, *, legacy: bool = False) -> FetchError:
    with pytest.raises(FetchError) as caught:
        get(server, legacy=legacy)
    return caught.value


def test_a_good_certificate_is_accepted() -> None:
    with secure("here.pem") as server:
        assert get(server) == get(server, legacy=True) == "secret"


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize(
    ("certificate", "said"), [("elsewhere.pem", "another name"), ("over.pem", "out of date")]
)
def test_a_bad_certificate_is_refused_also_from_an_old_server(
    certificate: str, said: str, *, legacy: bool
) -> None:
    with secure(certificate) as server:
        error = refusal(server, legacy=legacy)
        assert said in str(error)
        assert "127.0.0.1" in str(error)
        assert error.problems[0].hint
        assert server.log == []


@pytest.mark.parametrize("legacy", [False, True])
def test_a_certificate_that_nobody_vouches_for_is_refused(
    monkeypatch: pytest.MonkeyPatch, *, legacy: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "over.pem"))
    with secure("here.pem") as server:
        assert "not accepted" in str(refusal(server, legacy=legacy))


def test_an_old_server_is_asked_only_by_a_source_that_says_so() -> None:
    with secure("old.pem", old=True) as server:
        assert 'tls = "legacy"' in refusal(server).problems[0].hint
        assert get(server, legacy=True) == "secret"


def test_the_articles_of_an_old_server_come_home_too(tmp_path: Path) -> None:
    with secure("old.pem", old=True) as server:
        server.routes.update(Site(trs, many(3)).routes())
        old, new = (
            source(server.base + "/kp/", id=tls, kind="list", rights="full", permission="函", tls=tls)
            for tls in ("legacy", "modern")
        )
        refused, taken = pull(hub(tmp_path), new, old)
    assert "old kind of TLS" in trouble(refused)
    assert (taken.new, taken.problem) == (3, None)


def test_a_server_without_tls_is_told_apart() -> None:
    with serve_routes({"/": "plain"}) as server, pytest.raises(FetchError, match="does not speak TLS"):
        client().get(Request(url=server.base.replace("http:", "https:") + "/", allow=LOOPBACK))


def test_a_redirect_never_drops_encryption() -> None:
    with serve_routes({"/": "changed on the way"}) as plain, secure("here.pem") as server:
        server.routes["/down"] = Reply(status=301, headers={"Location": plain.base + "/"})
        with pytest.raises(FetchError, match="from https to plain http") as caught:
            get(server, "/down")
        assert "sources.toml" in caught.value.problems[0].hint
        assert plain.log == []

        plain.routes["/up"] = Reply(status=301, headers={"Location": server.base + "/down"})
        url = plain.base + "/up"  # a source that was never encrypted loses nothing
        assert client().get(Request(url=url, allow=LOOPBACK)).body == b"changed on the way"
