"""What units did: those that count, without the people who logged them; logged in a unit's name."""

from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Header, Path, Query

from caunoi.api.actions.acting import client_key_of
from caunoi.api.actions.answers import Given, answer_once, hash_request
from caunoi.api.actions.logging import log_for
from caunoi.api.enums import Scope
from caunoi.api.forms.activities import StatedActivity
from caunoi.api.permissions import activities_in
from caunoi.api.problems import misstated
from caunoi.api.queries.pages import page_of
from caunoi.api.queries.units import branch_of
from caunoi.api.views.v1.conditional import tag_of
from caunoi.api.views.v1.fields import Code, Day, Id, Key, Kind
from caunoi.api.views.v1.gate import ApiRequest, Bearer
from caunoi.api.views.v1.operations import PageFilter, answer, one, router
from caunoi.api.views.v1.shapes import ActivityIn, ActivityOut, ActivityPage
from caunoi.campaigns.models import Activity, Campaign
from caunoi.campaigns.models.activities import ActivityQuerySet
from caunoi.campaigns.queries.proposals import campaigns_of
from caunoi.orgs.models import Unit

activities = router(Scope.ACTIVITIES, _("Activities of units"))


class ActivityFilter(PageFilter):
    """``since`` and ``until`` are days on which it was done, both included."""

    campaign: Id | None = None
    wave: Id | None = None
    under: Code | None = None
    kind: Kind | None = None
    since: Day | None = None
    until: Day | None = None

    def narrow(self, found: ActivityQuerySet) -> ActivityQuerySet:
        asked = {
            "campaign": self.campaign,
            "wave": self.wave,
            "kind": self.kind,
            "done_on__gte": self.since,
            "done_on__lte": self.until,
        }
        return found.filter(**{name: value for name, value in asked.items() if value is not None})


def _out(activity: Activity) -> ActivityOut:
    return ActivityOut(
        id=activity.pk, unit=activity.unit.code, campaign=activity.campaign_id, wave=activity.wave_id,
        theme=activity.theme_id, kind=activity.kind, title=activity.title, done_on=activity.done_on,
        place=activity.place, cost=activity.cost, logged_at=activity.logged_at,
        figures={figure.code: figure.value for figure in activity.figures.all()},
        links=[link.url for link in activity.links.all()],
    )  # fmt: skip


def _given(activity: Activity, status: int) -> Given:
    body = _out(activity).model_dump_json()
    return Given(status, body, tag_of(body.encode()))


def _with_details(found: ActivityQuerySet) -> ActivityQuerySet:
    return found.select_related("unit").prefetch_related("figures", "links")


@activities.get("/activities", response=ActivityPage, summary=_("Activities that count"))
def list_activities(request: ApiRequest, filters: Query[ActivityFilter]) -> ActivityPage:
    reach = branch_of(request.auth.reach, filters.under) if filters.under else request.auth.reach
    found = filters.narrow(_with_details(activities_in(reach)))
    page = page_of(found, filters.cursor, filters.limit)
    return ActivityPage(items=[_out(activity) for activity in page.rows], next=page.next)


@activities.get("/activities/{activity_id}", response=ActivityOut, summary=_("One activity"))
def show_activity(request: ApiRequest, activity_id: Path[Id]) -> HttpResponse:
    return answer(_given(one(_with_details(activities_in(request.auth.reach)), pk=activity_id), 200))


@activities.post(
    "/activities",
    auth=Bearer(Scope.LOG),
    response={201: ActivityOut},
    summary=_("Log an activity of a unit"),
)
def log_activity(
    request: ApiRequest, activity: ActivityIn, key: Annotated[Key, Header(alias="Idempotency-Key")]
) -> HttpResponse:
    caller = request.auth

    def work() -> Given:
        unit = one(caller.reach, **({"code": activity.unit} if activity.unit else {"pk": caller.token.unit_id}))
        campaign = _campaign(unit, activity.campaign)
        client_key = client_key_of(caller.token, key)
        stated = StatedActivity(
            activity.model_dump(), unit=unit, campaign=campaign, client_key=client_key, today=caller.today
        )
        if problems := stated.problems:
            raise misstated(problems)
        logged = log_for(caller.token, unit, campaign, stated.entry(), now=caller.now)
        return _given(_with_details(Activity.objects.filter(pk=logged.pk)).get(), 201)

    asked = hash_request("POST", request.path, request.body)
    return answer(answer_once(caller.token, key, asked, work, now=caller.now))


def _campaign(unit: Unit, pk: int) -> Campaign:
    """One that runs and that the unit takes part in."""
    found = next((each for each in campaigns_of(unit) if each.pk == pk), None)
    if found is None:
        raise misstated([("campaign", gettext("The unit takes part in no such campaign that runs."))])
    return found
