"""What is read: tables of nodes, the table of a thousand children, completeness, pages."""

import random
import sys
from typing import Any

from benchmarks.rollup.options import ON, UPPERS
from benchmarks.rollup.timing import InDatabase, percentiles, timed


def nodes(ids: list[int]) -> dict[str, list[int]]:
    """Nodes to ask about, by level; the random ones are drawn once."""
    dice = random.Random(7)
    return {
        "country": [ids[0]],
        "province": dice.sample(ids[1:35], 10),
        "upper union": dice.sample(ids[35 : 35 + UPPERS], min(60, UPPERS)),
        "grassroots": dice.sample(ids[35 + UPPERS :], 60),
    }


def measure_tables(ids: list[int], forms: list[Any]) -> dict[str, Any]:
    """The table of one wave and of all three, of every node drawn; several rounds."""
    from django.db import connection

    from caunoi.orgs.models import Unit
    from caunoi.reporting.queries.totals import branch_table

    one, three, whole = [], [], []
    for _round in range(5):
        for keys in nodes(ids).values():
            for unit in Unit.objects.at(ON).filter(pk__in=keys):
                clock = InDatabase()
                with connection.execute_wrapper(clock):
                    seconds, _table = timed(lambda unit=unit: branch_table(forms[0], unit))
                    one.append(clock.took())
                    whole.append(seconds)
                    for form in forms[1:]:
                        branch_table(form, unit)
                three.append(clock.took())
    return {
        "one_wave_in_database_ms": percentiles(one),
        "three_waves_in_database_ms": percentiles(three),
        "one_wave_with_python_ms": percentiles(whole),
    }


def measure_children(ids: list[int], forms: list[Any]) -> dict[str, Any]:
    from caunoi.orgs.models import Unit
    from caunoi.reporting.queries.totals import children_table

    unit = Unit.objects.at(ON).get(pk=ids[35])
    children = list(Unit.objects.at(ON).children_of(unit))
    tables = [
        timed(lambda: children_table(forms[0], unit, children))[0] for _turn in range(40)
    ]  # none kept, as on a page
    loads = [timed(lambda: list(Unit.objects.at(ON).children_of(unit).in_tree_order()))[0] for _turn in range(40)]
    return {
        "children": len(children), "table_ms": percentiles(tables),
        "names_of_children_ms": percentiles(loads),
    }  # fmt: skip


def measure_completeness(forms: list[Any]) -> dict[str, Any]:
    from caunoi.reporting.queries.completeness import completeness, own_states

    nodes_found = [timed(lambda: [completeness(form) for form in forms]) for _turn in range(9)]
    leaves = [timed(lambda: own_states(forms[0])) for _turn in range(5)]
    return {
        "nodes_of_three_waves": sum(map(len, nodes_found[0][1])),
        "three_waves_ms": percentiles([seconds for seconds, _r in nodes_found]),
        "own_filings_of_one_wave": len(leaves[0][1]),
        "own_filings_ms": percentiles([seconds for seconds, _r in leaves]),
    }


def measure_pages(ids: list[int], forms: list[Any]) -> dict[str, Any]:
    """Pages of nodes of every level on the newest wave, beside the wave before where they show it, through the whole stack of
    a request: signed in as a leader of the country, then as one of a province, who sees the nodes of that alone."""
    from caunoi.orgs.models import Unit, User

    found = {}
    for user in User.objects.order_by("pk"):
        post = user.posts.get()
        below = Unit.objects.at(ON).under(Unit.objects.at(ON).get(pk=post.unit_id).path)
        of_country = post.unit_id == ids[0]
        keys = [key for level in nodes(ids).values() for key in level[:10]] if of_country else below.values("pk")[:20]
        codes = list(below.filter(pk__in=keys).order_by("pk").values_list("code", flat=True))
        for name, address in _addresses(forms[-1]).items():
            found[name if of_country else f"{name}, province"] = _visit(user, address, codes)
    return found


def _visit(user: Any, address: str, codes: list[str]) -> dict[str, float]:
    from django.test import Client

    client, seconds = Client(), []
    client.force_login(user)
    for _round in range(3):
        for code in codes:
            took, answer = timed(lambda c=code: client.get(address, {"unit": c}))
            if answer.status_code != 200:
                sys.exit(f"{address} of {code}: {answer.status_code}")
            seconds.append(took)
    return percentiles(seconds[len(codes) // 2 :])


def _addresses(form: Any) -> dict[str, str]:
    from django.urls import reverse

    return {
        "consolidated table": reverse("reporting:show-totals", args=[form.pk]),
        "unit by unit": reverse("reporting:compare-children", args=[form.pk]),
        "who has sent": reverse("reporting:show-board", args=[form.pk]),
        "glance": reverse("reporting:show-glance"),
    }
