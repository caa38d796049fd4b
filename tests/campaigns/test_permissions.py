"""The rules asked as "may I" and as "which ones" give the same answer."""

import pytest
from django.contrib.auth.models import AnonymousUser

from caunoi.campaigns import permissions
from caunoi.campaigns.queries.scope import Scope
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import mandate_of
from tests.campaigns.running import TODAY, Running, log
from tests.cast import Cast, make_officer


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("chair", True),
        ("owner", True),
        ("superior", True),
        ("administrator", True),
        ("stranger", False),
        ("member", False),
    ],
)
def test_both_forms_of_a_rule_agree(cast: Cast, running: Running, person: str, sees: bool) -> None:
    user = getattr(cast, person)
    assignment = running.given(running.told, cast.units.G1)
    activity = log(running, cast.units.G1, duty=running.told)
    assert permissions.may_see_campaign(user, running.campaign, on=TODAY) is sees
    assert permissions.may_see_assignment(user, assignment, on=TODAY) is sees
    assert permissions.activities_for(user, on=TODAY).filter(pk=activity.pk).exists() is sees
    assert permissions.may_change_activity(user, activity, on=TODAY) is (person == "chair")


def test_seeing_a_campaign_is_the_list_asked_of_one(cast: Cast, running: Running) -> None:
    """Issued by P and received below it: told where one works, below, above and nowhere."""
    country = make_officer("can-bo@tld.example", "Đỗ Minh Quân", cast.units.TLD)
    for user in (cast.superior, cast.owner, cast.chair, country, cast.stranger, cast.member, AnonymousUser()):
        for asking in (user, mandate_of(user, on=TODAY)):
            listed = permissions.campaigns_for(asking, on=TODAY).filter(pk=running.campaign.pk).exists()
            assert permissions.may_see_campaign(asking, running.campaign, on=TODAY) is listed
    assert permissions.may_see_campaign(country, running.campaign, on=TODAY)


def test_a_visitor_sees_nothing(cast: Cast, running: Running) -> None:
    visitor = AnonymousUser()
    assert not permissions.campaigns_for(visitor, on=TODAY).exists()
    assert not permissions.may_issue(visitor, running.campaign, on=TODAY)


def test_a_scope_is_a_branch_a_unit_or_what_is_below(cast: Cast) -> None:
    scope = Scope(Unit.objects.at(TODAY).get(pk=cast.units.D.pk), TODAY)
    codes = {name: {unit.code for unit in each.units} for name, each in
             {"branch": scope, "alone": scope.alone, "below": scope.below}.items()}  # fmt: skip
    assert codes == {"branch": {"D", "G1", "G2"}, "alone": {"D"}, "below": {"G1", "G2"}}
