"""The forms of a page as a browser reads them: names, kinds and values of their fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    """One field: its kind, its value, and what a list offers."""

    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """Every form of a page that posts, by its address; or those that only ask."""

    def __init__(self, page: str, method: str = "post") -> None:
        super().__init__()
        self._method = method
        self.found: dict[str, dict[str, Field]] = {}
        self._form: dict[str, Field] | None = None
        self._select: Field | None = None
        self._text: Field | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method") == self._method:
            self._form = self.found.setdefault(said["action"], {})
        if self._form is None:
            return
        name = said.get("name", "")
        if tag == "input":
            self._input(name, said)
        elif tag == "select":
            self._select = self._form[name] = Field("choice")
        elif tag == "option" and self._select is not None:
            self._select.choices.append(said.get("value", ""))
            if "selected" in said or len(self._select.choices) == 1:
                self._select.value = said.get("value", "")
        elif tag == "textarea":
            self._text = self._form[name] = Field("lines")

    def _input(self, name: str, said: dict[str, str]) -> None:
        assert self._form is not None
        kind = said.get("type", "text")
        if kind == "radio":
            found = self._form.setdefault(name, Field("choice"))
            found.choices.append(said["value"])
            if "checked" in said:
                found.value = said["value"]
        elif kind != "checkbox":
            mode = said.get("inputmode", "")
            self._form[name] = Field(mode if kind == "text" and mode else kind, said.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._text is not None:
            # The first line break after the tag is not part of the text.
            self._text.value = self._text.value.removeprefix("\n")
            self._text = None


def form_at(page: str, address: str) -> dict[str, Field]:
    """The fields of the form that posts to an address."""
    return Forms(page).found[address]


def values_at(page: str, address: str) -> dict[str, str]:
    """What would be sent if nothing was touched."""
    return {name: one.value for name, one in form_at(page, address).items()}
