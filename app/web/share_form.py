"""The form of a share link: what is in it, how much it tells, how long it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from app.http.sharing import (
    LONG_ORIGINS,
    MOST_ORIGINS,
    NO_ORIGIN,
    NOTHING_CHOSEN,
    Wanted,
    are_long,
    origin_of,
)
from app.language import Language
from app.records.share_link import (
    LIFETIMES,
    LONGEST_PASSPHRASE,
    SHORTEST_PASSPHRASE,
    USUAL_LIFETIME,
    Detail,
    ShareChoices,
    SharePublic,
)
from app.web.forms import LONGEST_NOTE, Form
from app.web.labels import Options, options
from app.web.realpay_filters import Choice
from app.web.realpay_words import own_days, period_of
from reports.sharing import PARTS
from reports.wording import N_

#: What each part is called; a part without a name here fails a test.
PART_NAMES: dict[str, str] = {
    "hero": N_("Real hourly pay"),
    "facts": N_("Unpaid hours, gaps and money owed"),
    "ladder": N_("From promised to real pay"),
    "timeline": N_("Contracts and gaps in work"),
    "shortfall": N_("Benefits shortfall"),
    "months": N_("Earned and received by month"),
    "platforms": N_("Platforms side by side"),
    "calendar": N_("Days worked"),
    "onboarding": N_("Unpaid start and payback"),
    "changes": N_("Pay changes"),
    "unpaid": N_("Unpaid time by reason"),
    "owed": N_("Money owed by age"),
    "toll": N_("How hard it was, beside the pay"),
}
#: What is in a new link until she chooses.
USUAL_PARTS = ("hero", "facts", "ladder", "timeline")
AMOUNTS: dict[str, str] = {
    Detail.EXACT: N_("Exact"),
    Detail.BANDS: N_("Rounded"),
    Detail.RATIOS: N_("Per cent only"),
}
#: Switches of the form, with what is so while they are off.
SWITCHES: dict[str, tuple[str, str]] = {
    "own_names": (N_("Platform names"), N_("Off, and always with per cent: Platform A, Platform B")),
    "titles": (
        N_("Names of contracts and kinds of work"),
        N_("Off, and always with per cent: Contract 1, Other work A"),
    ),
    "days": (N_("Exact days"), N_("Off: months only")),
}
FROZEN: dict[str, str] = {"no": N_("My log, as it goes on"), "yes": N_("As it is today")}
#: The same for a line of the list.
AMOUNTS_SAID: dict[str, str] = {
    Detail.EXACT: N_("exact amounts"),
    Detail.BANDS: N_("rounded amounts"),
    Detail.RATIOS: N_("no amounts"),
}
TOLD: dict[str, str] = {
    "own_names": N_("platform names"),
    "titles": N_("contract names"),
    "days": N_("exact days"),
    "previews": N_("figures in previews"),
    "has_passphrase": N_("a passphrase"),
    "framed_by": N_("shown on other sites"),
    "is_frozen": N_("as it was that day"),
}
#: What never goes with per cent, whatever is ticked.
NAMED = ("own_names", "titles")
#: Fields of an address of Real pay -> the same of this form.
_DAYS = {"start": "starts_on", "end": "ends_on"}
STAY = "stay"
TOO_SHORT = N_("Use at least 8 characters. Three words in a row are good.")
ONE_OF_BOTH = N_("A page on another site cannot ask for a passphrase. Take away the passphrase or the sites.")
MANY_ORIGINS = N_("That is too many. Ten sites can show one link.")


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch of the form."""

    name: str
    value: str
    label: str
    hint: str
    is_on: bool


def new_form(choice: Choice, today: date) -> Form:
    """What the form says before anything is chosen but the days of Real pay; any that cannot be are kept and said."""
    period, problems = period_of(choice.key, choice.start, choice.end, today)
    form = Form({"id": str(uuid4()), "amounts": Detail.BANDS, "lasts": str(USUAL_LIFETIME), "frozen": "no"})
    form.lists["part"] = list(USUAL_PARTS)
    if period is not None and period.days:
        form.values |= {"starts_on": period.start.isoformat(), "ends_on": period.last.isoformat()}
    if problems:
        form.values |= {"starts_on": choice.start, "ends_on": choice.end}
    _refuse_days(form, problems)
    return form


def form_of(share: SharePublic) -> Form:
    """What the form says of a link there is."""
    form = Form({"revision": str(share.revision), "lasts": STAY, "label": share.label or ""})
    form.values["origins"] = "\n".join(share.framed_by)
    form.lists["part"] = list(share.parts)
    form.values |= {"amounts": str(share.amounts), "frozen": "yes" if share.is_frozen else "no"}
    form.values |= {name: "yes" for name in (*SWITCHES, "previews") if getattr(share, name)}
    if share.starts_on is not None and share.ends_on is not None:
        form.values |= {"starts_on": share.starts_on.isoformat(), "ends_on": share.ends_on.isoformat()}
    return form


def choices_in(form: Form) -> ShareChoices | None:
    """What the form chooses to show, or None with a problem beside its field."""
    parts = tuple(part for part in PARTS if part in form.lists.get("part", ()))
    if not parts:
        form.refuse([("part", NOTHING_CHOSEN)])
    amounts = form.choice("amounts", tuple(AMOUNTS))
    label = form.text("label")
    start, end = days_in(form)
    said = {name: form[name] == "yes" for name in (*SWITCHES, "previews")}
    if form.problems:
        return None
    return form.make(
        ShareChoices,
        parts=parts,
        label=label,
        amounts=amounts or Detail.BANDS,
        starts_on=start,
        ends_on=end,
        **said,
    )


def choices_to_look_at(form: Form) -> ShareChoices | None:
    """The choices for the preview: a problem elsewhere in the form, such as a short passphrase, takes nothing from it."""
    if not form.problems:
        return choices_in(form)
    if form.count_wrong(("part", "amounts", "starts_on", "ends_on")):
        return None
    again = Form(form.values)
    again.lists = form.lists
    return choices_in(again)


def days_in(form: Form) -> tuple[date | None, date | None]:
    """The first and the last day that are shown; the whole log only where there is neither, else a problem."""
    if not form.count_filled(("starts_on", "ends_on")):
        return None, None
    days, problems = own_days(form["starts_on"], form["ends_on"])
    _refuse_days(form, problems)
    return (days.start, days.last) if days else (None, None)


def _refuse_days(form: Form, problems: Mapping[str, str]) -> None:
    form.refuse((_DAYS[name], problem) for name, problem in problems.items())


def read(form: Form, *, is_new: bool) -> Wanted | None:
    """The whole form, or None with problems beside its fields."""
    lives = tuple(map(str, LIFETIMES)) + (() if is_new else (STAY,))
    lasts = form.choice("lasts", lives) or (str(USUAL_LIFETIME) if is_new else STAY)
    passphrase = passphrase_in(form)
    if passphrase is not None and len(passphrase) < SHORTEST_PASSPHRASE:
        form.refuse([("passphrase", TOO_SHORT)])
    choices = choices_in(form)
    if choices is None or form.problems:
        return None
    return Wanted(
        choices,
        lasts_days=None if lasts == STAY else int(lasts),
        is_frozen=form["frozen"] == "yes",
        passphrase=passphrase,
        drops_passphrase=form["unlock"] == "yes",
    )


def passphrase_in(form: Form) -> str | None:
    """The passphrase as it is kept and compared: on one line, in one way of writing accents."""
    return form.text("passphrase", longest=LONGEST_PASSPHRASE)


def sites_in(form: Form, share: SharePublic) -> tuple[str, ...]:
    """The sites that are to show a link; a passphrase goes with none, as a frame could not ask for it."""
    sites = origins_in(form)
    has_passphrase = form["passphrase"].strip() or (share.has_passphrase and form["unlock"] != "yes")
    if sites and has_passphrase:
        form.refuse([("origins", ONE_OF_BOTH)])
    return sites


def origins_in(form: Form) -> tuple[str, ...]:
    """The sites that may show a link, each once; none where nothing was typed or something is none."""
    typed = (form.lines("origins", longest=LONGEST_NOTE) or "").split()
    found = [origin_of(one) for one in typed]
    if None in found:
        form.refuse([("origins", NO_ORIGIN)])
    sites = tuple(dict.fromkeys(one for one in found if one is not None))
    if len(sites) > MOST_ORIGINS:
        form.refuse([("origins", MANY_ORIGINS)])
    elif are_long(sites):
        form.refuse([("origins", LONG_ORIGINS)])
    return sites


def parts_of(form: Form, words: Language) -> tuple[Switch, ...]:
    """The switches of what is in it."""
    chosen = form.lists.get("part", ())
    return tuple(
        Switch("part", part, words(PART_NAMES.get(part, part)), "", is_on=part in chosen) for part in PARTS
    )


def switches_of(form: Form, words: Language) -> tuple[Switch, ...]:
    """The switches of how much it tells."""
    return tuple(
        Switch(name, "yes", words(label), words(hint), is_on=form[name] == "yes")
        for name, (label, hint) in SWITCHES.items()
    )


def lifetimes(words: Language, *, is_new: bool) -> Options:
    """How long a link may work."""
    offered = [(str(days), words.plural("{count} day", "{count} days", days)) for days in LIFETIMES]
    return offered if is_new else [(STAY, words(N_("As it is"))), *offered]


def amounts_options(words: Language) -> Options:
    """How much the amounts tell."""
    return options(AMOUNTS, words)


def frozen_options(words: Language) -> Options:
    """Whether it goes on with the log."""
    return options(FROZEN, words)
