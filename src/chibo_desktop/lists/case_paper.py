"""What the resolution on one person says by itself, made from the facts whenever it is asked for; the votes stay with the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chibo_desktop.lists.ballots import Gap, ballots_at
from chibo_desktop.lists.cases import CaseRow, cases_with
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.presence import Person
from chibo_desktop.store import Store
from chibo_desktop.store.history import history
from chibo_desktop.store.merge import Write

SUMMARIES = {
    "admission": "đề nghị kết nạp đảng viên",
    "full_membership": "đề nghị công nhận đảng viên chính thức",
    "name_removal": "đề nghị xóa tên trong danh sách đảng viên",
    "exemption": "đề nghị miễn công tác và sinh hoạt đảng",
    "discipline": "đề nghị thi hành kỷ luật đảng viên",
    "commendation": "biểu dương, đề nghị khen thưởng đảng viên",
    "rating": "đề nghị xếp loại chất lượng đảng viên",
}
"""What stands after “về việc”. No name: the paper takes it from the case, which stays nearer than the paper's record."""

OWN_WORDS = ("summary", "evaluation", "direction", "carrying_out")
"""What a person may write in the paper; where nothing is written, it says what the facts say."""


def summary_of(row: CaseRow) -> str:
    """What the paper is about by the result as it stands; "" while there is none."""
    subject = SUMMARIES.get(row.matter, "")
    if row.carried is None or not subject:
        return ""
    if not row.carried:
        return f"kết quả biểu quyết {subject}"
    is_open = row.matter == "exemption" and not row.facts.text("ground")  # nobody said yet who decides
    return subject.removeprefix("đề nghị ") if row.is_decided_here or is_open else subject


def direction_of(row: CaseRow) -> str:
    """What the cell says after the result; "" while there is none, and where the form itself asks those who decide."""
    if row.is_decided_here:
        return "Chi bộ quyết định như trên và báo cáo cấp trên."
    if row.carried is not False:
        return ""
    asks = " và đề nghị cấp trên xem xét, quyết định" if not row.next_round and row.follows[1:] else ""
    return f"Chi bộ báo cáo đầy đủ kết quả biểu quyết lên cấp trên{asks}."


def paper_advice(store: Store, meeting: Facts, people: Sequence[Person]) -> Iterator[Gap]:
    """Papers in which somebody wrote before the votes were last changed; blocks nothing."""
    for row in cases_with(store, meeting, ballots_at(store, meeting, people)):
        paper = row.resolution
        if paper is None or not any(paper.text(name) for name in OWN_WORDS):
            continue
        written = _last_write(store, paper, OWN_WORDS)
        voted = [_last_write(store, each.facts, VOTES) for each in row.ballots]
        if written and any(each and each > written for each in voted):
            said = f"{row.name}: kết quả biểu quyết đã sửa sau khi viết nghị quyết. Đọc lại nghị quyết ấy."
            yield Gap(said, "cases", "", "person_case", row.facts.id)


VOTES = ("yes_count", "no_count", "other_count")


def _last_write(store: Store, facts: Facts, names: Sequence[str]) -> Write | None:
    versions = history(store, facts.kind, facts.id)
    return max(
        (each.write for each in versions if each.counts and set(names) & set(each.names)), default=None
    )
