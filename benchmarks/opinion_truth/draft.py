"""A made draft: a report in parts and items, then a charter in articles, clauses and points. No document of the field."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.opinion_truth.folding import lowered
from benchmarks.opinion_truth.numbers import Figures
from benchmarks.opinion_truth.wordings import Topic, Wordings

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
POINTS = "abcdđeghik"
LETTERS_A_PAGE = 900


@dataclass(frozen=True)
class Place:
    """Where a section stands: part and item of the report, or article, clause and point of the charter; 0 for none."""

    part: int = 0
    item: int = 0
    article: int = 0
    clause: int = 0
    point: int = 0

    @property
    def kind(self) -> str:
        if self.part:
            return "item" if self.item else "part"
        return "point" if self.point else "clause" if self.clause else "article"

    @property
    def label(self) -> str:
        """As printed in the draft."""
        names = {
            "part": f"Phần {ROMAN[self.part]}",
            "item": f"Phần {ROMAN[self.part]}, mục {self.item}",
            "article": f"Điều {self.article}",
            "clause": f"khoản {self.clause} Điều {self.article}",
            "point": f"điểm {POINTS[self.point - 1]} khoản {self.clause} Điều {self.article}",
        }
        return names[self.kind]


@dataclass(frozen=True)
class Section:
    """A section and what people can name there; a heading above other sections has no topic (``objects`` empty)."""

    number: int
    place: Place
    text: str
    page: int
    objects: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"s{self.number + 1:03d}"

    def as_dict(self) -> dict[str, Any]:
        return {"id": self.id, "label": self.place.label, "text": self.text, "page": self.page}


def _articles(count: int) -> list[Place]:
    """Places of the charter: single articles, articles of clauses, now and then a clause of points."""
    places: list[Place] = []
    article = 0
    while len(places) < count:
        article += 1
        places.append(Place(article=article))
        for clause in range(1, (0, 3, 4, 2, 0, 3)[article % 6] + 1):
            places.append(Place(article=article, clause=clause))
            if clause == 2 and article % 3 == 1:
                places += [Place(article=article, clause=clause, point=point) for point in (1, 2, 3)]
    return places[:count]


def places(count: int) -> list[Place]:
    """The places of a draft of ``count`` sections in reading order."""
    report = count * 2 // 5
    parts = min(len(ROMAN) - 1, max(1, report // 12))
    found: list[Place] = []
    for part in range(1, parts + 1):
        items = report * part // parts - report * (part - 1) // parts
        found += [Place(part=part, item=item) for item in range(items)]
    return found + _articles(count - len(found))


def _is_heading(place: Place, following: Place | None) -> bool:
    if place.kind == "part":
        return True
    if following is None or following.article != place.article:
        return False
    return place.kind == "article" or (
        place.kind == "clause" and following.point > 0 and place.clause == following.clause
    )


def _framed(topic: Topic, facet: dict[str, str]) -> Topic:
    """A topic seen from one side (its budget, its reports …): a section near the topic's own."""
    return Topic(
        topic.theme,
        facet["title"].replace("{title}", topic.title),
        tuple(text.replace("{title}", lowered(topic.title)) for text in facet["text"]),
        tuple(facet["object"].format(o=each) for each in topic.objects),
        tuple(facet["measure"].format(m=each) for each in topic.measures),
    )


def ordered_topics(words: Wordings, rng: Random, count: int) -> list[Topic]:
    """``count`` topics, those of a theme side by side; when they run out, the same topics seen from another side."""
    themes = list(dict.fromkeys(topic.theme for topic in words.topics))
    rng.shuffle(themes)
    base = [topic for theme in themes for topic in words.topics if topic.theme == theme]
    facets: Sequence[dict[str, str]] = words.lists["facets"]
    found = list(base)
    for facet in facets:
        found += [_framed(topic, facet) for topic in base] if len(found) < count else []
    if len(found) < count:
        raise ValueError(f"these wordings hold {len(found)} sections, not {count}")
    chosen = [*base[:count], *rng.sample(found[len(base) :], max(0, count - len(base)))]
    position = {topic.theme: number for number, topic in enumerate(base)}
    return sorted(chosen, key=lambda topic: position[topic.theme])


def make_draft(words: Wordings, rng: Random, count: int) -> list[Section]:
    """``count`` sections in reading order; ValueError below 8 or above what the lists hold."""
    if count < 8:
        raise ValueError("a draft has at least 8 sections")
    where = places(count)
    heading = [_is_heading(place, after) for place, after in zip(where, [*where[1:], None], strict=True)]
    topics = iter(ordered_topics(words, rng, count - sum(heading)))
    sections: list[Section] = []
    letters = 0
    upcoming = [None if above else next(topics) for above in heading]
    for number, (place, topic) in enumerate(zip(where, upcoming, strict=True)):
        if topic is None:
            below = next(each for each in upcoming[number:] if each is not None)
            text = rng.choice(words.phrases("headings")).format(theme=below.theme, title=lowered(below.title))
        else:
            text = f"{topic.title}. {' '.join(topic.text)}".format_map(Figures(rng))
        objects, measures = (topic.objects, topic.measures) if topic else ((), ())
        sections.append(Section(number, place, text, 1 + letters // LETTERS_A_PAGE, objects, measures))
        letters += len(text)
    return sections
