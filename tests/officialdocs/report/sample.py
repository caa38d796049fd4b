"""The report of a wave as an officer of an invented province would hand it in: Liên đoàn Lao động tỉnh Vĩnh Sơn."""

import datetime as dt
import random

from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report import Annex, Cell, Chart, Paragraph, Part, Report, Span, Table, plain

UNITS = (
    "Công đoàn phường Vĩnh An", "Công đoàn phường Tân Thịnh", "Công đoàn phường Sông Đà Bắc", "Công đoàn xã Bản Chang",
    "Công đoàn xã Mường Lự", "Công đoàn xã Nậm Pục", "Công đoàn xã Phiêng Ban", "Công đoàn xã Tà Sìn",
    "Công đoàn xã Đồng Mây", "Công đoàn xã Khau Vài", "Công đoàn xã Thượng Lâm", "Công đoàn xã Hòa Lạc",
    "Công đoàn các Khu công nghiệp tỉnh", "Công đoàn ngành Giáo dục", "Công đoàn ngành Y tế", "Công đoàn Viên chức tỉnh",
    "Công đoàn ngành Nông nghiệp", "Công đoàn ngành Xây dựng", "Công đoàn Công ty Cổ phần Xi măng Vĩnh Sơn",
    "Công đoàn Công ty Điện lực Vĩnh Sơn",
)  # fmt: skip
GROUPS = (("", 2), ("Tuyên truyền trực tiếp", 2), ("Báo chí, mạng xã hội", 3), ("Trực quan", 2), ("", 1))
HEADERS = (
    "TT", "Đơn vị", "Số buổi", "Lượt người nghe", "Tin", "Bài", "Lượt tương tác", "Băng rôn", "Pa nô", "Ngày gửi báo cáo",
)  # fmt: skip


def figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def told(text: str, label: str = "", level: int = 1) -> Paragraph:
    """A paragraph from a text in which "{f:CODE|12}" is a tagged figure and "{n:ID|sentence}" a tagged sentence."""
    spans = []
    for piece in text.replace("}", "{").split("{"):
        tag, bar, said = piece.partition("|")
        spans.append(Span(said, tag) if bar else Span(piece))
    return Paragraph(tuple(span for span in spans if span.text), label, level)


def head(text: str, label: str, level: int) -> Paragraph:
    return plain(text, label, level, bold=True)


PAPER = Paper(
    parent_body="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
    issuer="LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN",
    number="118/BC-LĐLĐ",
    place="Vĩnh Sơn",
    date=dt.date(2027, 4, 5),
    kind="BÁO CÁO",
    subject="Kết quả tuyên truyền đợt 1 Đại hội Công đoàn các cấp tỉnh Vĩnh Sơn, nhiệm kỳ 2027 - 2032",
    bases=(
        "Căn cứ Kế hoạch số 45/KH-TLĐ ngày 10/12/2026 của Tổng Liên đoàn Lao động Việt Nam;",
        "Căn cứ Kế hoạch số 12/KH-LĐLĐ ngày 08/01/2027 của Ban Thường vụ Liên đoàn Lao động tỉnh Vĩnh Sơn.",
    ),
    opening="Ban Thường vụ Liên đoàn Lao động tỉnh báo cáo kết quả tuyên truyền đợt 1 (từ ngày 15/01/2027 đến ngày "
    "31/3/2027) như sau:",
    closing="Trên đây là Báo cáo kết quả tuyên truyền đợt 1 Đại hội Công đoàn các cấp của Liên đoàn Lao động tỉnh Vĩnh "
    "Sơn, trân trọng báo cáo Tổng Liên đoàn Lao động Việt Nam./.",
    recipients=(
        "Tổng Liên đoàn Lao động Việt Nam (để báo cáo)",
        "Thường trực Tỉnh ủy (để báo cáo)",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Các đồng chí Ủy viên Ban Thường vụ Liên đoàn Lao động tỉnh",
        "Công đoàn cấp trên trực tiếp cơ sở",
        "Lưu: VT, Ban Tuyên giáo - Nữ công",
    ),
    authority=("TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH"),
    title=("PHÓ CHỦ TỊCH",),
    name="Hoàng Thị Minh Nguyệt",
)  # fmt: skip

SECTIONS: tuple[Part, ...] = (
    head("Công tác lãnh đạo, chỉ đạo", "I.", 0),
    told(
        "Ngay sau khi nhận Kế hoạch của Tổng Liên đoàn, Ban Thường vụ Liên đoàn Lao động tỉnh đã ban hành "
        "{f:LD01|06} văn bản chỉ đạo, tham mưu Tỉnh ủy ban hành {f:LD02|01} chỉ thị và tổ chức {f:LD03|03} hội nghị triển "
        "khai đến {f:LD04|20}/{f:LD05|20} công đoàn cấp trên trực tiếp cơ sở với {f:LD06|412} cán bộ tham dự."
    ),
    told(
        "{n:101|Công đoàn phường Vĩnh An phân công từng ủy viên Ban Chấp hành phụ trách một cụm công đoàn cơ sở, giao ban "
        "kết quả tuyên truyền vào chiều thứ Sáu hằng tuần.} {n:102|Công đoàn các Khu công nghiệp tỉnh ký chương trình "
        "phối hợp với Đài Phát thanh và Truyền hình tỉnh, mỗi tuần có một chuyên mục về Đại hội.}"
    ),
    told(
        "Công tác kiểm tra được duy trì: Ủy ban Kiểm tra Liên đoàn Lao động tỉnh đã kiểm tra {f:KT01|08} đơn vị, kịp thời "
        "nhắc nhở {f:KT02|02} đơn vị chậm treo khẩu hiệu."
    ),
    head("Kết quả tuyên truyền", "II.", 0),
    head("Tuyên truyền miệng, sinh hoạt công đoàn", "1.", 1),
    told(
        "Các cấp công đoàn đã tổ chức {f:TM01|286} buổi tuyên truyền miệng cho {f:TM02|24.518} lượt đoàn viên, người lao "
        "động, đạt {f:TM03|81,7%} so với kế hoạch đợt ({f:TM04|30.000} lượt)."
    ),
    told("Nội dung tập trung vào ba nhóm vấn đề:"),
    told("Truyền thống vẻ vang của Công đoàn Việt Nam và kết quả nhiệm kỳ 2023 - 2028 của tỉnh;", "-", 3),
    told("Dự thảo các văn kiện trình Đại hội, nhất là chỉ tiêu về nhà ở, tiền lương, bữa ăn ca của người lao động;", "-", 3),
    told("Tiêu chuẩn, cơ cấu cán bộ tham gia Ban Chấp hành khóa mới và quyền của đoàn viên trong bầu cử.", "-", 3),
    told(
        "{n:103|Công đoàn xã Bản Chang dịch tờ gấp hỏi - đáp về Đại hội ra tiếng Thái và tiếng Mông, phát tận tay 640 "
        "đoàn viên ở các đội sản xuất vùng cao.} {n:104|Công đoàn ngành Y tế lồng ghép tuyên truyền vào giao ban đầu giờ "
        "của các khoa, không làm ảnh hưởng đến việc khám, chữa bệnh.}"
    ),
    head("Tuyên truyền trên báo chí, mạng xã hội và cổng thông tin điện tử", "2.", 1),
    told(
        "Toàn tỉnh đăng {f:BC01|214} tin và {f:BC02|97} bài; trong đó báo Vĩnh Sơn và Đài Phát thanh và Truyền hình tỉnh "
        "{f:BC03|58} tin, {f:BC04|31} bài. Các trang mạng xã hội của công đoàn thu hút {f:MX01|183.240} lượt tương tác."
    ),
    told("Kết quả theo nhóm đơn vị thể hiện tại Bảng 1; diễn biến theo tuần thể hiện tại Biểu đồ 1."),
    Table(
        headers=("TT", "Nhóm đơn vị", "Số đơn vị", "Số buổi", "Lượt người nghe", "Tin", "Bài"),
        widths_mm=(11, 56, 20, 20, 26, 16, 16),
        rows=(
            (
                Cell("1", align="center"), Cell("Công đoàn phường, xã"), Cell("12", "f:N1A", "right"),
                Cell("141", "f:N1B", "right"), Cell("10.964", "f:N1C", "right"), Cell("98", "f:N1D", "right"),
                Cell("41", "f:N1E", "right"),
            ),
            (
                Cell("2", align="center"), Cell("Công đoàn ngành"), Cell("5", "f:N2A", "right"),
                Cell("87", "f:N2B", "right"), Cell("8.212", "f:N2C", "right"), Cell("69", "f:N2D", "right"),
                Cell("33", "f:N2E", "right"),
            ),
            (
                Cell("3", align="center"), Cell("Công đoàn khu công nghiệp, công ty"), Cell("3", "f:N3A", "right"),
                Cell("58", "f:N3B", "right"), Cell("5.342", "f:N3C", "right"), Cell("47", "f:N3D", "right"),
                Cell("23", "f:N3E", "right"),
            ),
            (
                Cell(""), Cell("Tổng cộng"), Cell("20", "f:NTA", "right"), Cell("286", "f:NTB", "right"),
                Cell("24.518", "f:NTC", "right"), Cell("214", "f:NTD", "right"), Cell("97", "f:NTE", "right"),
            ),
        ),
        caption="Bảng 1. Kết quả tuyên truyền theo nhóm đơn vị",
        total=True,
    ),
)  # fmt: skip


def chart() -> Chart:
    """Columns by week with their figures above, in black and one tint so that it reads in print."""
    values = (8, 14, 17, 22, 5, 3, 24, 29, 36, 41, 87)
    step, base, top = 54, 210, 170
    parts = [f'<line x1="40" y1="{base}" x2="640" y2="{base}" stroke="#000" stroke-width="1"/>']
    for number, value in enumerate(values):
        x, height = 48 + number * step, value / max(values) * top
        parts.append(f'<rect x="{x}" y="{base - height:.1f}" width="34" height="{height:.1f}" fill="#2b6a94"/>')
        parts.append(f'<text x="{x + 17}" y="{base - height - 6:.1f}" text-anchor="middle">{value}</text>')
        parts.append(f'<text x="{x + 17}" y="{base + 18}" text-anchor="middle">{number + 1}</text>')
    parts.append(f'<text x="340" y="{base + 38}" text-anchor="middle">Tuần thứ</text>')
    font = "Liberation Serif, Times New Roman, serif"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 254" font-family="{font}" font-size="15">'
    alt = "Biểu đồ cột: số buổi tuyên truyền miệng tăng từ 8 buổi ở tuần 1 lên 87 buổi ở tuần 11, giảm ở tuần 5 và 6 (Tết)."
    return Chart(f"{svg}{''.join(parts)}</svg>", 150, "Biểu đồ 1. Số buổi tuyên truyền miệng theo tuần", alt)


REST: tuple[Part, ...] = (
    told(
        "Số buổi giảm ở tuần 5 và tuần 6 do trùng dịp Tết Nguyên đán; từ tuần 7 các đơn vị tăng tốc, riêng tuần 11 có "
        "{f:TM11|87} buổi, gấp {f:TM12|2,1} lần tuần 10."
    ),
    head("Tuyên truyền trực quan, hệ thống truyền thanh", "3.", 1),
    told(
        "Đã treo {f:TQ01|132} băng rôn, dựng {f:TQ02|46} pa nô, cụm pa nô tại trụ sở, khu công nghiệp và trục đường chính; "
        "phát {f:TT01|1.092} lượt trên hệ thống truyền thanh của {f:TT02|12}/{f:TT03|12} xã, phường."
    ),
    told(
        "{n:105|Công đoàn xã Mường Lự tận dụng loa kéo của các bản để phát lại bản tin Đại hội vào phiên chợ Chủ nhật.} "
        "{n:106|Công đoàn Công ty Cổ phần Xi măng Vĩnh Sơn thiết kế cụm khẩu hiệu điện tử tại cổng nhà máy, chạy liên tục "
        "ba ca.}"
    ),
    head("Thi đua, chăm lo đoàn viên gắn với Đại hội", "4.", 1),
    told(
        "Có {f:TD01|173} công trình, phần việc được đăng ký chào mừng Đại hội, đã hoàn thành {f:TD02|64}; bàn giao "
        "{f:CL01|07} nhà “Mái ấm Công đoàn” trị giá {f:CL02|420} triệu đồng; tặng {f:CL03|1.850} suất quà Tết cho đoàn viên "
        "khó khăn."
    ),
    Paragraph(
        (Span("Lấy ý kiến góp ý vào "), Span("03", "f:YK00"), Span(" dự thảo văn kiện")), "5.", level=1, bold=True
    ),
    told(
        "Tổ chức {f:YK01|118} hội nghị, tiếp nhận {f:YK02|2.346} lượt ý kiến góp ý vào dự thảo Báo cáo chính trị; hầu hết "
        "ý kiến ({f:YK03|2.101}/{f:YK04|2.346}) thống nhất với bố cục và đánh giá kết quả nhiệm kỳ."
    ),
    head("Đánh giá chung", "III.", 0),
    head("Ưu điểm", "1.", 1),
    told(
        "Công tác tuyên truyền đợt 1 được triển khai đồng bộ, đúng định hướng, bám sát đề cương của Tổng Liên đoàn; nhiều "
        "cách làm sáng tạo, phù hợp với đặc thù miền núi, đoàn viên làm ca."
    ),
    told(
        "Đoàn viên, người lao động quan tâm theo dõi, tích cực góp ý vào dự thảo văn kiện; không có điểm nóng, không phát "
        "sinh đơn thư tập thể liên quan đến Đại hội."
    ),
    head("Khó khăn, hạn chế", "2.", 1),
    told("Một số công đoàn cơ sở ngoài nhà nước khó bố trí thời gian sinh hoạt, phải tuyên truyền giữa ca;", "a)", 2),
    told("Sóng di động ở các xã Nậm Pục, Tà Sìn còn yếu nên tuyên truyền qua mạng xã hội hiệu quả thấp;", "b)", 2),
    told("Kinh phí in tài liệu tiếng dân tộc còn hạn hẹp, mới đáp ứng được {f:KP01|38%} nhu cầu.", "c)", 2),
    head("Nguyên nhân", "3.", 1),
    told(
        "Địa bàn rộng, dân cư phân tán; một bộ phận cán bộ công đoàn cơ sở kiêm nhiệm, mới tham gia lần đầu, còn lúng túng "
        "khi trả lời câu hỏi của người lao động về tiền lương, bảo hiểm xã hội."
    ),
    head("Phương hướng đợt 2 và kiến nghị", "IV.", 0),
    head("Nhiệm vụ trọng tâm đợt 2", "1.", 1),
    told("Tuyên truyền đậm nét ngày khai mạc Đại hội Công đoàn tỉnh; mở chuyên mục “Đoàn viên hỏi - Đại hội trả lời”;", "a)", 2),
    told("Đưa tin kịp thời kết quả đại hội công đoàn cơ sở, hoàn thành trước ngày 30/6/2027;", "b)", 2),
    told("Phấn đấu {f:PH01|100%} công đoàn cơ sở có bản tin Đại hội trên nhóm Zalo của đơn vị.", "c)", 2),
    head("Kiến nghị với Tổng Liên đoàn Lao động Việt Nam", "2.", 1),
    told("Sớm ban hành bộ nhận diện và khẩu hiệu chính thức của Đại hội để các địa phương in ấn thống nhất;"),
    told("Hỗ trợ kinh phí biên dịch tài liệu ra tiếng Thái, tiếng Mông cho các tỉnh miền núi."),
    told("(Số liệu chi tiết của từng đơn vị tại Phụ lục I; danh mục văn bản chỉ đạo tại Phụ lục II kèm theo)."),
)  # fmt: skip


_BELOW = "Công đoàn cấp trên trực tiếp cơ sở"
ISSUED = (
    ("12/KH-LĐLĐ", "08/01/2027", "Kế hoạch tuyên truyền Đại hội Công đoàn các cấp tỉnh Vĩnh Sơn", "Các cấp công đoàn"),
    ("15/HD-LĐLĐ", "14/01/2027", "Hướng dẫn treo khẩu hiệu, trang trí nơi diễn ra đại hội", "Công đoàn cơ sở"),
    ("21/CV-LĐLĐ", "22/01/2027", "Về việc cung cấp tin, bài cho chuyên mục Đại hội", _BELOW),
    ("34/TB-LĐLĐ", "18/02/2027", "Kết luận hội nghị giao ban công tác tuyên truyền sau Tết", "Các ban của tỉnh"),
    ("39/KH-LĐLĐ", "26/02/2027", "Kế hoạch kiểm tra công tác tuyên truyền đợt 1", "Ủy ban Kiểm tra"),
    ("52/CV-LĐLĐ", "15/3/2027", "Về việc báo cáo kết quả tuyên truyền đợt 1", _BELOW),
)


def unit_rows() -> tuple[tuple[Cell, ...], ...]:
    rng = random.Random(18)
    rows, sums = [], [0] * 7
    for number, unit in enumerate(UNITS, start=1):
        values = [rng.randint(6, 24), rng.randint(420, 2400), rng.randint(4, 18), rng.randint(1, 9)]
        values += [rng.randint(900, 18000), rng.randint(2, 12), rng.randint(0, 5)]
        sums = [one + value for one, value in zip(sums, values, strict=True)]
        cells = [Cell(figure(value), f"f:U{number:02d}.{at}", "right") for at, value in enumerate(values)]
        day = f"{rng.randint(24, 31)}/3/2027" if number % 7 else "Chưa gửi"
        rows.append((Cell(str(number), align="center"), Cell(unit), *cells, Cell(day, align="center")))
    total = [Cell(figure(value), f"f:U00.{at}", "right") for at, value in enumerate(sums)]
    return (*rows, (Cell(""), Cell("Tổng cộng"), *total, Cell("")))


def annexes() -> tuple[Annex, ...]:
    units = Table(HEADERS, (12, 76, 18, 24, 16, 16, 26, 20, 16, 30), unit_rows(), total=True, groups=GROUPS)
    papers = Table(
        ("TT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Đơn vị thực hiện"),
        (12, 42, 34, 118, 51),
        tuple(
            (Cell(str(number), align="center"), Cell(symbol), Cell(day, align="center"), Cell(subject), Cell(unit))
            for number, (symbol, day, subject, unit) in enumerate(
                ISSUED,
                start=1,
            )
        ),
    )  # fmt: skip
    note = told("Ghi chú: đơn vị ghi “Chưa gửi” được tổng hợp theo số liệu nhật ký hoạt động đến hết ngày 31/3/2027.")
    return (
        Annex("Số liệu tuyên truyền đợt 1 của từng đơn vị", (units, note)),
        Annex("Danh mục văn bản chỉ đạo đã ban hành trong đợt 1", (papers,)),
    )


def sample() -> Report:
    return Report(PAPER, (*SECTIONS, chart(), *REST), annexes())


def long_sample() -> Report:
    """The sample with a section of five paragraphs for each unit, as a report merged from narratives has."""
    rng = random.Random(7)
    parts: list[Part] = [head("Kết quả của từng đơn vị", "V.", 0)]
    ways = (
        "tổ chức sinh hoạt chuyên đề theo ca, bảo đảm người lao động nào cũng được nghe",
        "biên soạn tờ gấp hỏi - đáp, phát đến từng tổ sản xuất và dán tại bảng tin nhà ăn",
        "phối hợp với đoàn thanh niên quay phóng sự ngắn về tấm gương công nhân tiêu biểu",
        "đưa nội dung Đại hội vào buổi giao ban đầu tuần và nhóm Zalo của từng phân xưởng",
        "mời cán bộ hưu trí kể chuyện truyền thống công đoàn cho đoàn viên trẻ mới vào nghề",
        "tổ chức hội thi tìm hiểu bằng hình thức sân khấu hóa, thu hút đông đảo gia đình đoàn viên",
    )
    for number, unit in enumerate(UNITS, start=1):
        parts.append(head(unit, f"{number}.", 1))
        for each, way in enumerate(rng.sample(ways, 5)):
            code, amount, people = f"{number:02d}{each}", rng.randint(3, 60), rng.randint(100, 2900)
            said = (
                f"{{n:{code}|{unit} {way}.}} Trong tháng {each + 1} có {{f:A{code}|{amount}}} buổi với "
                f"{{f:B{code}|{figure(people)}}} lượt người dự, kết quả được ghi vào nhật ký của {unit}."
            )
            parts.append(told(said))
    return Report(PAPER, (*SECTIONS, chart(), *REST, *parts), annexes())
