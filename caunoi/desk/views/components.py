"""The page of components: each one as it stands in the product, with invented content. It shows no data of anybody."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caunoi.core.icons import ICONS
from caunoi.core.timeline import Bar, Mark, Part, Timeline

TODAY = date(2026, 11, 23)

CHART = Timeline(
    caption="Các đợt tuyên truyền",
    today=TODAY,
    bars=[
        Bar(
            "Đợt 1: Đại hội công đoàn cơ sở và cấp trên trực tiếp cơ sở",
            date(2026, 9, 1),
            date(2027, 1, 31),
            "#tien-trinh",
            "progress",
            parts=[
                Part("Đại hội điểm", date(2026, 9, 1), date(2026, 10, 15), "done"),
                Part("Đại hội đồng loạt", date(2026, 10, 16), date(2027, 1, 31), "progress"),
            ],
        ),
        Bar(
            "Đợt 2: Hướng tới Đại hội XIV Công đoàn tỉnh Vĩnh Sơn",
            date(2027, 2, 1),
            date(2027, 6, 30),
            "#tien-trinh",
            parts=[
                Part("Trước Đại hội", date(2027, 2, 1), date(2027, 5, 11)),
                Part("Trong Đại hội", date(2027, 5, 12), date(2027, 5, 13)),
                Part("Sau Đại hội", date(2027, 5, 14), date(2027, 6, 30)),
            ],
        ),
        Bar("Đợt 3: Đưa nghị quyết vào cuộc sống", None, None, "#tien-trinh"),
    ],
    marks=[
        Mark("Đại hội Công đoàn huyện Ba Khe", date(2026, 12, 18), ends=date(2026, 12, 19)),
        Mark("Đại hội XIV Công đoàn tỉnh Vĩnh Sơn", date(2027, 5, 12), ends=date(2027, 5, 13)),
        Mark("Đại hội XIV Công đoàn Việt Nam", None),
    ],
)

ROWS = [
    ("Liên đoàn Lao động huyện Ba Khe", "Đã tiếp nhận", "done", 42, 128),
    ("Công đoàn ngành Giáo dục", "Đã mở, chưa tiếp nhận", "progress", 17, 96),
    ("Công đoàn các khu công nghiệp tỉnh", "Chưa mở", "neutral", 0, 61),
]


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Đã làm gì", help_text="Ví dụ: Tọa đàm về dự thảo văn kiện trình đại hội.")
    done_on = forms.DateField(
        label="Ngày", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), initial=TODAY, localize=False
    )
    wave = forms.ChoiceField(label="Thuộc đợt", choices=[("1", "Đợt 1"), ("2", "Đợt 2"), ("3", "Đợt 3")])
    kind = forms.ChoiceField(
        label="Hình thức",
        widget=forms.RadioSelect,
        choices=[("talk", "Hội nghị, tọa đàm"), ("visual", "Trực quan"), ("press", "Báo chí"), ("loud", "Loa")],
    )
    attended = forms.IntegerField(label="Số người dự", min_value=0, required=False)
    photos = forms.FileField(label="Ảnh", required=False, help_text="JPG, PNG hoặc HEIC, mỗi ảnh không quá 15 MB.")
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)
    keep = forms.BooleanField(label="Giữ lại vị trí chụp trong ảnh", required=False)


@require_safe
def show_components(request: HttpRequest) -> HttpResponse:
    typed = {"title": "", "done_on": "2027-02-31", "wave": "1", "kind": "talk", "attended": "-3"}
    wrong = SampleForm({f"sai-{name}": value for name, value in typed.items()}, prefix="sai")
    pages = Paginator(range(240), 20).page(4)
    panes = [("light", "Sáng"), ("dark", "Tối")]
    return render(
        request,
        "desk/components.html",
        {
            "today": TODAY,
            "chart": CHART,
            "rows": ROWS,
            "sums": (sum(row[3] for row in ROWS), sum(row[4] for row in ROWS)),
            "form": SampleForm(),
            "wrong": wrong,
            "icons": sorted(ICONS),
            "page": pages,
            "panes": panes,
            "tomorrow": date(2026, 11, 24),
            "past": date(2026, 11, 21),
        },
    )
