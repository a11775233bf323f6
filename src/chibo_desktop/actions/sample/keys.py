"""Keys and certificates of the sample province's bodies, made in memory; what they sign is elsewhere. Never for a real desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.actions.sample.facts import World
from chibo_desktop.records.organisation import Organisation
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.identity import Certificate, make_body_certificate, make_device_certificate
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import put_certificate, trust
from chibo_desktop.store.secrets import put_secret


@dataclass(frozen=True)
class Holder:
    """A body with keys of its own. `chain` are its device's certificate, its own, and those of the bodies above."""

    org: str
    device: str
    device_key: SigningKey
    body_key: SigningKey
    seal: SealingKey
    chain: tuple[Certificate, ...]

    def move_in(self, store: Store) -> None:
        """Puts keys and certificates into a desk's own store; the keys above it are trusted from then on."""
        for name, secret in (
            ("device", self.device_key.text),
            ("body:1", self.body_key.text),
            ("seal:1", self.seal.text),
        ):
            put_secret(store, name, secret)
        for certificate in self.chain:
            put_certificate(store, certificate)
        for certificate in self.chain[1:]:
            trust(store, certificate.body["sign"], certificate.body["org"])


def make_holders(world: World, at: datetime) -> Mapping[str, Holder]:
    """Every body that has keys, those above first; cells without any are typed for by their commune's device."""
    typed: dict[str, list[str]] = {}
    for org, device in world.writers.items():
        if org != f"{device}-1":
            typed.setdefault(f"{device}-1", []).append(org)
    found: dict[str, Holder] = {}
    ranks = {"upper": 0, "commune": 1, "cell": 2}
    known = [each for each in world.organisations if each.id == f"{world.writers.get(each.id, '')}-1"]
    for one in sorted(known, key=lambda each: ranks[each.kind]):
        above = found.get(one.parent_id or "")
        found[one.id] = _holder(one, world.writers[one.id], above, typed.get(one.id, []), at)
    return found


def _holder(one: Organisation, device: str, above: Holder | None, typed: list[str], at: datetime) -> Holder:
    device_key, body_key, seal = SigningKey.new(), SigningKey.new(), SealingKey.new()
    shared = [] if one.kind == "cell" else [f"all:{one.id}", "down:*"]
    body = make_body_certificate(
        above.body_key if above else body_key,
        org=one.id,
        name=one.name,
        kind=one.kind,
        sign=body_key.public,
        seal=seal.recipient,
        parent=above.org if above else None,
        at=at,
        sample=True,
    )
    own = make_device_certificate(
        body_key,
        org=one.id,
        device=device,
        key=device_key.public,
        books=[one.id, *shared, *typed],
        at=at,
        sample=True,
    )
    upwards = above.chain[1:] if above else ()
    return Holder(one.id, device, device_key, body_key, seal, (own, body, *upwards))
