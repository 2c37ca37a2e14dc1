"""A study as plain text for people: aligned, and each number with what it means."""

from __future__ import annotations

from fractions import Fraction

from reports.money import decimal_text
from reports.study import Study
from reports.wording import N_, Wording, translated

_STATUSES = {
    "Approved": N_("accepted by the requester"),
    "Rejected": N_("refused by the requester"),
    "Submitted": N_("handed in, not decided when the file was made"),
    "Unstated": N_("the file does not say"),
}

Line = tuple[str, str, str]  # label, value, meaning

_REASONS = {
    "no_assignment": N_("rows without an assignment: work that nobody took"),
    "duplicate_assignment": N_("assignments that stand there again"),
}


def as_text(result: Study, words: Wording) -> str:
    """The whole study as lines of text."""
    sections = {
        N_("What the files hold"): _contents(result, words),
        N_("Pay, in US dollars"): _pay(result, words),
        N_("Hours of work"): _hours(result, words),
        N_("Dollars per hour, offered pay over hours"): _rates(result, words),
        N_("Rows left out"): _left_out(result, words),
    }
    lines = [line for listed in sections.values() for line in listed]
    label_width = max(len(label) for label, _, _ in lines)
    value_width = max(len(value) for _, value, _ in lines)
    text: list[str] = []
    for title, listed in sections.items():
        text += ["", words(title)]
        for label, value, meaning in listed:
            text.append(f"  {label:<{label_width}}  {value:>{value_width}}  {meaning}".rstrip())
    return "\n".join(text[1:])


def _contents(result: Study, words: Wording) -> list[Line]:
    counts = [
        (words("Assignments"), words.number(result.assignments), words("rows with an assignment, each once")),
        (words("Workers"), words.number(result.workers), words("people who did them")),
        (words("HIT types"), words.number(result.hit_types), words("kinds of work offered")),
        (words("HITs"), words.number(result.hits), words("pieces of work done, some by several people")),
    ]
    statuses = [
        (
            f"  {status}",
            words.number(count),
            translated(words, _STATUSES, status) if status in _STATUSES else "",
        )
        for status, count in result.status.items()
    ]
    return counts[:1] + statuses + counts[1:]


def _pay(result: Study, words: Wording) -> list[Line]:
    if result.assignments and not result.priced:
        return [(words("Offered"), words("no value"), words("the files state no pay"))]
    unpriced = result.assignments - result.priced
    offered = words("the reward of every assignment")
    if unpriced:
        offered = words.plural(
            "rewards, but {count} assignment states none",
            "rewards, but {count} assignments state none",
            unpriced,
        )
    rejected = words("the part for work that was refused and earns nothing")
    return [
        (label, words.money(Fraction(minor, 100), "USD"), meaning)
        for label, minor, meaning in (
            (words("Offered"), result.offered_minor, offered),
            (words("Approved"), result.approved_minor, words("the part the requester has approved")),
            (words("Rejected"), result.rejected_minor, rejected),
        )
    ]


def _hours(result: Study, words: Wording) -> list[Line]:
    hours = result.hours
    gap = words.plural(
        "breaks of at most {count} minute count as work",
        "breaks of at most {count} minutes count as work",
        result.gap_seconds // 60,
    )
    return [
        (
            words("Summed"),
            _four(Fraction(hours.summed, 3600)),
            words("durations added up, overlaps counted again"),
        ),
        (
            words("Elapsed"),
            _four(Fraction(hours.elapsed, 3600)),
            words("clock time of each worker, overlaps counted once"),
        ),
        (words("In sessions"), _four(Fraction(hours.in_sessions, 3600)), gap),
        (words("Sessions"), words.number(hours.sessions), words("sittings of one worker")),
    ]


def _rates(result: Study, words: Wording) -> list[Line]:
    rates = result.rates
    listed = [
        (
            words("Median by assignment"),
            rates.median_by_assignment,
            words("of all assignments with work time"),
        ),
        (words("Median by worker"), rates.median_by_worker, words("of all workers, hours summed")),
        (
            words("Median by worker, elapsed"),
            rates.median_by_worker_elapsed,
            words("of all workers, hours elapsed"),
        ),
        (words("All work, summed"), rates.pooled_summed, words("all pay over all hours summed")),
        (words("All work, elapsed"), rates.pooled_elapsed, words("all pay over all hours elapsed")),
        (words("All work, in sessions"), rates.pooled_sessions, words("all pay over all hours in sessions")),
        (
            words("Share of workers below 7.25"),
            rates.share_below_floor,
            words("whose rate over summed hours is below the federal minimum wage"),
        ),
    ]
    none = words("no value")
    return [(label, none if value is None else _four(value), meaning) for label, value, meaning in listed]


def _left_out(result: Study, words: Wording) -> list[Line]:
    none = [(words("None"), words.number(0), "")]
    return [
        (reason, words.number(count), translated(words, _REASONS, reason))
        for reason, count in result.left_out.items()
    ] or none


def _four(value: Fraction) -> str:
    return decimal_text(value, 4)
