"""What tests of a running campaign share."""

import pytest

from tests.campaigns.running import Running, make_campaign, make_issued
from tests.cast import Cast
from tests.kept import kept


@pytest.fixture
@kept
def prepared(cast: Cast, clock: object) -> Running:
    """A campaign of P that is not issued yet; the clock stands still."""
    return make_campaign(cast.units)


@pytest.fixture
@kept
def running(cast: Cast, clock: object) -> Running:
    """The same, issued to every unit below P."""
    return make_issued(cast)
