"""A writer says in private which platform of the shared catalogue one of hers is, and nothing says it for her."""

import re

import pytest

from app import database
from app.store import catalogue
from tests.app.form_fields import Forms, values_at
from tests.app.test_pages import CONTRACT

ASKED = "Which one is it?"


@pytest.fixture
def listed(sqlite_engine, writer):
    """A catalogue with two platforms, and one of the sample."""
    with database.transaction(sqlite_engine) as connection:
        catalogue.add(connection, "north", "NorthLight")
        catalogue.add(connection, "annex", "Annex")
        catalogue.put(connection, "sample-annex", "Annex (sample)")


def contract_on(client, name):
    return client.post("/work", data={**CONTRACT, "platform": name}).text


def address_of(client, name):
    found = re.search(
        rf'href="(/work/platforms/[0-9a-f-]+)"><span><b>{name}<', client.get("/work/platforms").text
    )
    assert found is not None
    return found[1]


def key_in(page, address):
    return values_at(page, address)["catalogue_key"]


def test_without_a_catalogue_nobody_is_asked(writer):
    assert ASKED not in contract_on(writer, "Northlight")
    assert ASKED not in writer.get("/work/platforms").text
    assert ASKED not in writer.get(address_of(writer, "Northlight")).text


@pytest.mark.usefixtures("listed")
def test_a_new_platform_of_a_name_in_the_catalogue_is_offered_its_entry_and_keeps_it_once_she_saves(writer):
    page = contract_on(writer, "Northlight")
    assert "has one called “NorthLight”" in page
    address = address_of(writer, "Northlight")
    assert f'href="{address}?same=yes"' in page
    assert key_in(writer.get(address).text, address) == ""
    offered = writer.get(f"{address}?same=yes").text
    assert "“NorthLight” of the list has the same name" in offered
    assert key_in(offered, address) == "north"
    assert key_in(writer.get(address).text, address) == ""
    saved = writer.post(address, data=values_at(offered, address)).text
    assert key_in(saved, address) == "north"
    assert "has one called" not in contract_on(writer, "northlight")
    assert ASKED not in writer.get("/work/platforms").text


@pytest.mark.usefixtures("listed")
def test_a_name_of_her_own_is_asked_about_in_the_list_and_mapped_to_nothing(writer):
    assert "has one called" not in contract_on(writer, "Blue door")
    address = address_of(writer, "Blue door")
    assert ASKED in writer.get("/work/platforms").text
    assert key_in(writer.get(f"{address}?same=yes").text, address) == ""
    writer.post(address, data={**values_at(writer.get(address).text, address), "catalogue_key": "annex"})
    assert key_in(writer.get(address).text, address) == "annex"
    assert "Blue door" in writer.get("/work/platforms").text


@pytest.mark.usefixtures("listed")
def test_platforms_of_the_sample_are_offered_to_no_writer(writer):
    contract_on(writer, "Annex (sample)")
    address = re.search(r"/work/platforms/[0-9a-f-]+", writer.get("/work/platforms").text)[0]
    page = writer.get(f"{address}?same=yes").text
    assert Forms(page).found[address]["catalogue_key"].choices == ["", "annex", "north"]
    refused = writer.post(address, data={**values_at(page, address), "catalogue_key": "sample-annex"})
    assert refused.status_code == 422


@pytest.mark.usefixtures("listed")
def test_an_entry_that_was_renamed_shows_its_new_name(writer, sqlite_engine):
    contract_on(writer, "Blue door")
    address = address_of(writer, "Blue door")
    writer.post(address, data={**values_at(writer.get(address).text, address), "catalogue_key": "annex"})
    with database.transaction(sqlite_engine) as connection:
        catalogue.rename(connection, "annex", "Annex Works")
    assert re.search(r'<option value="annex" selected>Annex Works<', writer.get(address).text)
