"""The README of a release as plain text, beside its CSV files."""

from __future__ import annotations

from collections.abc import Iterable

from reports.documents.release_words import (
    Definition,
    Fact,
    campaign_facts,
    definitions,
    file_notes,
    mark_facts,
    one_line,
    protection_facts,
)
from reports.release import Release
from reports.wording import N_, Wording


def readme_text(release: Release, words: Wording) -> str:
    """Everything a reader of the CSV files needs to know, in lines."""
    sections = (
        (one_line(release.campaign), _facts(campaign_facts(release, words))),
        (words(N_("Protection")), _facts(protection_facts(release, words))),
        (
            words(N_("How to read the files")),
            [*file_notes(release, words), *(words(line) for line in _COLUMNS)],
        ),
        (words(N_("Marks in the columns that end in status")), _facts(mark_facts(words))),
        (words(N_("Tables")), list(_tables(release, words))),
        (
            words(N_("What each figure means")),
            [line for one in definitions(release, words) for line in _meaning(one)],
        ),
    )
    return "\n\n".join("\n".join((title, "=" * len(title), *lines)) for title, lines in sections) + "\n"


#: How the columns of a file are named.
_COLUMNS = (
    N_("UTF-8, one header row. A dimension has two columns: its key, and its name in words."),
    N_("A figure has its value with the unit in the name, its low and high limits, and its status."),
    N_(
        "A share is 0 to 1. Where it may only be told in words, it has no number, and the column in_words has most or few."
    ),
    N_("The status of a row is that of the whole cell. What is withheld has no number in any file."),
    N_("In a margin the value of a dimension is Total."),
)


def _facts(facts: Iterable[Fact]) -> list[str]:
    return [f"{fact.label}: {fact.text}" for fact in facts]


def _tables(release: Release, words: Wording) -> Iterable[str]:
    for table in release.tables:
        title = words(table.title)
        yield f"{table.key}.csv: {title}" + (f". {words(table.note)}" if table.note else "")


def _meaning(one: Definition) -> tuple[str, ...]:
    """A definition in two lines."""
    return (
        f"{one.table}.csv, {one.column}: {one.label}",
        f"  {one.meaning} ({one.how}; {one.unit}; {one.source})",
    )
