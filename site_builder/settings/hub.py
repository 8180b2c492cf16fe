"""hub.toml and units.toml as one frozen value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.model import Audience, Unit
from site_builder.settings.formats import Format
from site_builder.settings.screens import Screens, read_screens
from site_builder.settings.sizes import choose_formats
from site_builder.settings.table import Table, is_web_address
from site_builder.settings.units import load_units

LONGEST_BASE = 100  # bytes: with a page's own, an address of 200, in a QR code of 57 modules
PRINTER_EDGES = (5.0, 6.4)  # mm: of most lasers, and of those that leave a quarter of an inch


class Organiser(NamedTuple):
    name: str = ""
    contact: str = ""
    address: str = ""


class Records(NamedTuple):
    """Record numbers that a Chinese site shows in its footer; empty when it has none."""

    icp: str = ""
    police: str = ""


_UNNAMED, _UNRECORDED, _USUAL = Organiser(), Records(), Screens()


class Section(NamedTuple):
    id: str
    name: str
    intro: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`base_url` ends with `/`; without it nothing is made that needs a full address (QR, sitemap, feeds).

    `printer_edge` is how many mm at the edge of a sheet the printers of the offices cannot reach.
    """

    name: str
    tagline: str = ""
    base_url: str = ""
    language: str = "zh-CN"
    footer: str = ""
    organiser: Organiser = _UNNAMED
    records: Records = _UNRECORDED
    formats: tuple[Format, ...] = ()
    sections: tuple[Section, ...] = ()
    units: tuple[Unit, ...] = ()
    audiences: tuple[Audience, ...] = ()
    screens: Screens = _USUAL
    printer_edge: float = PRINTER_EDGES[0]
    search: bool = True

    @property
    def issuer(self) -> str:
        """Return by what name the hub signs what it writes and what it hands on."""
        return self.organiser.name or self.name


def load_settings(content: Path) -> Settings:
    """Read content/hub.toml and, when there is one, content/units.toml.

    Raises SiteError with every mistake in both.
    """
    problems: list[Problem] = []
    hub = Table.of(content / "hub.toml", "content/hub.toml", problems)
    units, audiences = load_units(content / "units.toml", problems)
    settings = Settings(
        name=hub.require("name"),
        tagline=hub.take("tagline", ""),
        base_url=_base_url(hub),
        language=hub.take("language", "zh-CN"),
        footer=_footer(hub),
        organiser=_organiser(hub.table("organiser")),
        records=_records(hub.table("records")),
        formats=choose_formats(hub),
        sections=tuple(_section(row) for row in hub.tables("sections")),
        units=units,
        audiences=audiences,
        screens=read_screens(hub.table("screens")),
        printer_edge=_printer_edge(hub),
        search=hub.take("search", default=True),
    )
    hub.finish()
    if problems:
        raise SiteError.of(problems)
    return settings


def _base_url(hub: Table) -> str:
    url = hub.take("base_url", "")
    if url and (not is_web_address(url) or re.search(r"[\s?#]", url)):
        hub.report(
            "base_url",
            _("base_url is not a web address: {url}").format(url=url),
            hint='base_url = "https://kepu.example.cn/"',
        )
    elif len(url.encode()) > LONGEST_BASE:
        hub.report(
            "base_url",
            _("base_url is too long: {count} characters").format(count=len(url.encode())),
            hint=_("a telephone reads the code on a poster up to {most}; ask for a shorter address").format(
                most=LONGEST_BASE
            ),
        )
    return url if not url or url.endswith("/") else url + "/"


def _printer_edge(hub: Table) -> float:
    edge = hub.take_number("printer_edge", PRINTER_EDGES[0])
    if edge in PRINTER_EDGES:
        return edge
    hub.report(
        "printer_edge",
        _("printer_edge cannot be {edge}").format(edge=edge),
        hint=_("write one of: {choices}").format(choices=", ".join(map(str, PRINTER_EDGES))),
    )
    return PRINTER_EDGES[0]


def _footer(hub: Table) -> str:
    footer = hub.table("footer")
    text = footer.take("text", "")
    footer.finish()
    return text


def _organiser(row: Table) -> Organiser:
    organiser = Organiser(
        name=row.take("name", ""), contact=row.take("contact", ""), address=row.take("address", "")
    )
    row.finish()
    return organiser


def _records(row: Table) -> Records:
    records = Records(icp=row.take("icp", ""), police=row.take("police", ""))
    row.finish()
    return records


def _section(row: Table) -> Section:
    section = Section(
        id=row.identifier(),
        name=row.require("name"),
        intro=row.take("intro", ""),
        icon=row.take("icon", ""),
    )
    row.finish()
    return section
