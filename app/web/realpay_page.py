"""The Real pay page and its explanations from a report, whoever it belongs to: a writer, or the sample."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi.responses import JSONResponse, Response
from markupsafe import Markup

from app import errors
from app.http.what_if import name_of_chosen
from app.language import Language
from app.web.labels import kind_of_work
from app.web.realpay_filters import Filters, entries_address
from app.web.realpay_words import Addresses, Fact, Hero, facts_of, hero_of, left_out_of
from reports.charts.card import card, chart_of, charts_of, keys_of, table
from reports.charts.explain import (
    Explanation,
    explanation,
    part_label,
    parts_table,
    slices_table,
    topic_of,
    topic_table,
)
from reports.charts.legend import patterns
from reports.charts.model import Table, money_of, slice_label
from reports.charts.plotly.figure import figure_of as plotly_figure
from reports.charts.scope import scope_of, scope_words
from reports.definitions import definition_of
from reports.definitions.words import NOWHERE
from reports.documents.harmless import harmless
from reports.figures import Figure
from reports.narrowing import covers_all_work
from reports.only import NONE
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_

#: Address parameter -> the slices of a report it chooses from.
_SLICES = ("platform", "contract", "kind", "month")
#: Address parameters that choose a part: a slice, or a part of a topic.
PART_NAMES = (*_SLICES, "topic", "part")
#: Those that choose a part of a report that was narrowed to a platform, contract or kind of work before.
PARTS_OF_REPORT = ("month", "topic", "part")


#: Where the entries on no contract are listed.
NO_CONTRACT = "/work?contract=none"


@dataclass(frozen=True, slots=True)
class RealPayPage:
    """The page; an empty tuple of periods leaves the choice out."""

    hero: Hero
    facts: tuple[Fact, ...]
    charts: Markup
    numbers: str
    papers: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    is_sample: bool
    action: str
    periods: tuple[tuple[str, str], ...]
    period_key: str
    start: str
    end: str
    months: str
    filters: Filters | None = None
    title: str = ""
    label: str = ""
    compare: str = ""
    what_if: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words, an amount and an address."""

    label: str
    amount: str
    address: str


@dataclass(frozen=True, slots=True)
class ExplainPage:
    """“How is this computed?” for one figure."""

    name: str
    definition: str
    part: str
    said: Explanation
    parts: Markup
    is_ladder: bool
    contracts: tuple[Link, ...]
    contracts_label: str
    entries: str
    slices: tuple[Link, ...]
    csv: str
    back: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A report, the language it is read in, and where its pages are."""

    report: PersonalReport
    words: Language
    addresses: Addresses
    is_sample: bool = False


def charts_markup(reading: Reading) -> Markup:
    """Every chart as a card, behind the page's patterns."""
    cards = (
        card(
            chart,
            reading.words,
            _links(chart.key, chart.figure_key, reading),
            reading.addresses.figure(chart.key),
        )
        for chart in charts_of(reading.report, reading.words)
    )
    return patterns() + Markup("\n").join(cards)


def _links(chart_key: str, figure_key: str, reading: Reading) -> dict[str, str]:
    words, addresses = reading.words, reading.addresses
    return {
        words(N_("Image")): addresses.file(f"{chart_key}.png"),
        words(N_("SVG")): addresses.file(f"{chart_key}.svg"),
        words(N_("CSV")): addresses.csv(chart_key),
        words(N_("Method")): addresses.explain(figure_key),
    }


def real_pay_page(
    reading: Reading,
    periods: tuple[tuple[str, str], ...] = (),
    chosen: tuple[str, str, str] = ("", "", ""),
    filters: Filters | None = None,
) -> RealPayPage:
    """The whole page of a report; `chosen` is the period's key and the days typed."""
    (key, start, end), report, words = chosen, reading.report, reading.words
    scope = scope_words(report, words)
    label = N_("What an hour of your work paid")
    return RealPayPage(
        hero=hero_of(reading.report, reading.words, reading.addresses),
        facts=facts_of(reading.report, reading.words, reading.addresses),
        charts=charts_markup(reading),
        numbers=reading.addresses.numbers(),
        papers=_papers(reading),
        left_out=left_out_of(report, words),
        is_sample=reading.is_sample,
        action=reading.addresses.base,
        periods=periods,
        period_key=key,
        start=start,
        end=end,
        months=months_of(reading),
        filters=filters,
        compare="" if reading.is_sample else "/real-pay/compare",
        what_if="" if reading.is_sample else _what_if(report),
        title=f"{words(N_('Real pay'))} {scope}".strip(),
        label=words(N_("{sentence} {scope}"), sentence=words(label), scope=scope) if scope else words(label),
    )


def _what_if(report: PersonalReport) -> str:
    """“What if?” of the chosen work, over all days."""
    name = name_of_chosen(report.only)
    return Addresses("/real-pay/what-if", (("on", name),) if name else ()).page()


def _papers(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Words and addresses of what can be taken along; of the sample only the report."""
    words, addresses = reading.words, reading.addresses
    report = (words(N_("Report as PDF")), addresses.file("report.pdf"))
    if reading.is_sample:
        return (report,)
    return (
        report,
        (words(N_("PDF with every row")), addresses.file("report.pdf", rows="yes")),
        (words(N_("Contribution statement")), addresses.of_all().file("contribution")),
    )


def months_of(reading: Reading) -> str:
    """The months a report is about, “Mar to Oct 2026”; nothing for an empty log."""
    period = reading.report.period
    return reading.words.months(period.start, period.last) if period.days else ""


def figure_of(report: PersonalReport, key: str, chosen: dict[str, str]) -> tuple[Figure, Slice | None]:
    """A figure of the report or of one of its slices."""
    for name in _SLICES:
        if name in chosen:
            slices: tuple[Slice, ...] = getattr(report, f"by_{name}")
            key_of_part = "" if chosen[name] == NONE else chosen[name]
            part = next((part for part in slices if part.id == key_of_part), None)
            if part is None or key not in part.figures:
                raise errors.NotFound
            return part.figures[key], part
    if "part" in chosen:
        topic = report.topics.get(chosen.get("topic", ""))
        part = next((part for part in topic.parts if part.id == chosen["part"]), None) if topic else None
        if part is None or key not in part.figures:
            raise errors.NotFound
        return part.figures[key], part
    found = report.figure(key)
    if found is None:
        raise errors.NotFound
    return found, None


def explain_page(reading: Reading, key: str, chosen: dict[str, str]) -> ExplainPage:
    """Everything behind one figure."""
    report, words = reading.report, reading.words
    figure, part = figure_of(report, key, chosen)
    meant = definition_of(key)
    parts = _parts(reading, key, part, chosen)
    topic = _topic(chosen) or topic_of(key, report)
    if report.of_all and covers_all_work(report, key):
        of_all = replace(reading, report=report.of_all)
    else:
        of_all = reading
    contracts = _contracts(of_all, chosen if part else {}, figure.rows.get("contracts", ()) if topic else ())
    return ExplainPage(
        name=words(meant.name),
        definition=words(meant.definition),
        part=", ".join(filter(None, (_part_name(part, chosen, words), scope_of(report, key, words)))),
        said=explanation(figure, report, words),
        parts=table(parts) if parts.rows else Markup(),
        is_ladder=len(parts.header) == 5,
        contracts=contracts,
        contracts_label=_contracts_label(contracts, of_all.report, words),
        entries="" if of_all is not reading or part else entries_address(report),
        slices=() if part or report.only.platform is not None else _platform_links(reading, key),
        csv=reading.addresses.csv(f"explain/{key}", **chosen),
        back=f"{reading.addresses.numbers()}#{topic}" if topic else reading.addresses.page(),
        is_sample=reading.is_sample,
    )


def _topic(chosen: dict[str, str]) -> str:
    """The topic a part is chosen from, as `figure_of` reads an address; else nothing."""
    return chosen["topic"] if "part" in chosen and not any(name in chosen for name in _SLICES) else ""


def _part_name(part: Slice | None, chosen: dict[str, str], words: Language) -> str:
    if part is None:
        return ""
    if _topic(chosen):
        return part_label(part.label, words)
    return kind_of_work(part.label, words) if "kind" in chosen and part.id else slice_label(part, words)


def _parts(reading: Reading, key: str, part: Slice | None, chosen: dict[str, str]) -> Table:
    if part is None:
        return parts_table(key, reading.report, reading.words)
    topic = _topic(chosen)
    if topic:
        return topic_table(key, topic, (part,), reading.report, reading.words)
    return slices_table((part,), reading.report, reading.words, N_("Part"))


def _contracts(reading: Reading, chosen: dict[str, str], behind: Collection[str]) -> tuple[Link, ...]:
    """The way down to the rows: each contract's page lists its tasks and payments; all, or those `behind` it."""
    report, words = reading.report, reading.words
    platform_of = {bar.contract_id: bar.platform_id for bar in report.contracts}
    links = []
    if "part" in chosen and any(part.id == chosen["part"] for part in report.by_contract):
        chosen = {"contract": chosen["part"]}
    for part in report.by_contract:
        if behind and part.id not in behind:
            continue
        if chosen.get("contract", part.id) != part.id:
            continue
        if chosen.get("platform", platform_of.get(part.id)) != platform_of.get(part.id):
            continue
        real = money_of(part.figures["effective_hourly_rate"], report.currency, words)
        address = f"/work/{quote(part.id)}" if part.id else NO_CONTRACT
        if reading.is_sample and part.id:
            address = reading.addresses.explain("effective_hourly_rate", contract=part.id)
        links.append(Link(slice_label(part, words), real, address))
    return tuple(links)


def _contracts_label(links: Sequence[Link], report: PersonalReport, words: Language) -> str:
    """How many contracts are behind it, counted as the sources count them: work on no contract is none."""
    count = sum(1 for link in links if link.address != NO_CONTRACT)
    if not count:
        return words(NOWHERE["contract"])
    if count == sum(1 for part in report.by_contract if part.id):
        return words.plural(N_("See the {count} contract"), N_("See all {count} contracts"), count)
    return words.plural(N_("See the {count} contract"), N_("See {count} of the contracts"), count)


def _platform_links(reading: Reading, key: str) -> tuple[Link, ...]:
    return tuple(
        Link(slice_label(part, reading.words), "", reading.addresses.explain(key, platform=part.id or NONE))
        for part in reading.report.by_platform
        if key in part.figures
    )


def chart_csv(reading: Reading, key: str) -> Response:
    """A chart's table as a file."""
    if key not in keys_of(reading.report):
        raise errors.NotFound
    return csv_answer(chart_of(key, reading.report, reading.words).table, f"real-pay-{key}")


def chart_figure(reading: Reading, key: str) -> Response:
    """A chart as a Plotly figure, as the page asks for it when it is to be explored."""
    if key not in keys_of(reading.report):
        raise errors.NotFound
    return JSONResponse(plotly_figure(chart_of(key, reading.report, reading.words), reading.words))


def explain_csv(reading: Reading, key: str, chosen: dict[str, str]) -> Response:
    """The parts of a figure as a file."""
    _, part = figure_of(reading.report, key, chosen)
    return csv_answer(_parts(reading, key, part, chosen), f"real-pay-{key}")


def csv_answer(data: Table, name: str) -> Response:
    """UTF-8, one header row; no cell of words can be taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([harmless(name) for name in data.header])
    for row in data.rows:
        writer.writerow([cell.plain if cell.is_number else harmless(cell.plain) for cell in row])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(file.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
