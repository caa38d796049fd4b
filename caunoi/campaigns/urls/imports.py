"""Addresses of papers on their way in, of amendments, and of instruments."""

from django.urls import URLPattern, path

from caunoi.campaigns.views import amendments, anchors, corrections, imports, instruments

ONE = "van-ban/nhap/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("van-ban/nhap/", imports.upload, name="upload-plan"),
    path(ONE, imports.review, name="review-import"),
    path(f"{ONE}tien-do/", imports.progress, name="import-progress"),
    path(f"{ONE}doc-lai/", imports.reread, name="reread-import"),
    path(f"{ONE}bo-qua/", imports.discard, name="discard-import"),
    path(f"{ONE}hoan-tac/", imports.undo, name="undo-correction"),
    path(f"{ONE}xac-nhan/", imports.confirm, name="confirm-import"),
    path(f"{ONE}tep/", imports.download, name="download-import"),
    path(f"{ONE}da-xem/", corrections.tick, name="tick-warning"),
    path(f"{ONE}don-vi/<path:key>/", corrections.peek, name="peek-audience"),
    path(f"{ONE}sua/<slug:kind>/", corrections.edit, name="edit-import"),
    path(f"{ONE}sua/<slug:kind>/<path:key>/", corrections.edit, name="edit-import"),
    path(f"{ONE}them/<slug:kind>/", corrections.add, name="add-to-import"),
    path(f"{ONE}them/<slug:kind>/<path:key>/", corrections.add, name="add-to-import"),
    path(f"{ONE}bo/<slug:kind>/<path:key>/", corrections.remove, name="remove-from-import"),
    path(f"{ONE}khoi-phuc/<slug:kind>/", corrections.restore, name="restore-import"),
    path(f"{ONE}khoi-phuc/<slug:kind>/<path:key>/", corrections.restore, name="restore-import"),
    path(f"{ONE}so-sanh/", amendments.compare, name="compare-amendment"),
    path(f"{ONE}la-van-ban/", amendments.choose, name="choose-amendment-kind"),
    path("chien-dich/<int:pk>/van-ban-moi/", amendments.upload, name="upload-amendment"),
    path("moc/<int:pk>/", anchors.date_event, name="date-anchor"),
    path("van-ban/<int:pk>/", instruments.show_instrument, name="show-instrument"),
    path("van-ban/<int:pk>/so-voi-ban-truoc/", instruments.compare_versions, name="compare-versions"),
    path("van-ban/<int:pk>/tep/", instruments.download, name="download-instrument"),
]
