"""The network's troubles as sentences that say what happened and what to do."""

from __future__ import annotations

import ssl
from datetime import timedelta
from http import HTTPStatus

import urllib3.exceptions as trouble

from site_builder.i18n import _
from site_builder.pull.clean import one_line
from site_builder.pull.trouble import FetchError

_OTHER_NAME = (62, 64)  # OpenSSL's numbers: host name, address
_OUT_OF_DATE = (9, 10)
_WEAK = (66, 67, 68)  # keys too short, digests too weak
_NOT_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE")


def network_trouble(error: Exception, host: str) -> FetchError:
    """Return what urllib3 or the socket below it found, in plain words."""
    if isinstance(error, trouble.SSLError):
        return _tls_trouble(error, host)
    for kinds, message, hint in _network_words():
        if isinstance(error, kinds):
            return FetchError(message.format(host=host), hint=hint)
    return FetchError(_("the connection to {host} broke off").format(host=host), hint=_("try again later"))


def _network_words() -> list[tuple[tuple[type[Exception], ...], str, str]]:
    """Return kinds of errors with their sentences; the first that fits counts."""
    later = _("look whether the site opens in a browser; otherwise try again later")
    address = _("check the address in sources.toml and the network cable")
    proxy = _("check HTTP_PROXY and HTTPS_PROXY")
    start = _("an address begins with http:// or https://")
    return [
        ((trouble.ProxySchemeUnknown,), _("kepu cannot use this kind of proxy"), proxy),
        (
            (trouble.NameResolutionError,),
            _("there is no site named {host}, or this computer has no network"),
            address,
        ),
        (
            (trouble.NewConnectionError,),
            _("{host} takes no connections"),
            later,
        ),  # some are timeouts to urllib3
        ((trouble.TimeoutError, TimeoutError), _("{host} does not answer"), later),
        ((trouble.ProxyError,), _("the proxy does not let us through to {host}"), proxy),
        ((trouble.LocationValueError, trouble.URLSchemeUnknown), _("{host} is not a web address"), start),
    ]


def _tls_trouble(error: Exception, host: str) -> FetchError:
    inner = next((one for one in (*error.args, error.__cause__) if isinstance(one, ssl.SSLError)), None)
    tell = _("tell the site; nobody can say who answers there")
    if isinstance(inner, ssl.SSLCertVerificationError):
        if inner.verify_code in _OTHER_NAME:
            return FetchError(
                _("the certificate of {host} is made out to another name").format(host=host), hint=tell
            )
        if inner.verify_code in _OUT_OF_DATE:
            return FetchError(
                _("the certificate of {host} is out of date").format(host=host),
                hint=_("check date and time of this computer; otherwise tell the site"),
            )
        if inner.verify_code not in _WEAK:
            return FetchError(_("the certificate of {host} is not accepted").format(host=host), hint=tell)
    elif inner is not None and inner.reason in _NOT_TLS:
        return FetchError(
            _("{host} does not speak TLS").format(host=host), hint=_("try the address with http://")
        )
    return FetchError(
        _("{host} speaks an old kind of TLS").format(host=host),
        hint=_('give the source in sources.toml  tls = "legacy"  (certificates are still checked)'),
    )


def not_an_address(url: str) -> FetchError:
    return FetchError(
        _("this is not a web address: {url}").format(url=one_line(url)[:200]),
        hint=_("an address begins with http:// or https://"),
    )


def too_slow(seconds: float) -> FetchError:
    return FetchError(
        _("the answer was not complete after {seconds:g} seconds").format(seconds=seconds),
        hint=_("try again later"),
    )


def too_big(limit: int) -> FetchError:
    return FetchError(
        _("the answer is larger than {size:g} MiB").format(size=limit / (1 << 20)),
        hint=_("ask the site for a shorter feed, or add single pages with  kepu pull add"),
    )


def too_many_redirects(most: int) -> FetchError:
    return FetchError(
        _("the address leads on to another one more than {most} times").format(most=most),
        hint=_("open it in a browser and write down where it ends"),
    )


def not_secret_any_more(url: str) -> FetchError:
    """Return why a redirect that drops encryption is not followed: anybody on the way could change texts."""
    return FetchError(
        _("the site leads from https to plain http: {url}").format(url=url[:200]),
        hint=_("if that is meant, write this address into sources.toml"),
    )


def garbled() -> FetchError:
    return FetchError(_("the answer is damaged"), hint=_("try again later"))


def refused_status(status: int, wait: timedelta | None) -> FetchError:
    """Return what a status that is neither 200 nor 304 means for the editor."""
    message, hint = {
        401: (_("the site asks for a password"), _("take the source out of sources.toml")),
        403: (_("the site refuses programs"), _("add single pages with  kepu pull add, or ask the site")),
        404: (_("there is nothing at this address"), _("look on the site for the new address")),
        410: (_("the site has closed this address for good"), _("take the source out of sources.toml")),
        412: (_("the site refuses programs"), _("add single pages with  kepu pull add, or ask the site")),
        429: (_("the site asks us to come less often"), _("nothing to do: it is asked again later")),
    }.get(status, (_("the site has a fault"), _("nothing to do: it is asked again later")))
    named = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    return FetchError(f"{message} ({status} {named})".replace(" )", ")"), hint=hint, status=status, wait=wait)
