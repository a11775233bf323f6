"""The sample province as real desks: the upper body's, and a commune's, filled by journals, bundles and intake alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from chibo_desktop.actions.demo import Demo, free_folder
from chibo_desktop.actions.desk import Desk, desk_of
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.sample.chains import USER, Chain, hand_over, make_chains
from chibo_desktop.actions.sample.chance import day_in
from chibo_desktop.actions.sample.deeds import make_deeds
from chibo_desktop.actions.sample.facts import World
from chibo_desktop.actions.sample.keys import Holder, make_holders
from chibo_desktop.actions.sample.world import make_world
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.paths import KEYS
from chibo_desktop.exchange.incoming import take_in
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.seal.digest import new_device_code
from chibo_desktop.seal.wrap import Cost, KeySlots, new_key
from chibo_desktop.store import create_store, meta
from chibo_desktop.store.intake import take
from chibo_desktop.store.ledger import note_bundle_in

Say = Callable[[str], object]
PASSWORD = "xem thử cấp trên"  # noqa: S105 - of a sample, which anybody may open


@dataclass(frozen=True)
class Province:
    """The world with its keys and journals; from one province every desk of it is made, and they understand each other."""

    world: World
    holders: Mapping[str, Holder]
    chains: tuple[Chain, ...]

    @property
    def upper(self) -> Holder:
        return self.holders[self.world.upper_id]

    @property
    def today(self) -> datetime:
        return datetime.combine(self.world.today, time(8, 0), VIETNAM)

    def of(self, *orgs: str) -> list[Chain]:
        """The chains the devices of some bodies wrote."""
        devices = {self.holders[org].device for org in orgs}
        return [chain for chain in self.chains if chain.device in devices]

    def below(self, org: str) -> list[Holder]:
        """The bodies with keys that the body certified."""
        found = self.holders.values()
        return [one for one in found if len(one.chain) > 2 and one.chain[2].body["org"] == org]


def make_province(world: World) -> Province:
    """Keys in memory and every entry written and hashed; takes about five seconds for 130 cells and two years."""
    began = datetime.combine(day_in(world.first, 1) - timedelta(days=30), time(8, 0), VIETNAM)
    return Province(world, make_holders(world, began), tuple(make_chains(make_deeds(world))))


def make_upper(
    folder: Path,
    world: World | Province,
    say: Say = print,
    *,
    password: str = PASSWORD,
    cost: Cost | None = None,
) -> Desk:
    """The upper body's desk, marked as a sample, in an empty folder: its own journal, then a bundle of each body below.

    Its clock stands at the world's `today`. The caller closes it. Give a `Province` to make more than one desk.
    """
    province = world if isinstance(world, Province) else make_province(world)
    desk = _found(folder, province, province.upper, password, cost)
    for below in province.below(desk.organisation_id):
        cells = province.below(below.org)
        chains = province.of(below.org, *(each.org for each in cells))
        say(_carry(desk, province, below, chains))
    return desk


def make_commune(
    folder: Path,
    province: Province,
    say: Say = print,
    *,
    commune: str | None = None,
    upper: Desk | None = None,
    password: str = PASSWORD,
    cost: Cost | None = None,
) -> Desk:
    """A commune's desk (the first unless said) with the books of its cells; with `upper` also a bundle from that desk."""
    of_kind = [each.id for each in province.world.organisations if each.kind == "commune"]
    holder = province.holders[commune or str(of_kind[0])]
    desk = _found(folder, province, holder, password, cost)
    for cell in province.below(holder.org):
        say(_carry(desk, province, cell, province.of(cell.org)))
    if upper is not None:
        with TemporaryDirectory() as place:
            made = make_bundle(upper, holder.org, Path(place))
            say(read_bundle(desk, made.path).sentence)
    return desk


def make_upper_demo(folder: Path, say: Say) -> Demo:
    """The large sample in `folder`, or beside it when that holds something: the upper body's desk and a commune's.

    Takes half a minute. The caller closes the desks.
    """
    root, password = free_folder(folder), f"mau-{new_device_code()}"
    say(f"Tỉnh mẫu trong {root}. Mật khẩu của mọi sổ mẫu: {password}")
    province = make_province(make_world())
    upper = make_upper(root / "cap-tren", province, say, password=password)
    commune = make_commune(root / "xa", province, say, upper=upper, password=password)
    return Demo(root, password, upper, commune, ())


def _found(folder: Path, province: Province, holder: Holder, password: str, cost: Cost | None) -> Desk:
    """A desk that begins with its own journal, as one that is brought back does."""
    folder.mkdir(parents=True, exist_ok=True)
    key = new_key()
    slots = KeySlots.new(folder / KEYS, cost=cost)
    slots.add_password(USER, password, key)
    store = create_store(
        folder,
        key,
        device=holder.device,
        sample=True,
        clock=FixedClock(province.today, timedelta(milliseconds=1)),
    )
    chains = province.of(holder.org)
    with store.transaction():
        holder.move_in(store)
        take(
            store,
            [entry for chain in chains for entry in chain.entries],
            [part for chain in chains for _, _, part in chain.parts],
            [chain.head(holder) for chain in chains],
        )
        meta.put(store.connection, "last_number", str(_last_number(chains, holder.device)))
    slots.save()
    return desk_of(store, USER, key)


def _last_number(chains: Iterable[Chain], device: str) -> int:
    """The highest number the device gave to a record, so that it gives none twice."""
    ids = (change.id for chain in chains for entry in chain.entries for change in entry.changes)
    own = (part for one in ids for part in one.split("/") if part.startswith(f"{device}-"))
    return max((int(one.partition("-")[2]) for one in own), default=0)


def _carry(desk: Desk, province: Province, sender: Holder, chains: list[Chain]) -> str:
    """What a body directly below sends, taken in as from any bundle."""
    to = province.holders[desk.organisation_id]
    readable = [chain for chain in chains if ":" not in chain.book]
    opened = hand_over(readable, province.holders, sender, to, province.today)
    with desk.store.transaction():
        taken = take_in(desk.store, opened)
        said = {"from": sender.org, "device": sender.device, "made": opened.manifest.made}
        note_bundle_in(
            desk.store, bundle_hash=opened.manifest.id * 2, result="read", note=f"new {taken.new}", said=said
        )
    return f"{body_name(desk.store, sender.org)}: {taken.new} lần ghi"
