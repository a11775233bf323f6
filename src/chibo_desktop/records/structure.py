"""How organisations stood over time: under whom and by which name, who followed whom, the places a cell serves."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.field import Kept, choice, day, flag, number, record, ref, text
from chibo_desktop.records.member import MemberId
from chibo_desktop.records.organisation import OrganisationId

PlacementId = NewType("PlacementId", str)
SuccessionId = NewType("SuccessionId", str)
PlaceId = NewType("PlaceId", str)
PlaceServedId = NewType("PlaceServedId", str)
HandFigureId = NewType("HandFigureId", str)
PlaceStandingId = NewType("PlaceStandingId", str)
PlacePersonId = NewType("PlacePersonId", str)


@record(key="placement", title="Thời kỳ của tổ chức đảng")
class Placement(Kept):
    """Under which parent and by which name an organisation stood, from when until when; both days belong to it.

    A body above writes it in its own book. An organisation without any placement stands where its certificate says,
    at every date; one with placements exists on the days they cover and on no other. Of several bodies the highest
    counts; `ended` says that it did not stand, over what another body wrote of the same days.
    """

    id: PlacementId
    organisation_id: OrganisationId = ref("Tổ chức đảng", "organisation")
    parent_id: OrganisationId | None = ref("Trực thuộc", "organisation", default=None)
    name: str = text("Tên trong thời kỳ này", max_len=120, default="")
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)
    basis: str = text("Quyết định", max_len=160, default="")
    ended: bool = flag("Không hoạt động trong thời kỳ này", default=False)


@record(key="succession", title="Kế thừa tổ chức đảng")
class Succession(Kept):
    """That one organisation followed another on a day; proposals and history of the one are found from the other."""

    id: SuccessionId
    predecessor_id: OrganisationId = ref("Tổ chức cũ", "organisation")
    successor_id: OrganisationId = ref("Tổ chức kế thừa", "organisation")
    how: str = choice(
        "Hình thức", (("merged", "Sáp nhập"), ("split", "Chia tách"), ("replaced", "Lập mới thay thế"))
    )
    on: date = day("Từ ngày kế thừa")
    basis: str = text("Quyết định", max_len=160, default="")


@record(key="place", title="Thôn, bản, trường, trạm")
class Place(Kept):
    """A hamlet, school or clinic of a commune, while there is such a place; cells and places are many to many."""

    id: PlaceId
    body_id: OrganisationId = ref("Thuộc đảng bộ", "organisation")
    name: str = text("Tên", max_len=120)
    kind: str = choice(
        "Loại",
        (
            ("hamlet", "Bản"),
            ("village", "Thôn"),
            ("residential", "Khu dân cư, tổ dân phố"),
            ("outpost", "Điểm bản"),
            ("school", "Trường học"),
            ("clinic", "Trạm y tế"),
        ),
        default="hamlet",
    )
    from_on: date | None = day("Có từ ngày", default=None)
    until_on: date | None = day("Còn đến hết ngày", default=None)


@record(key="place_served", title="Địa bàn của chi bộ")
class PlaceServed(Kept):
    """That a cell leads a place, from when until when; both days belong to it."""

    id: PlaceServedId
    place_id: PlaceId = ref("Thôn, bản", "place")
    cell_id: OrganisationId = ref("Chi bộ lãnh đạo", "organisation")
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)


@record(key="hand_figure", title="Số liệu nhập tay")
class HandFigure(Kept):
    """A figure no record here gives: counted by somebody else. It is shown apart and marked, never added to ours."""

    id: HandFigureId
    body_id: OrganisationId = ref("Cơ quan nhập", "organisation")
    organisation_id: OrganisationId | None = ref("Số liệu của", "organisation", default=None)
    indicator: str = text("Chỉ tiêu", max_len=40)
    period_from: PartialDate = day("Từ kỳ", partial=True)
    period_until: PartialDate = day("Đến kỳ", partial=True)
    numerator: int | None = number("Số đạt", high=100_000_000, default=None)
    denominator: int | None = number("Trên tổng số", high=100_000_000, default=None)
    source: str = text("Nguồn số liệu", max_len=200)


@record(key="place_standing", title="Tình trạng tổ chức đảng của thôn, bản")
class PlaceStanding(Kept):
    """How a place stands in respect of the Party between two days; both days belong to it, one state at a time.

    Without one a place has a cell on the days a cell leads it, and none on others.
    """

    id: PlaceStandingId
    place_id: PlaceId = ref("Thôn, bản", "place")
    state: str = choice(
        "Tình trạng",
        (
            ("no_members", "Chưa có đảng viên"),
            ("no_cell", "Có đảng viên, chưa có chi bộ"),
            ("unstable", "Có chi bộ, chưa bền vững"),
            ("has_cell", "Có chi bộ"),
        ),
    )
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)


@record(key="place_person", title="Người của thôn, bản")
class PlacePerson(Kept):
    """Who heads a place, member or not, or which member was put in charge of it, between two days; both belong to it."""

    id: PlacePersonId
    place_id: PlaceId = ref("Thôn, bản", "place")
    role: str = choice(
        "Vai trò", (("head", "Trưởng thôn, bản"), ("in_charge", "Đảng viên được phân công phụ trách"))
    )
    member_id: MemberId | None = ref("Là đảng viên", "member", default=None)
    full_name: str = text("Họ và tên người giữ vai trò", max_len=80, default="", private="own")
    is_member: bool = flag("Là đảng viên (nơi khác quản lý)", default=False)
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)
    basis: str = text("Quyết định", max_len=160, default="")
