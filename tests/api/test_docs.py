"""The description and its page: whole, in Vietnamese, without anything from another host."""

import re
from typing import Any

from django.test import Client
from django.utils import translation

from caunoi.api.enums import Event, Scope
from caunoi.api.examples import example_text
from caunoi.api.views.v1.description import description


def test_description_names_every_answer_and_scope(client: Client, db: None) -> None:
    answer = client.get("/api/v1/openapi.json")
    document = answer.json()
    operations = {op["operationId"]: op for path in document["paths"].values() for op in path.values()}
    assert (document["openapi"], len(operations)) == ("3.1.0", 22)
    assert {op["x-scope"] for op in operations.values()} == {*Scope.values, ""}
    assert sorted(operations["send_filing"]["responses"]) == [
        "200", "400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "429",
    ]  # fmt: skip
    assert sorted(operations["log_activity"]["responses"]) == [
        "201", "400", "401", "403", "404", "405", "409", "413", "415", "422", "429",
    ]  # fmt: skip
    assert sorted(operations["list_units"]["responses"]) == [
        "200",
        "304",
        "401",
        "403",
        "404",
        "405",
        "413",
        "422",
        "429",
    ]
    assert len(operations["download_filings"]["responses"]["200"]["content"]) == 4
    assert {scheme["scheme"] for scheme in document["components"]["securitySchemes"].values()} == {"bearer"}
    assert [name for name, op in operations.items() if not op["summary"] or not op["tags"]] == []


def test_a_key_that_breaks_its_pattern_is_nowhere_allowed() -> None:
    """By JSON Schema it might hold anything; the application refuses it, and so says its description."""
    bodies = [description()["components"]["schemas"][name]["properties"] for name in ("ReportIn", "ActivityIn")]
    keyed = {name: rule for body in bodies for name, rule in body.items() if "patternProperties" in rule}
    assert sorted(keyed) == ["explanations", "figures", "narrative", "particulars", "reasons", "values"]
    assert [rule["additionalProperties"] for rule in keyed.values()] == [False] * 6


def test_description_speaks_vietnamese_and_english() -> None:
    with translation.override("vi"):
        assert description()["paths"]["/api/v1/units/{code}"]["get"]["summary"] == "Một đơn vị tại một ngày"
    with translation.override("en"):
        assert description()["paths"]["/api/v1/units/{code}"]["get"]["summary"] == "One unit on a day"


def test_page_shows_every_operation_and_nothing_from_elsewhere(client: Client, db: None) -> None:
    answer = client.get("/api/v1/")
    page = answer.content.decode()
    with translation.override("vi"):
        document = description()
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page, path
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []
    assert re.findall(r"<script>|style=", page) == []
    assert answer.status_code == 200


def test_page_tells_its_events(client: Client, db: None) -> None:
    """What the guide says of webhooks holds for every event there is."""
    assert set(Event.values) == {"filing.moved", "form.opened", "campaign.issued", "result.published"}


def test_examples_follow_the_description() -> None:
    schemas: dict[str, Any] = {"Dòng": {"properties": {"so": {"type": "integer"}, "la": {"type": "la"}}}}
    shape = {"type": "array", "items": {"$ref": "#/components/schemas/Dòng"}}
    assert example_text(shape, schemas) == '[\n  {\n    "so": 1,\n    "la": ""\n  }\n]'
