"""Pages in the charsets that sites still send, declared as they declare them."""

import pytest
from cleaning_cases import read

from firsthand.cleaning.decoding import LABELS, MEANT, decode

RIVER = {
    "windows-1251": ("cp1251", "Река поднялась на два метра, сказал инженер."),
    "koi8-r": ("koi8-r", "Река поднялась на два метра."),
    "x-mac-cyrillic": ("mac-cyrillic", "Река поднялась на два метра."),
    "iso-8859-2": ("iso8859-2", "Řeka stoupla o dva metry, řekl inženýr; żółć."),
    "windows-1250": ("cp1250", "Řeka „stoupla“ o dva metry."),
    "iso-8859-9": ("cp1254", "Nehir “iki metre” yükseldi, ışık söndü."),
    "windows-1253": ("cp1253", "Το ποτάμι ανέβηκε δύο μέτρα."),
    "windows-1255": ("cp1255", "הנהר עלה בשני מטרים."),
    "windows-1256": ("cp1256", "قال المهندس إن النهر ارتفع مترين"),
    "windows-874": ("cp874", "แม่น้ำสูงขึ้นสองเมตร"),
    "gb2312": ("gb18030", "工程师说，河水上涨了两米。"),
    "gb18030": ("gb18030", "工程师说，河水上涨了两米。𠀀"),
    "big5": ("big5", "工程師說，河水上漲了兩米。"),
    "euc-jp": ("euc-jp", "川の水位が二メートル上がったと技師は語った。"),
    "shift_jis": ("cp932", "川の水位が①二メートル上がった。"),
    "x-sjis": ("cp932", "川の水位が①二メートル上がった。"),
    "euc-kr": ("cp949", "강물이 2미터 불었다고 기술자가 말했다. 똠"),
}
DECLARED = (
    '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>',
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head>'
    "<body><p>{}</p></body></html>",
)


@pytest.mark.parametrize("form", DECLARED, ids=["charset", "http-equiv"])
@pytest.mark.parametrize(("name", "row"), RIVER.items(), ids=RIVER)
def test_a_page_is_read_in_the_charset_it_declares(name, row, form):
    codec, words = row
    decoded = decode(form.format(name, words).encode(codec), html=True)
    assert words in decoded.text
    assert decoded.overruled is None


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-16", "utf-8", "windows-1251"])
def test_a_page_in_utf16_is_read_whatever_its_meta_element_says(codec, declared):
    words = "The river – “in spate” – carried the bridge away, the mayor said."
    page = DECLARED[0].format(declared, words)
    assert read(page.encode(codec), form="html").body.text == words


def test_what_the_server_declares_wins_over_the_page():
    page = DECLARED[0].format("windows-1251", "The café was closed.")
    assert "café" in decode(page.encode("cp1252"), charset="iso-8859-1", html=True).text


def test_a_server_that_declares_another_charset_than_the_page_is_in_is_overruled():
    page = DECLARED[0].format("windows-1251", "Река поднялась.")
    decoded = decode(page.encode("cp1251"), charset="utf-8", html=True)
    assert "Река" in decoded.text
    assert decoded.overruled == "declared as utf-8, which it is not"


@pytest.mark.parametrize("label", [*MEANT, *LABELS])
def test_every_label_is_a_charset_we_can_read(label):
    assert decode(b"The river rose.", charset=label).overruled is None
