"""Code names for what could name a writer: platforms, contracts, and kinds of work in her own words.

They are given in the order in which work began, never by name. What began in the same month (the same day, where days
may be told) is ordered by a hash of its id, which says nothing to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from string import ascii_uppercase

from reports.definitions import NOWHERE, TASK_KINDS, UNPAID_CATEGORIES
from reports.personal import ContractBar, PersonalReport
from reports.sharing.choices import Choices
from reports.wording import N_, Wording


@dataclass(frozen=True, slots=True)
class Code:
    """What stands in place of an id, and the words it is shown with."""

    id: str
    label: str


_NO_PLATFORM = Code("", NOWHERE["platform"])
_NO_CONTRACT = Code("", NOWHERE["contract"])
_NO_KIND = Code("", NOWHERE["kind"])


class Names:
    """The names of one dashboard. A key that was not there when they were given gets the next one."""

    def __init__(self, report: PersonalReport, choices: Choices, words: Wording) -> None:
        self._words, self._choices = words, choices
        self._own = report.platform_names if choices.own_names else {}
        self._platforms: dict[str, Code] = {}
        self._contracts: dict[str, Code] = {}
        self._kinds: dict[str, Code] = {}
        bars = sorted(report.contracts, key=lambda bar: (self._began(bar), hashed(bar.contract_id)))
        self._titles = {bar.contract_id: bar.label for bar in bars} if choices.titles else {}
        for bar in bars:
            self.platform(bar.platform_id)
            self.contract(bar.contract_id)
        for key in sorted(report.platform_names, key=hashed):
            self.platform(key)

    def _began(self, bar: ContractBar) -> date:
        return bar.start if self._choices.days else bar.start.replace(day=1)

    def platform(self, key: str | None) -> Code:
        """A platform, or none."""
        if not key:
            return _NO_PLATFORM
        if key not in self._platforms:
            number = len(self._platforms) + 1
            label = self._own.get(key) or self._words(N_("Platform {letter}"), letter=letters(number))
            self._platforms[key] = Code(f"platform-{number}", label)
        return self._platforms[key]

    @property
    def platforms(self) -> dict[str, str]:
        """The words of every platform by its code."""
        return {code.id: code.label for code in self._platforms.values()}

    def contract(self, key: str | None) -> Code:
        """A contract, or none."""
        if not key:
            return _NO_CONTRACT
        if key not in self._contracts:
            number = len(self._contracts) + 1
            label = self._titles.get(key) or self._words(N_("Contract {number}"), number=number)
            # Zeros in front: codes are in order as texts too.
            self._contracts[key] = Code(f"contract-{number:06d}", label)
        return self._contracts[key]

    def meet(self, kinds: Iterable[str | None]) -> None:
        """Give kinds of work their codes, in an order that tells nothing of when each began."""
        for key in sorted({key for key in kinds if key}, key=hashed):
            self.kind(key)

    def kind(self, key: str | None) -> Code:
        """A kind of work: one of ours, or her own words if they may be told."""
        if not key:
            return _NO_KIND
        ours = key.replace(" ", "_")
        if ours in TASK_KINDS or ours in UNPAID_CATEGORIES or self._choices.titles:
            return Code(key, key)
        if key not in self._kinds:
            letter = letters(len(self._kinds) + 1)
            said = self._words(N_("Other work {letter}"), letter=letter)
            self._kinds[key] = Code(said, said)  # a kind of work is its own words
        return self._kinds[key]


def hashed(key: str) -> str:
    """An order that tells nothing of what is ordered."""
    return sha256(key.encode()).hexdigest()


def letters(number: int) -> str:
    """Columns of a spreadsheet: after Z comes AA.

    >>> [letters(number) for number in (1, 26, 27, 53)]
    ['A', 'Z', 'AA', 'BA']
    """
    said = ""
    while number:
        number, place = divmod(number - 1, 26)
        said = ascii_uppercase[place] + said
    return said
