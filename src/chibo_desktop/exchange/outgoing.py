"""What goes to a body: runs of the books it may read since what it confirmed, receipts and certificates; writes no file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.branches import branch_runs, parting, sign_own_branches
from chibo_desktop.exchange.bundle import Addressee, Sender
from chibo_desktop.exchange.limits import chains_of_limit, limits_for
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import MAX_LENGTH, Run
from chibo_desktop.exchange.own_chain import chain_for
from chibo_desktop.exchange.readers import Tree
from chibo_desktop.exchange.receipts import confirmed, receipts_to_forward, sign_receipts
from chibo_desktop.seal.encoding import to_base64
from chibo_desktop.seal.identity import Chain, SignedLine, chain_text, check_chain
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import (
    chain_of_body,
    chains_of_device,
    has_key,
    own_chain,
    parent_of,
    trusted_keys,
)
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.outgo import Tip, chain_tips, entries_between, sign_own_heads, signed_tip
from chibo_desktop.store.parts import HeldPart, held_parts
from chibo_desktop.store.secrets import device_key

ROOM = MAX_LENGTH // 2
"""Bytes of entries put into one bundle; the lines around them, quotation marks escaped, stay below the limit."""


@dataclass
class Outgoing:
    """What a bundle to `to` carries. `left` says that more waits than one bundle holds."""

    to: str
    contents: Contents
    runs: list[Run]
    have: list[SignedLine]
    left: bool


@dataclass
class _Load:
    runs: list[Run] = field(default_factory=list)
    heads: list[SignedLine] = field(default_factory=list)
    entries: list[bytes] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    size: int = 0

    def add(self, run: Run, head: SignedLine, entries: list[bytes], parts: list[dict[str, Any]]) -> bool:
        """Adds a run; False when there is no room for it. The first always fits, or nothing ever would."""
        size = sum(map(len, entries)) + sum(len(part["v"]) * 2 for part in parts)
        if self.runs and self.size + size > ROOM:
            return False
        self.size += size
        self.runs.append(run)
        self.heads.append(head)
        self.entries += entries
        self.parts += parts
        return True


def gather(store: Store, to: str, *, anew: bool = False) -> Outgoing:
    """Collects what `to` has not confirmed and may read. Signs heads and receipts; runs in a transaction.

    `anew`: everything it may read from the first entry on, whatever was confirmed. Refusal when nothing can be addressed to this body.
    """
    find_addressee(store, to)
    sign_own_heads(store)
    sign_own_branches(store)
    tree, own = Tree(store), _own_org(store)
    tips = [tip for tip in chain_tips(store) if tree.may_read(to, tip.book, tip.device)]
    load, left = _Load(), False
    for tip in tips:
        left |= not _load_run(store, tree, to, tip, load, anew=anew)
    left |= not _load_branches(store, tree, to, load)
    receipts = receipts_to_forward(store, tree, to, own)
    speakers = [run.device for run in load.runs] + [receipt.device for receipt in receipts]
    limits = limits_for(store, tree, to)
    contents = Contents(
        certificates=_certificates(store, tree, to, speakers, limits),
        limits=limits,
        heads=tuple(load.heads),
        receipts=tuple(receipt.line for receipt in receipts),
        entries=tuple(load.entries),
        parts=tuple(load.parts),
    )
    return Outgoing(to, contents, load.runs, sign_receipts(store, own, tips), left)


def count_waiting(store: Store, to: str) -> int:
    """How many entries `to` may read and has not confirmed; signs and writes nothing."""
    tree = Tree(store)
    tips = [tip for tip in chain_tips(store) if tree.may_read(to, tip.book, tip.device)]
    return sum(max(0, tip.number - confirmed(store, to, tip)) for tip in tips)


def find_addressee(store: Store, to: str) -> Addressee:
    """The body and its sealing key; Refusal for our own body, an unknown one, one not directly above or below."""
    own = _own_org(store)
    if to == own:
        raise Refusal(
            "Không làm gói gửi cho chính tổ chức mình. Hãy chọn cấp trên hoặc tổ chức cấp dưới.", "to"
        )
    chain = chain_of_body(store, to)
    if chain is None:
        raise Refusal(
            "Chưa có khóa của nơi nhận nên không niêm phong được gói. Hãy nối với nơi ấy bằng giấy mời trước.",
            "to",
        )
    # Further than one level the bodies between forward: only they leave out what is another's there.
    if own != parent_of(store, to) and to != parent_of(store, own):
        raise Refusal(
            "Nơi nhận không phải cấp trên hay cấp dưới trực tiếp của tổ chức này. Hãy gửi qua tổ chức ở giữa.",
            "to",
        )
    if not has_key(store, to):
        raise Refusal(
            "Khóa của nơi nhận đã bị thu hồi nên không gửi được. Hãy đợi nơi ấy có khóa mới rồi làm gói.",
            "to",
        )
    holder = check_chain(chain, trusted_keys(store))
    return Addressee(to, holder.seal)


def find_sender(store: Store, to: str | None = None) -> Sender:
    """This device, with its newest chain; for a receiver without the books it may not know of."""
    chain = own_chain(store)
    if to is not None:
        chain = chain_for(store, Tree(store), to, chain)
    body = chain[1].body
    return Sender(
        org=body["org"],
        device=store.device,
        key=device_key(store),
        chain=tuple(chain_text(chain)),
        recipient=body["seal"],
        sample=store.sample,
    )


def _own_org(store: Store) -> str:
    return str(own_chain(store)[0].body["org"])


def _load_run(store: Store, tree: Tree, to: str, tip: Tip, load: _Load, *, anew: bool) -> bool:
    """Adds what is not confirmed of one chain; False when it does not fit into this bundle any more."""
    signed = signed_tip(store, tip.book, tip.device)
    done = 0 if anew else min(confirmed(store, to, tip), parting(store, tip.book, tip.device))
    if signed is None or signed[0].number <= done:
        return True
    end, head = signed
    entries = entries_between(store, tip.book, tip.device, done + 1, end.number)
    run = Run(tip.device, tip.book, done + 1, end.number, end.hash)
    return load.add(run, head, entries, _parts(store, tree, to, run, entries))


def _load_branches(store: Store, tree: Tree, to: str, load: _Load) -> bool:
    """Adds the branches `to` may read, each time anew: they are rare, short, and no receipt speaks of them.

    A branch whose entries share a place with those of a run here is a run of its own.
    """
    fitted = True
    for branch in branch_runs(store):
        first, last = branch.first, branch.last
        if tree.may_read(to, last.book, last.device):
            entries = [entry.body for entry in branch.entries]
            run = Run(last.device, last.book, first.number, last.number, last.hash)
            fitted &= load.add(run, branch.head, entries, _parts(store, tree, to, run, entries))
    return fitted


def _parts(store: Store, tree: Tree, to: str, run: Run, entries: Iterable[bytes]) -> list[dict[str, Any]]:
    """The parts these very entries name: at the place of a branch lie those of the other side too."""
    reaches = tree.reaches(to, run.book, run.device)
    held = held_parts(store.connection, (run.book, run.device), run.first, run.last, reaches)
    if not held:
        return []
    named = {
        part.digest for entry in entries for change in read_entry(entry).changes for part in change.parts
    }
    return [_part_line(one) for one in held if one.part.digest in named]


def _part_line(held: HeldPart) -> dict[str, Any]:
    return {
        "d": held.device,
        "b": held.book,
        "n": held.number,
        "i": held.index,
        "r": held.part.reach,
        "s": to_base64(held.part.salt),
        "v": held.part.body,
    }


def _certificates(
    store: Store, tree: Tree, to: str, devices: Iterable[str], limits: Sequence[SignedLine]
) -> tuple[str, ...]:
    """The chains that heads, receipts and limits need, and the receiver's own when it stands below.

    Each certificate once, and none that the manifest carries as the sender's chain. Older certificates of a
    device go along too: which keys ever certified it decides what a revocation takes from it.
    """
    chains: list[Chain | None] = [
        chain for device in dict.fromkeys(devices) for chain in chains_of_device(store, device)
    ]
    chains += [chain for line in limits for chain in chains_of_limit(store, line)]
    if tree.is_above(_own_org(store), to):
        chains.append(chain_of_body(store, to))
    known = [chain_for(store, tree, to, chain) for chain in chains if chain]
    needed = dict.fromkeys(text for chain in known for text in chain_text(chain))
    carried = set(chain_text(chain_for(store, tree, to, own_chain(store))))
    return tuple(text for text in needed if text not in carried)
