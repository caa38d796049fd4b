"""A form with one line of each rule, opened for every unit of the cast below P."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from caunoi.orgs.models import Unit
from caunoi.reporting.actions.totals import follow_filing
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import FormLine, FormSection, to_json
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.packing import pack
from caunoi.reporting.summing import Contribution, contribution_of
from tests.campaigns.running import NOW, TODAY, Running
from tests.cast import Cast

LINES = [
    FormLine(0, "heard", "Số lượt người nghe", "lượt người", "oral"),
    FormLine(1, "members", "Số đoàn viên", "đoàn viên", "oral", "last"),
    FormLine(2, "largest", "Hội nghị đông nhất", "người", "oral", "maximum"),
    FormLine(3, "languages", "Số tiếng được dùng", "tiếng", "oral", "distinct"),
    FormLine(-1, "share", "Tỷ lệ", "%", "oral", "share", "heard", "members"),
]


@dataclass
class Filed:
    cast: Cast
    running: Running
    form: ReportForm
    version: FormVersion

    def of(self, unit: Unit) -> Filing:
        return Filing.objects.select_related("form").get(form=self.form, unit=unit)

    def put(self, unit: Unit, state: str = FilingState.SUBMITTED, **values: int) -> Filing:
        """Bring the unit's filing to ``state`` with ``values``, its sums along."""
        filing = self.of(unit)
        before = contribution_of(filing)
        slots = {line.code: line.slot for line in LINES}
        filing.values = pack({slots[code]: value for code, value in values.items()})
        filing.state, filing.sent_at, filing.first_sent_on, filing.reason = state, NOW, TODAY, "Thiếu số liệu"
        filing.save()
        follow_filing(filing, before, contribution_of(filing), on=TODAY)
        return filing


def make_filed(cast: Cast, running: Running) -> Filed:
    form = ReportForm.objects.create(
        campaign=running.campaign, wave=running.wave, duty=running.report, title="Báo cáo đợt 1", created_at=NOW,
        opened_at=NOW,
    )  # fmt: skip
    version = FormVersion.objects.create(
        form=form, number=1, lines=to_json(LINES), sections=to_json([FormSection("done", "Kết quả thực hiện")]),
        created_at=NOW, published_at=NOW,
    )  # fmt: skip
    units = cast.units
    made = Filed(cast, running, form, version)
    for unit in (units.P, units.D, units.G0, units.G1, units.G2):
        filing = Filing.objects.create(form=form, version=version, unit=unit, due_on=TODAY + timedelta(days=7))
        follow_filing(filing, Contribution(), contribution_of(filing), on=TODAY)
    return made


def shaken(filed: Filed, seed: int, steps: int = 25) -> None:
    """Change filings at random: sent, returned, approved, corrected, in any order."""
    dice: Any = random.Random(seed)
    units = filed.cast.units
    for _step in range(steps):
        state = dice.choice([FilingState.SUBMITTED, FilingState.APPROVED, FilingState.RETURNED, FilingState.SUBMITTED])
        given = {
            code: dice.randrange(40) for code in ("heard", "members", "largest", "languages") if dice.random() < 0.7
        }
        filed.put(dice.choice([units.P, units.D, units.G0, units.G1, units.G2]), state, **given)
