"""What a report says beyond the ladder, topic by topic.

A topic gathers the inputs of its measures from the books (`Material`) and gives their figures, and parts such as
contracts or weeks with figures of their own. Each topic is made when it is first looked at. A new topic is a file
here, a line in `TOPICS`, and its words in `reports.definitions.topics`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from reports.later import EachLater
from reports.topics.average_cost import average_cost_topic
from reports.topics.conditions import conditions_topic
from reports.topics.contributions import contributions_topic
from reports.topics.credit import credit_topic
from reports.topics.credited_time import credited_time_topic
from reports.topics.guild import guild_topic
from reports.topics.hours_wanted import hours_wanted_topic
from reports.topics.late_by_law import late_by_law_topic
from reports.topics.line_by_line import line_by_line_topic
from reports.topics.material import Material
from reports.topics.minimum_wage import minimum_wage_topic
from reports.topics.onboarding import onboarding_topic
from reports.topics.pay_changes import pay_changes_topic
from reports.topics.promises import promises_topic
from reports.topics.tax_year import instalments_topic, tax_year_topic
from reports.topics.toll import toll_topic
from reports.topics.topic import Topic
from reports.topics.volatility import volatility_topic

#: Key of a topic -> what makes it, in the order of the pages.
TOPICS: Mapping[str, Callable[[Material], Topic]] = MappingProxyType(
    {
        "pay_changes": pay_changes_topic,
        "promises": promises_topic,
        "onboarding": onboarding_topic,
        "credited_time": credited_time_topic,
        "late_by_law": late_by_law_topic,
        "minimum_wage": minimum_wage_topic,
        "line_by_line": line_by_line_topic,
        "average_cost": average_cost_topic,
        "volatility": volatility_topic,
        "hours_wanted": hours_wanted_topic,
        "toll": toll_topic,
        "conditions": conditions_topic,
        "credit": credit_topic,
        "contributions": contributions_topic,
        "guild": guild_topic,
        "tax_year": tax_year_topic,
        "instalments": instalments_topic,
    }
)


def topics_of(material: Material) -> Mapping[str, Topic]:
    """Every topic, each made when it is first looked at."""
    return EachLater({key: partial(make, material) for key, make in TOPICS.items()})


def topics_in_own_words(material: Material) -> Mapping[str, Topic]:
    """Those topics once more that leave her own words out unless she asks for them, with these words."""
    return EachLater({"contributions": partial(contributions_topic, material, is_own_words=True)})


__all__ = ["TOPICS", "Material", "Topic", "topics_in_own_words", "topics_of"]
