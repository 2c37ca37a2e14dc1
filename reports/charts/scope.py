"""What a report was narrowed to, in words: “on Scribe”, or “of all your work” where a number is still of all of it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.charts.model import kind_of_work
from reports.narrowing import choices_of, covers_all_work
from reports.only import WITHOUT
from reports.personal import PersonalReport
from reports.wording import N_, Wording

#: Charts that show all work, whatever was chosen: days without work, and the benefits shortfall.
CHARTS_OF_ALL_WORK = frozenset({"timeline", "shortfall"})


def scope_words(report: PersonalReport, words: Wording) -> str:
    """“on Scribe for Rank pairs”; nothing where nothing was chosen."""
    return " ".join(_scope_parts(report, words))


def _scope_parts(report: PersonalReport, words: Wording) -> Iterator[str]:
    """For each dimension something was chosen of, its words in a sentence."""
    names = chosen_names(report, words)
    for dimension, message, without in (
        ("contract", N_("in {contract}"), N_("on no contract")),
        ("platform", N_("on {platform}"), N_("on no platform")),
        ("kind", N_("for “{kind}”"), N_("of no kind")),
    ):
        if dimension in names:
            name = names[dimension]
            yield words(message, **{dimension: name}) if name else words(without)


def chosen_names(report: PersonalReport, words: Wording) -> dict[str, str]:
    """What was chosen of each dimension, by name; an empty name for what has none."""
    choices = choices_of(report)
    known = {"platform": dict(choices.platforms), "contract": dict(choices.contracts)}
    names: dict[str, str] = {}
    for dimension, key in report.only.chosen():
        if key is not None:
            name = kind_of_work(key, words) if dimension == "kind" else known[dimension].get(key, "")
            names[dimension] = "" if key == WITHOUT else name
    return names


def scoped(sentence: str, report: PersonalReport, words: Wording, *, is_of_all: bool = False) -> str:
    """A sentence with what it is of behind it; as it stands where nothing was chosen."""
    if not report.only:
        return sentence
    scope = words(N_("of all your work")) if is_of_all else scope_words(report, words)
    return words(N_("{sentence} ({scope})"), sentence=sentence, scope=scope)


def scope_of(report: PersonalReport, key: str, words: Wording) -> str:
    """What a figure is of, by its key: what was chosen, or all work; nothing where nothing was chosen."""
    if not report.only:
        return ""
    return words(N_("of all your work")) if covers_all_work(report, key) else scope_words(report, words)
