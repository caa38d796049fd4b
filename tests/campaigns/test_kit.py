"""The kit of a campaign: what goes in, what comes out, what stands on its page for whom."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from caunoi.campaigns.actions.materials import add_material, remove_material
from caunoi.campaigns.actions.own_plans import adopt_own_plan, start_own_plan
from caunoi.campaigns.models import Basis, Instrument, Material
from caunoi.campaigns.permissions import materials_for, may_fill_kit
from caunoi.campaigns.permissions.imports import instruments_for
from caunoi.campaigns.queries.kit import Kit, kit_of, shelves_of
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.core.storage import private_storage
from caunoi.officialdocs.paper import Block, Paper
from caunoi.officialdocs.write_docx import write_docx
from caunoi.orgs.models import Unit
from tests.campaigns.running import NOW, TODAY, Running
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast

TEXT = "Kính thưa đoàn viên, người lao động!"


@cache
def docx(stamp: str = "") -> bytes:
    body = tuple(Block(text) for text in (stamp, "Nội dung tuyên truyền.") if text)
    return write_docx(
        Paper(issuer="LĐLĐ TỈNH", number="", place="Ba Khe", kind="TÀI LIỆU", subject="Hỏi đáp", body=body)
    )


def upload(content: bytes, name: str = "hoi-dap.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def give(running: Running, title: str = "Bài đọc trên loa", **fields: Any) -> Material:
    said = {"kind": "read_out", "by": None, "now": NOW} | fields
    if not {"text", "upload"} & set(fields):
        said["text"] = TEXT
    return add_material(running.campaign, title=title, **said)


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return str(caught.value.code)


def standing(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


def kit(running: Running, cast: Cast, unit: Unit, person: Any) -> Kit:
    return kit_of(running.campaign, standing(unit), instruments_for(person, on=TODAY))


def test_a_text_is_given_once_with_its_trail(running: Running, cast: Cast) -> None:
    one = give(running, " Bài đọc ", text=f" {TEXT} ", language=" Thái ", wave=running.wave, by=cast.superior)
    again = give(running, "Bài đọc", text=TEXT)
    assert (again.pk, one.title, one.text, one.language, one.wave) == (one.pk, "Bài đọc", TEXT, "Thái", running.wave)
    assert (one.file.name, one.size, str(one)) == ("", 0, "Bài đọc")
    trail = AuditEntry.objects.filter(action="material.added")
    assert [(row.actor_id, row.unit_id) for row in trail] == [(cast.superior.pk, cast.units.P.pk)]


def test_a_file_is_kept_once_and_goes_with_its_bytes(running: Running, django_capture_on_commit_callbacks: Any) -> None:
    one = give(running, upload=upload(docx()))
    assert give(running, "Tên khác", upload=upload(docx(), "khac.docx")).pk == one.pk
    assert (one.original_name, one.size, one.text) == ("hoi-dap.docx", len(docx()), "")
    name = one.file.name
    assert private_storage().exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        remove_material(one, by=None, now=NOW)
    assert (private_storage().exists(name), Material.objects.count()) == (False, 0)
    assert AuditEntry.objects.filter(action="material.removed").count() == 1


def test_a_text_goes_without_touching_files(running: Running, django_capture_on_commit_callbacks: Any) -> None:
    one = give(running)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        remove_material(one, by=None, now=NOW)
    assert (callbacks, Material.objects.count()) == ([], 0)


def test_what_may_not_enter_the_kit(running: Running) -> None:
    assert refusal(lambda: give(running, kind="song")) == "kind"
    assert refusal(lambda: give(running, text="  ")) == "empty_material"
    assert refusal(lambda: give(running, upload=upload(docx("MẬT")))) == "secret"
    assert refusal(lambda: give(running, upload=upload(b"MZ a programme", "anh.jpg"))) == "unreadable"
    assert Material.objects.count() == 0


def test_materials_stand_by_wave_and_outlive_a_dropped_one(running: Running, cast: Cast) -> None:
    late, throughout, early = (
        give(running, title, wave=wave)
        for title, wave in (("Hai", running.later), ("Chung", None), ("Một", running.wave))
    )
    assert [(shelf.wave, shelf.materials) for shelf in shelves_of(running.campaign, standing(cast.units.P))] == [
        (None, [throughout]), (running.wave, [early]), (running.later, [late]),
    ]  # fmt: skip
    running.later.dropped_at = NOW
    running.later.save()
    assert [(shelf.wave, shelf.materials) for shelf in shelves_of(running.campaign, standing(cast.units.P))] == [
        (None, [late, throughout]), (running.wave, [early]),
    ]  # fmt: skip


def keep_paper(instrument: Instrument, content: bytes = b"%PDF-1.4 one") -> None:
    instrument.original_name = "ke-hoach.pdf"
    instrument.file.name = private_storage().save("papers/ke-hoach.pdf", ContentFile(content))
    instrument.save()


def test_the_kit_holds_the_papers_that_bind_the_unit(running: Running, cast: Cast) -> None:
    plan = running.campaign.instrument
    plan.slogans = ["Đoàn kết - Dân chủ!"]
    keep_paper(plan)
    base = Instrument.objects.create(unit=cast.units.P, kind="HƯỚNG DẪN", number="64/HD-TLĐ")
    Basis.objects.create(instrument=plan, position=0, kind="Hướng dẫn", target=base)
    Basis.objects.create(instrument=plan, position=1, kind="Chỉ thị")
    found = kit(running, cast, cast.units.G1, cast.chair)
    assert (found.slogans, found.materials) == (["Đoàn kết - Dân chủ!"], 0)
    assert [(paper.title, paper.file_name, paper.size) for paper in found.papers] == [
        ("Kế hoạch 12/KH-LĐLĐ", "ke-hoach.pdf", 12), ("Hướng dẫn 64/HD-TLĐ", "", 0),
    ]  # fmt: skip
    Path(private_storage().path(plan.file.name)).unlink()
    assert kit(running, cast, cast.units.G1, cast.chair).papers[0].size == 0
    assert [paper.title for paper in kit(running, cast, cast.units.G1, cast.stranger).papers] == ["Kế hoạch 12/KH-LĐLĐ"]


def test_the_own_plan_of_a_unit_stands_first(running: Running, cast: Cast) -> None:
    plan = start_own_plan(running.campaign, cast.units.D, by=cast.owner, now=NOW)
    assert len(kit(running, cast, cast.units.D, cast.owner).papers) == 1
    adopt_own_plan(plan, revision=plan.revision, by=cast.owner, now=NOW)
    first = kit(running, cast, cast.units.D, cast.owner).papers[0]
    assert first.file_url == reverse("campaigns:download-own-plan", args=[plan.pk])
    assert len(kit(running, cast, cast.units.G1, cast.chair).papers) == 1


def test_a_unit_with_its_own_plan_gives_materials_to_its_branch(client: Client, running: Running, cast: Cast) -> None:
    plan = start_own_plan(running.campaign, cast.units.D, by=cast.owner, now=NOW)
    own = adopt_own_plan(plan, revision=plan.revision, by=cast.owner, now=NOW).campaign
    assert own is not None
    wave = own.waves.get(ordinal=1)
    said = {"title": "Bài đọc tiếng Thái", "text": "Xin chào", "language": "Thái", "wave": wave, "by": cast.owner}
    one = add_material(own, kind="read_out", now=NOW, **said)
    shown = {unit.code: [*shelves_of(running.campaign, standing(unit))] for unit in (cast.units.D, cast.units.G1)}
    assert [[(shelf.wave, shelf.materials) for shelf in each] for each in shown.values()] == [
        [(running.wave, [one])]
    ] * 2
    assert shelves_of(running.campaign, standing(cast.units.P)) == []
    people = (cast.chair, cast.owner, cast.superior, cast.stranger, cast.member)
    assert [materials_for(person, on=TODAY).count() for person in people] == [1, 1, 1, 0, 0]
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:show-kit", args=[running.campaign.pk])).content.decode()
    assert "do Liên đoàn Lao động huyện Ba Khe đưa lên" in page
    client.force_login(cast.superior)
    assert (
        "Bỏ khỏi bộ tài liệu"
        not in client.get(reverse("campaigns:show-kit", args=[running.campaign.pk])).content.decode()
    )


def test_the_issuer_fills_the_kit_and_the_units_of_the_campaign_read_it(running: Running, cast: Cast) -> None:
    give(running)
    people = (cast.chair, cast.owner, cast.superior, cast.stranger, cast.member)
    assert [materials_for(person, on=TODAY).count() for person in people] == [1, 1, 1, 0, 0]
    may = [may_fill_kit(person, running.campaign, on=TODAY) for person in people]
    assert may == [False, False, True, False, False]


def test_the_page_asks_the_same_at_more_rows(client: Client, running: Running, cast: Cast) -> None:
    client.force_login(cast.chair)
    url = reverse("campaigns:show-kit", args=[running.campaign.pk])
    give(running, wave=running.wave)
    one = count_queries(client, url)
    for number in range(2):
        give(running, f"Bài {number}", wave=running.later)
    assert count_queries(client, url) == one
    assert client.get(url).content.decode().count('class="kit-text"') == 3


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


def test_filling_the_kit_through_its_pages(client: Client, running: Running, cast: Cast) -> None:
    client.force_login(cast.superior)
    page = reverse("campaigns:show-kit", args=[running.campaign.pk])
    assert "Chưa có tài liệu nào" in client.get(page).content.decode()
    url = reverse("campaigns:add-material", args=[running.campaign.pk])
    sent = {"kind": "picture", "title": "Mẫu băng rôn", "wave": running.wave.pk, "file": upload(picture(), "mau.jpg")}
    assert client.post(url, sent).url == page
    material = Material.objects.get()
    assert (material.wave, material.content_type) == (running.wave, "image/jpeg")
    shown = client.get(page).content.decode()
    assert (f'data-keep="{material.size}"' in shown, "Chưa có tài liệu nào" in shown) == (True, False)
    client.force_login(cast.chair)
    answer = client.get(reverse("campaigns:download-material", args=[material.pk]))
    assert (b"".join(answer.streaming_content)[:2], answer["X-Content-Type-Options"]) == (b"\xff\xd8", "nosniff")
    assert answer["Content-Disposition"] == 'attachment; filename="mau.jpg"'
    client.force_login(cast.superior)
    assert client.post(reverse("campaigns:remove-material", args=[material.pk])).url == page
    assert Material.objects.count() == 0


def test_a_large_file_says_that_it_does_not_stay_on_the_device(client: Client, running: Running, cast: Cast) -> None:
    material = give(running, upload=upload(docx()))
    Material.objects.filter(pk=material.pk).update(size=5_000_001)
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:show-kit", args=[running.campaign.pk])).content.decode()
    assert ("data-keep" in page, "không lưu sẵn trên máy" in page) == (False, True)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"kind": "read_out", "title": "Bài đọc"}, "Nhập nội dung hoặc chọn tệp."),
        ({"kind": "read_out", "title": "", "text": TEXT}, "Tên tài liệu"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    client: Client, running: Running, cast: Cast, sent: dict[str, str], words: str
) -> None:
    client.force_login(cast.superior)
    answer = client.post(reverse("campaigns:add-material", args=[running.campaign.pk]), sent)
    shown = answer.content.decode()
    assert (answer.status_code, words in shown, sent.get("text", sent["title"]) in shown) == (422, True, True)


def test_a_wrong_file_is_said_at_its_field(client: Client, running: Running, cast: Cast) -> None:
    client.force_login(cast.superior)
    sent = {"kind": "leaflet", "title": "Tờ rơi", "file": upload(b"MZ a programme", "to-roi.pdf")}
    answer = client.post(reverse("campaigns:add-material", args=[running.campaign.pk]), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_a_material_without_its_bytes_is_not_found(client: Client, running: Running, cast: Cast) -> None:
    client.force_login(cast.chair)
    text = give(running)
    gone = give(running, upload=upload(docx()))
    Path(private_storage().path(gone.file.name)).unlink()
    addresses = [reverse("campaigns:download-material", args=[one.pk]) for one in (text, gone)]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_a_duty_leads_to_the_kit(client: Client, running: Running, cast: Cast) -> None:
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:show-duty", args=[running.given(running.told, cast.units.G1).pk]))
    assert reverse("campaigns:show-kit", args=[running.campaign.pk]) in page.content.decode()
