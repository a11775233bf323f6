"""The sides of a branch that are not projected here: they travel too, so that every machine and the writer learn of them."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_desktop.seal.identity import SignedLine, signed_head
from chibo_desktop.store import Store
from chibo_desktop.store.entry import Entry, read_entry
from chibo_desktop.store.intake import put_head
from chibo_desktop.store.secrets import device_key


@dataclass(frozen=True)
class BranchRun:
    """Entries of a chain beside the projected ones, oldest first, with the signed head of the last."""

    entries: tuple[Entry, ...]
    head: SignedLine

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def last(self) -> Entry:
        return self.entries[-1]


def branch_runs(store: Store) -> list[BranchRun]:
    """Every branch held, from where it parted to its furthest signed entry."""
    rows = store.rows(
        "SELECT r.b AS b, r.d AS d, r.hash AS hash, r.body AS body, h.text AS text, h.signature AS signature"
        " FROM branch r LEFT JOIN head_signature h ON h.b = r.b AND h.d = r.d AND h.n = r.n AND h.sha256 = r.hash"
        " ORDER BY r.b, r.d, r.n DESC, r.hash"
    )
    held = {(row["b"], row["d"], row["hash"][:32]): read_entry(row["body"]) for row in rows}
    covered: set[str] = set()
    runs: list[BranchRun] = []
    for row in rows:
        if row["text"] is None or row["hash"] in covered:
            continue
        entries = _walk_back(held, (row["b"], row["d"], row["hash"][:32]))
        covered |= {entry.hash for entry in entries}
        runs.append(BranchRun(entries, SignedLine(row["text"], row["signature"])))
    return runs


def sign_own_branches(store: Store) -> None:
    """Signs the end of every branch this device wrote, where that has not been done: it may never have been sent."""
    rows = store.rows("SELECT * FROM branch WHERE d = ? ORDER BY b, n", (store.device,))
    entries = [read_entry(row["body"]) for row in rows]
    followed = {(entry.book, entry.previous) for entry in entries}
    ends = [entry for entry in entries if (entry.book, entry.link) not in followed]
    unsigned = [entry for entry in ends if not _is_signed(store, entry)]
    if not unsigned:
        return
    key = device_key(store)
    for end in unsigned:
        put_head(store, signed_head(key, end.device, end.book, end.number, end.hash))


def _is_signed(store: Store, entry: Entry) -> bool:
    query = "SELECT 1 FROM head_signature WHERE b = ? AND d = ? AND n = ? AND sha256 = ?"
    return store.row(query, (*entry.key, entry.hash)) is not None


def parting(store: Store, book: str, device: str) -> int:
    """The last number on which all sides of a chain agree; beyond any number where there is no branch.

    What lies behind it is sent whatever was confirmed: copies of one desk share their device code, and a
    receipt of the one says nothing of the other. The chain ends soon, as its writer takes a new code.
    """
    first = store.value("SELECT MIN(n) FROM branch WHERE b = ? AND d = ?", (book, device))
    return 2**53 if first is None else int(first) - 1


def _walk_back(held: dict[tuple[str, str, str], Entry], place: tuple[str, str, str]) -> tuple[Entry, ...]:
    found: list[Entry] = []
    book, device, link = place
    while (entry := held.get((book, device, link))) is not None:
        found.append(entry)
        link = entry.previous
    return tuple(reversed(found))
