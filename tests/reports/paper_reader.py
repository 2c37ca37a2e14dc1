"""What is inside a finished paper: the words and notes of a PDF, the parts of a PNG. Slow, plain, ours alone."""

from __future__ import annotations

import re
import struct
import zlib

_PLAIN = rb"\\.|[^\\()]"
# Round brackets that belong together may stand inside a string as they are, here two deep.
_STRING = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb")*\))*\))*\)|<[0-9A-Fa-f\s]*>"
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    """The objects of a PDF without object streams."""

    def __init__(self, data: bytes) -> None:
        assert data.startswith(b"%PDF-1.")
        self.data = data
        found = re.finditer(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", data, re.DOTALL)
        self.objects = {int(one[1]): one[2] for one in found}

    @property
    def pages(self) -> list[bytes]:
        return [body for body in self.objects.values() if b"/Type/Page/" in body]

    def stream(self, number: int) -> bytes:
        head, _, rest = self.objects[number].partition(b"stream\n")
        body = rest.rpartition(b"\nendstream")[0]
        return zlib.decompress(body) if b"/FlateDecode" in head else body

    def reference(self, name: bytes, body: bytes) -> int:
        found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
        assert found is not None, (name, body[:200])
        return int(found[1])

    def text(self) -> str:
        """Every word of every page, in the order of drawing; a line for each change of place."""
        return "\n".join(self._page(page) for page in self.pages)

    def _page(self, page: bytes) -> str:
        resources = self.objects[self.reference(b"Resources", page)]
        listed = re.search(rb"/Font<<(.*?)>>", resources)
        fonts = {
            name: self._letters(int(number))
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", listed[1] if listed else b"")
        }
        return _words(self.stream(self.reference(b"Contents", page)), fonts)

    def _letters(self, font: int) -> dict[int, str]:
        cmap = self.stream(self.reference(b"ToUnicode", self.objects[font]))
        letters = {}
        for part in re.findall(rb"beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL):
            for code, letter in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)>", part):
                letters[int(code, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
        for part in re.findall(rb"beginbfrange\n(.*?)endbfrange", cmap, re.DOTALL):
            for first, last, letter in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>", part):
                start = ord(bytes.fromhex(letter.decode()).decode("utf-16-be"))
                for number, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                    letters[code] = chr(start + number)
        return letters

    def alternatives(self) -> list[str]:
        """What is read out instead of images."""
        return [_string(found) for found in re.findall(rb"/Alt(" + _STRING + rb")", self.data, re.DOTALL)]

    def everything(self) -> bytes:
        """The file with everything unpacked, to search it."""
        streams = [self.stream(number) for number, body in self.objects.items() if b"stream\n" in body]
        return b"\n".join([self.data, *streams])


def _words(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    said = []
    pattern = (
        rb"/(\w+) [\d.]+ Tf|(\[(?:\s*(?:"
        + _STRING
        + rb"|[-\d.]+))*\s*\])\s*TJ|("
        + _STRING
        + rb")\s*Tj|(\bTm\b)"
    )
    for font, many, one, _ in re.findall(pattern, content, re.DOTALL):
        if font:
            letters = fonts[font]
        elif many or one:
            codes = b"".join(_bytes(found) for found in re.findall(_STRING, many or one, re.DOTALL))
            pairs = struct.unpack(f">{len(codes) // 2}H", codes)
            said.append("".join(letters.get(code, "\ufffd") for code in pairs))
        else:
            said.append("\n")
    return "".join(said)


def _bytes(string: bytes) -> bytes:
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode())
    return re.sub(
        rb"\\(?:([0-7]{1,3})|(\r\n|.))",
        lambda found: bytes([int(found[1], 8)]) if found[1] else _ESCAPES.get(found[2], found[2]),
        string[1:-1],
        flags=re.DOTALL,
    )


def _string(string: bytes) -> str:
    plain = _bytes(string)
    return plain[2:].decode("utf-16-be") if plain.startswith(b"\xfe\xff") else plain.decode("latin-1")


def squeezed(text: str) -> str:
    """Without spaces: where lines break is up to the paper."""
    return re.sub(r"\s+", "", text)


def png_parts(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of a PNG, in order, each with its right checksum."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    parts, at = [], 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(kind + body)
        parts.append((kind.decode("ascii"), body))
        at += 12 + length
    return parts


def png_size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", png_parts(data)[0][1])
    return width, height
