"""Names that tell contracts apart, since many have one title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from app.language import Language
from reports.personal import PersonalReport
from reports.wording import N_


def contract_names(report: PersonalReport, today: date, words: Language) -> dict[str, str]:
    """The title of each contract; of those with one title the platform too, then the months, then a number."""
    bars = report.contracts
    titles = [bar.label for bar in bars]
    platforms = [report.platform_names.get(bar.platform_id, "") for bar in bars]
    months = (words.months(bar.start, bar.end or today) for bar in bars)
    platforms_and_months = (f"{name}, {span}" for name, span in zip(platforms, months, strict=True))
    names = fuller_where_alike(titles, with_behind(titles, platforms, words))
    names = fuller_where_alike(names, with_behind(titles, platforms_and_months, words))
    return dict(zip((bar.contract_id for bar in bars), numbered_where_alike(names), strict=True))


def with_behind(names: Iterable[str], behind: Iterable[str], words: Language) -> list[str]:
    """Each name with more behind it."""
    return [
        words(N_("{name} ({of})"), name=name, of=of) if of else name
        for name, of in zip(names, behind, strict=True)
    ]


def fuller_where_alike(names: Sequence[str], fuller: Iterable[str]) -> list[str]:
    """The names, the fuller ones for those that are there twice."""
    count = Counter(names)
    return [more if count[name] > 1 else name for name, more in zip(names, fuller, strict=True)]


def numbered_where_alike(names: Sequence[str]) -> list[str]:
    """The names, with a number behind those that are there twice."""
    seen = Counter[str]()
    numbered = []
    for name in names:
        seen[name] += 1
        numbered.append(f"{name} {seen[name]}")
    return fuller_where_alike(names, numbered)
