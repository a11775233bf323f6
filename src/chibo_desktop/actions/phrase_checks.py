"""What must hold of words kept for later use before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.text import fold
from chibo_desktop.lists.phrases import FIELD, LONGEST_FIELD


def check_phrase(proposed: Proposed) -> None:
    """They say something, and nobody keeps them twice; a field of work is one short line."""
    after = proposed.after
    is_field, body = after.text("sort") == FIELD, after.text("body")
    if not body:
        said = "Gõ tên lĩnh vực." if is_field else "Gõ hoặc chọn câu cần giữ."
        raise proposed.refusal("body", f"chưa có chữ. {said}")
    if is_field and (len(body) > LONGEST_FIELD or "\n" in body):
        raise proposed.refusal(
            "body", f"tên lĩnh vực dài quá {LONGEST_FIELD} chữ cái hoặc nhiều dòng. Gõ ngắn lại."
        )
    if after.is_put_away:
        return
    others = proposed.siblings("phrase", "cell_id", after.text("cell_id"))
    alike = (other for other in others if other.text("sort") == after.text("sort"))
    if any(fold(other.text("body")) == fold(body) for other in alike):
        raise proposed.refusal("body", "lĩnh vực này đã có." if is_field else "câu này đã giữ rồi.")
