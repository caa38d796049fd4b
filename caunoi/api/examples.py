"""Examples for the page of the API, made from its description: they cannot say anything else than it does."""

import json
from typing import Any

SAID: dict[str, Any] = {
    "code": "portal_news",
    "unit": "LD-VINHSON",
    "parent": "LD-VINHSON",
    "name": "Liên đoàn Lao động tỉnh Vĩnh Sơn",
    "next": "50",
    "state": "submitted",
    "scopes": ["units:read", "reports:read"],
    "measure": "tin",
    "title": "Đợt 1",
    "text": "Đã tổ chức 3 hội nghị.",
    "clause": "III/1/-2",
    "percent": 62.5,
    "number": "12/KH-LĐLĐ",
}
MAPS: dict[str, Any] = {
    "values": {"portal_news": 12, "oral_listeners": 340},
    "prefilled": {"portal_news": 12},
    "figures": {"sessions": 1, "listeners": 120},
    "particulars": {"meeting": "conference"},
    "narrative": {"done": "Đã tổ chức 3 hội nghị."},
    "reasons": {"portal_news": "Có 2 tin đăng trên trang của đơn vị bạn."},
    "explanations": {"oral_listeners": "Đợt này tổ chức tập trung toàn huyện."},
}


def example_text(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    return json.dumps(_example(schema, schemas, ""), ensure_ascii=False, indent=2)


def _example(schema: dict[str, Any], schemas: dict[str, Any], name: str) -> Any:
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    if name in MAPS:
        return MAPS[name]
    if name in SAID:
        return SAID[name]
    if "properties" in schema:
        return {key: _example(value, schemas, key) for key, value in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_example(schema["items"], schemas, "")]
    return _plain(schema)


def _plain(schema: dict[str, Any]) -> Any:
    formats = {"date": "2026-11-23", "date-time": "2026-11-23T08:00:00+07:00"}
    kinds: dict[str, Any] = {"integer": 1, "number": 1.5, "boolean": True, "object": {}}
    return formats.get(schema.get("format", ""), kinds.get(schema.get("type", ""), ""))


def request_line(method: str, path: str) -> str:
    """A call as one types it."""
    words = "curl" if method == "get" else f"curl -X {method.upper()}"
    return f'{words} -H "Authorization: Bearer $TOKEN" $HOST{path}'
