"""Content-Security-Policy by face."""

import pytest
from django.test import Client

from caunoi.core.middleware import EDITOR_PREFIX


@pytest.mark.parametrize(("path", "is_relaxed"), [("/khong-co/", False), (f"{EDITOR_PREFIX}khong-co/", True)])
def test_only_the_editors_admin_may_carry_script_in_the_page(
    db: None, client: Client, path: str, is_relaxed: bool
) -> None:
    policy = client.get(path)["Content-Security-Policy"]
    rules = {name: words.split() for name, _, words in (rule.strip().partition(" ") for rule in policy.split(";"))}
    assert ("'unsafe-inline'" in rules["script-src"], rules["default-src"]) == (is_relaxed, ["'self'"])
