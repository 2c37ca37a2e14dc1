"""The words of the interface can be read at about the age of eleven (Flesch-Kincaid grade 7 at most)."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parents[2] / "app" / "locale" / "messages.pot"
HIGHEST_GRADE = 7.0


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e; at least one.

    >>> [syllables(word) for word in ("pay", "saved", "contract", "arrived", "effective")]
    [1, 1, 2, 2, 3]
    """
    plain = re.sub(r"[^a-z]", "", word.lower())
    plain = re.sub(r"(?<=[^laeiouy])e[ds]?$", lambda end: "ed" if re.search(r"[td]ed$", plain) else "", plain)
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def grade(sentences: list[str]) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al., 1975)."""
    words = [word for sentence in sentences for word in re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", sentence)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def said() -> list[str]:
    """Every sentence of the interface, one by one; labels and headings are none."""
    with CATALOGUE.open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    texts = [form for one in messages for form in (one if isinstance(one, tuple) else (one,))]
    plain = [re.sub(r"\{\w+\}", "it", text) for text in texts]
    sentences = [part for text in plain for part in re.split(r"(?<=[.?!:;])\s+", text)]
    return [one for one in sentences if one.endswith((".", "?", "!")) and len(one.split()) >= 3]


def test_the_interface_reads_at_the_age_of_eleven() -> None:
    sentences = said()
    assert len(sentences) > 200
    assert grade(sentences) <= HIGHEST_GRADE


def test_a_lawyers_sentence_would_be_noticed() -> None:
    dense = "Notwithstanding the aforementioned considerations, remuneration is determined retrospectively."
    assert grade([dense]) > 2 * HIGHEST_GRADE
