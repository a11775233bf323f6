"""What the makers of the sample province draw from: repeatable chance, ids, invented names and months; no facts."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from chibo_desktop.base.dates import last_day, month_after
from chibo_desktop.base.paths import resource

UPPER_DEVICE = "captren2"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
T = TypeVar("T")


class Chance:
    """Chance that gives the same for the same seed on every version of Python: only `random()` is drawn."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def below(self, share: float) -> bool:
        """True in `share` (0 to 1) of all cases."""
        return self._random.random() < share

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + int(self._random.random() * (high - low + 1))

    def one(self, of: Sequence[T]) -> T:
        return of[int(self._random.random() * len(of))]

    def weighted(self, of: Sequence[tuple[T, int]]) -> T:
        """One of some things, each as likely as its weight."""
        left = self._random.random() * sum(weight for _, weight in of)
        for thing, weight in of:
            left -= weight
            if left < 0:
                return thing
        return of[-1][0]

    def some(self, of: Sequence[T], count: int) -> tuple[T, ...]:
        """`count` different ones in their order."""
        left = list(range(len(of)))
        drawn = [left.pop(int(self._random.random() * len(left))) for _ in range(min(count, len(left)))]
        return tuple(of[place] for place in sorted(drawn))


class Ids:
    """Ids as devices give them: `device-number`, the numbers of each device without a gap."""

    def __init__(self) -> None:
        self._last: Counter[str] = Counter()

    def new(self, device: str) -> Any:
        self._last[device] += 1
        return f"{device}-{self._last[device]}"

    def skip(self, taken: Iterable[str]) -> None:
        """Goes on after ids given already."""
        for one in taken:
            device, _, number = one.partition("-")
            self._last[device] = max(self._last[device], int(number))


def device_code(mark: str, number: int) -> str:
    """The code of the `number`th device of a sort: two letters and the number written in letters."""
    code = ""
    for _ in range(6):
        number, place = divmod(number, 26)
        code = LETTERS[place] + code
    return mark + code


def words() -> dict[str, Any]:
    """The parts names are made of."""
    return tomllib.loads(resource("sample", "upper.toml").read_text(encoding="utf-8"))


def person_name(chance: Chance, said: dict[str, Any]) -> str:
    """An invented full name."""
    given = said["women"] if chance.below(0.35) else said["men"]
    return f"{chance.one(said['surnames'])} {chance.one(given)}"


def pairs(heads: Sequence[str], tails: Sequence[str], count: int) -> list[str]:
    """The first `count` names of a head and a tail; from the second round on with a number."""
    whole = [f"{head} {tail}" for tail in tails for head in heads]
    return [
        whole[n % len(whole)] + (f" {n // len(whole) + 1}" if n >= len(whole) else "") for n in range(count)
    ]


def months_from(first: str, count: int) -> list[str]:
    """`count` months from "2024-10" on."""
    found = [first]
    while len(found) < count:
        found.append(month_after(found[-1]))
    return found[:count]


def day_in(month: str, number: int) -> date:
    """The day of that number in a month, its last day where the month is shorter."""
    return min(date(int(month[:4]), int(month[5:]), 1) + timedelta(days=number - 1), last_day(month))
