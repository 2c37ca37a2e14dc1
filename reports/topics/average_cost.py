"""Benefits at the average cost, for each group of staff a writer may be compared with: METHOD section 3a."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from reports import benefits
from reports.figures import Figure
from reports.sentences import Sentence
from reports.slices import Slice
from reports.topics.line_by_line import CHOSEN
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wording import N_

NEVER_WITH_LINE_BY_LINE = N_(
    "At what benefits cost employers on average. Never add it to the shortfall counted line by line: that is "
    "another answer to another question."
)

_ORDER = (
    "benefit_ratio",
    "benefit_ratio_core",
    "employee_equivalent_wage",
    "benefits_shortfall_parity",
    "employee_equivalent_wage_core",
    "benefits_shortfall_parity_core",
)

#: (whether the group counts elsewhere, whether both ratios are of one month) -> words of a group.
_NOTES: Mapping[tuple[bool, bool], str] = MappingProxyType(
    {
        (False, True): N_("Survey of the month to {day}."),
        (False, False): N_("Survey of the month to {day}, without overtime and bonuses to {core}."),
        (True, True): N_("This one counts in your other numbers. Survey of the month to {day}."),
        (True, False): N_(
            "This one counts in your other numbers. Survey of the month to {day}, without overtime and bonuses "
            "to {core}."
        ),
    }
)


def average_cost_topic(material: Material) -> Topic:
    """The ratio, the staff wage and the shortfall of the group she chose; a part is a group with the same."""
    chosen = material.compared.occupation_group
    parts = (
        _part(material, group, label, is_chosen=group == chosen) for group, label in benefits.GROUPS.items()
    )
    return Topic(_figures(material, chosen), tuple(parts), (Sentence(NEVER_WITH_LINE_BY_LINE),))


def _part(material: Material, group: str, label: str, *, is_chosen: bool) -> Slice:
    figures = _figures(material, group)
    plain, core = (_month_of(figures[key]) for key in ("benefit_ratio", "benefit_ratio_core"))
    facts = {"reference_month": _iso(plain), "reference_month_core": _iso(core)}
    return Slice(group, label, figures, _note(plain, core, is_chosen=is_chosen), facts=facts)


def _figures(material: Material, group: str) -> dict[str, Figure]:
    """With all benefits and without supplemental pay; a page has room for the first four."""
    plain, core = (material.compared.at_average_cost(group, is_core=is_core) for is_core in (False, True))
    both = {**plain, **core}
    return {key: both[key] for key in _ORDER}


def _month_of(ratio: Figure) -> date | None:
    """The last day of the survey month behind a ratio; None without one."""
    return ratio.parameters[0].valid_to if ratio.parameters else None


def _iso(month: date | None) -> str | None:
    return None if month is None else f"{month:%Y-%m}"


def _note(plain: date | None, core: date | None, *, is_chosen: bool) -> Sentence | None:
    if plain is None:
        return Sentence(CHOSEN) if is_chosen else None
    is_one_month = core in {None, plain}
    values = {"day": plain} if is_one_month else {"day": plain, "core": core}
    return Sentence(_NOTES[is_chosen, is_one_month], values)
