"""Opinions by the million to one group for each distinct opinion, at its article of the draft. A plain library: no Django.

Owns: reading opinions, canonical form, the difference test, groups, articles, stances, phrases to approve, decisions replayed.
Does not own: who gave an opinion, or what is answered: it never sees a person.

    opinions = read("in.parquet")                          # → Opinions: every row accounted for
    propose(opinions.texts)                                # → phrases for an officer to approve
    canonicalise([segments_of(texts, draft, phrases)], weights)
    run("in.parquet", draft, phrases=…, decisions=…)       # → Run: .table, .parts, .grouped
    group(opinions, draft, …)                              # the same from opinions in memory
    explain("…", "…")                                      # why together, or why apart, word by word
    Assigner(done).assign("…")                             # one new opinion while people write
"""

from caunoi.synthesis.attribute import predict, train
from caunoi.synthesis.canonical import Canonical, canonicalise, segments_of
from caunoi.synthesis.citations import read_place
from caunoi.synthesis.decisions import Decision, read_decisions
from caunoi.synthesis.draft import Draft, Section
from caunoi.synthesis.engines import Run, group, run
from caunoi.synthesis.explain import Difference, Explanation, explain
from caunoi.synthesis.opinions import Opinions, OpinionsError, Problem, read
from caunoi.synthesis.phrases import Proposal, propose
from caunoi.synthesis.runs import Phrase
from caunoi.synthesis.runs_compared import difference
from caunoi.synthesis.stances import STANCES, stance_of
from caunoi.synthesis.stream import Assigned, Assigner
from caunoi.synthesis.writing import write

__all__ = [
    "STANCES",
    "Assigned",
    "Assigner",
    "Canonical",
    "Decision",
    "Difference",
    "Draft",
    "Explanation",
    "Opinions",
    "OpinionsError",
    "Phrase",
    "Problem",
    "Proposal",
    "Run",
    "Section",
    "canonicalise",
    "difference",
    "explain",
    "group",
    "predict",
    "propose",
    "read",
    "read_decisions",
    "read_place",
    "run",
    "segments_of",
    "stance_of",
    "train",
    "write",
]
