"""A form of the whole catalogue that D and the units below have answered, in figures and in words."""

from dataclasses import dataclass
from datetime import timedelta

from caunoi.orgs.models import Unit
from caunoi.reporting.actions.forms import SECTIONS, lines_from_catalogue
from caunoi.reporting.actions.totals import follow_filing
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import slots_of, to_json
from caunoi.reporting.models import Filing, FormVersion, ReportForm, WaveReport
from caunoi.reporting.packing import pack
from caunoi.reporting.summing import Contribution, contribution_of
from tests.campaigns.running import NOW, TODAY, Running
from tests.cast import Cast

LINES = lines_from_catalogue()
SLOTS = slots_of(LINES)


@dataclass
class Told:
    cast: Cast
    running: Running
    form: ReportForm
    version: FormVersion

    def of(self, unit: Unit) -> Filing:
        return Filing.objects.select_related("form").get(form=self.form, unit=unit)

    def tell(
        self, unit: Unit, narrative: dict[str, str] | None = None, state: str = FilingState.APPROVED, **values: int
    ) -> Filing:
        """Bring the unit's filing to ``state`` with figures by code and words by section, its sums along."""
        filing = self.of(unit)
        before = contribution_of(filing)
        filing.values = pack({SLOTS[code]: value for code, value in values.items()})
        filing.narrative = narrative or {}
        filing.state, filing.sent_at, filing.first_sent_on, filing.reason = state, NOW, TODAY, "Thiếu số liệu"
        filing.save()
        follow_filing(filing, before, contribution_of(filing), on=TODAY)
        return filing

    def unit(self, code: str) -> Unit:
        """As it stands today."""
        return Unit.objects.at(TODAY).get(code=code)

    def paper(self, code: str) -> WaveReport:
        return WaveReport.objects.get(form=self.form, unit__code=code)


def make_told(cast: Cast, running: Running) -> Told:
    form = ReportForm.objects.create(
        campaign=running.campaign, wave=running.wave, duty=running.report, title="Báo cáo đợt 1", created_at=NOW,
        opened_at=NOW,
    )  # fmt: skip
    version = FormVersion.objects.create(
        form=form, number=1, lines=to_json(LINES), sections=to_json(SECTIONS), created_at=NOW, published_at=NOW
    )
    made = Told(cast, running, form, version)
    for name in ("P", "D", "G0", "G1", "G2"):
        unit = getattr(cast.units, name)
        filing = Filing.objects.create(form=form, version=version, unit=unit, due_on=TODAY + timedelta(days=7))
        follow_filing(filing, Contribution(), contribution_of(filing), on=TODAY)
    made.tell(
        cast.units.G1,
        {"done": "Tổ chức hội thi cho giáo viên.", "difficulties": "Kinh phí còn hạn hẹp. Không có loa."},
        oral_sessions=4, oral_listeners=229, members=299, press_articles=0, recommendations_received=9,
        recommendations_answered=2, guidance_papers=1,
    )  # fmt: skip
    made.tell(
        cast.units.G2,
        {"models": "- Mô hình “Loa kéo giữa ca” ở xưởng chè.", "difficulties": "kinh phí còn hạn hẹp"},
        state=FilingState.SUBMITTED, oral_sessions=2, oral_listeners=40, banners=12,
    )  # fmt: skip
    return made
