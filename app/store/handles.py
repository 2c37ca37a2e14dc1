"""Handles of two words: easy to say, nobody's name, and no secret."""

from __future__ import annotations

import secrets

_FIRST = """
amber autumn bold brave breezy bright brisk calm candid cedar clear clever copper coral cosy crisp curious
dapper deft early easy even fair fleet fond frank fresh gentle glad golden good grand green hazel honest
humble ivory jolly keen kind lilac lively loyal lucid lucky lunar mellow merry mild misty mossy neat nimble
noble olive open patient placid plain plucky proud quick quiet ready rosy round ruby rustic sandy serene
sharp silver sleek snowy solar solid spry steady still sunny swift tidy tranquil true velvet vivid warm
wild willow windy wise witty young
"""
_SECOND = """
acorn anchor apple arrow aspen badger banjo barley basil beacon birch bison brook button cactus canoe
canyon cello cherry clover comet condor coral crane cricket daisy delta dolphin dove dune eagle ember falcon
fern finch fjord forest fox garden gecko ginger glacier harbor harp hawk heron hill iris island jasmine juniper
kestrel kite koala lagoon lantern lark laurel lemon lily linnet lotus lynx magpie maple marble meadow mint
moose moth nutmeg oak orchard osprey otter owl panda parrot pebble pepper pine plover poppy prairie quail
quill rabbit raven reed robin sage sparrow spruce starling stone sycamore teal thistle thrush tiger tulip
turtle valley violet walnut willow wren
"""
FIRST_WORDS, SECOND_WORDS = tuple(_FIRST.split()), tuple(_SECOND.split())


def new_handle(attempt: int) -> str:
    """Two words by chance; after many handles were taken already, a number behind them."""
    words = f"{secrets.choice(FIRST_WORDS)}-{secrets.choice(SECOND_WORDS)}"
    return words if attempt < 20 else f"{words}-{secrets.randbelow(90_000) + 10_000}"
