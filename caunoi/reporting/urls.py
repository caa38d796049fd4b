"""Addresses of guidance and inspection, under /ban-lam-viec/kiem-tra/."""

from django.urls import URLPattern, path

from caunoi.reporting.views import charges, checklists, findings, follow_up, home, lists, records, visits

app_name = "reporting"
ONE = "kiem-tra/cuoc/<int:pk>/"
ASKED = "kiem-tra/kien-nghi/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("kiem-tra/", home.show_home, name="inspections"),
    path("kiem-tra/tong-hop/", home.show_board, name="board"),
    path("kiem-tra/phan-cong/", charges.list_charges, name="list-charges"),
    path("kiem-tra/phan-cong.xlsx", charges.download_charges, name="download-charges"),
    path("kiem-tra/phan-cong/<int:pk>/ket-thuc/", charges.end, name="end-charge"),
    path("kiem-tra/de-cuong/", checklists.list_checklists, name="list-checklists"),
    path("kiem-tra/de-cuong/lap/<int:pk>/", checklists.draw_up, name="draw-up-checklist"),
    path("kiem-tra/de-cuong/<int:pk>/", checklists.edit_checklist, name="edit-checklist"),
    path("kiem-tra/cuoc/", lists.list_visits, name="list-visits"),
    path("kiem-tra/cuoc.xlsx", lists.download_visits, name="download-visits"),
    path("kiem-tra/cuoc/lap-lich/", visits.plan, name="plan-visits"),
    path(ONE, visits.show_visit, name="show-visit"),
    path(f"{ONE}doi-ngay/", visits.move, name="move-visit"),
    path(f"{ONE}huy/", visits.cancel, name="cancel-visit"),
    path(f"{ONE}diem/", findings.add, name="add-point"),
    path(f"{ONE}diem/<int:point_pk>/", findings.save, name="save-finding"),
    path(f"{ONE}kien-nghi/", follow_up.recommend, name="recommend"),
    path(f"{ONE}lap-bien-ban/", visits.record, name="record-visit"),
    path(f"{ONE}thu-hoi-bien-ban/", visits.reopen, name="reopen-record"),
    path(f"{ONE}xac-nhan/", visits.confirm, name="confirm-record"),
    path(f"{ONE}bien-ban.docx", records.download_record, name="download-record"),
    path("kiem-tra/kien-nghi/", lists.list_recommendations, name="follow-up"),
    path("kiem-tra/kien-nghi.xlsx", lists.download_recommendations, name="download-recommendations"),
    path(ASKED, follow_up.show_recommendation, name="show-recommendation"),
    path(f"{ASKED}khac-phuc/", follow_up.report, name="report-remedy"),
    path(f"{ASKED}danh-gia/", follow_up.judge, name="judge-remedy"),
    path(f"{ASKED}gia-han/", follow_up.extend, name="extend-recommendation"),
    path(f"{ASKED}bo/", follow_up.drop, name="drop-recommendation"),
    path("kiem-tra/anh/<int:pk>/", findings.show_photo, name="photo"),
    path("kiem-tra/anh/<int:pk>/nho/", findings.show_thumbnail, name="photo-thumbnail"),
]
