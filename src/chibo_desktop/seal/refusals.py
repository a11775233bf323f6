"""Why something signed is not taken; what is wrong with a sealed box or a password stands beside those.

Each can be made from its sentence alone: exceptions travel between processes when many bundles are opened.
"""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal

_FORGED = "Chữ ký hoặc giấy chứng nhận không đúng nên không nhận. Hãy xin bên gửi tạo lại và gửi lại tệp."
_UNTRUSTED = "Máy này chưa biết đơn vị gửi. Hãy nhận giấy mời hoặc gói của cấp trên trước."
_NEWER = "Tệp này do phiên bản mới hơn của chương trình tạo ra. Hãy cập nhật chương trình rồi mở lại."


class Forged(Refusal):
    """Not what its signer wrote, or never well formed; `reason` is a short English word for logs, no data."""

    def __init__(self, reason: str) -> None:
        super().__init__(_FORGED)
        self.reason = reason


class Untrusted(Refusal):
    """Everything verifies, but under no body key that this machine trusts."""

    def __init__(self, sentence: str = _UNTRUSTED) -> None:
        super().__init__(sentence)


class NewerFormat(Refusal):
    """Written by a later version of this program, under a higher format number."""

    def __init__(self, sentence: str = _NEWER) -> None:
        super().__init__(sentence)
