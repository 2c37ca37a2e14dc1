"""The form of a campaign: three fields to fill in, the rest filled in already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app import clock
from app.database import Connection
from app.http.campaigns import OVER, is_over
from app.language import LANGUAGES, Language, for_code
from app.records.campaign import (
    GROUPS,
    LONGEST_CONSENT,
    LONGEST_LINE,
    MONTHS,
    USUAL_GROUP,
    CampaignCreate,
    CampaignPublic,
    CampaignUpdate,
    CampaignWords,
    PeriodLength,
)
from app.records.writer import WriterPublic
from app.store import platforms
from app.web.forms import Form, day_of
from app.web.labels import Options, options
from app.web.you import CURRENCIES
from reports.fixed_periods import FixedPeriods, closes_at
from reports.parameters import Parameters
from reports.periods import add_months
from reports.wording import N_

PERIODS: dict[str, str] = {
    PeriodLength.MONTH: N_("Months"),
    PeriodLength.QUARTER: N_("Quarters"),
    PeriodLength.HALF_YEAR: N_("Half-years"),
    PeriodLength.YEAR: N_("Years"),
}
AUDIENCE = N_("Writers who do AI-training work")
#: What a writer reads before she says yes, until the organizer writes it better.
CONSENT = (
    N_("We count: {things}."),
    N_("They are counted together with those of others. No figure stands on a small group of people."),
    N_("Your name, your notes, names of tasks and contracts, single jobs and exact days stay in your log."),
    N_("You can leave at any time. Figures that were published before stay as they are."),
)
FIRST_MONTH = N_(
    "Nothing before it is counted. One that has begun can be chosen too, while its period is not over."
)
FIRST_REPORT = N_(
    "If you leave month and periods as they are ({length}), the first report can be made from {day} on."
)
#: So many months from the running quarter on may be the first of a campaign.
STARTS = 15


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be chosen in the form of a campaign."""

    languages: tuple[Tick, ...]
    platforms: tuple[Tick, ...]
    places: Options
    currencies: Options
    periods: Options
    starts: Options
    groups: Options
    first_month: str
    """What the choice of a first month comes to."""


def new_form(me: WriterPublic, today: dt.date) -> Form:
    """The form with everything filled in but what only the organizer knows."""
    form = Form(
        {
            "audience": for_code(me.language)(AUDIENCE),
            "currency": me.currency if me.currency in CURRENCIES else CURRENCIES[0],
            "period_length": PeriodLength.QUARTER.value,
            "first_on": next_quarter(today).isoformat(),
            "smallest_group": str(USUAL_GROUP),
            "consent_text": consent_in(for_code(me.language)),
        }
    )
    form.lists["language"] = [me.language if me.language in LANGUAGES else next(iter(LANGUAGES))]
    return form


def form_of(campaign: CampaignPublic) -> Form:
    """The words of a campaign as they are, to be changed."""
    said = campaign.model_dump(include=set(CampaignWords.model_fields) - {"languages"})
    form = Form({**said, "version": str(campaign.consent_version)})
    form.lists["language"] = list(campaign.languages)
    return form


def consent_in(words: Language) -> str:
    """The usual consent text in a language."""
    from reports.programme.asked_of import ASKED  # with the programme, which nothing at a start needs

    things = "; ".join(words(one.short) for one in ASKED)
    return "\n\n".join(words(sentence, things=things) for sentence in CONSENT)


def next_quarter(day: dt.date) -> dt.date:
    """The first day of the next quarter of the calendar.

    >>> next_quarter(dt.date(2026, 11, 12))
    datetime.date(2027, 1, 1)
    """
    return add_months(_quarter(day), 3)


def offered(
    database: Connection, me: WriterPublic, on_file: Parameters, form: Form, words: Language
) -> Offered:
    """What may be chosen, and what is."""
    starts = _starts(clock.today(me.zone))
    return Offered(
        languages=languages_of(form),
        platforms=_ticks(form, "platform", platforms.offered(database, me.id)),
        places=[*on_file.places()],
        currencies=[(code, f"{code}, {words.currency_name(code)}") for code in CURRENCIES],
        periods=options(PERIODS, words),
        groups=[(str(count), words.number(count)) for count in GROUPS],
        starts=[(day.isoformat(), words.month(day, year=True, short=False)) for day in starts],
        first_month=" ".join(filter(None, (words(FIRST_MONTH), _first_report(form, starts, words)))),
    )


def languages_of(form: Form) -> tuple[Tick, ...]:
    """The languages there are, each by its own name."""
    return _ticks(form, "language", [(code, name) for code, (name, _) in LANGUAGES.items()])


def read(database: Connection, me: WriterPublic, on_file: Parameters, form: Form) -> CampaignCreate | None:
    """The campaign that is wanted; None when something cannot be read."""
    words = _read_words(form)
    fixed = {
        "platforms": _chosen(form, "platform", (key for key, _ in platforms.offered(database, me.id))),
        "place": form.choice("place", tuple(dict(on_file.places()))),
        "currency": form.choice("currency", CURRENCIES, required=N_("Choose a currency.")),
        "period_length": form.choice("period_length", tuple(PERIODS), required=N_("Choose how long.")),
        "first_on": form.choice(
            "first_on",
            [day.isoformat() for day in _starts(clock.today(me.zone))],
            required=N_("Choose a first month."),
        ),
        "smallest_group": form.choice(
            "smallest_group", tuple(map(str, GROUPS)), required=N_("Choose a smallest group.")
        ),
    }
    _refuse_closed(form)
    return None if form.problems else form.make(CampaignCreate, **words, **fixed)


def read_words(form: Form) -> CampaignUpdate | None:
    """The words that are wanted; None when something cannot be read."""
    words = _read_words(form)
    return None if form.problems else form.make(CampaignUpdate, **words)


def months_of(campaign: CampaignPublic) -> int:
    """Calendar months of its periods."""
    return MONTHS[campaign.period_length]


def _read_words(form: Form) -> dict[str, object]:
    languages = _chosen(form, "language", LANGUAGES)
    consent = _in_each(form.lines("consent_text", longest=LONGEST_CONSENT), languages)
    said: dict[str, object] = {
        "name": form.text("name", required=N_("What is the campaign called?")),
        "organization": form.text("organization", required=N_("Who asks?")),
        "question": form.text("question", required=N_("What do you want to know?"), longest=LONGEST_LINE),
        "audience": form.text("audience", required=N_("Whom do you ask?"), longest=LONGEST_LINE),
        "languages": languages,
        "consent_text": consent,
    }
    if not languages:
        form.refuse([("language", N_("Choose a language."))])
    if consent is None:
        form.refuse([("consent_text", N_("Write what people say yes to."))])
    return said


def _in_each(consent: str | None, languages: list[str]) -> str | None:
    """What people say yes to; the usual text, left as it is, in every language that was chosen."""
    said = (consent or "").split()
    if languages and any(said == consent_in(for_code(code)).split() for code in LANGUAGES):
        return "\n\n".join(consent_in(for_code(code)) for code in languages)
    return consent


def _refuse_closed(form: Form) -> None:
    length, day = form["period_length"].strip(), form["first_on"].strip()
    is_readable = not {"period_length", "first_on"} & form.problems.keys()
    if is_readable and is_over(dt.date.fromisoformat(day), PeriodLength(length)):
        form.refuse([("first_on", OVER)])


def _chosen(form: Form, name: str, known: Iterable[str]) -> list[str]:
    typed = set(form.lists.get(name, ()))
    return [one for one in known if one in typed]


def _ticks(form: Form, name: str, known: Iterable[tuple[str, str]]) -> tuple[Tick, ...]:
    typed = set(form.lists.get(name, ()))
    return tuple(Tick(value, label, value in typed) for value, label in known)


def _first_report(form: Form, starts: list[dt.date], words: Language) -> str:
    """From when on there can be a report, as the form stands; nothing where its period is none, or refused."""
    first, length = day_of(form["first_on"]), form["period_length"]
    is_refused = bool({"period_length", "first_on"} & form.problems.keys())
    if is_refused or first not in starts or length not in PERIODS:
        return ""
    day = closes_at(FixedPeriods(first, MONTHS[PeriodLength(length)]).starting(0)).date()
    return words(FIRST_REPORT, length=words(PERIODS[length]), day=words.day(day))


def _quarter(day: dt.date) -> dt.date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _starts(today: dt.date) -> list[dt.date]:
    return [add_months(_quarter(today), number) for number in range(STARTS)]
