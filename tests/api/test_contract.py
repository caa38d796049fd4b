"""The API does what its description says: schemathesis asks it all kinds of right and wrong questions, all checks on.

``CAUNOI_CONTRACT_EXAMPLES`` random ones for each operation (2, so that the suite stays short; before a release some hundred).
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test

from caunoi.orgs.enums import Role
from caunoi.orgs.models import Post
from tests.api.connecting import EVERYTHING, Connected
from tests.campaigns.running import log
from tests.cast import SINCE

EXAMPLES = int(os.environ.get("CAUNOI_CONTRACT_EXAMPLES", "2"))
CONFIG = {
    "checks": {
        # A tag that is not the report's is well formed and yet refused (412); a body may be too large (413).
        "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "401", "403", "404", "409", "412"]},
        "negative_data_rejection": {
            "expected-statuses": ["400", "401", "404", "405", "409", "412", "413", "415", "422"]
        },
    },
}


@pytest.fixture
def kept_open() -> Iterator[None]:
    """As Django's own test client does: a request's end must not close the connection that the test lives in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(connected: Connected, kept_open: None, settings: Any) -> Any:
    """The description as the application serves it, and a token of D that may do everything D may."""
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    cast = connected.cast
    Post.objects.create(user=cast.owner, unit=cast.units.D, role=Role.CHAIR, starts_on=SINCE)
    log(connected.filed.running, cast.units.G1)
    _token, secret = connected.token(cast.units.D, cast.owner, *EVERYTHING)
    schema = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", get_wsgi_application(), config=SchemathesisConfig.from_dict(CONFIG)
    )
    schema.secret = secret
    return schema


@pytest.mark.slow
def test_api_keeps_its_contract(described: Any) -> None:
    """Every operation: values at and past each border, and some at random, right and wrong."""
    headers = {"Authorization": f"Bearer {described.secret}"}

    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers)

    asked = [result.ok() for result in described.get_all_operations()]
    few = settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    broken = {}
    for operation in asked:
        test = build_operation_test(
            config=described.config, operation=operation, test_func=ask, given_kwargs={}, feedback=FeedbackSources(),
            explicit_settings=few,
        )  # fmt: skip
        try:
            test()
        except FailureGroup as found:
            broken[operation.label] = str(found)
    assert broken == {}
    assert len(asked) == 22
