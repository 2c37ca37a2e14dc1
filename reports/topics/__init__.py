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
from reports.topics.hours_wanted import hours_wanted_topic
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.topics.volatility import volatility_topic

#: Key of a topic -> what makes it, in the order of the pages.
TOPICS: Mapping[str, Callable[[Material], Topic]] = MappingProxyType(
    {
        "volatility": volatility_topic,
        "hours_wanted": hours_wanted_topic,
    }
)


def topics_of(material: Material) -> Mapping[str, Topic]:
    """Every topic, each made when it is first looked at."""
    return EachLater({key: partial(make, material) for key, make in TOPICS.items()})


__all__ = ["TOPICS", "Material", "Topic", "topics_of"]
