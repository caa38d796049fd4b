"""What tests of the API share."""

from typing import Any

import pytest

from tests.api.connecting import Connected, make_connected
from tests.campaigns.running import Running, make_issued
from tests.cast import Cast
from tests.kept import kept
from tests.reporting.filing import Filed, make_filed


@pytest.fixture
@kept
def running(cast: Cast, clock: object) -> Running:
    return make_issued(cast)


@pytest.fixture
@kept
def filed(cast: Cast, running: Running) -> Filed:
    return make_filed(cast, running)


@pytest.fixture
def connected(filed: Filed, client: Any) -> Connected:
    return make_connected(filed, client)
