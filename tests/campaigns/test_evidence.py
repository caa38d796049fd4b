"""Photographs and files: kept ahead of their form, tied to the activity, served within rights, cleaned."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image

from caunoi.campaigns.actions import evidence as actions
from caunoi.campaigns.actions.activities import edit_activity
from caunoi.campaigns.actions.evidence import clean_uploads, discard_upload, keep_upload
from caunoi.campaigns.models import Activity, Evidence, PendingUpload
from caunoi.core.errors import Refused
from caunoi.core.storage import private_storage
from caunoi.orgs.models import User
from tests.campaigns.running import NOW, Running, log
from tests.campaigns.test_activity import entry, typed
from tests.cast import Cast

KEY = UUID("6a5b5a0e-2f0b-4a52-9d2e-0c1f7a1f0001")


def photo(color: str = "teal", name: str = "anh.jpg") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue())


def keep(user: User, upload: Any = None, key: UUID = KEY) -> PendingUpload:
    return keep_upload(upload or photo(), client_key=key, by=user, now=NOW)


def with_photo(running: Running, cast: Cast, upload: Any = None) -> Evidence:
    activity = log(running, cast.units.G1)
    edit_activity(activity, entry(), uploads=[keep(cast.chair, upload)], by=cast.chair, now=NOW)
    return activity.evidence.get()


def test_keep_upload_stores_photograph_and_thumbnail_privately(cast: Cast) -> None:
    row = keep(cast.chair)
    assert (row.kind, row.width, row.original_name) == ("photo", 64, "anh.jpg")
    assert private_storage().exists(row.file.name)
    assert row.thumbnail.name.endswith("-480.jpg")


def test_keep_upload_of_the_same_photograph_is_one(cast: Cast) -> None:
    assert keep(cast.chair) == keep(cast.chair)
    assert PendingUpload.objects.count() == 1


def test_keep_upload_stops_at_the_limit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MAX_FILES", 1)
    keep(cast.chair)
    with pytest.raises(Refused) as refusal:
        keep(cast.chair, photo("red"))
    assert refusal.value.code == "too_many"


def test_discard_upload_removes_the_bytes(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    row = keep(cast.chair)
    name = row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        discard_upload(row)
    assert (private_storage().exists(name), PendingUpload.objects.count()) == (False, 0)


def test_uploads_become_evidence_once(cast: Cast, running: Running) -> None:
    row = with_photo(running, cast)
    edit_activity(row.activity, entry(), uploads=[keep(cast.chair)], by=cast.chair, now=NOW)
    assert (row.activity.evidence.count(), PendingUpload.objects.count()) == (1, 0)


def test_edit_activity_removes_evidence_of_its_own_alone(
    cast: Cast, running: Running, django_capture_on_commit_callbacks: Any
) -> None:
    mine, other = with_photo(running, cast), with_photo(running, cast, photo("red"))
    with django_capture_on_commit_callbacks(execute=True):
        edit_activity(mine.activity, entry(), removed=[mine, other], by=cast.chair, now=NOW)
    assert list(Evidence.objects.all()) == [other]
    assert private_storage().exists(other.file.name)
    assert not private_storage().exists(mine.file.name)


def test_clean_uploads_after_seven_days(cast: Cast, clock: Any) -> None:
    keep(cast.chair)
    assert clean_uploads(now=NOW + timedelta(days=6)) == 0
    assert clean_uploads(now=NOW + timedelta(days=8)) == 1


def test_clean_uploads_command_says_how_many(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("clean_uploads")
    assert capsys.readouterr().out == "0 uploads removed\n"


def test_photographs_sent_ahead_stand_with_the_activity(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    key = str(uuid4())
    sent = {"client_key": key, "photos": photo(), "keep_position": "on"}
    answer = client.post(reverse("campaigns:upload-evidence"), sent)
    upload = PendingUpload.objects.get()
    assert f'data-upload="{upload.pk}"' in answer.content.decode()
    assert client.get(reverse("campaigns:upload", args=[upload.pk]))["Content-Type"] == "image/jpeg"
    client.post(reverse("campaigns:log-activity"), typed(running, client_key=key))
    assert Activity.objects.get().evidence.get().sha256 == upload.sha256


def test_a_refused_form_loses_no_photograph(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    sent = typed(running, title="", photos=[photo(), SimpleUploadedFile("hong.jpg", b"not a photograph")])
    page = client.post(reverse("campaigns:log-activity"), sent)
    assert [upload.original_name for upload in page.context["uploads"]] == ["anh.jpg"]
    assert len(page.context["problems"]) == 1
    again = client.post(reverse("campaigns:log-activity"), sent | {"title": "Tọa đàm", "photos": []})
    assert again.status_code == 302
    assert Activity.objects.get().evidence.count() == 1


def test_a_form_without_its_key_takes_no_photographs(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    page = client.post(reverse("campaigns:log-activity"), typed(running, client_key="x", photos=[photo()]))
    assert (page.status_code, len(page.context["problems"]), PendingUpload.objects.count()) == (422, 1, 0)


@pytest.mark.parametrize(
    "sent",
    [
        {"client_key": "x", "photos": photo()},
        {"client_key": str(KEY)},
        {"client_key": str(KEY), "photos": SimpleUploadedFile("a.exe", b"MZ")},
    ],
)
def test_upload_evidence_says_what_is_wrong(client: Client, cast: Cast, sent: dict[str, Any]) -> None:
    client.force_login(cast.chair)
    answer = client.post(reverse("campaigns:upload-evidence"), sent)
    assert (answer.status_code, bool(answer.content)) == (422, True)


def test_an_upload_belongs_to_its_sender_alone(client: Client, cast: Cast) -> None:
    upload = keep(cast.chair)
    client.force_login(cast.owner)
    assert client.get(reverse("campaigns:upload", args=[upload.pk])).status_code == 404
    assert client.post(reverse("campaigns:remove-upload", args=[upload.pk])).status_code == 404
    client.force_login(cast.chair)
    assert client.post(reverse("campaigns:remove-upload", args=[upload.pk])).status_code == 204


def test_evidence_is_served_inline_private_and_never_guessed(client: Client, cast: Cast, running: Running) -> None:
    row = with_photo(running, cast)
    client.force_login(cast.superior)
    answer = client.get(reverse("campaigns:evidence", args=[row.pk]))
    headers = {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")}
    assert headers == {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400, immutable",
    }
    assert answer["Content-Disposition"] == 'inline; filename="anh.jpg"'
    small = client.get(reverse("campaigns:thumbnail", args=[row.pk]))
    assert small.status_code == 200
    small.close()
    answer.close()


def test_other_files_are_downloads(client: Client, cast: Cast, running: Running) -> None:
    row = with_photo(running, cast, SimpleUploadedFile("bao cao.pdf", b"%PDF-1.7 x"))
    client.force_login(cast.chair)
    answer = client.get(reverse("campaigns:evidence", args=[row.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="bao cao.pdf"'
    assert client.get(reverse("campaigns:thumbnail", args=[row.pk])).status_code == 404
    answer.close()


def test_evidence_whose_bytes_are_gone_is_not_found(client: Client, cast: Cast, running: Running) -> None:
    row = with_photo(running, cast)
    private_storage().delete(row.file.name)
    client.force_login(cast.chair)
    assert client.get(reverse("campaigns:evidence", args=[row.pk])).status_code == 404


def test_removing_a_photograph_while_editing(client: Client, cast: Cast, running: Running) -> None:
    row = with_photo(running, cast)
    client.force_login(cast.chair)
    url = reverse("campaigns:edit-activity", args=[row.activity_id])
    client.post(url, typed(running, remove=[row.pk, "x"], photos=[photo("red")]))
    assert [each.pk == row.pk for each in row.activity.evidence.all()] == [False]
