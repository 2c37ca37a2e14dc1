"""The examples in docstrings say what the code does."""

import doctest
import importlib
import pkgutil

import pytest

import app
import reports

NAMES = [
    module.name
    for package in (app, reports)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_module_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    found = [
        example
        for name in NAMES
        for example in doctest.DocTestFinder().find(importlib.import_module(name))
        if example.examples
    ]
    assert len(found) > 10
