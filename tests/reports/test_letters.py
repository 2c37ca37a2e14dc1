"""Widths are those of the fonts; words that do not fit are cut or wrapped, and no sign is lost without a trace."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.documents import letters
from reports.documents.letters import FONTS, OTHER, TEXT, TYPED, cut, face, plain, showable, width, wrapped


def test_widths_are_those_of_the_fonts():
    assert width("", 15) == 0
    assert width("iii", 15) < width("WWW", 15)
    assert width("Real pay", 30) == 2 * width("Real pay", 15)
    assert width("Real pay", 15, 700) > width("Real pay", 15)
    # Every sign of a typewriter is as wide as any other.
    typed = face(TYPED, 700).widths
    assert {typed[ord(sign)] for sign in "$0123456789.,iW"} == {typed[ord("0")]}


def test_a_sign_that_our_font_lacks_has_the_width_of_the_other_font_or_of_a_broad_letter():
    assert width("Ж", 1000) == face(OTHER).widths[ord("Ж")]
    assert width("北", 1000) == face(TEXT).widths[ord("M")]


@pytest.mark.parametrize("family", [TEXT, TYPED, OTHER])
def test_every_font_comes_with_its_licence(family):
    licence = (FONTS / f"{family}-OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in licence.upper()


def test_a_file_that_is_no_font_of_ours_is_refused():
    of_another_format = struct.pack(">HHHHIH", 0, 1, 3, 1, 12, 6)
    with pytest.raises(ValueError, match="no table of the basic plane"):
        letters._glyphs(of_another_format, 0)


@given(text=st.text(max_size=60), room=st.floats(40, 400), most=st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_lines_fit_and_are_not_too_many(text, room, most):
    lines = wrapped(text, 15, room, most=most)
    assert 1 <= len(lines) <= most
    assert all(width(line, 15) <= room for line in lines)
    assert width(cut(text, 15, room), 15) <= room


def test_words_are_wrapped_between_words_and_long_ones_within():
    assert wrapped("one two three", 15, width("one two", 15) + 1, most=3) == ["one two", "three"]
    long = "W" * 30
    lines = wrapped(long, 15, width("W" * 12, 15) + 1, most=5)
    assert "".join(lines) == long
    assert len(lines) == 3


def test_what_is_cut_ends_with_an_ellipsis():
    assert cut("Short", 15, 200) == "Short"
    assert cut("A name that is far too long", 15, 80).endswith("…")
    assert wrapped("A name that is far too long for one line", 15, 80, most=2)[-1].endswith("…")
    assert cut("x" * 100_000, 15, 80).endswith("…")


def test_signs_without_a_letter_are_marked_and_those_without_a_shape_are_left_out():
    assert showable("Łódź, Привет, ệ, #let *a* $x$ ]") == "Łódź, Привет, ệ, #let *a* $x$ ]"
    assert showable("北京 😀") == "\ufffd\ufffd \ufffd"
    assert showable("a\u202eb\u200bc\x07d\te\nf\u2028g") == "abcd e f g"
    assert showable("e\u0301 n\u0303 x\u0305\u0336") == "é ñ x"
    assert showable("$1\u202f918") == "$1\u202f918"


def test_the_plainest_words_need_our_own_font_alone():
    assert plain("Ọlá Ṣadé, Привет, 北") == "Olá Sadé, \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd, \ufffd"
    own = face(TEXT).widths
    assert all(ord(sign) in own for sign in plain("Ọẹṣ Łódź ệ"))
