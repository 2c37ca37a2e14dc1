"""What the script says, as one file for each language: a script carries no words of its own, and no page carries it."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from app.http.quick_log import LONGER_THAN_A_DAY
from app.language import for_code
from app.web.labels import OUTCOMES
from reports.wording import N_

TEMPLATES = Path(__file__).parent / "templates"
#: Name in the script -> sentence; two where the count decides.
WORDS: dict[str, str | tuple[str, str]] = {
    "saved": N_("Saved"),
    "toSend": N_("Saved here, {count} to send"),
    "toCorrect": N_("Saved here, {count} to correct"),
    "notSent": N_("Not sent for {days} days, open list"),
    "notSentYet": N_("here, not sent"),
    "hereOfIt": N_("{duration} of it is here, not sent"),
    "changeOf": N_("Change of {entry}"),
    "keptHere": N_("Saved here. It will be sent when there is a connection."),
    "noConnection": N_("No connection."),
    "serverTrouble": N_("The server could not take it just now."),
    "signIn": N_("Sign in to send this."),
    "otherLog": N_("This belongs to another log. Sign in to that one to send it."),
    "conflict": N_("There are two versions of this entry. Please choose."),
    "waiting": N_("Waiting to be sent."),
    "waitHere": (
        N_("{count} entry waits on this phone, saved {when}."),
        N_("{count} entries wait on this phone, the first saved {when}."),
    ),
    "noLine": N_(
        "No connection. What you typed stays on this page: press the button again once there is a connection."
    ),
    "noLineAmounts": N_("No connection. Amounts can be hidden or shown once there is a connection."),
    "noLineLeaving": N_(
        "No connection. Nothing was changed or deleted: try again once there is a connection."
    ),
    "signInLeaving": N_("You are not signed in any more. Nothing was changed or deleted: sign in first."),
    "copied": N_("Copied."),
    "removeSure": N_("Really throw it away"),
    "readFile": N_("This file holds no unsent entries."),
    "leaving": (
        N_("{count} entry is only on this phone. Signing out takes it away."),
        N_("{count} entries are only on this phone. Signing out takes them away."),
    ),
    "erasing": (
        N_("{count} entry is only on this phone. It is deleted with everything else, and is in no file yet."),
        N_(
            "{count} entries are only on this phone. They are deleted with everything else, and are in no file yet."
        ),
    ),
    "leaveSure": N_("Sign out all the same"),
    "eraseSure": N_("Delete everything all the same"),
    "copy": N_("No connection. This is the copy of {when}."),
    "running": N_("Running for {duration}"),
    "stillWorking": N_("Still working? This has run for {duration}."),
    "saveOnly": N_("No, save {duration}"),
    "unitCount": (N_("{count} unit"), N_("{count} units")),
    "underMinute": N_("under 1 min"),
    "work": N_("Work"),
    "paid": N_("paid"),
    "unpaid": N_("unpaid"),
    "paidOrNot": N_("Paid or unpaid"),
    "kind": N_("What"),
    "day": N_("Day"),
    "time": N_("Time"),
    "pay": N_("Pay"),
    "note": N_("Private note"),
    "title": N_("A name for this entry"),
    "units": N_("Units done"),
    "started": N_("Started"),
    "ended": N_("Ended"),
    "outcome": N_("What did the platform decide?"),
    "decided": N_("Decided on"),
    "credited": N_("Time the platform counted"),
    "held": N_("Held back"),
    "heldUntil": N_("Held until"),
    "toll": N_("How hard was it to bear?"),
    "repetitive": N_("Was it repetitive?"),
    "alone": N_("Were you alone with it?"),
    "yes": N_("Yes"),
    "no": N_("No"),
    **{str(outcome): label for outcome, label in OUTCOMES.items()},
    "sayWhat": N_("Say in a few words what it was."),
    "needsServer": N_(
        "Start, end and currency can only be changed with a connection. Put them back to save the rest."
    ),
    "readAmount": N_("Write the amount in digits, like 12.75."),
    "readTime": N_("Write the time like 45, 1h20 or 1:20."),
    "longerThanADay": LONGER_THAN_A_DAY,
    "howLong": N_("How long did it take?"),
    "whichDay": N_("Which day was it?"),
    "isPaid": N_("Was this time paid or unpaid?"),
}


def phone_file(code: str) -> bytes:
    """All that the script says in one language: its words, and the parts it puts into a page."""
    words = for_code(code)
    said = {
        name: words(one) if isinstance(one, str) else [words(form) for form in one]
        for name, one in WORDS.items()
    }
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    parts = templates.get_template("phone/parts.html").render(_=words)
    return json.dumps({"words": said, "parts": parts}, ensure_ascii=False).encode()
