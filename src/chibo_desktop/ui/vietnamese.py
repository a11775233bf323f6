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
    "Double Sided Printing": "In hai mặt", "Off": "Không", "Options": "Lựa chọn", "Form": "Trang in",
    "Long side binding": "Lật cạnh dài", "Short side binding": "Lật cạnh ngắn",
    "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
    "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.":
        "Ghi số trang, cách nhau bằng dấu phẩy, khoảng trang bằng gạch nối. Ví dụ 3,5-7,9 in các trang 3, 5, 6, 7, 9.",
    "Left to Right, Top to Bottom": "Trái sang phải, trên xuống dưới",
    "Left to Right, Bottom to Top": "Trái sang phải, dưới lên trên",
    "Right to Left, Top to Bottom": "Phải sang trái, trên xuống dưới",
    "Right to Left, Bottom to Top": "Phải sang trái, dưới lên trên",
    "Top to Bottom, Left to Right": "Trên xuống dưới, trái sang phải",
    "Top to Bottom, Right to Left": "Trên xuống dưới, phải sang trái",
    "Bottom to Top, Left to Right": "Dưới lên trên, trái sang phải",
    "Bottom to Top, Right to Left": "Dưới lên trên, phải sang trái",
    "Millimeters (mm)": "Mi-li-mét (mm)", "Points (pt)": "Điểm (pt)", "Inches (in)": "Tấc Anh (in)",
    # boxes, tabs, what a screen reader says can be done
    "Show Details": "Xem chi tiết", "Hide Details": "Giấu chi tiết", "Enter a value:": "Gõ vào đây:",
    "Show this message again": "Lần sau vẫn nhắc", "Scroll Left": "Sang trái", "Scroll Right": "Sang phải",
    "Scroll Up": "Lên trên", "Scroll Down": "Xuống dưới", "Previous Page": "Trang trước",
    "Next Page": "Trang sau", "Press": "Bấm", "Increase": "Tăng", "Decrease": "Giảm", "Toggle": "Đổi",
    "ShowMenu": "Mở danh sách", "SetFocus": "Tới đây", "Triggers the action": "Làm việc này",
    "Increase the value": "Tăng lên", "Decrease the value": "Giảm đi", "Shows the menu": "Mở danh sách",
    "Sets the focus": "Đưa con trỏ tới đây", "Toggles the state": "Đổi trạng thái",
    "Scrolls to the left": "Sang trái", "Scrolls to the right": "Sang phải", "Scrolls up": "Lên trên",
    "Scrolls down": "Xuống dưới", "Goes back a page": "Về trang trước", "Goes to the next page": "Sang trang sau",
}  # fmt: skip

SIZES_OF_PAPER = {
    "Envelope": "Phong bì", "Postcard": "Bưu thiếp", "Double": "Đôi", "Extra": "rộng", "Small": "nhỏ", "Big": "lớn",
    "Plus": "dài", "Fan-fold": "Giấy gấp", "German": "Đức", "Italian": "Ý", "Personal": "riêng",
    "Invite": "thiệp mời",
}  # fmt: skip
"""Words in the names of sizes; the rest are names (A4, JIS B5, Legal) that stand on the packet of paper too."""


class Vietnamese(QTranslator):
    """Answers for Qt's own words by their English text; words it does not know stay as they are."""

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        plain = sourceText.replace("&", "")
        found = QT_WORDS.get(plain)
        if found is None and plain.endswith(("...", "…")):
            found = QT_WORDS.get(plain.rstrip(".… "))
        if found is None and context == "QPageSize":
            return " ".join(SIZES_OF_PAPER.get(word, word) for word in plain.split())
        if (
            found is None and context == "QMimeType"
        ):  # "Markdown document": the system's list of a thousand kinds
            return "Tệp"
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
