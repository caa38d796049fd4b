"""What tests of reports and inspections share."""

import pytest

from tests.campaigns.running import Running, make_issued
from tests.cast import Cast
from tests.kept import kept
from tests.reporting.filing import Filed, make_filed
from tests.reporting.inspecting import Inspection, make_inspection


@pytest.fixture
@kept
def running(cast: Cast, clock: object) -> Running:
    return make_issued(cast)


@pytest.fixture
@kept
def inspection(cast: Cast, running: Running) -> Inspection:
    return make_inspection(cast, running)


@pytest.fixture
@kept
def filed(cast: Cast, running: Running) -> Filed:
    return make_filed(cast, running)
