"""Recovery words: twelve, with a checksum, forgiving about how they are typed and about nothing else."""

import unicodedata

import pytest

from app import recovery_words
from app.recovery_words import bits_of, count_of, new_words
from app.store import recovery
from tests.app.store_factories import a_writer

ZERO = "abandon " * 11 + "about"
SPANISH = "ábaco " * 11 + "abierto"


def without_accents(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@pytest.mark.parametrize("language", ["en", "es"])
def test_new_words_are_twelve_and_stand_for_128_bits(language):
    said, bits = new_words(language)
    assert len(said) == 12
    assert len(bits) == 16
    assert bits in bits_of(" ".join(said))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "typed",
    [
        str.upper,
        str.title,
        without_accents,
        lambda text: text.replace(" ", "\n"),
        lambda text: f"  {text.replace(' ', '   ')}\t",
        lambda text: text.replace(" ", ", "),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\n".join(f"{at}. {word}" for at, word in enumerate(text.split(), 1)),
        lambda text: " ".join(f"{at}) {word};" for at, word in enumerate(text.split(), 1)),
        lambda text: f"Qqq qq: {text}. (Qqqqq 12 qq.)",
        lambda text: "; ".join(f"«{word}» – 7" for word in text.split()),
    ],
    ids=[
        *("capitals", "title", "no accents", "lines", "spaces", "commas", "other Unicode"),
        *("numbered lines", "numbered in a row", "sentences around", "signs around"),
    ],
)
def test_case_accents_and_spaces_are_forgiven(language, typed):
    for _ in range(20):
        said, bits = new_words(language)
        assert bits in bits_of(typed(" ".join(said)))


def test_the_checksum_of_the_published_example_is_right():
    assert bytes(16) in bits_of(ZERO)
    assert bytes(16) in bits_of(SPANISH)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abandon",
        "abandon " * 12,  # the checksum is wrong
        "abandon " * 11 + "abuot",
        "abandon " * 14 + "abuot",
        "about " + "abandon " * 11,
        "\0" * 5000,
        "x" * 100_000,
    ],
)
def test_words_that_are_none_stand_for_what_nobody_has(typed):
    first, second = bits_of(typed), bits_of(typed)
    assert [len(bits) for bits in first] == [16, 16]
    assert not set(first) & set(second)


def test_sentences_with_words_of_the_list_leave_one_reading():
    around = f"Keep this where only you can use it: {ZERO}. You will use this again."
    assert bytes(16) in bits_of(f"Keep this file private.\n{ZERO}\nqqq you")
    assert bytes(16) in bits_of(around)


def test_where_two_readings_fit_neither_is_taken():
    other = "zoo " * 11 + "wrong"
    assert len({*bits_of(ZERO)} & {*bits_of(f"{ZERO} {other}")}) == 0


@pytest.mark.parametrize(
    ("typed", "count"),
    [("", 0), ("1 2 3", 0), ("One, two; three.", 3), (ZERO, 12), ("1. a\n" * 12, 12), ("señal ñandú", 2)],
)
def test_words_are_counted_without_numbers_and_signs(typed, count):
    assert count_of(typed) == count


def test_a_numbered_list_counts_its_own_words_only():
    listed = "\n".join(f"{at}. {word}" for at, word in enumerate(ZERO.split(), 1))
    assert count_of(f"These 12 words open a log.\n{listed}\nWhere: http://127.0.0.1:8000/sign-in") == 12
    assert bytes(16) in bits_of(f"These 12 words open a log.\n{listed}\nWhere: http://127.0.0.1:8000/sign-in")


def test_no_two_words_of_a_list_differ_in_accents_only():
    for name in recovery_words.LISTS.values():
        assert len(recovery_words._by_plain(name)) == 2048


def test_words_open_the_log_they_were_made_for_until_new_ones_are_made(connection):
    mine, hers = a_writer(connection), a_writer(connection)
    (said, bits), (_, other) = new_words("en"), new_words("es")
    recovery.keep(connection, mine, bits)
    recovery.keep(connection, hers, other)
    assert recovery.find(connection, bits_of(" ".join(said))) == mine
    recovery.keep(connection, mine, new_words("en")[1])
    assert recovery.find(connection, [bits]) is None
    assert recovery.find(connection, [other]) == hers


def test_nothing_of_the_words_is_kept_but_a_hash(connection):
    from sqlalchemy import select

    from app.records import Secret, table_of

    said, bits = new_words("en")
    recovery.keep(connection, a_writer(connection), bits)
    kept = str([dict(row) for row in connection.execute(select(table_of(Secret))).mappings()])
    assert bits.hex() not in kept
    assert sum(word in kept for word in said) < 8  # "write" stands in "writer_id"
