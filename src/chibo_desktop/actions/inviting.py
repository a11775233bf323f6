"""The body above: inviting one below, looking at its request, approving it with one file; revoking stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import Made, make_bundle
from chibo_desktop.actions.revoking import revoke_body
from chibo_desktop.actions.standing_files import RANK, check_sample, own_bodies, sign_body
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.exchange.authority import take_certificates
from chibo_desktop.exchange.joining import Request, bound, check_number, read_request, write_invitation
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.seal.digest import sha256
from chibo_desktop.seal.identity import make_signed
from chibo_desktop.seal.shapes import moment_text
from chibo_desktop.seal.word import is_proved, new_invitation_number, new_word, stretch_word
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.store import Changes
from chibo_desktop.store.access import note_access
from chibo_desktop.store.certificates import (
    also_of,
    chain_of_body,
    devices_for,
    had_key,
    has_key,
    is_of,
    who_stands_for,
)
from chibo_desktop.store.intake import take_limit
from chibo_desktop.store.invitations import (
    WRONG_WORDS,
    Invited,
    end_invitation,
    find_invitation,
    note_wrong_word,
    put_invitation,
)
from chibo_desktop.store.outgo import chain_tips
from chibo_desktop.store.secrets import body_key, sealing_keys


@dataclass(frozen=True)
class Invitation:
    """A new invitation: the text of its file, and the word that is shown this once and kept nowhere."""

    number: str
    name: str
    text: str
    word: str


@dataclass(frozen=True)
class Asked:
    """What a request says and how it stands. `word_right` also means: no key was exchanged on the way.

    `known_name` is the organisation already known that it shall stand for, "" for a new one. `tries_left` counts
    wrong words until the invitation closes. `is_done`: this very request was approved before.
    """

    organisation_id: str
    name: str
    kind: str
    check_number: str
    word_right: bool
    tries_left: int
    known_id: str
    known_name: str
    was_lost: bool
    is_done: bool


def invite(
    desk: Desk, name: str = "", organisation_id: str | None = None, *, cost: Cost | None = None
) -> Invitation:
    """Makes an invitation for a new body (its name is a note for this desk) or for an organisation known here.

    A known one is a cell typed for here, or one whose laptop is gone. Takes about 0.2 s. Refusal otherwise.
    """
    if desk.kind == "cell":
        raise Refusal("Chi bộ không mời tổ chức khác. Giấy mời do đảng ủy cấp trên làm.")
    if organisation_id is not None:
        _check_known(desk, organisation_id)
        name = body_name(desk.store, organisation_id)
    if not clean_line(name):
        raise Refusal("Gõ tên chi bộ được mời, để sau này còn nhận ra giấy mời.", "name")
    number, word = new_invitation_number(), new_word()
    text = write_invitation(
        body_key(desk.store),
        own_bodies(desk),
        number=number,
        org=organisation_id,
        at=desk.store.clock.now(),
    )
    with desk.store.transaction():
        put_invitation(
            desk.store,
            number=number,
            org=organisation_id,
            name=clean_line(name),
            word=stretch_word(word, number, cost),
        )
    return Invitation(number, clean_line(name), text, word)


def _check_known(desk: Desk, org: str) -> None:
    store = desk.store
    if not is_of(store, org, desk.organisation_id) or org == desk.organisation_id:
        raise Refusal("Tổ chức này không do đây ghi thay hay cấp chứng thư. Hãy chọn trong danh sách.", "org")
    chain = chain_of_body(store, org)
    if chain is not None and chain[0].body["kind"] != "cell":
        raise Refusal(
            "Bản này mới lập lại được máy cho chi bộ. Đảng bộ thì lấy lại sổ từ bản sao lưu, trên máy khác.",
            "org",
        )
    if who_stands_for(store, org) != org:
        raise Refusal(
            f"{body_name(store, org)} đã có máy riêng rồi. Hãy chọn tên mới của chi bộ ấy trong danh sách.",
            "org",
        )


def withdraw(desk: Desk, number: str) -> None:
    """Takes an open invitation back: nobody joins by it any more. Refusal when it is not open."""
    held = find_invitation(desk.store, number)
    if held is None or held.state != "open":
        raise Refusal("Giấy mời này không còn mở nên không cần rút.")
    with desk.store.transaction():
        end_invitation(desk.store, number, "withdrawn")


def look_request(desk: Desk, data: bytes) -> Asked:
    """What a request says, everything in it checked. A wrong word is counted; the third closes the invitation.

    Refusal for any other file, a request by an invitation not open here, of a sample, or of no body below.
    """
    request = _read(desk, data)
    held = _invited(desk, request)
    above, below = own_bodies(desk)[0].body, request.body.body
    said = bound(request.number, request.org, above, below)
    is_done = held.state == "used"
    right = is_done or (request.org == held.org and is_proved(held.word, said, request.proof))
    left = WRONG_WORDS - len(held.wrong)
    if not right:
        with desk.store.transaction():
            left = note_wrong_word(desk.store, held.number, sha256(data).hex())
    return Asked(
        organisation_id=below["org"],
        name=below["name"],
        kind=below["kind"],
        check_number=check_number(said),
        word_right=right,
        tries_left=left,
        known_id=held.org or "",
        known_name=body_name(desk.store, held.org) if held.org else "",
        was_lost=bool(held.org) and had_key(desk.store, held.org or ""),
        is_done=is_done,
    )


def approve(desk: Desk, data: bytes, place: Path) -> tuple[Made, Changes]:
    """Lets the body that asks in, and writes the one file to carry back: its first bundle, with its certificate.

    For an organisation known here the old key is revoked, or the typing ends at today's last number. Approving
    the same request again writes the file again. Refusal when the word was wrong or anything else is.
    """
    asked = look_request(desk, data)
    if not asked.word_right:
        raise Refusal(_wrong_word(asked.tries_left), "word")
    request = _read(desk, data)
    changes = Changes()
    if not asked.is_done:
        with desk.store.transaction():
            changes = _let_in(desk, request, asked)
    return make_bundle(desk, asked.organisation_id, place), changes


def _wrong_word(left: int) -> str:
    if not left:
        return "Từ khóa mời sai lần thứ ba nên giấy mời này đã đóng. Hãy làm giấy mời mới."
    return f"Từ khóa mời không đúng. Bảo họ gõ lại và làm tệp xin mới; còn {left} lần."


def _read(desk: Desk, data: bytes) -> Request:
    request = read_request(data, sealing_keys(desk.store))
    below = request.body.body
    check_sample(desk, below["sample"])
    if RANK.get(below["kind"], 9) >= RANK[desk.kind]:
        raise Refusal("Chỉ nối tổ chức cấp dưới vào đây. Hãy xem lại loại tổ chức ở máy xin nối.")
    return request


def _invited(desk: Desk, request: Request) -> Invited:
    held = find_invitation(desk.store, request.number)
    below = request.body.body
    if held is None:
        raise Refusal("Tệp xin này trả lời một giấy mời khác. Hãy đưa họ giấy mời mới nhất của nơi này.")
    if held.state == "used" and _is_let_in(desk, below):
        return held
    if held.state != "open":
        raise Refusal(f"Giấy mời này {_ENDED[held.state]}. Hãy làm giấy mời mới cho {held.name}.")
    known = chain_of_body(desk.store, below["org"])
    # an id once certified stays with its key, also a revoked one: a new laptop has an id of its own
    if known and (known[0].body["sign"] != below["sign"] or not has_key(desk.store, below["org"])):
        raise Refusal(
            "Mã tổ chức trong tệp xin đã cấp cho khóa khác, hoặc khóa ấy đã thu hồi. "
            "Bảo họ lập sổ mới ở máy mới rồi xin nối lại."
        )
    if known and known[0].body["parent"] is not None:
        raise Refusal("Tổ chức này đã nối với cấp trên rồi. Hãy làm gói gửi cho họ như thường.")
    return held


_ENDED = {
    "used": "đã có nơi khác dùng",
    "withdrawn": "đã được rút lại",
    "closed": "đã đóng vì gõ sai từ khóa ba lần",
    "open": "còn mở",
}


def _is_let_in(desk: Desk, below: dict[str, Any]) -> bool:
    """Whether these very keys were certified here."""
    known = chain_of_body(desk.store, below["org"])
    return bool(
        known
        and known[0].body["parent"] == desk.organisation_id
        and (known[0].body["sign"], known[0].body["seal"]) == (below["sign"], below["seal"])
    )


def _let_in(desk: Desk, request: Request, asked: Asked) -> Changes:
    store, below = desk.store, request.body.body
    changes, also = Changes(), list[str]()
    if asked.known_id:
        also = [asked.known_id, *also_of(store, asked.known_id)]
        if asked.was_lost and has_key(store, asked.known_id):
            changes += revoke_body(desk, asked.known_id)
        elif not asked.was_lost:
            changes += _hand_over(desk, asked.known_id)
    made = sign_body(desk, below, parent=desk.organisation_id, also=also)
    take_certificates(store, [made.text, request.device.text])
    end_invitation(store, request.number, "used", joined=below["org"])
    note_access(store, "certified", "organisation", below["org"], user=desk.user, note=asked.name)
    return changes


def _hand_over(desk: Desk, org: str) -> Changes:
    """Every device of this body that may type for the cell ends at the last number it has written there."""
    store, changes = desk.store, Changes()
    tips = {tip.device: tip.number for tip in chain_tips(store) if tip.book == org}
    for device in sorted({store.device, *devices_for(store, desk.organisation_id, org)}):
        line = make_signed(
            body_key(store),
            {
                "type": "handover",
                "org": org,
                "device": device,
                "book": org,
                "n": tips.get(device, 0),
                "by": body_key(store).public,
                "at": moment_text(store.clock.now()),
            },
        )
        changes += take_limit(store, line)
    return changes
