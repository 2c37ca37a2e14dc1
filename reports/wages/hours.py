"""Hours by the minimum wage that holds for them: what they come to, and the sum behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reports.figures import Sign, Step
from reports.parameters import Parameter
from reports.sums import SECONDS_PER_HOUR
from reports.wages.floors import Floor
from reports.wages.windows import Level, Window
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class FloorHours:
    """The hours of one level of some windows, by floor, in order of first work; none of them is 0."""

    level: Level
    parts: Mapping[Floor, Fraction]

    @property
    def floor_pay(self) -> Fraction | None:
        """Dollars at the minimum wage; None where no rate is on file for any of the hours."""
        known = [rate.value * hours for floor, hours in self.parts.items() if (rate := floor.rate)]
        return sum(known, Fraction(0)) if known else None

    @property
    def is_whole(self) -> bool:
        """Whether every rate that applies is on file; if not, the pay is a lower bound."""
        return all(floor.is_whole for floor in self.parts)

    @property
    def rates(self) -> tuple[Parameter, ...]:
        """The rates on file that hold, each once."""
        return tuple(dict.fromkeys(floor.rate for floor in self.parts if floor.rate))

    @property
    def is_abroad(self) -> bool:
        """Whether all hours were worked outside the United States."""
        return all(floor.is_abroad for floor in self.parts)

    def steps(self) -> tuple[Step, ...]:
        """The sum behind the pay, a line for each floor; it names the rates that are not on file."""
        lines: list[Step] = []
        for floor, hours in self.parts.items():
            lines.append(_step("+" if lines else "", floor, hours))
        total = Step("=", N_("Minimum wage for these hours"), self.floor_pay, "money")
        return (*lines, total) if lines else ()


def floor_hours(windows: Iterable[Window], level: Level) -> FloorHours:
    """The hours of a level in some windows, added up by floor."""
    seconds: dict[Floor, int] = {}
    for window in windows:
        for part in window.stretches:
            if of_part := part.seconds(level):
                seconds[part.floor] = seconds.get(part.floor, 0) + of_part
    return FloorHours(level, {floor: Fraction(total, SECONDS_PER_HOUR) for floor, total in seconds.items()})


def _step(sign: Sign, floor: Floor, hours: Fraction) -> Step:
    if floor.rate is None:
        label = N_("{hours} hours; no minimum wage is on file for their days and place")
        return Step(sign, label, None, "money", {"hours": hours})
    values: dict[str, object] = {"hours": hours, "rate": floor.rate.value, "place": floor.rate.label}
    label = N_("{hours} hours at {rate} an hour, {place}")
    if not floor.is_place_known:
        label = N_("{hours} hours at {rate} an hour, {place}; your place of work is not known")
    elif floor.missing:
        label = N_(
            "{hours} hours at {rate} an hour, {place}; the rate of {missing} is not on file and may be higher"
        )
        values["missing"] = ", ".join(floor.missing)
    return Step(sign, label, floor.rate.value * hours, "money", values)
