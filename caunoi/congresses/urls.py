"""Addresses of congresses, under /ban-lam-viec/."""

from django.urls import URLPattern, path

from caunoi.congresses.views import board, congresses, cycles, date_sheets, dates, preparing, results

ONE = "dai-hoi/<int:pk>/"

app_name = "congresses"
urlpatterns: list[URLPattern] = [
    path("dai-hoi/", board.board, name="board"),
    path("dai-hoi.xlsx", board.download_board, name="download-board"),
    path("dai-hoi/lap/", congresses.start_congress, name="start-congress"),
    path("dai-hoi/mo-khoa/", cycles.begin_cycle, name="open-cycle"),
    path("dai-hoi/khoa/<int:pk>/", cycles.deadlines, name="deadlines"),
    path("dai-hoi/nhap-ngay/", date_sheets.import_dates, name="import-dates"),
    path("dai-hoi/nhap-ngay/ghi/", date_sheets.confirm_dates, name="confirm-dates"),
    path(ONE, congresses.show_congress, name="show-congress"),
    path(f"{ONE}sua/", congresses.edit_congress, name="edit-congress"),
    path(f"{ONE}ngay/", dates.set_days, name="set-days"),
    path(f"{ONE}hoan/", dates.postpone, name="postpone-congress"),
    path(f"{ONE}da-to-chuc/", dates.hold, name="hold-congress"),
    path(f"{ONE}chua-to-chuc/", dates.take_back, name="unhold-congress"),
    path(f"{ONE}so-luong/", preparing.seats, name="plan-seats"),
    path(f"{ONE}giai-trinh/<slug:code>/", preparing.explain, name="explain-departure"),
    path(f"{ONE}chuong-trinh/", preparing.agenda, name="write-agenda"),
    path(f"{ONE}tieu-ban/", preparing.sub_committees, name="set-sub-committees"),
    path(f"{ONE}tai-lieu/", preparing.send_file, name="send-file"),
    path("dai-hoi/tai-lieu/<int:pk>/", preparing.download_file, name="download-file"),
    path("dai-hoi/tai-lieu/<int:pk>/bo/", preparing.take_file_away, name="remove-file"),
    path(f"{ONE}ket-qua/", results.enter, name="enter-results"),
    path(f"{ONE}ket-qua/doi-chieu/", results.settle, name="settle-results"),
    path(f"{ONE}ket-qua/duyet/", results.approve, name="approve-results"),
    path(f"{ONE}ket-qua/tra-lai/", results.send_back, name="return-results"),
    path(f"{ONE}ket-qua/phat-tin/", results.publish, name="publish-news"),
]
