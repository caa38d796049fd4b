"""Addresses of a running campaign."""

from django.urls import URLPattern, path

from caunoi.campaigns.views import (
    activities,
    campaigns,
    coverage,
    deliveries,
    duties,
    evidence,
    issue,
    obstacles,
    register,
)

urlpatterns: list[URLPattern] = [
    path("chien-dich/", campaigns.list_campaigns, name="list-campaigns"),
    path("chien-dich/<int:pk>/", campaigns.show_campaign, name="show-campaign"),
    path("chien-dich/<int:pk>/tiep-nhan/", campaigns.acknowledge, name="acknowledge"),
    path("chien-dich/<int:pk>/giao/", issue.issue_campaign, name="issue-campaign"),
    path("chien-dich/<int:pk>/don-vi/", deliveries.list_units, name="list-units"),
    path("chien-dich/<int:pk>/don-vi.xlsx", deliveries.download_units, name="download-units"),
    path("chien-dich/<int:pk>/nhac/", deliveries.remind, name="remind-units"),
    path("chien-dich/<int:pk>/nhiem-vu/", duties.list_duties, name="list-duties"),
    path("chien-dich/<int:pk>/dieu-khoan/", coverage.list_coverage, name="list-coverage"),
    path("chien-dich/<int:pk>/hoat-dong/", register.list_activities, name="list-activities"),
    path("chien-dich/<int:pk>/hoat-dong.xlsx", register.download_activities, name="download-activities"),
    path("chien-dich/<int:pk>/vuong-mac/", obstacles.list_obstacles, name="list-obstacles"),
    path("dieu-khoan/<int:pk>/", coverage.show_provision, name="show-provision"),
    path("nhiem-vu/<int:pk>/", duties.show_duty, name="show-duty"),
    path("nhiem-vu/<int:pk>/xong/", duties.complete, name="complete-duty"),
    path("nhiem-vu/<int:pk>/khong-thuc-hien/", duties.excuse, name="excuse-duty"),
    path("nhiem-vu/<int:pk>/mo-lai/", duties.reopen, name="reopen-duty"),
    path("nhiem-vu/<int:pk>/hoi/", obstacles.ask, name="ask-obstacle"),
    path("vuong-mac/<int:pk>/", obstacles.answer_obstacle, name="answer-obstacle"),
    path("ghi-hoat-dong/", activities.log_activity, name="log-activity"),
    path("hoat-dong/<int:pk>/", activities.show_activity, name="show-activity"),
    path("hoat-dong/<int:pk>/sua/", activities.edit_activity, name="edit-activity"),
    path("hoat-dong/<int:pk>/thu-hoi/", activities.withdraw, name="withdraw-activity"),
    path("hoat-dong/<int:pk>/hoan-tac/", activities.restore, name="restore-activity"),
    path("bang-chung/<int:pk>/", evidence.show_evidence, name="evidence"),
    path("bang-chung/<int:pk>/nho/", evidence.show_thumbnail, name="thumbnail"),
    path("tai-len/", evidence.upload_evidence, name="upload-evidence"),
    path("tai-len/<uuid:pk>/", evidence.show_upload, name="upload"),
    path("tai-len/<uuid:pk>/bo/", evidence.remove_upload, name="remove-upload"),
]
