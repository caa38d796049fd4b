"""The kit of a unit for a campaign ("bộ tài liệu"): the papers that bind it, what to say, what to read out, print and show."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.campaigns.models import Campaign, Instrument, Material, Wave
from caunoi.orgs.models import Unit
from caunoi.orgs.models.units import line_of


@dataclass(frozen=True)
class KitPaper:
    """``url`` opens the text on a page, ``file_url`` the paper itself; ``size`` in bytes, 0 where it is not known beforehand."""

    title: str
    about: str
    url: str
    file_url: str = ""
    file_name: str = ""
    size: int = 0


@dataclass(frozen=True)
class Shelf:
    """Materials of one wave; None: they serve throughout."""

    wave: Wave | None
    materials: list[Material]


@dataclass(frozen=True)
class Kit:
    papers: list[KitPaper]
    slogans: list[str]
    shelves: list[Shelf]

    @property
    def materials(self) -> int:
        return sum(len(shelf.materials) for shelf in self.shelves)


def kit_of(campaign: Campaign, unit: Unit, readable: QuerySet[Instrument]) -> Kit:
    """``unit`` as ``Unit.objects.at`` gives it; ``readable``: the papers that the person may read. Five queries, however much
    there is."""
    return Kit(
        papers=[*_papers(campaign, unit, readable)],
        slogans=[str(slogan) for slogan in campaign.instrument.slogans],
        shelves=shelves_of(campaign, unit),
    )


def shelves_of(campaign: Campaign, unit: Unit) -> list[Shelf]:
    """By wave, what serves throughout first; what a dropped wave held serves throughout.

    With what ``unit`` and those above it give to their branch in the campaign of their own plan: its waves have the same numbers.
    """
    waves: list[Wave | None] = [None, *campaign.waves.filter(dropped_at__isnull=True)]
    by_wave: dict[int | None, list[Material]] = {wave.ordinal if wave else None: [] for wave in waves}
    branch = Q(campaign__own_plan__superior=campaign, campaign__unit__in=line_of(unit.path))
    given = Material.objects.filter(Q(campaign=campaign) | branch).select_related("campaign__unit", "wave")
    for material in given:
        ordinal = material.wave.ordinal if material.wave else None
        by_wave[ordinal if ordinal in by_wave else None].append(material)
    shelves = [Shelf(wave, by_wave[wave.ordinal if wave else None]) for wave in waves]
    return [shelf for shelf in shelves if shelf.materials]


def _papers(campaign: Campaign, unit: Unit, readable: QuerySet[Instrument]) -> Iterator[KitPaper]:
    own = Campaign.objects.filter(own_plan__superior=campaign, own_plan__unit=unit)
    for each in own.select_related("instrument", "own_plan"):
        yield _own_paper(each)
    yield _paper(campaign.instrument, _("The plan that the duties come from"))
    bases = campaign.instrument.bases.order_by("position").values("target")
    for paper in readable.filter(pk__in=bases).order_by("issued_on", "pk"):
        yield _paper(paper, _("The plan rests on it"))


def _own_paper(own: Campaign) -> KitPaper:
    """Written anew as .docx whenever it is asked for, so that its size is not known."""
    file_url = reverse("campaigns:download-own-plan", args=[own.own_plan.pk])
    url = reverse("campaigns:show-instrument", args=[own.instrument_id])
    return KitPaper(str(own.instrument), _("The plan of your unit"), url, file_url, "ke-hoach.docx")


def _paper(instrument: Instrument, about: str) -> KitPaper:
    url = reverse("campaigns:show-instrument", args=[instrument.pk])
    if not instrument.file:
        return KitPaper(str(instrument), about, url)
    size = 0
    with suppress(FileNotFoundError):  # the page stands without the file; opening it says that it is gone
        size = instrument.file.size
    file_url = reverse("campaigns:download-instrument", args=[instrument.pk])
    return KitPaper(str(instrument), about, url, file_url, instrument.original_name, size)
