"""Makes a consultation: draft, opinions, crowd, texts, and the table with its truth."""

from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks.opinion_truth.bank import Bank, easily_confused, vocabulary
from benchmarks.opinion_truth.crowd import Crowd, Message
from benchmarks.opinion_truth.draft import make_draft
from benchmarks.opinion_truth.dress import Names
from benchmarks.opinion_truth.model import BY_REF, BY_TEXT, WHOLE, Consultation, Noise, Truth
from benchmarks.opinion_truth.table import Columns
from benchmarks.opinion_truth.voices import Voices
from benchmarks.opinion_truth.wordings import load
from benchmarks.opinion_truth.writer import Writer

CHUNK = 100_000  # texts turned into Arrow at once
PUBLISHED = 3  # texts of one message that go round as copies, at most

Int64s = npt.NDArray[np.int64]


@dataclass
class Texts:
    """Sendings: who says each; ``of_row`` leads from a row (in the crowd's order) to its text."""

    cites: npt.NDArray[np.int8]  # BY_TEXT for each part, of all texts one after the other
    offsets: Int64s
    message: Int64s
    of_row: Int64s


def make_consultation(
    size: int,
    seed: int,
    *,
    sections: int = 120,
    wordings: str = "all",
    noise: Noise | None = None,
    string_ids: bool = False,
) -> Consultation:
    """``size`` submissions on a draft of ``sections`` sections, with the truth about each; the same bytes for the same arguments.

    ``wordings``: "known" (what an engine's author may look at), "held_out" or "all". About 40 µs and 300 bytes a row.
    ValueError for a size below 1, an unknown name of wordings or more sections than they hold.
    """
    if size < 1:
        raise ValueError("a consultation has at least one row")
    noise = noise or Noise()
    rng = Random(seed)
    words = load(wordings)
    places = make_draft(words, rng, sections)
    bank = Bank()
    messages = Crowd(size, Writer(words, places, bank, rng), rng).gather()
    names, rows = vocabulary(bank.texts)
    voices = Voices(noise, words, places, bank, rng, easily_confused(names, rows, rng), names)
    draws = np.random.Generator(np.random.PCG64(rng.getrandbits(64)))
    written, texts = _texts(messages, voices, noise, draws)
    columns = Columns(voices.citations, Names(words, rng), noise, draws, string_ids=string_ids)
    table, cited, order = columns.fill(written, texts, messages, bank)
    del written, voices  # a third of a gigabyte at five million rows
    return Consultation(
        {"sections": [place.as_dict() for place in places]},
        table,
        _truth(table, texts, messages, bank, cited, order, [place.id for place in places]),
    )


def _texts(messages: list[Message], voices: Voices, noise: Noise, draws: np.random.Generator) -> tuple[pa.Array, Texts]:
    """For each message its published texts, then one for each row that is no copy."""
    chunks: list[pa.Array] = []
    waiting: list[str] = []
    cites: list[int] = []
    lengths: list[int] = []
    owner: list[int] = []
    of_row: list[Int64s] = []

    def keep(said: tuple[str, tuple[int, ...]], number: int) -> None:
        waiting.append(said[0])
        cites.extend(said[1])
        lengths.append(len(said[1]))
        owner.append(number)
        if len(waiting) == CHUNK:
            chunks.append(pa.array(waiting, pa.string()))
            waiting.clear()

    for number, message in enumerate(messages):
        copies = int(draws.binomial(message.rows, noise.copies))
        first = len(owner)
        published = min(copies, PUBLISHED, 1 + message.rows // 50)
        for place in range(published):
            keep(voices.published(message, dressed=place > 0), number)
        for _ in range(message.rows - copies):
            keep(voices.individual(message), number)
        which = np.minimum(draws.geometric(0.8, copies) - 1, max(0, published - 1))
        of_row += [first + which, np.arange(first + published, len(owner))]
    chunks.append(pa.array(waiting, pa.string()))
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    said_by = Texts(
        np.array(cites, np.int8), offsets, np.array(owner, np.int64), np.concatenate(of_row).astype(np.int64)
    )
    return pa.concat_arrays(chunks), said_by


def _truth(
    table: pa.Table,
    texts: Texts,
    messages: list[Message],
    bank: Bank,
    by_ref: npt.NDArray[np.bool_],
    order: Int64s,
    ids: list[str],
) -> Truth:
    """The parts of every row, in the table's order."""
    sizes = np.array([len(message.parts) for message in messages], np.int64)
    flat = np.array([opinion for message in messages for opinion in message.parts], np.int32)
    starts = np.cumsum(sizes) - sizes
    text = texts.of_row[order]
    message = texts.message[text]
    offsets = np.concatenate([[0], np.cumsum(sizes[message])]).astype(np.int64)
    within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], sizes[message])
    cite = texts.cites[np.repeat(texts.offsets[text], sizes[message]) + within]
    cite |= np.repeat(np.where(by_ref, np.int8(BY_REF), np.int8(0)), sizes[message])
    return Truth(
        ids=table["id"].combine_chunks(),
        sections=tuple(ids),
        offsets=offsets,
        part_opinion=flat[np.repeat(starts[message], sizes[message]) + within],
        part_cite=cite.astype(np.int8),
        opinion_section=np.array(bank.section, np.int32),
        opinion_stance=np.array(bank.stance, np.int8),
        opinion_text=pa.array(bank.texts, pa.string()),
        opinion_kind=np.array(bank.kind, np.int8),
    )


__all__ = ["BY_REF", "BY_TEXT", "WHOLE", "make_consultation"]
