"""Chance in the sample campaign: drawn from a generator that was given the writer's number, so the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeVar

Word = TypeVar("Word")


def drawn(random: Random, choices: Mapping[Word, int]) -> Word:
    """One of the words, by how often each comes."""
    return random.choices(tuple(choices), tuple(choices.values()))[0]


def happens(random: Random, percent: float) -> bool:
    """Whether something that happens to so many of a hundred happens."""
    return random.random() * 100 < percent
