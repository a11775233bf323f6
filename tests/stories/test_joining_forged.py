"""Joining with a request made by hand, well signed and with the right word, that says what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.actions.inviting import approve, look_request
from chibo_desktop.actions.revoking import revoke_body
from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.joining import Request, bound, write_request
from chibo_desktop.seal.identity import make_body_certificate, make_device_certificate
from chibo_desktop.seal.word import prove_word, stretch_word
from chibo_desktop.store.certificates import own_chain
from chibo_desktop.store.invitations import find_invitation
from chibo_desktop.store.secrets import body_key, device_key
from exchange.province import CHEAP
from stories.joining import make_district


def test_nobody_comes_in_under_the_id_of_a_cell_whose_laptop_is_gone(tmp_path: Path) -> None:
    with make_district(tmp_path) as district:
        lost, thief = district.laptop(), district.laptop("Chi bộ bản Nà Hừ")
        district.join(lost)
        revoke_body(district.commune, lost.organisation_id)
        invitation, _ = district.asked(thief)
        key, said = body_key(thief.store), own_chain(thief.store)
        device = make_device_certificate(
            key,
            org=lost.organisation_id,
            device=thief.store.device,
            key=device_key(thief.store).public,
            books=[lost.organisation_id],
            at=thief.store.clock.now(),
        )
        body = make_body_certificate(
            key,
            **{name: said[1].body[name] for name in ("name", "kind", "sign", "seal")},
            org=lost.organisation_id,
            parent=None,
            at=thief.store.clock.now(),
        )
        above = own_chain(district.commune.store)[1].body
        proof = prove_word(
            stretch_word(invitation.word, invitation.number, CHEAP),
            bound(invitation.number, None, above, body.body),
        )
        data = write_request(
            key,
            Request(invitation.number, None, proof, body, device),
            recipient=above["seal"],
            at=thief.store.clock.now(),
        )
        for step in (look_request, lambda desk, given: approve(desk, given, district.province.folder)):
            with pytest.raises(Refusal) as refused:
                step(district.commune, data)
            assert "sổ mới ở máy mới" in refused.value.sentence
        held = find_invitation(district.commune.store, invitation.number)
        assert held is not None
        assert held.state == "open"
