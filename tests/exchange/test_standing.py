"""Who may revoke, hand a book over, type for a cell, or stand for one: every line and certificate that may not is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.authority import check_limit
from chibo_desktop.exchange.limits import limits_for
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.outgoing import find_sender
from chibo_desktop.exchange.readers import Tree
from chibo_desktop.exchange.refusals import BundleRefused
from chibo_desktop.seal.identity import (
    Certificate,
    SignedLine,
    make_body_certificate,
    make_signed,
)
from chibo_desktop.seal.refusals import Forged
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store.certificates import chain_of_body, put_certificate
from chibo_desktop.store.intake import take_limit
from chibo_desktop.store.secrets import body_key, device_key
from exchange.false_bundles import carry, forge_run, refused, with_books
from exchange.province import Province, is_clean, make_province_that_sent, write_meeting


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province_that_sent(tmp_path) as made:
        yield made


def revoke(by: Desk, of: Desk, last: list[list[object]]) -> SignedLine:
    """The body above, or the body itself, takes a device out of force; for its own book."""
    return make_signed(
        body_key(by.store),
        {
            "type": "revocation",
            "org": of.organisation_id,
            "device": of.store.device,
            "key": device_key(of.store).public,
            "book": of.organisation_id,
            "last": last,
            "by": body_key(by.store).public,
            "at": "2026-10-07T08:00:00+07:00",
        },
    )


def test_a_revoked_device_can_send_nothing_and_the_revocation_climbs(province: Province) -> None:
    cell, commune, upper = province.cell, province.commune, province.upper
    meeting = write_meeting(cell, "2026-11")
    province.send(cell, commune)
    province.send(commune, upper)
    assert upper.store.values("meeting", meeting)
    keep: list[list[object]] = [[cell.store.device, 2]]
    with commune.store.transaction():
        take_limit(commune.store, revoke(commune, cell, keep))

    path = make_bundle(cell, commune.organisation_id, province.folder).path
    assert isinstance(refused(commune, path), BundleRefused)
    province.send(commune, upper)

    for desk in (commune, upper):
        shown = desk.store.values("meeting", meeting)
        assert shown is None or shown.get("place") is None
        assert is_clean(desk)


def test_a_cell_cannot_revoke_the_device_of_another(province: Province) -> None:
    first, second = province.cells
    line = revoke(first, second, [])
    path = carry(province, find_sender(first.store), first, province.commune, Contents(limits=(line,)))

    assert isinstance(refused(province.commune, path), Forged)


def test_a_body_above_types_for_a_cell_that_has_no_key_yet(province: Province) -> None:
    commune, upper = province.commune, province.upper
    book = f"{commune.store.device}-77"
    sender = with_books(commune, sorted([commune.organisation_id, book, "down:*"]))
    run, contents = forge_run(commune, book)
    contents = dataclasses.replace(contents, certificates=sender.chain)

    path = carry(province, sender, commune, upper, contents, carried=[run])

    result = read_bundle(upper, path)
    assert result.taken is not None
    assert result.taken.new == 1


def test_only_the_body_above_says_for_whom_else_a_body_stands(province: Province) -> None:
    """A commune that names the cell of another commune in its own cell's certificate gives it no right there."""
    cell, commune = province.cell, province.commune
    stranger = "bbbbbbbb-7"
    own = chain_of_body(commune.store, cell.organisation_id)
    assert own is not None
    said = own[0].body
    fields = {name: said[name] for name in ("org", "name", "kind", "sign", "seal", "parent")}
    later = datetime.fromisoformat(said["at"]) + timedelta(minutes=1)
    given = make_body_certificate(body_key(commune.store), **fields, at=later, also=[stranger])
    run, contents = forge_run(cell, stranger)
    sender = with_books(cell, sorted([cell.organisation_id, stranger]))
    chain = (sender.chain[0], given.text, *sender.chain[2:])
    sender = dataclasses.replace(sender, chain=chain)
    contents = dataclasses.replace(contents, certificates=chain)
    path = carry(province, sender, cell, commune, contents, carried=[run])
    assert isinstance(refused(commune, path), BundleRefused)
    with pytest.raises(Forged):
        make_body_certificate(body_key(cell.store), **{**fields, "parent": None}, at=later, also=[stranger])


def hand_over(by: Desk, device: str, book: str, n: int) -> SignedLine:
    return make_signed(
        body_key(by.store),
        {
            "type": "handover",
            "org": book,
            "device": device,
            "book": book,
            "n": n,
            "by": body_key(by.store).public,
            "at": "2026-10-07T08:00:00+07:00",
        },
    )


def test_a_book_is_handed_over_only_by_who_typed_in_it(province: Province) -> None:
    commune, upper, cell = province.commune, province.upper, province.cell
    _, typed = add_cell(commune, name="Chi bộ bản Nà Hừ mới")
    province.send(commune, upper)
    device, book = commune.store.device, typed

    for line in (
        hand_over(cell, device, book, 0),
        hand_over(upper, device, book, 0),
        hand_over(commune, cell.store.device, book, 0),
        hand_over(commune, device, cell.organisation_id, 0),
        hand_over(commune, device, commune.organisation_id, 0),
    ):
        with pytest.raises(Refusal):
            check_limit(upper.store, line)
    check_limit(upper.store, hand_over(commune, device, book, 0))


def test_a_commune_does_not_write_the_book_of_a_cell_that_had_a_key(province: Province) -> None:
    commune, upper, cell = province.commune, province.upper, province.cell
    sender = with_books(commune, sorted([commune.organisation_id, cell.organisation_id, "down:*"]))
    run, contents = forge_run(commune, cell.organisation_id)
    contents = dataclasses.replace(contents, certificates=sender.chain)

    path = carry(province, sender, commune, upper, contents, carried=[run])

    assert isinstance(refused(upper, path), BundleRefused)


def test_a_cell_that_is_typed_for_cannot_be_given_a_key_by_anybody(province: Province) -> None:
    commune, upper = province.commune, province.upper
    _, typed = add_cell(commune, name="Chi bộ bản Nà Hừ mới")
    province.send(commune, upper)
    held = chain_of_body(upper.store, commune.organisation_id)
    assert held is not None
    taken = make_body_certificate(
        body_key(commune.store),
        org=typed,
        name="Chi bộ bản Nà Hừ mới",
        kind="cell",
        sign=SigningKey.new().public,
        seal=held[0].body["seal"],
        parent=commune.organisation_id,
        at=province.clock.now(),
    )
    sender = find_sender(commune.store)
    path = carry(province, sender, commune, upper, Contents(certificates=(taken.text,)))
    assert isinstance(refused(upper, path), BundleRefused)


def renewed(commune: Desk, upper: Desk, key: SigningKey) -> Certificate:
    """The commune with another signing key, certified by the body above; its seal stays."""
    held = chain_of_body(upper.store, commune.organisation_id)
    assert held is not None
    said = held[0].body
    fields = {name: said[name] for name in ("org", "name", "kind", "seal", "parent", "also")}
    later = datetime.fromisoformat(said["at"]) + timedelta(minutes=1)
    return make_body_certificate(body_key(upper.store), **fields, sign=key.public, at=later)


def test_a_handover_stays_in_force_when_the_commune_is_given_a_newer_key(province: Province) -> None:
    commune, upper = province.commune, province.upper
    _, typed = add_cell(commune, name="Chi bộ bản Nà Hừ mới")
    province.send(commune, upper)
    line = hand_over(commune, commune.store.device, typed, 0)
    with upper.store.transaction():
        take_limit(upper.store, line)
        put_certificate(upper.store, renewed(commune, upper, SigningKey.new()))
    check_limit(upper.store, line)
    assert line in limits_for(upper.store, Tree(upper.store), upper.organisation_id)


def test_a_handover_signed_by_a_revoked_key_is_refused(province: Province) -> None:
    commune, upper = province.commune, province.upper
    _, typed = add_cell(commune, name="Chi bộ bản Nà Hừ mới")
    province.send(commune, upper)
    key = body_key(commune.store).public
    fallen = make_signed(
        body_key(upper.store),
        {
            "type": "revocation",
            "org": commune.organisation_id,
            "device": None,
            "key": key,
            "book": commune.organisation_id,
            "last": [],
            "by": body_key(upper.store).public,
            "at": "2026-10-07T08:00:00+07:00",
        },
    )
    check_limit(upper.store, fallen)
    with upper.store.transaction():
        take_limit(upper.store, fallen)
        put_certificate(upper.store, renewed(commune, upper, SigningKey.new()))
    with pytest.raises(Refusal):
        check_limit(upper.store, hand_over(commune, commune.store.device, typed, 0))


def test_a_bundle_goes_only_to_who_stands_directly_above_or_below(province: Province) -> None:
    """With a handover the commune's own certificate would go along, and it names other cells' books."""
    cell, commune, upper = province.cell, province.commune, province.upper
    province.send(commune, upper)
    province.send(commune, cell)
    for sender, to in ((upper, cell), (cell, upper)):
        with pytest.raises(Refusal, match="tổ chức ở giữa"):
            make_bundle(sender, to.organisation_id, province.folder)


def test_a_line_about_a_book_travels_to_its_readers_only(province: Province) -> None:
    first, second = province.cells
    commune = province.commune
    with commune.store.transaction():
        take_limit(commune.store, revoke(commune, second, [[second.store.device, 1]]))
    tree = Tree(commune.store)
    assert limits_for(commune.store, tree, first.organisation_id) == ()
    assert len(limits_for(commune.store, tree, province.upper.organisation_id)) == 1
