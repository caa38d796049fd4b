from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation


def draw(source: str, **context: Any) -> str:
    with translation.override("vi"):
        return " ".join(Template(source).render(Context(context)).split())


def test_badge_with_an_unknown_tone_is_neutral() -> None:
    assert draw("{% badge 'Mới' 'purple' %}") == '<span class="badge badge--neutral">Mới</span>'


def test_badge_escapes_its_words() -> None:
    assert draw("{% badge text 'late' %}", text="<i>") == '<span class="badge badge--late">&lt;i&gt;</span>'


def test_icon_unknown_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("{% icon 'no-such-icon' %}")


def test_icon_alias_draws_its_icon() -> None:
    assert draw("{% icon 'user' %}") == draw("{% icon 'person' %}")


def test_progress_shows_its_denominator() -> None:
    page = draw("{% progress 1234 4000 'Đơn vị' '/chi-tiet/' %}")
    assert '<a href="/chi-tiet/"><strong>1.234</strong>/4.000</a>' in page
    assert "· 30%" in page


def test_progress_of_nothing_claims_no_share() -> None:
    page = draw("{% progress 0 0 'Đơn vị' %}")
    assert "%" not in page.replace('width="100%"', "")
    assert "progress__done" not in page


def test_figure_with_an_address_is_a_link() -> None:
    assert draw("{% figure 5 'đơn vị' '/don-vi/' 12 %}").startswith('<a href="/don-vi/" class="figure">')


def test_figure_that_is_missing_is_a_dash_not_a_nought() -> None:
    assert '<span class="figure__number">–</span>' in draw("{% figure None 'báo cáo' %}")


def test_empty_offers_its_action() -> None:
    page = draw("{% empty 'Chưa có gì' 'Hãy bắt đầu.' '/nhap/' 'Nhập kế hoạch' %}")
    assert '<a class="btn" href="/nhap/">Nhập kế hoạch</a>' in page


def test_empty_without_an_action_has_no_button() -> None:
    assert "btn" not in draw("{% empty 'Chưa có gì' %}")


def test_dialog_is_named_by_its_title() -> None:
    page = draw("{% dialog 'giao' title %}<p>{{ number }} đơn vị</p>{% enddialog %}", title="Giao?", number=312)
    assert '<dialog class="dialog" id="giao" aria-labelledby="giao-title">' in page
    assert '<h2 class="dialog__title" id="giao-title">Giao?</h2>' in page
    assert "<p>312 đơn vị</p>" in page


def test_dialog_without_a_title_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        draw("{% dialog 'giao' %}{% enddialog %}")


def test_alert_that_reports_an_error_is_announced() -> None:
    assert 'role="alert"' in draw("{% alert 'Không đọc được' 'error' %}")
    assert 'role="alert"' not in draw("{% alert 'Đã đọc' 'info' %}")


def test_pagination_keeps_the_query() -> None:
    request = RequestFactory().get("/", {"q": "đợt", "page": "2"})
    page = draw("{% pagination page %}", request=request, page=Paginator(range(60), 20).page(2))
    assert 'href="?q=%C4%91%E1%BB%A3t&amp;page=3"' in page
    assert '<span class="pagination__page" aria-current="page">2</span>' in page


def test_pagination_of_one_page_is_nothing() -> None:
    request = RequestFactory().get("/")
    assert draw("{% pagination page %}", request=request, page=Paginator(range(3), 20).page(1)) == ""


@pytest.mark.parametrize(
    ("path", "url", "mark"),
    [
        ("/a/", "/a/", 'aria-current="page"'),
        ("/a/b/", "/a/", 'aria-current="true"'),
        ("/c/", "/a/", ""),
        ("/c/", "", ""),
    ],
)
def test_current_marks_the_way_to_the_page(path: str, url: str, mark: str) -> None:
    assert draw("{% current url %}", request=RequestFactory().get(path), url=url) == mark


@pytest.mark.parametrize(
    ("referer", "shown"),
    [("http://testserver/x/", "http://testserver/x/"), ("https://elsewhere.example/", ""), ("", "")],
)
def test_came_from_leads_only_to_our_own_pages(referer: str, shown: str) -> None:
    request = RequestFactory().get("/", HTTP_REFERER=referer)
    assert draw("{% came_from as url %}{{ url }}", request=request) == shown


def test_came_from_outside_a_request_is_nowhere() -> None:
    assert draw("{% came_from as url %}[{{ url }}]") == "[]"


class Sample(forms.Form):
    title = forms.CharField(label="Đã làm gì", help_text="Ngắn gọn.")
    kind = forms.ChoiceField(label="Hình thức", widget=forms.RadioSelect, choices=[("a", "Loa")])
    keep = forms.BooleanField(label="Giữ vị trí", required=False)
    code = forms.CharField(widget=forms.HiddenInput, required=False)


def test_field_ties_its_error_and_help_to_the_input() -> None:
    page = draw("{{ form.title.as_field_group }}", form=Sample({}))
    assert 'id="id_title_helptext"' in page
    assert 'id="id_title_error"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'aria-invalid="true"' in page


def test_field_that_may_stay_empty_says_so() -> None:
    class Note(forms.Form):
        note = forms.CharField(label="Ghi chú", required=False)

    assert "(không bắt buộc)" in draw("{{ form.note.as_field_group }}", form=Note())


def test_form_begins_with_links_to_what_is_wrong() -> None:
    page = draw("{{ form }}", form=Sample({}))
    assert '<a href="#id_title">' in page
    assert page.index("error-summary") < page.index('for="id_title"')


def test_form_without_errors_has_no_summary() -> None:
    page = draw("{{ form }}", form=Sample())
    assert "error-summary" not in page
    assert '<input type="hidden" name="code"' in page


def test_form_says_what_no_single_field_is_guilty_of() -> None:
    form = Sample({"title": "x", "kind": "a"})
    form.add_error(None, "Hai ngày ngược nhau.")
    assert draw("{{ form }}", form=form).count("Hai ngày ngược nhau.") == 1
