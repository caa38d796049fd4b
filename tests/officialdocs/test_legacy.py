"""TCVN3 and VNI are recognised and converted; Unicode text of any language never is."""

import pytest

from caunoi.officialdocs.legacy import convert, convert_texts, is_syllable
from tests.golden.legacy import to_tcvn3, to_vni

LINES = (
    "KẾ HOẠCH",
    "Tuyên truyền đại hội công đoàn các cấp, nhiệm kỳ 2023 - 2028",
    "Hà Nội: Đẩy mạnh phong trào thi đua; giữ vững, kỷ luật, mỹ thuật, ngoèo, thuở, quỹ, nghĩa vụ, rượu, lưỡi, sẵn sàng",
    "TM. BAN THƯỜNG VỤ",
)
TCVN3 = tuple(to_tcvn3(line).decode("cp1252") for line in LINES)
VNI = tuple(to_vni(line) for line in LINES)


def test_tcvn3_text_becomes_unicode_with_its_capitals() -> None:
    assert convert_texts(TCVN3) == (LINES, "legacy_tcvn3")


def test_vni_text_becomes_unicode() -> None:
    assert convert_texts(VNI) == (LINES, "legacy_vni")


def test_lines_already_in_unicode_stay_in_a_mixed_file() -> None:
    assert convert_texts((*TCVN3, "Số: 12/KH-LĐLĐ – ®")) == ((*LINES, "Số: 12/KH-LĐLĐ – ®"), "legacy_tcvn3")


@pytest.mark.parametrize(
    "text",
    [
        "Café Pièce de résistance à la Française, naïve façade, Noël, élève, forêt, garçon, très, où",
        "Größe Übermaß schön für Mädchen, natürlich können wir größer, süß, fröhlich, Straße",
        "Señor, mañana, corazón, también, qué, así, está, niño, canción, jardín",
        "La xa quê ta đi về, hà, là, và, cà, lá, má, bố mẹ ơi",
        "Hà là và cà má lá bà ta na xa",
        "plain English words only",
        "© ® « » ± § ¶ · ×",
        "",
    ],
)
def test_unicode_text_is_never_converted(text: str) -> None:
    assert convert_texts((text,)) == ((text,), "")


def test_decomposed_unicode_is_never_converted() -> None:
    texts = tuple("Công đoàn các cấp".replace("ô", "o\u0302") for _ in range(5))
    assert convert_texts(texts) == (texts, "")


def test_tcvn3_word_in_capitals_inside_a_sentence_is_capital() -> None:
    assert convert(to_tcvn3("theo KẾ HOẠCH của Đảng").decode("cp1252"), "tcvn3") == "theo KẾ HOẠCH của Đảng"


@pytest.mark.parametrize("word", ["nghiêng", "QUYẾT", "khuỷu", "ươn", "giếng", "uỷ", "ủy", "yêu"])
def test_vietnamese_syllable_is_one(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["été", "garçon", "ãà", "strong", "wổ", "ba2"])
def test_other_word_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)
