"""What must hold of a sentence kept for later use before it is written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.text import fold


def check_phrase(proposed: Proposed) -> None:
    """It says something, and the cell does not keep it twice."""
    after = proposed.after
    if not after.text("body"):
        raise proposed.refusal("body", "chưa có chữ. Gõ hoặc chọn câu cần giữ.")
    if after.is_put_away:
        return
    others = proposed.siblings("phrase", "cell_id", after.text("cell_id"))
    if any(fold(other.text("body")) == fold(after.text("body")) for other in others):
        raise proposed.refusal("body", "câu này đã giữ rồi.")
