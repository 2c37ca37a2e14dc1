"""The forms of a page as a browser would fill and send them."""

from __future__ import annotations

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Names and values of every field that a browser would send, and which form of the page they are in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] = {}
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self._form = self.forms.setdefault(said.get("action", ""), {})
        elif tag == "input" and name and said.get("type") != "file":
            is_choice = said.get("type") in {"radio", "checkbox"}
            if not is_choice or "checked" in said:
                self._form[name] = said.get("value", "")
        elif tag == "select":
            self._select = name
            self._form[name] = ""
        elif tag == "option" and self._select and "selected" in said:
            self._form[self._select] = said.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self._form[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._form[self._textarea] = self._form[self._textarea].removeprefix("\n")
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._form[self._textarea] += data


def form_to(page: str, action: str) -> dict[str, str]:
    """What the form that posts to `action` holds."""
    reader = FormReader()
    reader.feed(page)
    return reader.forms[action]
