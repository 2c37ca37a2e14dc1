"""Every chart of a report on one page, as Real pay has them, and pictures of it: kept ones, and how they differ.

No server: the page and the app's own styles and fonts are given to the browser as they are sent, so that a picture
depends on nothing else of the machine. Other alphabets have the letters of our documents.
"""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from app.web.assets import assets
from reports.charts.card import CHART_KEYS, card, chart_of
from reports.charts.legend import patterns
from reports.documents import letters
from tests.reports.plain_words import PlainWords

GOLDENS = Path(__file__).parent / "goldens"
WORDS = PlainWords()
OWN = "http://sheet.test"
#: How unlike a dot of two pictures must be, of 255, to count. Both are softened first, and a dot may have moved by one:
#: edges that another machine softens otherwise do not count.
UNLIKE = 40
#: So many dots of a picture may be unlike: a few where letters touch. A bar that is a hundredth longer has twice as many.
FEW = 8
LINKS = {"Image": "#", "SVG": "#", "CSV": "#", "Method": "#"}
STYLE = """@font-face { font-family: "Other"; src: url("/fonts/noto-sans-400.ttf"); }
:root { --text: "Atkinson", "Other"; --typed: "Courier Prime", "Other"; }
.card .foot { display: none; }"""
# Two pictures over one another: how many dots have nothing like them within one dot in the other, both ways.
COMPARE = """async ([one, other, unlike]) => {
  const read = async (data) => {
    const image = new Image();
    image.src = data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d', {willReadFrequently: true});
    pen.drawImage(image, 0, 0);
    const {width, height} = image, dots = pen.getImageData(0, 0, width, height).data, soft = new Float32Array(dots.length);
    for (let y = 1; y < height - 1; y++)
      for (let x = 1; x < width - 1; x++)
        for (let part = 0; part < 3; part++) {
          const at = 4 * (y * width + x) + part, row = 4 * width;
          let sum = 0;
          for (const from of [at - row, at, at + row]) sum += dots[from - 4] + dots[from] + dots[from + 4];
          soft[at] = sum / 9;
        }
    return [width, height, soft];
  };
  const [width, height, first] = await read(one), [wide, high, second] = await read(other);
  if (width !== wide || height !== high) return -1;
  const apart = (a, i, b, j) => Math.max(Math.abs(a[i] - b[j]), Math.abs(a[i + 1] - b[j + 1]), Math.abs(a[i + 2] - b[j + 2]));
  const near = (a, b, x, y) => {
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
        if (apart(a, 4 * (y * width + x), b, 4 * (v * width + u)) <= unlike) return true;
    return false;
  };
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      if (apart(first, at, second, at) > unlike && !(near(first, second, x, y) && near(second, first, x, y))) count++;
    }
  return count;
}"""
# Sixteen colours are enough for what has two hues: those of the stylesheet and some between them. Each row of the answer
# begins with a zero (no filter), as a PNG has it, and has two dots in a byte.
PACK = """async png => {
  const style = getComputedStyle(document.documentElement);
  const named = name => style.getPropertyValue(`--${name}`).match(/[0-9a-f]{2}/g).map(pair => parseInt(pair, 16));
  const between = ([one, other, share]) => named(one).map((part, at) => Math.round(part + share * (named(other)[at] - part)));
  const colours = [
    ...['paper', 'desk', 'ink', 'ink2', 'rule', 'edge', 'blue', 'red', 'red-soft'].map(named),
    ...[['paper', 'ink', .2], ['paper', 'ink', .4], ['paper', 'ink', .65]].map(between),
    ...[['paper', 'blue', .2], ['paper', 'blue', .45], ['paper', 'blue', .7], ['paper', 'red', .5]].map(between),
  ];
  const image = new Image();
  image.src = png;
  await image.decode();
  const {width, height} = image, canvas = new OffscreenCanvas(width, height), pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(0, 0, width, height).data, nearest = new Map();
  const index = at => {
    const key = dots[at] << 16 | dots[at + 1] << 8 | dots[at + 2];
    if (!nearest.has(key)) {
      const apart = colours.map(colour => colour.reduce((sum, part, n) => sum + (part - dots[at + n]) ** 2, 0));
      nearest.set(key, apart.indexOf(Math.min(...apart)));
    }
    return nearest.get(key);
  };
  const wide = 1 + Math.ceil(width / 2), rows = new Uint8Array(wide * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * wide + 1 + (x >> 1)] |= index(4 * (y * width + x)) << (x % 2 ? 0 : 4);
  let text = '';
  for (let at = 0; at < rows.length; at += 8192) text += String.fromCharCode(...rows.subarray(at, at + 8192));
  return [width, height, colours.flat(), btoa(text)];
}"""


def markup(report, keys=CHART_KEYS):
    """The cards of a report behind the page's patterns."""
    cards = (card(chart_of(key, report, WORDS), WORDS, LINKS, "#") for key in keys)
    return patterns() + Markup("\n").join(cards)


def serve_sheets(page):
    """Give a page the app's styles and fonts, and sheets."""

    def answer(route):
        name = urlsplit(route.request.url).path.removeprefix("/")
        if name == "sheet":
            return route.fulfill(body=_page(), content_type="text/html; charset=utf-8")
        if name.startswith("fonts/") and name.endswith(".ttf"):
            return route.fulfill(body=(letters.FONTS / name.removeprefix("fonts/")).read_bytes())
        asset = assets().get(name)
        return route.fulfill(body=asset.body, content_type=asset.media_type) if asset else route.abort()

    page.route(f"{OWN}/**", answer)
    page.goto(f"{OWN}/sheet")
    return page


def _page():
    links = "".join(f'<link rel="stylesheet" href="/{name}">' for name in ("app.css", "realpay.css"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Charts</title>{links}'
        f'<style>{STYLE}</style></head><body class="alone"><main><div class="realpay"><div class="lay"></div></div></main></body></html>'
    )


def show(page, report, keys=CHART_KEYS):
    """Put the charts of a report on the sheet."""
    page.evaluate(
        "async html => { document.querySelector('.lay').innerHTML = html; await document.fonts.ready }",
        str(markup(report, keys)),
    )
    return page


def picture(page):
    """The whole sheet, in few colours and few bytes."""
    return packed(page, page.locator("main").screenshot())


def packed(page, png):
    """The same picture in the colours of the stylesheet."""
    width, height, colours, rows = page.evaluate(PACK, _address(png))
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0),
        b"PLTE": bytes(colours),
        b"IDAT": zlib.compress(base64.b64decode(rows), 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in parts.items()
    )


def unlike(page, one, other):
    """How many dots of two packed pictures differ; -1 where they have not the same size."""
    return page.evaluate(COMPARE, [_address(one), _address(other), UNLIKE])


def _address(data):
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"
