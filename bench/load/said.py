"""Words of a made practice: short sentences that name somebody, put together by a seeded choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

FIRST = "Ana Bela Carl Dina Emil Fay Gita Hugo Ivo Jana Kofi Lena Milo Nora Omar Pia Quin Rosa Sven Tara".split()
LAST = "Aas Brandt Calder Diaz Eriksen Ferro Gupta Hale Ito Jensen Kade Lindt Moreau Novak Okafor Price Quist".split()
DOES = "ask listen to write to call sit down with show the plan to hear out thank introduce".split(" to ")
ABOUT = "the pilot; the budget; who decides; the next step; what she sees; the plan; their team; the customers"
THINGS = ABOUT.split("; ")


def name(chance: Random, n: int) -> str:
    """A name that hardly anybody else has."""
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}-{chance.choice(LAST)} {n}"


def sentence(chance: Random, who: str) -> str:
    """Something about somebody."""
    return f"I will {chance.choice(DOES)} {who} about {chance.choice(THINGS)}."


def entry(chance: Random, who: str) -> str:
    """Some sentences, as they stand in a journal."""
    return " ".join(f"{sentence(chance, who)} It is about {chance.choice(THINGS)}." for _ in range(4))
