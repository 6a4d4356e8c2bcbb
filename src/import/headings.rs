//! Guesses what a column means from its heading, in English or Korean.

use super::fields::{Field, Meaning, Unit};

/// The headings that mean a field, in small letters. Of fields with equal headings, the earlier one is meant.
const HEADINGS: [(Field, &[&str]); 26] = [
    (
        Field::ServiceId,
        &[
            "service id",
            "app id",
            "application id",
            "system id",
            "ci id",
            "service code",
            "서비스 id",
            "서비스 아이디",
            "시스템 코드",
        ],
    ),
    (
        Field::Service,
        &[
            "service",
            "service name",
            "business service",
            "application",
            "application name",
            "app",
            "app name",
            "system",
            "system name",
            "component",
            "workload",
            "consumer",
            "caller",
            "서비스",
            "서비스명",
            "서비스 이름",
            "시스템",
            "시스템명",
            "업무",
            "업무명",
            "애플리케이션",
        ],
    ),
    (Field::StandbyServers, &["standby servers", "dr servers", "대기 서버", "대기 서버 수"]),
    (
        Field::StandbySite,
        &[
            "standby site",
            "standby",
            "dr site",
            "secondary site",
            "secondary",
            "backup site",
            "recovery site",
            "failover site",
            "dr location",
            "dr center",
            "dr centre",
            "dr 센터",
            "dr센터",
            "재해복구센터",
            "백업 센터",
            "대기 거점",
        ],
    ),
    (Field::SiteId, &["site id", "data center id", "datacenter id", "거점 id"]),
    (
        Field::Site,
        &[
            "site",
            "site name",
            "primary site",
            "production site",
            "hosting site",
            "data center",
            "data centre",
            "datacenter",
            "datacentre",
            "dc",
            "primary",
            "location",
            "hosted at",
            "hosted in",
            "거점",
            "거점명",
            "센터",
            "데이터센터",
            "주센터",
            "사이트",
        ],
    ),
    (
        Field::Owner,
        &[
            "owner",
            "service owner",
            "business owner",
            "owned by",
            "team",
            "department",
            "company",
            "business unit",
            "담당",
            "담당자",
            "담당 부서",
            "담당부서",
            "소유자",
            "부서",
            "팀",
            "회사",
        ],
    ),
    (
        Field::Rto,
        &[
            "rto",
            "rto target",
            "target rto",
            "recovery time objective",
            "recovery time",
            "복구 목표 시간",
            "목표 복구 시간",
            "복구목표시간",
            "목표복구시간",
        ],
    ),
    (
        Field::Rpo,
        &[
            "rpo",
            "rpo target",
            "target rpo",
            "recovery point objective",
            "복구 목표 시점",
            "목표 복구 시점",
            "목표복구시점",
        ],
    ),
    (
        Field::Tier,
        &[
            "tier",
            "dr tier",
            "service tier",
            "criticality",
            "business criticality",
            "priority",
            "class",
            "등급",
            "중요도",
        ],
    ),
    (
        Field::Users,
        &[
            "users",
            "user count",
            "number of users",
            "active users",
            "customers",
            "mau",
            "dau",
            "이용자",
            "이용자 수",
            "이용자수",
            "사용자",
            "사용자 수",
            "사용자수",
        ],
    ),
    (Field::Load, &["load", "peak load", "servers needed", "required servers", "필요 서버", "필요 서버 수"]),
    (
        Field::Servers,
        &[
            "servers",
            "server count",
            "number of servers",
            "hosts",
            "instances",
            "nodes",
            "vms",
            "서버",
            "서버 수",
            "서버수",
            "서버 대수",
        ],
    ),
    (Field::Restart, &["restart", "restart time", "startup time", "재시작", "재시작 시간"]),
    (
        Field::DependsOn,
        &[
            "depends on",
            "dependson",
            "dependencies",
            "dependency",
            "depends upon",
            "upstream",
            "upstreams",
            "upstream services",
            "requires",
            "needs",
            "target",
            "callee",
            "의존",
            "의존 서비스",
            "의존 대상",
            "선행 서비스",
            "연계 시스템",
        ],
    ),
    (Field::Weight, &["weight", "share of requests", "비중", "가중치"]),
    (Field::Grace, &["grace", "tolerates", "tolerance", "유예", "견디는 시간"]),
    (Field::City, &["city", "town", "도시", "지역"]),
    (Field::Latitude, &["latitude", "lat", "위도"]),
    (Field::Longitude, &["longitude", "lon", "lng", "long", "경도"]),
    (Field::Coordinates, &["coordinates", "lat lon", "lat,lon", "latlon", "geo", "좌표"]),
    (Field::Operator, &["operator", "provider", "hosting provider", "운영사", "운영 주체"]),
    (Field::Campus, &["campus", "캠퍼스"]),
    (Field::Kind, &["kind", "type", "service type", "category", "종류", "유형", "분류"]),
    (Field::Lifecycle, &["lifecycle", "status", "환경", "상태"]),
    (Field::About, &["description", "about", "notes", "comment", "comments", "remarks", "설명", "비고"]),
];

/// Words of units in headings.
const UNITS: [(Unit, &[&str]); 4] = [
    (Unit::Seconds, &["s", "sec", "secs", "second", "seconds", "초"]),
    (Unit::Minutes, &["m", "min", "mins", "minute", "minutes", "분"]),
    (Unit::Hours, &["h", "hr", "hrs", "hour", "hours", "시간"]),
    (Unit::Days, &["d", "day", "days", "일"]),
];

/// What columns with these headings mean, as far as it can be guessed.
pub(super) fn guess(headings: &[String]) -> Vec<Option<Meaning>> {
    let read: Vec<(String, Option<Unit>)> = headings.iter().map(|heading| simplified(heading)).collect();
    let mut meanings: Vec<Option<Meaning>> = vec![None; headings.len()];
    // A heading that is exactly that of a field goes before one that only contains it.
    for is_exact in [true, false] {
        for (field, known) in HEADINGS {
            for (index, (heading, unit)) in read.iter().enumerate() {
                let is_taken = meanings.iter().flatten().any(|meaning| meaning.field == field);
                let is_free = meanings[index].is_none() && (!is_taken || field.may_repeat());
                if is_free && known.iter().any(|known| means(heading, known, is_exact)) {
                    meanings[index] = Some(Meaning { field, unit: unit.filter(|_| field.is_duration()) });
                }
            }
        }
    }
    name_column(&read, &mut meanings);
    meanings
}

/// The field that exactly this heading means by itself.
#[must_use]
pub fn field_called(heading: &str) -> Option<Field> {
    let (heading, _) = simplified(heading);
    HEADINGS.iter().find(|(_, known)| known.iter().any(|known| means(&heading, known, true))).map(|(field, _)| *field)
}

/// The unit that a heading such as `RTO (h)` names, with the heading without it, in small letters and without marks.
#[must_use]
pub fn unit_in(heading: &str) -> Option<(String, Unit)> {
    let (bare, unit) = simplified(heading);
    unit.map(|unit| (bare, unit))
}

/// Gives a column `name`, `id`, `from`, `source` or `to` the meaning that it has beside the others.
fn name_column(headings: &[(String, Option<Unit>)], meanings: &mut [Option<Meaning>]) {
    let has = |meanings: &[Option<Meaning>], field| meanings.iter().flatten().any(|meaning| meaning.field == field);
    let place = [Field::Latitude, Field::Longitude, Field::Coordinates, Field::City];
    let is_of_sites = !has(meanings, Field::Service)
        && !has(meanings, Field::Rto)
        && place.into_iter().any(|field| has(meanings, field));
    let (name, id) = if is_of_sites { (Field::Site, Field::SiteId) } else { (Field::Service, Field::ServiceId) };
    let columns: [(Field, &[&str]); 3] = [
        (name, &["name", "title", "이름", "명칭"]),
        (Field::Service, &["from", "source"]),
        (Field::DependsOn, &["to", "destination"]),
    ];
    for (field, known) in columns {
        claim(headings, meanings, field, known);
    }
    // Without a better column, the ids are the names.
    let is_named = meanings.iter().flatten().any(|meaning| meaning.field == name);
    claim(headings, meanings, if is_named { id } else { name }, &["id", "key", "code", "아이디"]);
}

/// Gives the field to the first column with one of these headings, if neither the column nor the field has found another.
fn claim(headings: &[(String, Option<Unit>)], meanings: &mut [Option<Meaning>], field: Field, known: &[&str]) {
    let is_taken = meanings.iter().flatten().any(|meaning| meaning.field == field);
    let index = headings.iter().position(|(heading, _)| known.contains(&heading.as_str()));
    if let Some(index) = index.filter(|index| meanings[*index].is_none() && !is_taken) {
        meanings[index] = Some(field.into());
    }
}

fn means(heading: &str, known: &str, is_exact: bool) -> bool {
    if is_exact {
        return heading == known;
    }
    // Words of four letters and more may stand among others. Hangul has no blanks between some words.
    let is_long = known.chars().count() >= 4 || matches!(known, "rto" | "rpo");
    let words: Vec<&str> = heading.split(' ').collect();
    let parts: Vec<&str> = known.split(' ').collect();
    is_long && words.windows(parts.len()).any(|window| window == parts)
}

/// The heading in small letters and without marks, and the unit in it.
fn simplified(heading: &str) -> (String, Option<Unit>) {
    let lower = heading.to_lowercase();
    let mark = |letter: char| {
        if matches!(letter, '_' | '-' | '/' | '.' | '(' | ')' | '[' | ']' | ':' | '#' | '*') { ' ' } else { letter }
    };
    let words: Vec<String> =
        lower.chars().map(mark).collect::<String>().split_whitespace().map(str::to_owned).collect();
    let whole = words.join(" ");
    // A name that ends with such a word, as `복구 목표 시간` does, names no unit.
    if HEADINGS.iter().any(|(_, known)| known.contains(&whole.as_str())) {
        return (whole, None);
    }
    let unit_of = |word: &str| UNITS.iter().find(|(_, words)| words.contains(&word)).map(|(unit, _)| *unit);
    match words.split_last() {
        Some((last, before)) if !before.is_empty() && unit_of(last).is_some() => {
            let before = before.iter().filter(|word| *word != "in").cloned().collect::<Vec<_>>();
            (before.join(" "), unit_of(last))
        }
        _ => (whole, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(headings: &[&str]) -> Vec<String> {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let word = |meaning: Option<Meaning>| meaning.map_or_else(|| "-".to_owned(), |meaning| meaning.to_string());
        guess(&headings).into_iter().map(word).collect()
    }

    #[test]
    fn headings_of_plans_for_disaster_recovery_are_known() {
        let headings = [
            "Application Name",
            "Business Owner",
            "Tier",
            "RTO (hrs)",
            "RPO (min)",
            "Primary Site",
            "DR Site",
            "Cost centre",
        ];
        let meanings = ["service", "owner", "tier", "rto:hours", "rpo", "site", "standby-site", "-"];
        assert_eq!(told(&headings), meanings);
        let korean = [
            "시스템명",
            "담당부서",
            "등급",
            "복구목표시간(시간)",
            "목표복구시점",
            "주센터",
            "재해복구센터",
            "이용자수",
        ];
        assert_eq!(told(&korean), ["service", "owner", "tier", "rto:hours", "rpo", "site", "standby-site", "users"]);
    }

    #[test]
    fn units_are_named_by_headings() {
        let units = [
            ("RTO (h)", Some(("rto", Unit::Hours))),
            ("Restart takes [min]", Some(("restart takes", Unit::Minutes))),
            ("RTO in days", Some(("rto", Unit::Days))),
            ("복구목표시간(분)", Some(("복구목표시간", Unit::Minutes))),
            ("복구 목표 시간 (시간)", Some(("복구 목표 시간", Unit::Hours))),
            ("복구 목표 시간", None),
            ("재시작 시간", None),
            ("RTO", None),
            ("h", None),
        ];
        for (heading, unit) in units {
            let expected = unit.map(|(bare, unit)| (bare.to_owned(), unit));
            assert_eq!(unit_in(heading), expected, "{heading:?}");
        }
        assert_eq!(field_called("복구 목표 시간"), Some(Field::Rto), "its last word is no unit");
    }

    #[test]
    fn a_name_belongs_to_what_the_sheet_is_about() {
        assert_eq!(told(&["Name", "Lat", "Long", "Provider"]), ["site", "latitude", "longitude", "operator"]);
        assert_eq!(told(&["Id", "Name", "Type", "dependsOn"]), ["service-id", "service", "kind", "depends-on"]);
        assert_eq!(told(&["from", "to", "weight"]), ["service", "depends-on", "weight"]);
        assert_eq!(told(&["ID", "RTO"]), ["service", "rto"]);
        assert_eq!(told(&["Service", "Depends on 1", "Depends on 2"]), ["service", "depends-on", "depends-on"]);
    }
}
