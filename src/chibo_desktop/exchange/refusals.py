"""Why a bundle is not taken, each in one sentence that says what to do; what boxes and signatures refuse stands in seal/."""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal


class BundleRefused(Refusal):
    """The bundle as a whole is not taken and nothing of it was; `reason` is a short English word, never data."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def too_large() -> BundleRefused:
    return BundleRefused("size", "Gói lớn quá 64 MiB nên không đọc. Hãy xin bên gửi chia thành gói nhỏ hơn.")


def not_a_bundle(reason: str) -> BundleRefused:
    return BundleRefused(
        reason,
        "Tệp này mở được nhưng không phải gói của chương trình. Hãy chọn đúng tệp .cbb bên gửi đã làm.",
    )


def bad_manifest(reason: str) -> BundleRefused:
    return BundleRefused(
        reason, "Phần đầu của gói không đúng mẫu nên không đọc. Hãy xin bên gửi làm lại gói."
    )


def bad_contents(reason: str) -> BundleRefused:
    return BundleRefused(
        reason, "Nội dung gói không đúng mẫu nên không nhận phần nào. Hãy xin bên gửi làm lại gói."
    )


def not_as_signed(reason: str) -> BundleRefused:
    return BundleRefused(
        reason, "Nội dung gói không khớp với phần đầu đã ký nên không nhận. Hãy xin bên gửi làm lại gói."
    )


def readdressed() -> BundleRefused:
    return BundleRefused(
        "addressee", "Gói này ghi nơi nhận là đơn vị khác. Hãy chuyển tệp cho đúng nơi nhận."
    )


def our_own() -> BundleRefused:
    return BundleRefused(
        "own", "Gói này do chính máy này làm để gửi đi, không phải để đọc. Hãy chuyển tệp cho nơi nhận."
    )


def wrong_sort(bundle_is_sample: bool) -> BundleRefused:
    """A sample bundle at a real desk, or a real one at a sample desk."""
    if bundle_is_sample:
        return BundleRefused(
            "sample", "Gói này là dữ liệu mẫu nên không nhận vào sổ thật. Hãy chọn gói thật."
        )
    return BundleRefused(
        "sample", "Gói này là dữ liệu thật nên không nhận vào sổ mẫu. Hãy mở sổ thật rồi đọc."
    )


def revoked(name: str) -> BundleRefused:
    """Of a body whose machine, or key, made it: whoever hears that knows that the lost laptop is being used."""
    return BundleRefused(
        "revoked",
        f"Gói này do máy đã bị thu hồi của {name} làm ra nên không nhận phần nào. "
        "Hãy xin gói do máy đang dùng làm.",
    )


def unknown_dictionary() -> BundleRefused:
    return BundleRefused(
        "dictionary",
        "Gói nén bằng từ điển mà chương trình này chưa có. Hãy cập nhật chương trình rồi đọc lại gói.",
    )


def not_allowed(reason: str) -> BundleRefused:
    """A run written by a device that its certificates do not let write that book."""
    return BundleRefused(
        reason,
        "Gói có phần sổ do máy không được quyền ghi sổ ấy viết nên không nhận. Hãy báo cấp trên kiểm tra bên gửi.",
    )


def not_an_invitation() -> BundleRefused:
    return BundleRefused(
        "invitation", "Tệp này không phải giấy mời, hoặc đã bị sửa. Hãy xin cấp trên chép lại giấy mời."
    )


def not_a_request() -> BundleRefused:
    return BundleRefused(
        "request", "Tệp này không phải tệp xin nối, hoặc đã hỏng. Hãy xin cấp dưới làm lại tệp ấy."
    )


def request_to_another() -> BundleRefused:
    return BundleRefused(
        "addressee",
        "Tệp xin nối này gửi cho nơi khác nên máy này không mở được. Hãy chuyển cho đúng nơi mời.",
    )


def not_the_inviter() -> BundleRefused:
    return BundleRefused(
        "inviter",
        "Gói này không phải của nơi đã mời. Hãy đọc tệp trả lời do đúng nơi mời gửi về.",
    )


def no_certificate_for_us() -> BundleRefused:
    return BundleRefused(
        "no certificate",
        "Gói này chưa có chứng thư cho máy này: nơi mời chưa duyệt, hoặc duyệt tệp xin khác. "
        "Hãy đưa tệp xin nối lần cuối cho nơi mời duyệt.",
    )
