"""The sample province's journals: each deed as an entry of its device's chain, private parts beside it, bundles of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chibo_desktop import __version__
from chibo_desktop.actions.sample.deeds import Deed
from chibo_desktop.actions.sample.keys import Holder
from chibo_desktop.actions.sample.minutes import Put
from chibo_desktop.exchange.bundle import Opened
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import Manifest, Run
from chibo_desktop.records import SCHEMA, find_spec
from chibo_desktop.seal import digest
from chibo_desktop.seal.encoding import to_base64
from chibo_desktop.seal.identity import SignedLine, check_chain, signed_head
from chibo_desktop.seal.shapes import moment_text
from chibo_desktop.store.entry import Entry, EntryChange, PartName, PrivatePart, compact, write_entry
from chibo_desktop.store.times import wall

USER = "vp"


@dataclass
class Chain:
    """What one device wrote in one book: its entries in order, and per entry the private parts with their change's place."""

    device: str
    book: str
    entries: list[Entry] = field(default_factory=list)
    parts: list[tuple[Entry, int, PrivatePart]] = field(default_factory=list)

    @property
    def run(self) -> Run:
        return Run(self.device, self.book, 1, len(self.entries), self.entries[-1].hash)

    def head(self, holder: Holder) -> SignedLine:
        """How far the device has written, signed by it."""
        last = self.entries[-1]
        return signed_head(holder.device_key, self.device, self.book, last.number, last.hash)

    def add(self, at: tuple[int, int], puts: Sequence[Put]) -> None:
        """The next entry."""
        made: list[tuple[int, PrivatePart]] = []
        changes = tuple(_change(one, place, made) for place, one in enumerate(puts))
        entry = write_entry(
            device=self.device,
            book=self.book,
            number=len(self.entries) + 1,
            previous=self.entries[-1].link if self.entries else "",
            time=at,
            user=USER,
            schema=SCHEMA,
            seen={},
            changes=changes,
        )
        self.entries.append(entry)
        self.parts += [(entry, place, part) for place, part in made]


def make_chains(deeds: Iterable[Deed]) -> list[Chain]:
    """The chains of all devices, by device and book; a device's entries follow each other in time across its books."""
    chains: dict[tuple[str, str], Chain] = {}
    last: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for deed in deeds:
        ms = wall(deed.at)
        before, tick = last[deed.device]
        last[deed.device] = (ms, 0) if ms > before else (before, tick + 1)
        chain = chains.setdefault((deed.device, deed.book), Chain(deed.device, deed.book))
        chain.add(last[deed.device], deed.puts)
    return [chains[key] for key in sorted(chains)]


def _change(one: Put, place: int, parts: list[tuple[int, PrivatePart]]) -> EntryChange:
    """One record's fields, each travelling as far as its declaration says."""
    spec = find_spec(one.kind)
    by_reach: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in one.fields.items():
        by_reach[spec.reach_of(name)][name] = value
    named = []
    for reach in ("parent", "own"):
        if values := by_reach.get(reach):
            part, names = PrivatePart(reach, digest.new_salt(), compact(values)), tuple(values)
            parts.append((place, part))
            named.append(PartName(reach, names, part.digest, names))
    return EntryChange(one.kind, one.id, by_reach["public"], tuple(named))


def hand_over(
    chains: Sequence[Chain], holders: Mapping[str, Holder], sender: Holder, to: Holder, made: datetime
) -> Opened:
    """What a bundle of these chains, sent one level up, holds once it is opened; private parts go where they may.

    Neither sealed nor packed: that would take longer than everything else here. Taking it in checks certificates,
    rights and heads as of any bundle.
    """
    writers = {chain.device: holders[f"{chain.device}-1"] for chain in chains}
    own = {each.text for each in sender.chain}
    texts = dict.fromkeys(each.text for writer in writers.values() for each in writer.chain)
    contents = Contents(
        certificates=tuple(text for text in texts if text not in own),
        heads=tuple(chain.head(writers[chain.device]) for chain in chains),
        entries=tuple(entry.body for chain in chains for entry in chain.entries),
        parts=tuple(
            _part_line(*one) for chain in chains for one in chain.parts if _goes(chain, one[2], to, holders)
        ),
    )
    root = sender.chain[-1].body["sign"]
    return Opened(_manifest(chains, sender, to, made), check_chain(sender.chain, {root}), contents)


def _manifest(chains: Sequence[Chain], sender: Holder, to: Holder, made: datetime) -> Manifest:
    return Manifest(
        id=digest.new_salt().hex(),
        sender=sender.org,
        device=sender.device,
        to=to.org,
        cert=tuple(each.text for each in sender.chain),
        runs=tuple(chain.run for chain in chains),
        have=(),
        schema=SCHEMA,
        dictionary=0,
        length=0,
        zlen=0,
        sha256="",
        made=moment_text(made),
        program=__version__,
        sample=True,
    )


def _goes(chain: Chain, part: PrivatePart, to: Holder, holders: Mapping[str, Holder]) -> bool:
    """What is for the body directly above goes to it; of a cell typed for that is the body that types."""
    org = chain.book.rpartition(":")[2]
    holder = holders.get(org)
    above = holder.chain[2].body["org"] if holder and len(holder.chain) > 2 else f"{chain.device}-1"
    return part.reach == "parent" and to.org == above


def _part_line(entry: Entry, place: int, part: PrivatePart) -> dict[str, Any]:
    return {
        "d": entry.device,
        "b": entry.book,
        "n": entry.number,
        "i": place,
        "r": part.reach,
        "s": to_base64(part.salt),
        "v": part.body,
    }
