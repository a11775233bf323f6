"""The table of packages for Windows: what is compiled is shown for each Python, and what is missing is said."""

from __future__ import annotations

from chibo_installer.wheels import table


def test_a_package_that_is_missing_for_one_python_is_seen() -> None:
    made = table(
        {
            "3.11": {
                "lxml": "lxml-6.1.3-cp311-cp311-win_amd64.whl",
                "jinja2": "jinja2-3.1.6-py3-none-any.whl",
            },
            "3.13": {"jinja2": "jinja2-3.1.6-py3-none-any.whl"},
        }
    )
    assert made == [
        "| gói | 3.11 | 3.13 |",
        "| --- | --- | --- |",
        "| lxml | 6.1.3 | không có |",
        "",
        "Thêm 1 gói thuần Python, chạy được ở mọi nơi.",
    ]
