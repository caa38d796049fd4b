"""Uploading: what is taken, what is refused, what is read, what happens twice."""

import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from caunoi.campaigns.actions.imports import STUCK, clean_name, discard_import, read_again, upload_plan
from caunoi.campaigns.enums import Classification, ImportState
from caunoi.campaigns.models import PlanImport
from caunoi.campaigns.tasks.imports import read_plan_file
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry, Job
from tests.cast import Cast

PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN
{stamp}
Số: 41/KH-LĐLĐ
Vĩnh Sơn, ngày 20 tháng 9 năm 2026

KẾ HOẠCH
Tuyên truyền đại hội công đoàn các cấp

I. MỤC ĐÍCH
- Tuyên truyền sâu rộng về đại hội.

II. TỔ CHỨC THỰC HIỆN
1. Liên đoàn Lao động các huyện
- Xây dựng kế hoạch của đơn vị.
"""


def upload(cast: Cast, text: str | bytes = PLAN, name: str = "ke-hoach.txt") -> PlanImport:
    data = text if isinstance(text, bytes) else text.format(stamp="").encode()
    return upload_plan(unit=cast.units.P, file=BytesIO(data), name=name, by=cast.superior, now=timezone.now())


def test_upload_is_read_by_a_job(cast: Cast, run_jobs: Any) -> None:
    plan_import = upload(cast)
    assert plan_import.state == ImportState.WAITING
    assert run_jobs() == 1
    plan_import.refresh_from_db()
    assert plan_import.state == ImportState.REVIEW
    assert plan_import.reading["header"]["number"] == "41/KH-LĐLĐ"
    assert plan_import.draft["classification"] == Classification.OPEN
    assert set(plan_import.draft) - set(plan_import.reading) == {
        "classification",
        "seen",
        "audiences",
        "amends_as",
        "throughout",
        "anchors",
    }
    assert read_plan_file.call(str(plan_import.pk)) == "skipped"


def test_the_same_file_gives_the_same_import(cast: Cast, run_jobs: Any) -> None:
    first = upload(cast)
    run_jobs()
    second = upload(cast, name="ban-sao.txt")
    assert (second.pk, PlanImport.objects.count(), Job.objects.count()) == (first.pk, 1, 1)


def test_a_discarded_file_may_come_again(cast: Cast) -> None:
    first = discard_import(upload(cast), by=cast.superior, now=timezone.now())
    second = upload(cast)
    assert first.pk != second.pk


def test_discarding_deletes_the_file(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    plan_import = upload(cast)
    name = plan_import.file.name
    with django_capture_on_commit_callbacks(execute=True):
        discard_import(plan_import, by=cast.superior, now=timezone.now())
    assert not storages["private"].exists(name)
    assert discard_import(plan_import, by=cast.superior, now=timezone.now()).state == ImportState.DISCARDED


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"   \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "wrong_type"),
        (b"MZ\x90\0" + b"\0" * 50, "wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_type"),
    ],
)
def test_upload_refuses_what_is_no_document(cast: Cast, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        upload(cast, data, "anh.docx")
    assert (refused.value.code, PlanImport.objects.count(), Job.objects.count()) == (code, 0, 0)


def test_upload_refuses_what_is_too_large(cast: Cast, settings: Any) -> None:
    settings.PLAN_UPLOAD_MAX_BYTES = 100
    with pytest.raises(Refused) as refused:
        upload(cast, b"a" * 101)
    assert refused.value.code == "too_large"


def test_a_damaged_file_fails_with_the_readers_own_words(cast: Cast, run_jobs: Any) -> None:
    plan_import = upload(cast, b"PK\x03\x04" + b"\0" * 200, "hong.docx")
    run_jobs()
    plan_import.refresh_from_db()
    assert plan_import.state == ImportState.FAILED
    assert plan_import.error.endswith(".")
    again = upload(cast, b"PK\x03\x04" + b"\0" * 200, "hong.docx")
    assert (again.pk, again.state, again.error) == (plan_import.pk, ImportState.WAITING, "")
    assert run_jobs() == 1


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "ĐỘ MẬT: MẬT", "[ MẬT ]"])
def test_a_secret_paper_is_refused_and_deleted(cast: Cast, run_jobs: Any, stamp: str) -> None:
    plan_import = upload(cast, PLAN.format(stamp=stamp).encode())
    name = plan_import.file.name
    run_jobs()
    plan_import.refresh_from_db()
    assert (plan_import.state, bool(plan_import.file), plan_import.reading) == (ImportState.FAILED, False, {})
    assert not storages["private"].exists(name)
    assert AuditEntry.objects.filter(action="plan.refused_secret").count() == 1
    with pytest.raises(Refused) as refused:
        upload(cast, PLAN.format(stamp=stamp).encode())
    assert refused.value.code == "secret"


def test_a_paper_that_speaks_of_secrets_is_no_secret(cast: Cast, run_jobs: Any) -> None:
    plan_import = upload(cast, PLAN.format(stamp="").replace("sâu rộng", "bảo vệ bí mật").encode())
    run_jobs()
    plan_import.refresh_from_db()
    assert plan_import.state == ImportState.REVIEW


def test_internal_circulation_is_kept(cast: Cast, run_jobs: Any) -> None:
    plan_import = upload(cast, PLAN.format(stamp="LƯU HÀNH NỘI BỘ").encode())
    run_jobs()
    plan_import.refresh_from_db()
    assert plan_import.draft["classification"] == Classification.INTERNAL


def test_names_are_nfc_short_and_without_folders(cast: Cast) -> None:
    assert clean_name(unicodedata.normalize("NFD", "C:\\Văn bản\\Kế hoạch.docx")) == "Kế hoạch.docx"
    assert clean_name("") == "van-ban"
    long = clean_name("k" * 900 + ".docx")
    assert (len(long), long[-5:]) == (250, ".docx")
    plan_import = upload(cast, name="../../" + "đ" * 400 + ".txt")
    assert (len(plan_import.original_name), Path(plan_import.file.name).parent) == (250, Path("plans"))


def test_a_stuck_reading_may_be_asked_for_again(cast: Cast) -> None:
    plan_import = upload(cast)
    assert read_again(plan_import, by=cast.superior, now=timezone.now()).uploaded_at == plan_import.uploaded_at
    later = timezone.now() + STUCK
    assert read_again(plan_import, by=cast.superior, now=later).uploaded_at == later
    assert Job.objects.count() == 2


def test_an_unforeseen_error_leaves_a_message(cast: Cast) -> None:
    plan_import = upload(cast)
    storages["private"].delete(plan_import.file.name)
    with pytest.raises(FileNotFoundError):
        read_plan_file.call(str(plan_import.pk))
    plan_import.refresh_from_db()
    assert plan_import.state == ImportState.FAILED


def test_a_lost_row_stops_the_task(db: None) -> None:
    assert read_plan_file.call("00000000-0000-0000-0000-000000000000") == "skipped"


def test_discarding_a_paper_whose_file_is_gone_already(
    cast: Cast, run_jobs: Any, django_capture_on_commit_callbacks: Any
) -> None:
    plan_import = upload(cast, PLAN.format(stamp="MẬT").encode())
    run_jobs()
    with django_capture_on_commit_callbacks() as waiting:
        found = discard_import(plan_import, by=cast.superior, now=timezone.now())
    assert (found.state, waiting) == (ImportState.DISCARDED, [])
