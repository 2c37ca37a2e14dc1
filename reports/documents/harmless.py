"""Words in files that people open with a spreadsheet: none of them may be taken for a formula."""

from __future__ import annotations

import unicodedata

#: What a spreadsheet may take for the start of a formula; the last five are the minus sign and the full-width signs.
_SPACE_STARTS = ("\t", "\r", "\n")
_FORMULA_STARTS = frozenset("=+-@\u2212\uff1d\uff0b\uff0d\uff20")
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula; some of them pass over what has no shape.

    >>> harmless("=1+1"), harmless("Rank pairs")
    ("'=1+1", 'Rank pairs')
    """
    first = next((sign for sign in text if unicodedata.category(sign) not in _UNSEEN), "")
    return f"'{text}" if text.startswith(_SPACE_STARTS) or first in _FORMULA_STARTS else text
