"""Private notes: a gentle word when one looks like text of the work itself, which an NDA may cover.

Nothing is blocked: she knows best what she wrote.
"""

from __future__ import annotations

import re

from app.language import for_code
from app.records.writer import WriterPublic
from reports.wording import N_

LONG = 700

_SIGNS = (
    re.compile(r"^\s*(?:INT|EXT|INT/EXT|I/E)[./ ]", re.MULTILINE),
    re.compile(r"^\s*(?:FADE (?:IN|OUT)|CUT TO|FUNDE A|CORTE A)\b", re.MULTILINE),
    re.compile(
        r"^\s*(?:user|assistant|system|human|model|prompt|response|completion|(?:answer|response|option) [ab12]"
        r"|usuaria?|usuario|asistente|sistema|respuesta(?: [ab12])?|consigna)\s*:",
        re.MULTILINE | re.IGNORECASE,
    ),
    re.compile(
        r"\byou are an? (?:helpful|expert|assistant)\b|\bwrite (?:me )?a (?:scene|story|poem|dialogue)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:escribe|escríbeme) (?:una|un) (?:escena|historia|poema|diálogo)\b", re.IGNORECASE),
    re.compile(r"```"),
    # Somebody's name in capitals on a line of its own, and what she says under it.
    re.compile(r"^\s*[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ .']{2,30}\n\s*\S.{10,}", re.MULTILINE),
)
_QUOTED = re.compile(r"[“\"«][^”\"»]{25,}[”\"»]")

LOOK_AGAIN = N_(
    "Saved. The note looks like prompt or scene text. If an agreement covers that, a few words of your own are safer."
)

#: The same where what was saved is said already.
NOTE_LOOKS = N_(
    "The note looks like prompt or scene text. If an agreement covers that, a few words of your own are safer."
)


def notice_of(me: WriterPublic, note: str | None, *sentences: str) -> dict[str, str]:
    """What a program is told beside the row it sent, in the writer's language: sentences, and a word on the note.

    Nothing to tell is no `notice`; an empty sentence is none.
    """
    said = [*sentences, NOTE_LOOKS if looks_like_content(note) else ""]
    words = for_code(me.language)
    told = " ".join(words(sentence) for sentence in said if sentence)
    return {"notice": told} if told else {}


def looks_like_content(note: str | None) -> bool:
    """Whether a note may be prompt or scene text.

    >>> looks_like_content("Slow queue, asked support on Tuesday."), looks_like_content("INT. KITCHEN - NIGHT")
    (False, True)
    """
    if not note:
        return False
    return len(note) > LONG or any(sign.search(note) for sign in _SIGNS) or len(_QUOTED.findall(note)) >= 2
