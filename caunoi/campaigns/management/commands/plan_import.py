"""``caunoi plan import FILE --unit CODE``: the same as uploading on the desk, for those who work in a terminal."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.imports import confirm_import, correct_import, upload_plan
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.blueprint import blueprint_of
from caunoi.campaigns.corrections import Change
from caunoi.campaigns.drafts import event_key
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.models import Campaign, PlanImport
from caunoi.campaigns.tasks.imports import read_plan_file
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit


class Command(BaseCommand):
    help = "Nhập một kế hoạch (.docx, .pdf, .txt, .md) cho một đơn vị; --confirm lập chiến dịch, --issue ban hành luôn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP")
        parser.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị ban hành")
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            metavar="SỰ KIỆN=NGÀY..NGÀY",
            help="ngày của một sự kiện văn bản để ngỏ, dạng 2023-10-10..2023-10-11 (lặp lại được)",
        )
        parser.add_argument("--confirm", action="store_true", help="lập chiến dịch ngay")
        parser.add_argument("--issue", action="store_true", help="lập chiến dịch và ban hành xuống các đơn vị")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("vi"):
            try:
                self._run(options)
            except Refused as refused:
                raise CommandError(str(refused.message), returncode=2) from refused

    def _run(self, options: dict[str, Any]) -> None:
        unit, path, now = _unit(options["unit"]), Path(options["file"]), timezone.now()
        anchors = [_anchor(text) for text in options["anchor"]]
        try:
            with path.open("rb") as file:
                plan_import = upload_plan(unit=unit, file=file, name=path.name, by=None, now=now)
        except OSError as error:
            raise CommandError(_("Cannot open %(file)s.") % {"file": path}, returncode=2) from error
        plan_import = _read(plan_import)
        if anchors:
            plan_import = _date(plan_import, anchors)
        self._tell(plan_import)
        if options["confirm"] or options["issue"]:
            self._confirm(plan_import, issue=options["issue"])

    def _tell(self, plan_import: PlanImport) -> None:
        header = plan_import.draft["header"]
        self.stdout.write(f"{header['kind'] or ''} {header['number'] or plan_import.original_name}".strip())
        self.stdout.write(header["subject"] or "")
        plan = blueprint_of(plan_import.draft)
        numbers = {
            "clauses": len(plan.clauses),
            "waves": len(plan.waves),
            "windows": len(plan.windows),
            "themes": len(plan.themes),
            "channels": len(plan.channels),
            "duties": len(plan.duties),
        }
        read = _(
            "Read: %(clauses)s clauses, %(waves)s waves, %(windows)s windows, %(themes)s themes, "
            "%(channels)s channels, %(duties)s duties."
        )
        self.stdout.write(read % numbers)
        for anchor in plan.anchors:
            if anchor.starts_on is None and anchor.ends_on is None:
                self.stdout.write(_("No days yet: %(event)s") % {"event": anchor.event})
        for warning in plan_import.draft["warnings"]:
            self.stdout.write(f"! {warning['path']}: {warning['message']}")

    def _confirm(self, plan_import: PlanImport, *, issue: bool) -> None:
        now = timezone.now()
        was_there = plan_import.campaign_id is not None
        campaign: Campaign = confirm_import(plan_import, by=None, now=now)
        words = _("The campaign was there already: %(pk)s.") if was_there else _("Campaign %(pk)s was made.")
        self.stdout.write(words % {"pk": campaign.pk})
        if issue:
            issued = issue_campaign(campaign, by=None, now=now)
            self.stdout.write(
                _("Issued: %(assignments)s duties to %(units)s units.")
                % {"assignments": issued.assignments, "units": issued.units}
            )


def _unit(code: str) -> Unit:
    unit = Unit.objects.at(timezone.localdate()).filter(code=code).first()
    if unit is None:
        raise CommandError(_("There is no unit with the code %(code)s today.") % {"code": code}, returncode=2)
    return unit


def _anchor(text: str) -> tuple[str, str, str]:
    """ "EVENT=2023-10-10..2023-10-11" → event key, first and last day."""
    event, _equals, days = text.rpartition("=")
    first, _dots, last = days.partition("..")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        start, end = date.max, date.min
    if not event or end < start:
        message = _("--anchor “%(text)s”: write EVENT=YYYY-MM-DD..YYYY-MM-DD.") % {"text": text}
        raise CommandError(message, returncode=2)
    return event_key(event), start.isoformat(), end.isoformat()


def _read(plan_import: PlanImport) -> PlanImport:
    """Read it here and now rather than wait for a worker, whose own turn then finds nothing to do."""
    if plan_import.state in (ImportState.WAITING, ImportState.READING):
        read_plan_file.call(str(plan_import.pk))
    plan_import.refresh_from_db()
    if plan_import.state == ImportState.FAILED:
        raise CommandError(plan_import.error, returncode=2)
    return plan_import


def _date(plan_import: PlanImport, anchors: list[tuple[str, str, str]]) -> PlanImport:
    known = {event_key(one["event"]): one["event"] for one in plan_import.draft["anchors"]}
    values = []
    for key, first, last in anchors:
        if key not in known:
            events = "; ".join(known.values())
            message = _("The paper hangs on no event of that name. It names: %(events)s.") % {"events": events}
            raise CommandError(message, returncode=2)
        values.append({"event": known[key], "starts_on": first, "ends_on": last})
    if plan_import.state == ImportState.CONFIRMED:
        return plan_import
    change = Change("anchors", values={"anchors": values})
    return correct_import(plan_import, change=change, revision=plan_import.revision, by=None, now=timezone.now())
