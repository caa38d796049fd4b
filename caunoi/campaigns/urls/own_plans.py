"""Addresses of units' own plans."""

from django.urls import URLPattern, path, register_converter

from caunoi.campaigns.views.own_plans import answering, deciding, papers, writing


class PartConverter:
    """The key of a part: "wave:12", "duty:40", "new:1"."""

    regex = "(?:wave|window|duty|new):[0-9]{1,18}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PartConverter, "part")

urlpatterns: list[URLPattern] = [
    path("chien-dich/<int:pk>/ke-hoach-don-vi/", answering.list_answers, name="list-plan-answers"),
    path("chien-dich/<int:pk>/bat-buoc/", answering.choose_mandatory, name="choose-mandatory"),
    path("chien-dich/<int:pk>/xay-dung-ke-hoach/", writing.start, name="start-own-plan"),
    path("ke-hoach-don-vi/<int:pk>/", writing.show, name="show-own-plan"),
    path("ke-hoach-don-vi/<int:pk>/the-thuc/", writing.edit_header, name="edit-own-header"),
    path("ke-hoach-don-vi/<int:pk>/phan/<part:key>/", deciding.decide, name="decide-own-part"),
    path("ke-hoach-don-vi/<int:pk>/bo-sung/<slug:area>/", deciding.add, name="add-own-part"),
    path("ke-hoach-don-vi/<int:pk>/bo-sung/phan/<part:key>/", deciding.change, name="change-own-part"),
    path("ke-hoach-don-vi/<int:pk>/bo-sung/phan/<part:key>/bo/", deciding.remove, name="remove-own-part"),
    path("ke-hoach-don-vi/<int:pk>/ban-hanh/", writing.adopt, name="adopt-own-plan"),
    path("ke-hoach-don-vi/<int:pk>/hoan-lai/", writing.undo, name="undo-own-plan"),
    path("ke-hoach-don-vi/<int:pk>/bo-sua-doi/", writing.discard, name="discard-own-plan"),
    path("ke-hoach-don-vi/<int:pk>/rut/", writing.withdraw, name="withdraw-own-plan"),
    path("ke-hoach-don-vi/<int:pk>/van-ban.docx", papers.download, name="download-own-plan"),
    path("ke-hoach-don-vi/<int:pk>/de-xuat/", answering.list_proposals, name="list-proposals"),
    path("ke-hoach-don-vi/<int:pk>/de-xuat/tiep-thu/", answering.take, name="take-proposals"),
    path("de-xuat-sua-doi/<int:pk>/khong-tiep-thu/", answering.refuse, name="refuse-proposal"),
]
