"""Starting the demonstration afresh: everything is removed, but only where nothing but the demonstration lives."""

from typing import cast

from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db import models, transaction

from caunoi.core.errors import Refused
from caunoi.demo.places import demo_units
from caunoi.orgs.models import Unit

EMPTIED = (
    "reporting",
    "campaigns",
    "congresses",
    "orgs",
    "core",
)  # top down: rows that point come before rows pointed at


def clear_demo() -> None:
    """Remove every row of the apps below the pages. ``Refused`` in production, or where a unit of anyone else exists."""
    if settings.PRODUCTION:
        raise Refused("Không xóa dữ liệu trên máy đang vận hành thật (CAUNOI_ENV=production).", code="production")
    foreign = Unit.objects.exclude(code__in=[row.code for row in demo_units()])
    if foreign.exists():
        message = (
            f"Có {foreign.count()} đơn vị không thuộc bản minh họa; không xóa gì. "
            "Hãy dùng thư mục dữ liệu khác (CAUNOI_DATA_DIR)."
        )
        raise Refused(message, code="not_only_demo")
    with transaction.atomic():
        for home in apps.get_model("portal", "HomePage").objects.filter(campaign__isnull=False):
            home.campaign = None
            home.save()
        for model, name in _letting_go():
            model._base_manager.filter(**{f"{name}__isnull": False}).update(**{name: None})
        for model in _pointing_first():
            model._base_manager.all()._raw_delete(model._base_manager.db)
    _clear_files()


def _ours() -> list[type[models.Model]]:
    return [model for label in EMPTIED for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def _letting_go() -> list[tuple[type[models.Model], str]]:
    """Columns of the pages' tables that may be empty and point at ours: a page stays when the account of its owner goes."""
    ours = _ours()
    return [
        (cast("type[models.Model]", relation.related_model), relation.field.name)
        for model in ours
        for relation in model._meta.related_objects
        if relation.related_model not in ours and relation.on_delete is models.SET_NULL
    ]


def _pointing_first() -> list[type[models.Model]]:
    """Our tables and those that others hang on our users, each before the tables it points at."""
    ours = _ours()
    hanging = {
        cast("type[models.Model]", relation.related_model)
        for model in ours
        for relation in model._meta.related_objects
        if relation.related_model not in ours and relation.on_delete is models.CASCADE
    }
    waiting: list[type[models.Model]] = [*sorted(hanging, key=str), *ours]
    ordered: list[type[models.Model]] = []
    while waiting:
        free = [model for model in waiting if not _is_pointed_at(model, waiting)] or waiting[:1]
        ordered += free
        waiting = [model for model in waiting if model not in free]
    return ordered


def _is_pointed_at(model: type[models.Model], others: list[type[models.Model]]) -> bool:
    return any(
        field.remote_field and field.remote_field.model is model
        for other in others
        if other is not model
        for field in other._meta.local_fields
    )


def _clear_files() -> None:
    storage = storages["private"]
    pending = [""]
    while pending:
        folder = pending.pop()
        if folder and not storage.exists(folder):
            continue
        try:
            folders, files = storage.listdir(folder)
        except FileNotFoundError:
            continue
        for name in files:
            storage.delete(f"{folder}/{name}" if folder else name)
        pending += [f"{folder}/{name}" if folder else name for name in folders]
