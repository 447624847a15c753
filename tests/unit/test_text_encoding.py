"""Which encoding a source file is in, and that its lines keep their numbers."""

from __future__ import annotations

import pytest

from repository_indexer.text_encoding import to_utf8


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (b"", ""),
        ("größe".encode(), "größe"),
        ("\ufeffgröße".encode(), "größe"),
        ("größe".encode("utf-16"), "größe"),
        ("\ufeffgröße".encode("utf-16-be"), "größe"),
        ("größe".encode("utf-32"), "größe"),
        (b"# coding: latin-1\n\xff", "# coding: latin-1\nÿ"),
        (
            "#!ruby\n# -*- coding: EUC-JP -*-\n# 日本".encode("euc-jp"),
            "#!ruby\n# -*- coding: EUC-JP -*-\n# 日本",
        ),
        ("// -*- coding: gbk -*-\n// 你好".encode("gbk"), "// -*- coding: gbk -*-\n// 你好"),
        ("# coding: shift_jis\rx = '表'\r".encode("shift_jis"), "# coding: shift_jis\nx = '表'\n"),
        (
            "# vim: set fileencoding=cp1251 :\n# Привет".encode("cp1251"),
            "# vim: set fileencoding=cp1251 :\n# Привет",
        ),
        # What is UTF-8 is so whatever it says.
        ("# coding: latin-1\nä".encode(), "# coding: latin-1\nä"),
    ],
    ids=str,
)
def test_a_mark_the_text_or_a_comment_tells_the_encoding(source: bytes, text: str) -> None:
    assert to_utf8(source) == text.encode()


@pytest.mark.parametrize(
    "text", ["// Größe in cm²\n", "# naïve café, “quoted” \u2013 5 €\n", "-- ação, Müßiggang\n"]
)
def test_western_text_without_any_sign_is_recognised(text: str) -> None:
    assert to_utf8(text.encode("cp1252")) == text.encode()


@pytest.mark.parametrize(
    "source",
    [
        "// 你好世界\n".encode("gbk"),
        "// 値を返す、それだけ。\n".encode("shift_jis"),
        "// テスト\n".encode("shift_jis"),
        "// 한국어 주석\n".encode("euc-kr"),
        "// Привет, как дела и что\n".encode("cp1251"),
        "// Привет, как дела и что\n".encode("koi8-r"),
        b"\x81 is no character of cp1252",
        b"\x1b[1m\xe9t\xe9",
        b"# coding: nonsense\nx = '\xff'\n",
        b"# coding: hex\nx = '\xff'\n",
        b"# coding: idna\nx = '\xff'\n",
        b"# coding: utf-8\nx = '\xff'\n",
        b"line\nline\n# coding: latin-1 too late, and \xe4\xf6\xfc\xdf not certain\n",
        b"\xff\xfea",
    ],
    ids=str,
)
def test_what_is_not_certain_is_not_guessed(source: bytes) -> None:
    assert to_utf8(source) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (b"a\r\nb\r\n", b"a\nb\n"),
        (b"a\rb\r", b"a\nb\n"),
        # Beside other line ends editors and git see none in it.
        (b"a\rb\nc", b"a\rb\nc"),
        (b"a\r\r\nb", b"a\r\nb"),
    ],
)
def test_lines_keep_their_numbers(source: bytes, text: bytes) -> None:
    assert to_utf8(source) == text
