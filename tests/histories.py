"""Random histories of a few devices: what happens in them and what must hold after each step; no assertions of pytest."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import oracle
from chibo_desktop.records import SPECS
from chibo_desktop.seal.identity import SignedLine
from chibo_desktop.store import Writer
from chibo_desktop.store.conflicts import list_conflicts, settle
from chibo_desktop.store.rebuild import check_journal, compare, dump
from replicas import START, Office, Replica, body_key, handover, named_parts, revocation, some

BOOKS = ("aaaaaaaa-1", "bbbbbbbb-1")
DEVICES = ("aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd")
SKEWS = (timedelta(0), timedelta(seconds=5), timedelta(seconds=-3), timedelta(days=2), timedelta(days=-9))

VALUES: dict[str, dict[str, tuple[object, ...]]] = {
    "member": {
        "full_name": ("Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc"),
        "office": ("secretary", "deputy_secretary", None),
        "put_away": (True, False),
    },
    "proposal": {
        "raised_by": ("Lò Văn Hặc", "nhân dân bản Nà Hừ"),
        "place": ("bản Suối Lanh", "bản Nà Hừ", ""),
    },
    "ballot": {"yes_count": (0, 1, 17), "matter": ("Chuyển chính thức", "Xếp loại")},
}


@dataclass
class Course:
    """What may happen in one history; drawn once, so that each history has its own character."""

    books: tuple[str, ...]
    copies: bool
    revoked: bool
    drops: bool
    late_certificates: bool
    steps: int
    records: int
    """How many records of a book are written again and again: one makes for many conflicts."""
    share: float
    """How much of what a sender holds travels at once."""


@dataclass
class History:
    """One random history over several replicas."""

    office: Office
    seed: int
    dice: random.Random = field(init=False)
    course: Course = field(init=False)
    replicas: list[Replica] = field(init=False)
    now: datetime = START
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        dice = self.dice = random.Random(self.seed)
        self.course = Course(
            books=BOOKS[: dice.choice((1, 2))],
            copies=dice.random() < 0.5,
            revoked=dice.random() < 0.3,
            drops=dice.random() < 0.15,
            late_certificates=dice.random() < 0.3,
            steps=dice.randint(12, 40),
            records=dice.choice((1, 1, 2, 4)),
            share=dice.choice((0.3, 0.6, 1.0)),
        )
        self.replicas = [self.office.new(device, dice.choice(SKEWS)) for device in DEVICES]
        for replica in self.replicas:
            for place, device in enumerate(DEVICES):
                if not (self.course.late_certificates and dice.random() < 0.5):
                    replica.certify(device, f"body{place % 2}")

    @property
    def closed(self) -> bool:
        """Whether every number stands for one entry, so that contexts may be checked for closure."""
        return not self.course.copies

    def run(self) -> Iterator[list[str]]:
        """Goes through the history; after each step yields the differences of the replicas it touched."""
        for _ in range(self.course.steps):
            self.now += timedelta(milliseconds=self.dice.choice((0, 1, 400, 3000)))
            yield self._look(self._step())
        self._deliver_everything()
        yield self._look(self.replicas)
        yield self._unequal()
        yield self._settled()
        yield [f"compare: {one}" for replica in self.replicas for one in compare(replica.store.connection)]
        yield [str(one) for replica in self.replicas for one in check_journal(replica.store.connection)]

    def _look(self, replicas: list[Replica]) -> list[str]:
        found = [
            f"{place}: {one}"
            for place, replica in enumerate(self.replicas)
            if replica in replicas
            for one in replica.differences(closed=self.closed)
        ]
        return [*found, *self.said] if found else []

    def _step(self) -> list[Replica]:
        """Something happens; returns whom it touched. A delivery mostly comes from one that wrote something."""
        replica = self.dice.choice(self.replicas)
        replica.set_time(self.now)
        happening = self.dice.random()
        if happening < 0.44:
            self._write(replica)
        elif happening < 0.83:
            senders = [one for one in self.replicas if one is not replica and one.held.entries]
            self._deliver(self.dice.choice(senders or self.replicas), replica)
        elif happening < 0.86:
            self._settle(replica)
        elif happening < 0.94 and self.course.copies and len(self.replicas) < 7:
            self.replicas.append(self.office.copy_of(replica))
            return self._part(replica, self.replicas[-1])
        elif happening < 0.96 and self.course.revoked:
            self._revoke(replica)
        elif happening < 0.98 and self.course.drops:
            self._drop(replica)
        else:
            self._certify(replica)
        return [replica]

    def _part(self, replica: Replica, copy: Replica) -> list[Replica]:
        """Mostly both sides of a copied device go on, and somebody who hears of one side only joins in.

        All write the same record. The other side may hear of that somebody without what he had seen.
        """
        book = self.dice.choice(self.course.books)
        known = self._known(replica, book)
        if not known or self.dice.random() < 0.2:
            return [copy]
        record = self.dice.choice(known)
        one, other = self.dice.sample([replica, copy], 2)
        witness = self.dice.choice([third for third in self.replicas if third.device != replica.device])
        for _ in range(self.dice.choice((1, 1, 2, 3))):
            self._write(one, book, record)
        self._hand_over(one, witness, one.held.entries.values())
        witness.set_time(self.now)
        self._write(witness, book, record)
        if self.dice.random() < 0.5:
            self._hand_over(
                witness, other, [data for data in witness.held.entries.values() if _by(data, witness)]
            )
        self._write(other, book, record)
        return [one, other, witness]

    def _write(self, replica: Replica, book: str = "", record: tuple[str, str] | None = None) -> None:
        """One entry with one or two records; what is not given is drawn."""
        book = book or self.dice.choice(self.course.books)

        def action(writer: Writer) -> None:
            for _ in range(1 if record else self.dice.choice((1, 1, 2))):
                kind, record_id = record or self._record(replica, writer, book)
                names = some(self.dice, VALUES[kind], 0.6)
                writer.put(kind, record_id, **{name: self.dice.choice(VALUES[kind][name]) for name in names})

        replica.write(book, action)
        self._tell(replica, f"writes in {book}")

    def _known(self, replica: Replica, book: str) -> list[tuple[str, str]]:
        """The records of the book that are written again and again."""
        rows = [
            (kind, row["id"])
            for kind in VALUES
            for row in replica.store.rows(f'SELECT id FROM "{kind}" WHERE _book = ? ORDER BY id', (book,))
        ]
        return rows[: self.course.records]

    def _record(self, replica: Replica, writer: Writer, book: str) -> tuple[str, str]:
        known = self._known(replica, book)
        if not known or (len(known) < self.course.records and self.dice.random() < 0.4):
            return self.dice.choice(sorted(VALUES)), self._new_id(replica, writer)
        return self.dice.choice(known)

    def _new_id(self, replica: Replica, writer: Writer) -> str:
        """A number the device's own copy has not given meanwhile; outside tests a copy takes a new code first."""
        taken = [record_id for _, record_id in replica.meaning().rows]
        while (record_id := writer.new_id()) in taken:
            pass
        return record_id

    def _deliver(self, sender: Replica, receiver: Replica) -> None:
        entries = some(self.dice, sender.held.entries.values(), self.course.share)
        if self.dice.random() < 0.4:
            entries = [data for data in entries if _by(data, sender)]
        entries += some(self.dice, entries, 0.1)
        known = receiver.held.names_of_parts() | {name for data in entries for name in named_parts(data)}
        parts = [part for name, part in sender.held.parts.items() if name in known]
        lines = sender.held.limits.values()
        lost = self.dice.random() < 0.05
        receiver.take(entries, some(self.dice, parts, 0.6), some(self.dice, lines, 0.6), lost=lost)
        self._tell(receiver, f"takes {len(entries)} of {sender.device}{' and loses them' if lost else ''}")

    def _hand_over(self, sender: Replica, receiver: Replica, entries: Iterable[bytes]) -> None:
        receiver.take(entries)
        self._tell(receiver, f"takes some whole runs of {sender.device}")

    def _settle(self, replica: Replica) -> None:
        for conflict in list_conflicts(replica.store):
            book = replica.meaning().rows[conflict.kind, conflict.id].book
            held = [side.head for side in conflict.sides if side.held]
            if held:
                keep = self.dice.choice(held)
                replica.note(settle(replica.store, conflict, keep, book=book, user="bt"))
                self._tell(replica, f"settles {conflict.kind} {conflict.id} {conflict.field}: {keep}")

    def _revoke(self, replica: Replica) -> None:
        """Lines about one key in some of the books, which then travel each for itself, or one handover."""
        place = self.dice.randrange(len(DEVICES))
        device = DEVICES[place] if self.dice.random() < 0.6 else ""
        books = some(self.dice, self.course.books, 0.8)
        if device and self.dice.random() < 0.4:
            lines = [handover(device, book, self.dice.randint(0, 4)) for book in books[:1]]
        else:
            keeps = [(one, self.dice.randint(0, 3)) for one in DEVICES]
            lines = [
                revocation(device, f"body{place % 2}", book, some(self.dice, keeps, 0.7)) for book in books
            ]
        replica.take((), (), lines)
        self._tell(replica, f"learns {[line.text for line in lines]}")

    def _drop(self, replica: Replica) -> None:
        for kind in ("member", "proposal"):
            for row in replica.store.rows(f'SELECT id FROM "{kind}" ORDER BY id LIMIT 1'):
                replica.drop(kind, row["id"])
                self._tell(replica, f"drops {kind} {row['id']}")

    def _certify(self, replica: Replica) -> None:
        place = self.dice.randrange(len(DEVICES))
        replica.certify(DEVICES[place], f"body{place % 2}")
        self._tell(replica, f"learns the certificate of {DEVICES[place]}")

    def _tell(self, replica: Replica, what: str) -> None:
        self.said.append(f"{self.replicas.index(replica)} ({replica.device}) {what}")

    def _deliver_everything(self) -> None:
        """Each replica gets everything any of them holds, in its own random order, in one to four deliveries."""
        entries = {name: data for replica in self.replicas for name, data in replica.held.entries.items()}
        parts = {name: part for replica in self.replicas for name, part in replica.held.parts.items()}
        lines = {text: line for replica in self.replicas for text, line in replica.held.limits.items()}
        for replica in self.replicas:
            for place, device in enumerate(DEVICES):
                if body_key(f"body{place % 2}").public not in replica.held.certified.get(device, ()):
                    replica.certify(device, f"body{place % 2}")
            replica.set_time(self.now)
            self._in_pieces(replica, list(entries.values()), list(lines.values()))
            replica.take((), some(self.dice, parts.values(), 1.0))

    def _in_pieces(self, replica: Replica, entries: list[bytes], lines: list[SignedLine]) -> None:
        self.dice.shuffle(entries)
        cut = self.dice.randint(0, len(entries))
        pieces = [entries[:cut], entries[cut:]]
        first = self.dice.random() < 0.5
        for number, piece in enumerate(pieces):
            replica.take(piece, (), lines if (number == 0) == first else ())

    def _unequal(self) -> list[str]:
        """All hold the same, so all must show the same; where parts were dropped, all but the values."""
        dumps = [self._shown(replica) for replica in self.replicas]
        return [
            f"replica {place} differs from replica 0 in {sorted(one.items() ^ dumps[0].items())[:4]}"
            for place, one in enumerate(dumps)
            if one != dumps[0]
        ]

    def _shown(self, replica: Replica) -> dict[tuple[str, str], str]:
        rows = dump(replica.store.connection)
        if self.course.drops:
            rows = {key: values for key, values in rows.items() if key[0] not in {*SPECS, "search"}}
            for (table, _), values in rows.items():
                if table == "conflict":
                    del values["value"], values["held"]
        return {key: repr(sorted(values.items())) for key, values in rows.items()}

    def _settled(self) -> list[str]:
        """A new device that holds everything settles every conflict; wherever that arrives, none is left."""
        settler = self.office.new("eeeeeeee")
        self.replicas.append(settler)
        source = self.replicas[0].held
        settler.set_time(self.now)
        settler.take(source.entries.values(), source.parts.values(), source.limits.values())
        for device, keys in source.certified.items():
            settler.held.certified[device] = keys
        for place, device in enumerate(DEVICES):
            settler.certify(device, f"body{place % 2}")
        self._settle(settler)
        news = [data for name, data in settler.held.entries.items() if name not in source.entries]
        parts = [part for name, part in settler.held.parts.items() if name not in source.parts]
        for replica in self.replicas[:-1]:
            replica.take(some(self.dice, news, 1.0), parts)
        held = {
            (one.kind, one.id, one.field)
            for one in list_conflicts(self.replicas[0].store)
            if any(side.held for side in one.sides)
        }
        return [*self._look(self.replicas), *(f"still a conflict: {one}" for one in sorted(held))]


def _by(data: bytes, replica: Replica) -> bool:
    return oracle.read_entry(data).device == replica.device


@contextmanager
def history(office: Office, seed: int) -> Iterator[History]:
    """A history whose stores are closed and removed afterwards."""
    one = History(office, seed)
    try:
        yield one
    finally:
        office.close(one.replicas)


def first_difference(office: Office, seed: int) -> list[str]:
    """Runs one history up to its first difference; nothing when there is none."""
    with history(office, seed) as one:
        return next((found for found in one.run() if found), [])
