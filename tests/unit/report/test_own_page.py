"""An organisation's own page.html is used if it is sound, and told of if it is not."""

import pytest

from credreview.report import html_page
from credreview.report.html import render
from credreview.report.html_page import POLICY, VARIABLES
from tests.unit.report.example import report

CSP = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
SOUND = f"<!DOCTYPE html>\n<html>\n<head>\n{CSP}\n<style>p {{ color: #000 }}</style>\n</head>\n"
SOUND += "<body>\n<p>{{ subject }} {{ mark }}</p>\n{{ body }}\n</body>\n</html>\n"


def own(folder, text):
    (folder / "page.html").write_text(text, encoding="utf-8")
    return folder


def test_a_sound_page_takes_the_place_of_the_built_in_one(tmp_path):
    page = render(report(), own(tmp_path, SOUND))
    assert html_page.page(tmp_path)[1] == ()
    assert page.startswith("<!DOCTYPE html>\n<html>\n<head>")
    assert "<p>The harbour TLP:AMBER</p>" in page
    assert 'id="claim-1"' in page
    assert "@page" not in page


def test_without_a_folder_or_a_page_the_built_in_one_is_used(tmp_path):
    assert render(report(), tmp_path) == render(report())
    assert html_page.page(tmp_path)[1] == html_page.page(None)[1] == ()


def test_values_are_escaped_in_text_attributes_and_styles(tmp_path):
    from dataclasses import replace

    style = '<style>@page { @top-left { content: "{{ subject|css }}" } }</style></head>'
    text = SOUND.replace("</head>", style).replace("<body>", '<body title="{{ subject }}">')
    evil = '"</style><script>x</script>\\'
    page = render(replace(report(), subject=evil), own(tmp_path, text))
    assert html_page.page(tmp_path)[1] == ()
    assert "<script" not in page
    assert page.count("</style>") == 2
    assert 'title="&#34;&lt;/style&gt;' in page
    assert '"\\22 \\3c \\2f style\\3e ' in page


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (SOUND.replace("{{ body }}", ""), 0, "exactly once"),
        (SOUND.replace("{{ body }}", "{{ body }}{{ body }}"), 0, "exactly once"),
        (SOUND.replace("{{ body }}", '<p title="{{ body }}"></p>'), 0, "exactly once"),
        (SOUND.replace(CSP, ""), 5, "Content-Security-Policy"),
        (SOUND.replace("'none'", "*"), 4, "Content-Security-Policy"),
        (SOUND.replace("</head>", '<meta http-equiv="refresh" content="0"></head>'), 6, "Content"),
        (SOUND.replace("{{ body }}", "<script>x</script>{{ body }}"), 9, "<script>"),
        (SOUND.replace("{{ body }}", "<iframe></iframe>{{ body }}"), 9, "<iframe>"),
        (SOUND.replace("{{ body }}", '<img src="logo.png">{{ body }}'), 9, "logo.png"),
        (SOUND.replace("{{ body }}", '<a href="http://x.invalid">a</a>{{ body }}'), 9, "x.invalid"),
        (SOUND.replace("{{ body }}", '<p onclick="x">a</p>{{ body }}'), 9, "onclick"),
        (SOUND.replace("{{ body }}", '<p style="background: url(x)">{{ body }}'), 9, "style"),
        (SOUND.replace("</head>", '<link rel="stylesheet" href="x.css"></head>'), 6, "<link>"),
        (SOUND.replace("</style>", "\n@import 'x.css'</style>"), 0, "its style"),
        (SOUND.replace("</style>", "\np { background: url('x.png') }</style>"), 0, "its style"),
        (SOUND.replace("{{ subject }}", "{{ secret }}"), 8, "secret"),
        (SOUND.replace("{{ subject }}", "{{ subject|safe }}"), 8, "safe"),
        (SOUND.replace("{{ subject }}", "{% for x in body %}{% endfor %}"), 8, "can be used"),
        (SOUND.replace("{{ subject }}", "{{ subject"), 8, "."),
    ],
)
def test_a_page_that_is_not_sound_is_told_of_and_not_used(tmp_path, text, line, what):
    own(tmp_path, text)
    (remark,) = html_page.page(tmp_path)[1]
    assert str(tmp_path / "page.html") in remark
    assert what in remark
    if line:
        assert f"line {line}:" in remark
    assert render(report(), tmp_path) == render(report())


def test_data_pictures_and_inner_links_are_allowed(tmp_path):
    inside = '<img src="data:image/png;base64,AA=="><a href="#claim-1">first</a>{{ body }}'
    own(tmp_path, SOUND.replace("{{ body }}", inside))
    assert html_page.page(tmp_path)[1] == ()


def test_every_value_can_be_printed(tmp_path):
    names = [name for name in VARIABLES if name != "body"]
    printed = "".join(f"<p>{{{{ {name} }}}}</p>" for name in names)
    page = render(report(), own(tmp_path, SOUND.replace("{{ body }}", printed + "{{ body }}")))
    assert "<p></p>" not in page
    assert page.count("<p>") >= len(names)
