"""Groups as tables: one row for each submission, one for each part of the compound ones, in the order of their ids."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from caunoi.synthesis.group import Grouped
from caunoi.synthesis.opinions import Opinions
from caunoi.synthesis.stances import STANCES

Ints = npt.NDArray[np.int64]


def tables(opinions: Opinions, grouped: Grouped) -> tuple[pa.Table, pa.Table]:
    """The row of each submission, and the row of each part of the compound ones, by id."""
    ids, order, draft = opinions.ids, opinions.order, grouped.draft
    names = pa.array([draft.sections[s].id if s >= 0 else "" for s in range(len(draft))] + [""], pa.string())
    section_code = np.where(grouped.group_section >= 0, grouped.group_section, len(draft))
    # A wording that stands at two places is one value: Parquet writes a dictionary with doubles in ever other bytes.
    said = grouped.group_wording.cast(pa.string()).dictionary_encode()
    wording, wording_code = said.dictionary, np.asarray(said.indices)
    group = grouped.pair_group[grouped.pair_of[order]]

    def columns(of_rows: Ints) -> dict[str, Any]:
        return {
            "group_id": pa.array(of_rows + 1),
            "section_id": pa.DictionaryArray.from_arrays(pa.array(section_code[of_rows].astype(np.int32)), names),
            "section_score": pa.array(grouped.group_score[of_rows].astype(np.float32)),
            "stance": pa.DictionaryArray.from_arrays(
                pa.array(grouped.group_stance[of_rows].astype(np.int32)), pa.array(STANCES)
            ),
            "canonical": pa.DictionaryArray.from_arrays(pa.array(wording_code[of_rows].astype(np.int32)), wording),
        }

    main = pa.table({"id": ids.take(pa.array(order)), **columns(group)})
    sizes = np.diff(grouped.claim_offsets)
    compound = np.zeros(len(grouped.group_wording), np.bool_)
    compound[grouped.compounds.group] = True
    rows = order[compound[group]]
    pairs = grouped.pair_of[rows]
    counts = sizes[pairs]
    which = np.repeat(np.arange(len(rows)), counts)
    ordinal = np.arange(counts.sum()) - np.repeat(np.concatenate([[0], np.cumsum(counts)])[:-1], counts)
    claim = grouped.claim_offsets[pairs][which] + ordinal
    parts = pa.table(
        {
            "id": ids.take(pa.array(rows[which])),
            "part": pa.array(ordinal.astype(np.int32)),
            **columns(grouped.claim_group[claim]),
        }
    )
    return main, parts
