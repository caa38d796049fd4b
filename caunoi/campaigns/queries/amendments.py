"""A paper on its way into a running campaign: which kind it is, and what it would change."""

from caunoi.campaigns.blueprint import blueprint_of
from caunoi.campaigns.comparison import Comparison, compare_later, compare_version
from caunoi.campaigns.drafts import Draft
from caunoi.campaigns.models import Campaign, PlanImport
from caunoi.campaigns.queries.blueprints import blueprint_of_campaign
from caunoi.core.text import fold

VERSION, LATER = "version", "later"


def kind_of_amendment(draft: Draft, campaign: Campaign) -> str:
    """VERSION where the same body issued the same kind of paper (or the number is the same); LATER otherwise.

    What the officer has said counts first.
    """
    if draft["amends_as"] in (VERSION, LATER):
        return str(draft["amends_as"])
    header, running = draft["header"], campaign.instrument
    if running.number and header["number"] == running.number:
        return VERSION
    same_body = fold(header["issuer"] or "") == fold(running.issuer)
    same_kind = fold(header["kind"] or "") == fold(running.kind)
    return VERSION if same_body and same_kind else LATER


def compare_import(plan_import: PlanImport, campaign: Campaign) -> Comparison:
    """The paper's draft against the campaign as it runs now."""
    before, after = blueprint_of_campaign(campaign), blueprint_of(plan_import.draft)
    compare = compare_version if kind_of_amendment(plan_import.draft, campaign) == VERSION else compare_later
    return compare(before, after)
