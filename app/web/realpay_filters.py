"""What of the log Real pay shows: days, platform, contract and kind of work, as they stand in its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.language import Language
from app.web.labels import kind_of_work
from app.web.realpay_words import OWN, PERIODS, Addresses
from reports.charts.scope import chosen_names
from reports.narrowing import Choices, choices_of
from reports.only import DIMENSIONS, EVERYTHING, NONE, WITHOUT, Only
from reports.personal import PersonalReport
from reports.wording import N_

#: So many contracts stand in the choice, the newest; the others are chosen on their own pages.
MOST_CONTRACTS = 100

_NO = {"platform": N_("on no platform"), "contract": N_("on no contract"), "kind": N_("of no kind")}
_LABELS = {"platform": N_("Platform"), "contract": N_("Contract"), "kind": N_("Kind of work")}

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for, as it stands in the address; `asked` has what was typed for each dimension."""

    key: str
    start: str
    end: str
    asked: Pairs = ()

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """Read an address; an unknown period means the whole log."""
        key = query.get("period", "whole")
        if key not in PERIODS and key != OWN:
            key = "whole"
        days = (query.get("start", ""), query.get("end", "")) if key == OWN else ("", "")
        asked = tuple((name, query[name]) for name in DIMENSIONS if query.get(name))
        return cls(key, *days, asked)

    @property
    def days(self) -> Pairs:
        """What an address needs to mean the same days."""
        if self.key == "whole":
            return ()
        own = (("start", self.start), ("end", self.end)) if self.key == OWN else ()
        return (("period", self.key), *own)


@dataclass(frozen=True, slots=True)
class Select:
    """One choice of the form; the first option is everything."""

    name: str
    label: str
    options: Pairs
    chosen: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The form, what was chosen and how to take each of it away, and what of the address to keep."""

    selects: tuple[Select, ...]
    removable: tuple[tuple[str, str], ...]
    clear: str
    days: Pairs
    asked: Pairs
    is_unknown: bool


def filters_of(
    report: PersonalReport, words: Language, base: str, choice: Choice, *, is_unknown: bool = False
) -> Filters:
    """The filters of a page at `base`; what was asked for in vain is not kept."""
    if is_unknown:
        choice = replace(choice, asked=())
    names = chosen_names(report, words)
    return Filters(
        selects=tuple(_selects(report, words)),
        removable=tuple(
            (name or words(_NO[dimension]), _without(base, choice, dimension))
            for dimension, name in names.items()
        ),
        clear=Addresses(base, choice.days).page(),
        days=choice.days,
        asked=choice.asked,
        is_unknown=is_unknown,
    )


def _without(base: str, choice: Choice, dimension: str) -> str:
    kept = tuple((name, value) for name, value in choice.asked if name != dimension)
    return Addresses(base, (*choice.days, *kept)).page()


def _selects(report: PersonalReport, words: Language) -> Iterator[Select]:
    """A choice where there are two or more, or something was chosen."""
    choices, chosen = choices_of(report), dict(report.only.named())
    options = {
        "platform": sorted(choices.platforms, key=_by_name),
        "contract": _contracts(report, choices),
        "kind": sorted(((kind, kind_of_work(kind, words)) for kind in choices.kinds), key=_by_name),
    }
    for name in DIMENSIONS:
        listed = [*options[name]]
        if name in choices.without:
            listed.append((NONE, words(_NO[name])))
        if len(listed) > 1 or chosen[name] is not None:
            yield Select(name, words(_LABELS[name]), tuple(listed), chosen[name] or "")


def _by_name(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _contracts(report: PersonalReport, choices: Choices) -> list[tuple[str, str]]:
    """The contracts of these days and of the chosen platform, the newest that there is room for, by name."""
    only = report.only
    bars = [bar for bar in report.contracts if only.platform in (None, bar.platform_id)]
    newest = {bar.contract_id: bar.label for bar in bars[-MOST_CONTRACTS:]}
    if only.contract and only.contract not in newest:
        newest[only.contract] = dict(choices.contracts)[only.contract]
    return sorted(newest.items(), key=_by_name)


def pairs_of(only: Only) -> Pairs:
    """What was chosen as parts of an address."""
    return tuple((name, key) for name, key in only.named() if key is not None)


def entries_address(report: PersonalReport, base: str = "/work") -> str:
    """Where the entries of the chosen part are listed; nothing where no list has just them."""
    only, days = report.only, report.period
    if only == EVERYTHING or WITHOUT in (only.platform, only.kind) or not days.days:
        return ""
    inside: Iterable[tuple[str, str]] = (("first", days.start.isoformat()), ("last", days.last.isoformat()))
    return f"{base}?{urlencode([*pairs_of(only), *inside])}#entries"
