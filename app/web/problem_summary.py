"""The lines of the summary of problems: each names its field, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from app.language import Language, mid_sentence

_TAG = re.compile(r"<[^>]+>")
_LEGEND = re.compile(r"<legend[^>]*>(.*?)</legend>", re.DOTALL)


def summary_of(problems: Mapping[str, str], page: str, words: Language) -> list[tuple[str, str]]:
    """Field and line of each problem; `page` is what the problems are about, as it is shown."""
    in_order = sorted(problems.items(), key=lambda item: page.find(f' id="{item[0]}"'))
    return [(field, line_of(_label_of(field, page), words(message))) for field, message in in_order]


def line_of(label: str, sentence: str) -> str:
    """A sentence behind the name of its field; a question that is the name is not said twice.

    >>> line_of("Name", "This is too long."), line_of("Which day?", "Please check the year.")
    ('Name: this is too long.', 'Which day? Please check the year.')
    >>> line_of("Which day was it?", "Which day was it?"), line_of("", "This is needed.")
    ('Which day was it?', 'This is needed.')
    """
    if not label or label == sentence:
        return sentence
    if label.endswith("?"):
        return f"{label} {sentence}"
    return f"{label}: {mid_sentence(sentence)}"


def _label_of(field: str, page: str) -> str:
    """What a field is called on the page: its label, or the legend of its choices; nothing for a part of the page."""
    found = re.search(rf'<label[^>]* for="{re.escape(field)}"[^>]*>(.*?)</label>', page, re.DOTALL)
    if found is None:
        before = page[: max(0, page.find(f' id="{field}"'))]
        group = before[max(0, before.rfind("<fieldset")) :]
        found = (
            _LEGEND.search(group) if group.startswith("<fieldset") and "</fieldset>" not in group else None
        )
    return " ".join(unescape(_TAG.sub("", found[1])).split()) if found else ""
