"""A release as a workbook: numbers that are numbers, words that stay words, and nothing withheld in any part of it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from fractions import Fraction

import pytest

from reports.documents.release_files import files_of, release_xlsx
from reports.documents.release_formats import FORMATS
from reports.documents.release_sheets import release_sheets
from reports.documents.sheets import Number, Text
from tests.reports.composed_releases import HOSTILE, hostile_release, release
from tests.reports.plain_words import PlainWords

WORDS = PlainWords()
CANARIES = re.compile(r"7[.,]?7[.,]?1[.,]?[678]|7733")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: All sheets as UTF-8, numbers as they are and not as they are shown.
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def parts(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def columns_of(reference):
    """The number of a column from “B7”."""
    number = 0
    for sign in re.match("[A-Z]+", reference)[0]:
        number = 26 * number + ord(sign) - 64
    return number - 1


def written(workbook):
    """Name of sheet -> row and column -> text or number."""
    found = parts(workbook)
    shared = ["".join(one.itertext()) for one in ET.fromstring(found["xl/sharedStrings.xml"])]
    names = [sheet.get("name") for sheet in ET.fromstring(found["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
    sheets = {}
    for number, name in enumerate(names, 1):
        cells = sheets[name] = {}
        for cell in ET.fromstring(found[f"xl/worksheets/sheet{number}.xml"]).iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if value is None:
                continue
            place = int(re.search(r"\d+", cell.get("r"))[0]) - 1, columns_of(cell.get("r"))
            cells[place] = shared[int(value)] if cell.get("t") == "s" else float(value)
    return sheets


def meant(made):
    """The same of the sheets it was made of."""
    return {
        sheet.name: {
            (down, right): float(cell.value) if isinstance(cell, Number) else cell.text
            for down, row in enumerate(sheet.rows)
            for right, cell in enumerate(row)
            if isinstance(cell, Number | Text)
        }
        for sheet in release_sheets(made, WORDS)
    }


def test_a_workbook_holds_what_its_sheets_say_numbers_as_numbers_and_words_as_words():
    made = release()
    found, expected = written(release_xlsx(made, WORDS)), meant(made)
    assert list(found) == list(expected)
    for name, cells in expected.items():
        told = {place: value for place, value in cells.items() if value != ""}
        assert {place: value for place, value in found[name].items() if value != ""} == told
    assert sum(isinstance(value, float) for cells in found.values() for value in cells.values()) > 30


def test_a_workbook_is_the_same_bytes_whenever_it_is_made():
    whole = release_xlsx(release(), WORDS)
    assert whole == release_xlsx(release(), WORDS)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert "2026-10-09T00:00:00Z" in archive.read("docProps/core.xml").decode()


def test_no_part_of_a_workbook_holds_what_is_withheld():
    found = parts(release_xlsx(release(), WORDS))
    assert "xl/sharedStrings.xml" in found
    assert not [name for name, text in found.items() if CANARIES.search(text)]


def test_no_cell_is_a_formula_or_a_link():
    found = parts(release_xlsx(hostile_release(), WORDS))
    sheets = [text for name, text in found.items() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not [text for text in sheets if "<f>" in text or "<hyperlink" in text]
    texts = [
        value
        for cells in written(release_xlsx(hostile_release(), WORDS)).values()
        for value in cells.values()
    ]
    assert any(str(text).startswith("=HYPERLINK") for text in texts)
    assert HOSTILE not in texts


def test_headers_stay_in_sight_and_numbers_have_formats():
    found = parts(release_xlsx(release(), WORDS))
    assert [name for name, text in found.items() if "<pane " in text and 'state="frozen"' in text]
    assert "<pane" not in found["xl/worksheets/sheet1.xml"]
    assert "#,##0.00" in found["xl/styles.xml"] or 'numFmtId="4"' in found["xl/styles.xml"]


def test_every_download_has_its_name():
    files = files_of(release(), WORDS)
    assert set(files) == set(FORMATS) == {"release.csv.zip", "release.xlsx", "release.json", "charts.zip"}
    assert files == files_of(release(), WORDS)
    with zipfile.ZipFile(io.BytesIO(files["charts.zip"])) as archive:
        assert {name.rsplit(".", 1)[1] for name in archive.namelist()} == {"svg", "png"}


def read_number(shown):
    """A number as LibreOffice would have it typed: a cell of per cents with its sign."""
    return Fraction(shown.removesuffix("%")) / (100 if shown.endswith("%") else 1)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_libreoffice_reads_the_numbers_without_a_fix(tmp_path):
    made = release()
    (tmp_path / "release.xlsx").write_bytes(release_xlsx(made, WORDS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        TO_CSV,
        "--outdir",
        tmp_path,
        tmp_path / "release.xlsx",
    ]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    for sheet in release_sheets(made, WORDS):
        with (tmp_path / f"release-{sheet.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        for down, row in enumerate(sheet.rows):
            for right, cell in enumerate(row):
                if isinstance(cell, Number):
                    assert read_number(rows[down][right]) == cell.value
