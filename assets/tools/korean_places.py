"""Corrections and additions by hand for make_map.py: facts about Korean places that GeoNames has late, twice or not at all.

GeoNames still writes some towns in an older romanisation, or in a Japanese reading; a map read in Seoul cannot.
"""

# GeoNames number -> (name in Revised Romanisation, Hangul).
RENAMED = {
    1835848: ("Seoul", "서울"),
    1842943: ("Gimhae", "김해"),
    1833105: ("Wonju", "원주"),
    1846052: ("Jinju", "진주"),
    6621166: ("Seogwipo", "서귀포"),
    1897118: ("Hwado", "화도"),
    1892823: ("Donghae", "동해"),
    1912209: ("Wabu", "와부"),
    1840982: ("Muan", "무안"),
    1832830: ("Yangpyeong", "양평"),
    1912205: ("Ungsang", "웅상"),
    1840379: ("Namwon", "남원"),
    1925936: ("Naeseo", "내서"),
    1844191: ("Hongcheon", "홍천"),
    1842859: ("Gochang", "고창"),
    1845020: ("Tongyeong", "통영"),
    1925943: ("Hwawon", "화원"),
    1896953: ("Bubal", "부발"),
    1840179: ("Goseong", "고성"),
    1846095: ("Jincheon", "진천"),
    1832617: ("Yeongcheon", "영천"),
    1835515: ("Taebaek", "태백"),
    1842939: ("Gimje", "김제"),
    1842800: ("Goesan", "괴산"),
    1840862: ("Munsan", "문산"),
    1838069: ("Samcheok", "삼척"),
    1844954: ("Jeungpyeong", "증평"),
    1842016: ("Gunwi", "군위"),
    1834885: ("Dangjin", "당진"),
    1841976: ("Gurye", "구례"),
    1844308: ("Hayang", "하양"),
    1846355: ("Jangsu", "장수"),
    1832257: ("Yeongwol", "영월"),
    1842153: ("Geumsan", "금산"),
    1886598: ("Yeonmu", "연무"),
    1835096: ("Daesan", "대산"),
    1838722: ("Buan", "부안"),
    1835967: ("Seonsan", "선산"),
}

# The same town a second time, or a neighbourhood of a town already there.
DROPPED = {
    1837362,  # Siheungdong, in Seoul
    1841775,  # Gwangyang again
    1882056,  # Sinhyeon, the seat of Geoje
    1842754,  # Geoje again
    1833332,  # four quarters of Jeju, and a village
    6198535,
    1846852,
    6198579,
    1847050,
    6194195,  # Seodong, in Busan
    1840413,  # Namsa, a village
    4645421,  # New South Memphis, with the people of Memphis
}

# Seats of the provinces, and the cities that are provinces themselves.
SEATS = {
    "Busan", "Daegu", "Incheon", "Daejeon", "Ulsan", "Sejong", "Suwon", "Chuncheon", "Cheongju", "Hongseong", "Jeonju", "Muan",
    "Andong", "Changwon", "Jeju",
}  # fmt: skip

# Cities GeoNames' list lacks: name, Hangul, latitude and longitude of the city hall, people.
EXTRA = [
    ("Yongin", "용인", 37.2411, 127.1776, 1_074_000),
    ("Siheung", "시흥", 37.3800, 126.8029, 511_000),
    ("Paju", "파주", 37.7600, 126.7799, 490_000),
    ("Pocheon", "포천", 37.8949, 127.2004, 146_000),
    ("Dongducheon", "동두천", 37.9036, 127.0606, 92_000),
    ("Gwacheon", "과천", 37.4292, 126.9876, 77_000),
    ("Gyeryong", "계룡", 36.2746, 127.2486, 44_000),
]

# Parts of cities that people name when they speak of where machines stand.
DISTRICTS = [
    ("Pangyo", "판교", 37.3948, 127.1112),
    ("Bundang", "분당", 37.3827, 127.1189),
    ("Gangnam", "강남", 37.4979, 127.0276),
    ("Jamsil", "잠실", 37.5133, 127.1001),
    ("Yeouido", "여의도", 37.5216, 126.9242),
    ("Sangam", "상암", 37.5792, 126.8905),
    ("Mok-dong", "목동", 37.5266, 126.8645),
    ("Gasan", "가산", 37.4812, 126.8827),
    ("Gwanghwamun", "광화문", 37.5710, 126.9769),
    ("Pyeongchon", "평촌", 37.3943, 126.9638),
    ("Songdo", "송도", 37.3826, 126.6432),
    ("Ilsan", "일산", 37.6584, 126.7698),
    ("Dongtan", "동탄", 37.2007, 127.0960),
    ("Gwanggyo", "광교", 37.2886, 127.0517),
]

# The Han through Seoul, from the dam at Paldang to the estuary, by way of its bridges: longitude, latitude.
HAN_RIVER = [
    (127.316, 37.520), (127.280, 37.527), (127.240, 37.545), (127.212, 37.561), (127.180, 37.575), (127.150, 37.573),
    (127.128, 37.560), (127.113, 37.545), (127.102, 37.534), (127.090, 37.524), (127.073, 37.522), (127.057, 37.528),
    (127.035, 37.537), (127.021, 37.537), (127.013, 37.528), (126.997, 37.515), (126.982, 37.509), (126.959, 37.516),
    (126.946, 37.525), (126.936, 37.534), (126.920, 37.541), (126.902, 37.546), (126.885, 37.557), (126.862, 37.573),
    (126.838, 37.588), (126.818, 37.599), (126.795, 37.611), (126.765, 37.626), (126.735, 37.642), (126.705, 37.660),
    (126.683, 37.690), (126.672, 37.725), (126.668, 37.750),
]  # fmt: skip

# Hangul names, by today's rules of transcription, where GeoNames has none or an older one: GeoNames number -> name.
HANGUL = {
    1848354: "요코하마", 1853909: "오사카", 1856057: "나고야", 2128295: "삿포로", 1863967: "후쿠오카", 1859642: "가와사키",
    1859171: "고베", 1857910: "교토", 6940394: "사이타마", 1862415: "히로시마", 2111149: "센다이", 2113015: "지바",
    1859307: "기타큐슈", 1853195: "사카이", 1855431: "니가타", 1863289: "하마마쓰", 1858421: "구마모토", 1854383: "오카야마",
    1851717: "시즈오카", 1860827: "가고시마", 1926099: "마쓰야마", 1854487: "오이타", 1860243: "가나자와", 1851100: "다카마쓰",
    1849876: "도야마", 1856177: "나가사키", 1863641: "기후", 1856717: "미야자키", 1795565: "선전", 1815286: "청두",
    1792947: "톈진", 1791247: "우한", 1812545: "둥관", 1790630: "시안", 1811103: "포산", 1814906: "충칭", 1797929: "칭다오",
    1886760: "쑤저우", 2037013: "하얼빈", 1808722: "허페이", 1814087: "다롄", 2038180: "창춘", 1790645: "샤먼", 1790923: "우시",
    1805753: "지난", 1793511: "타이위안", 1784658: "정저우", 1795270: "스자좡", 1804651: "쿤밍", 1799869: "난닝",
    1810821: "푸저우", 1799397: "닝보", 1815577: "창사", 1668341: "타이베이", 1668399: "타이중", 1673820: "가오슝",
    1668355: "타이난", 1871859: "평양", 1869012: "순천", 1877030: "흥남", 1566083: "호찌민", 3448439: "상파울루", 703448: "키이우",
    2158177: "멜버른", 2761369: "빈", 2657896: "취리히", 4140963: "워싱턴", 5391811: "샌디에이고", 4684888: "댈러스",
    5392171: "새너제이", 4180439: "애틀랜타", 5506956: "라스베이거스", 5110266: "브롱크스", 5133273: "퀸스", 5263045: "밀워키",
}  # fmt: skip
