"""What must hold of a material, of copies handed out, of a reading and of a use before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.materials import SINGLE


def check_material(proposed: Proposed) -> None:
    """This body's own, in the book of those it is for: everybody below, or one that stands below; not dated ahead."""
    after, own = proposed.after, proposed.organisation_id
    alone = after.text("organisation_id")
    if "body_id" in proposed.written and after.text("body_id") != own:
        raise proposed.refusal("body_id", "chỉ gửi thay mặt tổ chức của máy này được.")
    if proposed.is_new:
        _check_whom(proposed, alone)
    elif "organisation_id" in proposed.written:
        raise proposed.refusal("organisation_id", "đã gửi thì không đổi nơi nhận được. Hãy gửi cái mới.")
    elif "sent_with_id" in proposed.written:
        raise proposed.refusal("sent_with_id", "đã gửi thì không đổi được. Hãy gửi cái mới.")
    if after.text("sort") in SINGLE and not alone:
        raise proposed.refusal("organisation_id", "nhắc việc gửi riêng từng nơi. Chọn nơi cần nhắc.")
    proposed.refuse_future("issued_on")


def _check_whom(proposed: Proposed, alone: str) -> None:
    if alone:
        if not can_reach(proposed.store, proposed.organisation_id, alone):
            raise proposed.refusal("organisation_id", "nơi này không thuộc cấp mình. Chọn một nơi ở dưới.")
        if proposed.after.book != f"down:{alone}":
            raise proposed.refusal("organisation_id", "gửi riêng thì phải ghi vào sổ gửi xuống của nơi ấy.")
    elif proposed.after.book != f"all:{proposed.organisation_id}":
        raise proposed.refusal("organisation_id", "gửi chung thì phải ghi vào sổ phổ biến của mình.")
    if proposed.after.text("sent_with_id") in ("", proposed.after.id):
        return
    first = proposed.need("material", "sent_with_id")
    if not alone or not first.text("organisation_id") or first.text("body_id") != proposed.organisation_id:
        raise proposed.refusal("sent_with_id", "chỉ gửi cùng tài liệu cấp mình gửi riêng từng nơi.")


def check_material_issue(proposed: Proposed) -> None:
    """To an organisation below, on a day that has come."""
    organisation_id = proposed.after.text("organisation_id")
    if "organisation_id" in proposed.written and not can_reach(
        proposed.store, proposed.organisation_id, organisation_id
    ):
        raise proposed.refusal("organisation_id", "nơi này không thuộc cấp mình. Chọn một nơi ở dưới.")
    proposed.refuse_future("issued_on")


def check_material_reading(proposed: Proposed) -> None:
    """One a material and organisation, by the organisation itself."""
    after = proposed.after
    material = proposed.need("material", "material_id")
    if after.id != f"{material.id}/{proposed.organisation_id}":
        raise proposed.refusal("material_id", "mã xác nhận phải là mã tài liệu/mã nơi đọc.")
    if "organisation_id" in proposed.written and after.text("organisation_id") != proposed.organisation_id:
        raise proposed.refusal("organisation_id", "chỉ xác nhận thay mặt tổ chức của máy này được.")
    proposed.refuse_future("read_on")


def check_material_use(proposed: Proposed) -> None:
    """A material held here or one that has a title, once a meeting."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    if after.is_put_away:
        return
    material_id, title = after.text("material_id"), after.text("title")
    if material_id and "material_id" in proposed.written:
        proposed.need("material", "material_id")
    if not material_id and not title:
        raise proposed.refusal("title", "chưa có. Gõ tên, hoặc chọn trong những tài liệu đã nhận.")
    others = proposed.siblings("material_use", "meeting_id", meeting.id)
    if any(
        (material_id and each.text("material_id") == material_id)
        or (title and each.text("title").casefold() == title.casefold())
        for each in others
    ):
        raise proposed.refusal("title", "buổi này đã ghi tài liệu ấy rồi.")
