"""Qt's own words in Vietnamese: buttons, context menus, file and print dialogs; our words are written in place."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication

# By English text without & and dots: Qt asks with a context that changes from version to version.
QT_WORDS: dict[str, str] = {
    "OK": "Đồng ý", "Cancel": "Thôi", "Save": "Lưu", "Save All": "Lưu tất cả", "Open": "Mở", "Close": "Đóng",
    "Yes": "Có", "No": "Không", "Yes to All": "Có cho tất cả", "No to All": "Không cho tất cả",
    "Abort": "Dừng", "Retry": "Thử lại", "Ignore": "Bỏ qua", "Apply": "Áp dụng", "Reset": "Đặt lại",
    "Help": "Trợ giúp", "Discard": "Bỏ thay đổi", "Don't Save": "Không lưu",
    "Restore Defaults": "Về mặc định", "Close without Saving": "Đóng, không lưu",
    "Undo": "Hoàn tác", "Redo": "Làm lại", "Cut": "Cắt", "Copy": "Chép", "Paste": "Dán", "Delete": "Xóa",
    "Select All": "Chọn tất cả", "Copy Link Location": "Chép địa chỉ", "Clear": "Xóa chữ",
    "Paste and Match Style": "Dán chữ thường", "Step up": "Tăng", "Step down": "Giảm",
    # file dialog
    "Look in": "Ở thư mục", "Look in:": "Ở thư mục:", "File name:": "Tên tệp:", "File name": "Tên tệp",
    "Files of type:": "Loại tệp:", "Files of type": "Loại tệp", "Directory:": "Thư mục:", "Folder": "Thư mục",
    "Back": "Trở lại", "Forward": "Tiến", "Parent Directory": "Thư mục trên",
    "Create New Folder": "Tạo thư mục mới", "New Folder": "Thư mục mới", "List View": "Xem danh sách",
    "Detail View": "Xem chi tiết", "Go back": "Trở lại", "Go forward": "Tiến",
    "Go to the parent directory": "Lên thư mục trên", "Create a New Folder": "Tạo thư mục mới",
    "Change to list view mode": "Xem danh sách", "Change to detail view mode": "Xem chi tiết",
    "Sidebar": "Nơi hay dùng", "List of places and bookmarks": "Những nơi hay dùng", "Files": "Các tệp",
    "All Files (*)": "Mọi tệp (*)", "All files (*)": "Mọi tệp (*)", "All Files (*.*)": "Mọi tệp (*.*)",
    "Name": "Tên", "Size": "Cỡ", "Type": "Loại", "Kind": "Loại", "Date Modified": "Sửa lúc",
    "Computer": "Máy tính", "My Computer": "Máy tính", "Drive": "Ổ đĩa", "File": "Tệp",
    "File Folder": "Thư mục", "Recent Places": "Nơi mới mở", "Choose": "Chọn", "Directories": "Thư mục",
    "Rename": "Đổi tên", "Show hidden files": "Hiện tệp ẩn", "Show": "Hiện", "Remove": "Bỏ ra",
    "Open File": "Mở tệp", "Save As": "Lưu thành", "Save File": "Lưu tệp", "Find Directory": "Tìm thư mục",
    "Select Folder": "Chọn thư mục", "Directory": "Thư mục", "Alias": "Lối tắt", "Shortcut": "Lối tắt",
    "%1 already exists.\nDo you want to replace it?": "Đã có %1.\nThay bằng tệp mới?",
    "%1\nFile not found.\nPlease verify the correct file name was given.":
        "%1\nKhông thấy tệp này.\nXem lại tên tệp.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.":
        "%1\nKhông thấy thư mục này.\nXem lại tên thư mục.",
    "Are you sure you want to delete '%1'?": "Xóa “%1”?", "Could not delete directory.": "Không xóa được thư mục.",
    "'%1' is write protected.\nDo you want to delete it anyway?": "“%1” được giữ không cho ghi.\nVẫn xóa?",
    "%1 bytes": "%1 byte", "%1 KB": "%1 KB", "%1 MB": "%1 MB", "%1 GB": "%1 GB",
    # print dialog
    "Print": "In", "Options >>": "Thêm lựa chọn >>", "Options <<": "Bớt lựa chọn <<",
    "Print to File (PDF)": "In ra tệp PDF", "Local file": "Tệp trên máy", "Write PDF file": "Ghi tệp PDF",
    "Print To File ...": "In ra tệp …", "Print range": "In trang nào", "Print all": "In tất cả",
    "Pages from": "Trang từ", "to": "đến", "Pages": "Các trang", "Page Set:": "Trang:",
    "Current Page": "Trang này", "Selection": "Phần đã chọn", "Output Settings": "Bản in", "Copies:": "Số bản:",
    "Copies": "Số bản", "Collate": "Xếp theo bộ", "Reverse": "In ngược", "Color Mode": "Màu",
    "Color": "In màu", "Grayscale": "In đen trắng", "Duplex Printing": "In hai mặt", "None": "Không",
    "Long side": "Lật cạnh dài", "Short side": "Lật cạnh ngắn", "Printer": "Máy in", "Name:": "Tên:",
    "Location:": "Đặt ở:", "Type:": "Loại:", "Preview": "Xem trước", "Properties": "Thuộc tính",
    "Output file:": "Tệp:", "Paper": "Giấy", "Page size:": "Khổ giấy:", "Width:": "Rộng:", "Height:": "Cao:",
    "Paper source:": "Khay giấy:", "Orientation": "Hướng giấy", "Portrait": "Dọc", "Landscape": "Ngang",
    "Reverse portrait": "Dọc, ngược", "Reverse landscape": "Ngang, ngược", "Margins": "Lề",
    "top margin": "lề trên", "bottom margin": "lề dưới", "left margin": "lề trái", "right margin": "lề phải",
    "Page Setup": "Khổ giấy", "All Pages": "Mọi trang", "Odd Pages": "Trang lẻ", "Even Pages": "Trang chẵn",
    "Page Layout": "Cách xếp trang", "Page order:": "Thứ tự trang:", "Pages per sheet:": "Số trang trên một tờ:",
    "Job Options": "Lần in này", "Advanced": "Thêm", "Custom": "Tự chọn", "A4": "A4",
    "From": "Từ", "Page": "Trang", "Printer name:": "Tên máy in:",
}  # fmt: skip


class Vietnamese(QTranslator):
    """Answers for Qt's own words by their English text; words it does not know stay as they are."""

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        plain = sourceText.replace("&", "")
        found = QT_WORDS.get(plain)
        if found is None and plain.endswith(("...", "…")):
            found = QT_WORDS.get(plain.rstrip(".… "))
        return found

    def isEmpty(self) -> bool:
        return False


def install(app: QApplication, parent: QObject | None = None) -> Vietnamese:
    """Lets Qt speak Vietnamese from now on, with Vietnamese numbers and dates."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    spoken = Vietnamese(parent or app)
    app.installTranslator(spoken)
    return spoken
