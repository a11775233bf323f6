"""The bodies directly below as those who invite and revoke see them: names, devices, when each was last heard of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.typed_for import handed_over_on, is_put_away, typed_cells
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_body, has_key, known_below
from chibo_desktop.store.ledger import list_bundles_in
from chibo_desktop.store.revocations import revoked_devices


@dataclass(frozen=True)
class DeviceBelow:
    """One device of a body below. `seen_at` is when a bundle it made was last read here, None for never."""

    code: str
    seen_at: datetime | None
    is_revoked: bool


@dataclass(frozen=True)
class BodyBelow:
    """A body certified here. `is_lost`: its key is revoked and no other body stands for it yet."""

    id: str
    name: str
    kind: str
    devices: tuple[DeviceBelow, ...]
    is_lost: bool

    @property
    def seen_at(self) -> datetime | None:
        """When anything of it was last read here."""
        return max((one.seen_at for one in self.devices if one.seen_at), default=None)


@dataclass(frozen=True)
class Candidate:
    """An organisation known here that an invitation may be for. `was_lost`: it had a laptop, which is gone."""

    id: str
    name: str
    was_lost: bool


def bodies_below(store: Store, organisation_id: str) -> list[BodyBelow]:
    """Every body this one certified, by name; those another body stands for by now are left out."""
    # asked once for all bodies: a commune reads hundreds of bundles a year
    revoked = set(revoked_devices(store.connection))
    seen = {came.device: came.at for came in reversed(list_bundles_in(store)) if came.result != "refused"}
    found = [_body(store, org, seen, revoked) for org in known_below(store, organisation_id)]
    return sorted(found, key=lambda body: (body.name, body.id))


def _body(store: Store, org: str, seen: dict[str, datetime], revoked: set[str]) -> BodyBelow:
    rows = store.rows(
        "SELECT DISTINCT device FROM certificate WHERE type = 'device' AND org = ? ORDER BY device", (org,)
    )
    return BodyBelow(
        id=org,
        name=body_name(store, org),
        kind=_kind(store, org),
        devices=tuple(
            DeviceBelow(row["device"], seen.get(row["device"]), row["device"] in revoked) for row in rows
        ),
        is_lost=not has_key(store, org),
    )


def _kind(store: Store, org: str) -> str:
    chain = chain_of_body(store, org)
    return str(chain[0].body["kind"]) if chain else ""


def invitable(store: Store, organisation_id: str) -> list[Candidate]:
    """Cells typed for here that have no laptop, then cells whose laptop may be replaced, each by name."""
    kept = [cell for cell in typed_cells(store) if not is_put_away(store, cell)]
    typed = [cell for cell in kept if handed_over_on(store, cell) is None]
    without = [Candidate(cell, body_name(store, cell), was_lost=False) for cell in typed]
    cells = [body for body in bodies_below(store, organisation_id) if body.kind == "cell"]
    return sorted(without, key=lambda one: one.name) + [
        Candidate(body.id, body.name, was_lost=True) for body in cells
    ]
