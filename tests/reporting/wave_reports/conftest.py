"""What tests of consolidated reports share."""

import pytest

from tests.campaigns.running import Running
from tests.cast import Cast
from tests.kept import kept
from tests.reporting.wave_reports.telling import Told, make_told


@pytest.fixture
@kept
def told(cast: Cast, running: Running) -> Told:
    return make_told(cast, running)
