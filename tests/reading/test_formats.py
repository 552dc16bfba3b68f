"""Files of every format become texts, with what they state of themselves and nothing else."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from proxytui.errors import ProxyTUIError
from proxytui.reading import files
from tests.small_pdf import pdf

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Arms talks</title>
<meta name="author" content="A. Writer"><meta property="og:site_name" content="The Agency">
<meta property="article:published_time" content="2024-12-02T08:00:00Z">
<link rel="canonical" href="https://example.org/talks"><script>var no = "no words";</script></head>
<body><nav><ul><li>Home</li><li>World</li></ul></nav><article><h1>Arms talks</h1>
<p>The first delegation said on Monday that it had <b>not</b> received any
weapons from the second one, and that it would say so again.</p>
<p>The second delegation said nothing of the kind, although it was asked more than once
during the two days of talks in the capital.</p></article><footer>Copyright 2019</footer>
</body></html>"""


def read(data: bytes, name: str, **reading) -> files.ReadFile:
    return files.read_bytes(data, name, files.Reading(**reading))


def test_a_text_is_kept_as_it_is_and_states_nothing():
    file = read("One ﬁne\u00ad line.\r\nAnother.\r\n".encode(), "memo.txt")
    assert file.extracted.text == "One ﬁne\u00ad line.\nAnother.\n"
    assert file.extracted.stated == {}
    assert file.extracted.extractor == ""


def test_markdown_states_what_its_head_and_its_first_heading_state():
    text = "---\nauthor: A. Writer\ndate: 2024-12-02\n---\n\n# Arms *talks* #\n\nWords.\n"
    extracted = read(text.encode(), "talks.md").extracted
    assert extracted.text == text
    assert extracted.stated == {
        "title": "Arms *talks*", "author": "A. Writer", "published": "2024-12-02",
    }  # fmt: skip


def test_of_a_page_the_article_is_kept_and_what_its_head_states():
    extracted = read(PAGE.encode(), "talks.html").extracted
    first, second = (part for part in extracted.text.strip().split("\n\n") if "delegation" in part)
    assert first.startswith(
        "The first delegation said on Monday that it had not received any weapons"
    )
    assert second.endswith("in the capital.")
    assert "no words" not in extracted.text
    assert extracted.stated == {
        "title": "Arms talks", "author": "A. Writer", "publisher": "The Agency",
        "published": "2024-12-02", "published_raw": "2024-12-02T08:00:00Z", "lang": "en-GB",
        "url": "https://example.org/talks",
    }  # fmt: skip
    assert extracted.extractor.startswith("trafilatura ")


def test_a_page_that_states_no_date_gets_none_though_years_stand_on_it():
    bare = PAGE.replace(
        '<meta property="article:published_time" content="2024-12-02T08:00:00Z">', ""
    )
    stated = read(bare.encode(), "talks.html").extracted.stated
    assert "published" not in stated
    assert "published_raw" not in stated


def test_all_words_of_a_page_are_kept_where_they_are_asked_for():
    extracted = read(PAGE.encode(), "talks.html", whole=True).extracted
    assert extracted.text.startswith("Home\n\nWorld\n\nArms talks\n\n")
    assert extracted.text.endswith("Copyright 2019\n")


def test_a_page_of_which_little_is_taken_says_how_much():
    rows = "".join(f"<div><a href='/{n}'>Menu entry number {n}</a></div>" for n in range(400))
    page = PAGE.replace("<nav>", f"<nav>{rows}")
    (unsure,) = read(page.encode(), "talks.html").extracted.unsure
    assert "words were taken for the article, of 16" in unsure
    assert "--whole" in unsure


@pytest.mark.parametrize("whole", [False, True])
def test_what_a_page_sets_in_lines_keeps_them(whole):
    told = "<p>" + "The delegation of the north said that it had sent rifles. " * 6 + "</p>"
    blocks = (
        "<pre>\nrifles   40\n  mortars  2\n</pre>"
        "<pre><code class='a\nb'>first = 1\nsecond = 2</code></pre>"
        "<div class='highlight'><pre><span>one</span> =\n<b>two</b></pre></div>"
        "<p>Then it\nended.</p>"
    )
    page = f"<html><body><article><h1>Arms</h1>{told}{blocks}{told}</article></body></html>"
    text = read(page.encode(), "a.html", whole=whole).extracted.text
    for lines in ("rifles 40\nmortars 2", "first = 1\nsecond = 2", "one =\ntwo", "Then it ended."):
        assert f"\n\n{lines}\n\n" in text


def test_linked_data_states_title_author_and_date():
    data = ('<script type="application/ld+json">{"@graph": [{"datePublished": "2023-05-06",'
            '"headline": "H", "author": [{"name": "B"}, {"name": "C"}],'
            '"publisher": {"name": "P"}}]}'
            "</script>")  # fmt: skip
    page = f"<html><head>{data}</head><body><p>Some words stand here.</p></body></html>"
    assert read(page.encode(), "a.html", whole=True).extracted.stated == {
        "title": "H", "author": "B, C", "publisher": "P", "published": "2023-05-06",
    }  # fmt: skip


def test_a_saved_page_is_read_in_its_own_encoding_and_has_its_address():
    body = "<html><head><title>Söz</title></head><body><p>İran'ın açıklaması.</p></body></html>"
    data = (b"From: <Saved>\r\nSnapshot-Content-Location: https://example.org/soz\r\nSubject: x\r\n"
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\";"
            b" boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html; charset=windows-1254\r\n"
            b"Content-Transfer-Encoding: 8bit\r\n\r\n" + body.encode("cp1254")
            + b"\r\n----b--\r\n")  # fmt: skip
    for name in ("page.mht", "page"):
        extracted = read(data, name, whole=True).extracted
        assert extracted.text == "İran'ın açıklaması.\n"
        assert extracted.stated == {"title": "Söz", "url": "https://example.org/soz"}


def test_xml_keeps_its_words_in_order_and_the_header_states_the_title():
    tei = (
        '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        "<titleStmt><title>Milestones</title></titleStmt><publicationStmt><publisher>Office"
        "</publisher><date>1989-06</date></publicationStmt></fileDesc></teiHeader>"
        '<text xml:lang="en">'
        "<body><head>A <hi>head</hi></head><p>One\n   <persName>Name</persName>, two.</p>"
        "<list><item>first</item><item>second</item></list></body></text></TEI>"
    )
    extracted = read(tei.encode(), "m.xml").extracted
    assert extracted.text == "A head\n\nOne Name, two.\n\nfirst\n\nsecond\n"
    assert extracted.stated == {
        "title": "Milestones", "publisher": "Office", "published": "1989-06", "lang": "en",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<a><b>cut", "the XML is broken"),
        ('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "texts of its own"),
        ("<a>" * 5000 + "x" + "</a>" * 5000, "nested too deeply"),
    ],
    ids=["cut", "entity", "deep"],
)
def test_xml_that_is_broken_or_grows_is_refused_in_one_line(xml, words):
    with pytest.raises(ProxyTUIError, match=words):
        read(b'<?xml version="1.0"?>' + xml.encode(), "m.xml")


def test_a_pdf_becomes_paragraphs_on_pages():
    data = pdf(
        [
            [["A title"], ["The militia was sup-", "ported by its neigh-", "bour in the war."]],
            [["It was supported, an Iranian-", "backed group said.", "A line more."]],
        ],
        Title="Report", Author="A. Writer",
    )  # fmt: skip
    extracted = read(data, "report.pdf").extracted
    first, second = extracted.text.split("\f")
    assert first.split("\n\n")[0] == "A title"
    assert "supported by its neighbour in the war." in " ".join(first.split())
    assert "A line more." in second
    assert extracted.pages == 2
    assert extracted.stated == {"title": "Report", "author": "A. Writer"}
    assert extracted.extractor.startswith("pypdfium2 ")


def test_pages_without_words_are_said_and_a_scan_is_refused():
    extracted = read(pdf([[], [], [["Words."]], []]), "a.pdf").extracted
    assert extracted.unsure == ("no text on pages 1–2, 4",)
    assert extracted.pages == 4
    with pytest.raises(ProxyTUIError, match="no words on its 2 pages: it is a scan"):
        read(pdf([[], []]), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%\xe2\xe3", pdf([[["Words."]]])[:120]])
def test_a_broken_pdf_is_refused_in_one_line(data):
    with pytest.raises(ProxyTUIError, match=r"a\.pdf: the PDF is broken, or no PDF; save it anew"):
        read(data, "a.pdf")


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        (["the co\ufffe\noperation, cooperation"], "the cooperation, cooperation"),
        (["an Iranian\ufffe\nbacked group; Iranian money backed it"], "an Iranian-backed group"),
        (["the self\ufffe\nstyled, self-styled"], "the self-styled"),
        (["under Bar\ufffe\nKochba"], "under Bar-Kochba"),
        (["in 2004\ufffe\n2005"], "in 2004-2005"),
        (["a neigh\ufffebour"], "a neighbour"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_as_the_text_has_it_elsewhere(pages, kept):
    from proxytui.reading.formats.pdf_lines import joined_words

    assert joined_words(pages)[0].startswith(kept)


def test_ligatures_null_signs_and_soft_hyphens_are_settled_when_a_page_is_kept():
    from proxytui.reading.formats.extracted import settled

    assert settled("o\ufb03ce\0 so\u00adft\r\n\ufefb") == "office soft\nلا"


def _zip(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def test_documents_of_word_processors_are_read_without_what_was_deleted():
    docx = _zip(
        word__document_xml='<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>One </w:t></w:r><w:del>'
        "<w:r><w:delText>not </w:delText></w:r></w:del><w:r><w:t>word</w:t><w:br/><w:t>more</w:t>"
        "</w:r></w:p><w:p><w:r><w:t>Two</w:t></w:r></w:p></w:body></w:document>",
        docProps__core_xml='<c xmlns:d="d"><d:title>Memo</d:title><d:creator>B</d:creator></c>',
    )
    extracted = read(docx, "memo").extracted
    assert (extracted.text, extracted.format) == ("One word\nmore\n\nTwo\n", "DOCX")
    assert extracted.stated == {"title": "Memo", "author": "B"}
    odt = _zip(content_xml='<o xmlns:t="t"><t:tracked-changes><t:p>gone</t:p></t:tracked-changes>'
               "<t:h>Head</t:h><t:p>One<t:s/><t:span>word</t:span></t:p></o>")  # fmt: skip
    assert read(odt, "memo").extracted.text == "Head\n\nOne word\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14", "can't be opened"),
        (_zip(word__document_xml="<w:document"), "is broken"),
        (_zip(book_xml="<a/>"), "a ZIP archive, not a text"),
    ],
    ids=["cut", "broken", "other"],
)
def test_archives_that_are_broken_or_no_document_are_refused(data, words):
    with pytest.raises(ProxyTUIError, match=words):
        read(data, "memo.docx")


@pytest.mark.parametrize("module", ["trafilatura", "pypdfium2"])
def test_what_is_not_installed_is_named_in_one_line(module: str, tmp_path: Path):
    name = {"trafilatura": "a.html", "pypdfium2": "a.pdf"}[module]
    data = PAGE.encode() if name == "a.html" else pdf([[["Words."]]])
    (tmp_path / name).write_bytes(data)
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "from pathlib import Path\nfrom proxytui.reading import files\n"
        f"try: files.read(Path({str(tmp_path / name)!r}))\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"needs {module}; install proxytui[reading]" in done.stdout


def test_a_text_or_xml_brings_no_library(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?><a>Words.</a>")
    code = (
        "import sys\nfrom pathlib import Path\nfrom proxytui.reading import files\n"
        f"for name in ('a.txt', 'a.xml'): files.read(Path({str(tmp_path)!r}) / name)\n"
        "print({'trafilatura', 'lxml', 'pypdfium2', 'pdfminer', 'charset_normalizer'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
