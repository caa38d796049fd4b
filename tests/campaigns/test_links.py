"""Links: looked at without becoming a way into a network, kept with what was found, looked at again every week."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.campaigns import link_check
from caunoi.campaigns.actions.activities import edit_activity
from caunoi.campaigns.actions.links import recheck_links
from caunoi.campaigns.enums import LinkState
from caunoi.campaigns.link_check import Look, look_at
from caunoi.campaigns.models import ActivityLink
from caunoi.core.outside import is_public
from caunoi.orgs.models import Notice
from tests.campaigns.running import NOW, Running, log
from tests.campaigns.test_activity import entry
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast

ANSWERS = {"/con": 200, "/mat": 404, "/thoi": 410, "/cam": 403, "/hong": 500}


class Site(BaseHTTPRequestHandler):
    """A site in small: /head-khong takes GET alone; /chuyen leads to /con; /vong runs in a circle; /trong leads inside."""

    def do_HEAD(self) -> None:
        onward = {"/chuyen": "/con?q=b%C3%A1o", "/vong": "/vong", "/trong": "http://10.0.0.1/"}.get(self.path)
        if onward:
            self.send_response(302)
            self.send_header("Location", onward)
        elif self.path == "/head-khong":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(ANSWERS.get(self.path.partition("?")[0], 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *args: Any) -> None:
        """Tests speak for themselves."""


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.LINK_CHECK_ALLOWED = {f"127.0.0.1:{server.server_port}"}
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "look"),
    [
        ("/con", Look(LinkState.REACHABLE, 200)),
        ("/con?x=đại hội", Look(LinkState.REACHABLE, 200)),
        ("/mat", Look(LinkState.GONE, 404)),
        ("/thoi", Look(LinkState.GONE, 410)),
        ("/cam", Look(LinkState.UNKNOWN, 403)),
        ("/hong", Look(LinkState.UNKNOWN, 500)),
        ("/head-khong", Look(LinkState.REACHABLE, 200)),
        ("/chuyen", Look(LinkState.REACHABLE, 200)),
        ("/vong", Look(LinkState.UNKNOWN, reason="redirects")),
        ("/trong", Look(LinkState.UNKNOWN, reason="not_public")),
    ],
)
def test_look_at_a_site(site: str, path: str, look: Look) -> None:
    assert look_at(site + path) == look


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "http://192.168.1.1/",
        "http://8.8.8.8:22/",
        "http://ai-do@8.8.8.8/",
        "ftp://8.8.8.8/",
        "http:///x",
    ],
)
def test_look_at_goes_nowhere_inside(url: str) -> None:
    assert look_at(url) == Look(LinkState.UNKNOWN, reason="not_public")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("10.1.2.3", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("100.64.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("2606:4700::1111", True),
    ],
)
def test_is_public_sees_through_every_way_of_writing(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("error", [link_check.socket.EAI_NONAME, link_check.socket.EAI_AGAIN])
def test_look_at_a_name_that_is_not_known(monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def unknown(*args: Any, **kwargs: Any) -> Any:
        raise link_check.socket.gaierror(error, "no such name")

    monkeypatch.setattr(link_check.socket, "getaddrinfo", unknown)
    gone = error == link_check.socket.EAI_NONAME
    expected = Look(LinkState.GONE if gone else LinkState.UNKNOWN, reason="no_such_site")
    assert look_at("https://khong-co.example/") == expected


def test_look_at_a_site_that_does_not_answer(site: str, settings: Any) -> None:
    settings.LINK_CHECK_ALLOWED = {"127.0.0.1:9"}
    assert look_at("http://127.0.0.1:9/") == Look(LinkState.UNKNOWN, reason="no_answer")


def test_a_secure_site_must_prove_its_name(site: str) -> None:
    assert look_at(site.replace("http:", "https:")) == Look(LinkState.UNKNOWN, reason="no_answer")


def test_links_of_an_activity_are_looked_at_after_it(cast: Cast, running: Running, site: str, run_jobs: Any) -> None:
    activity = log(running, cast.units.G1, links=[f"{site}/con", f"{site}/mat"])
    run_jobs()
    states = dict(activity.links.values_list("url", "state"))
    assert states == {f"{site}/con": "reachable", f"{site}/mat": "gone"}
    said = entry(links=[f"{site}/con", f"{site}/thoi"])
    edit_activity(activity, said, by=cast.chair, now=NOW)
    assert dict(activity.links.values_list("url", "state")) == {f"{site}/con": "reachable", f"{site}/thoi": "unknown"}
    run_jobs()
    assert activity.links.get(url=f"{site}/thoi").status == 410


def test_links_are_looked_at_again_after_a_week(
    cast: Cast, running: Running, site: str, run_jobs: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    activity = log(running, cast.units.G1, links=[f"{site}/con"])
    run_jobs()
    assert (recheck_links(now=timezone.now()), recheck_links(now=timezone.now())) == (1, 0)
    ActivityLink.objects.update(url=f"{site}/mat")
    assert recheck_links(now=timezone.now() + timedelta(days=8)) == 1
    run_jobs()
    assert activity.links.get().state == LinkState.GONE
    call_command("recheck_links")
    assert capsys.readouterr().out == "0 links to look at\n"


def test_list_of_links(client: Client, cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, links=["https://a.example/1"])
    client.force_login(cast.superior)
    url = reverse("campaigns:list-links", args=[running.campaign.pk])
    few = count_queries(client, url)
    log(running, cast.units.G2, links=["https://a.example/2", "https://a.example/3"])
    assert count_queries(client, url) == few
    assert "a.example" not in client.get(f"{url}?state=gone").content.decode()


def test_a_link_that_has_gone_is_told_once_to_those_who_can_mend_it(
    cast: Cast, running: Running, site: str, run_jobs: Any
) -> None:
    log(running, cast.units.G1, links=[f"{site}/mat", f"{site}/con"])
    run_jobs()
    recheck_links(now=timezone.now() + timedelta(days=8))
    run_jobs()
    told = Notice.objects.filter(key__startswith="link.gone")
    assert [(notice.user, notice.body) for notice in told] == [(cast.chair, f"{site}/mat")]
