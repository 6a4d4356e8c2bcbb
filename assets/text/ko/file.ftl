# 파일을 읽거나 쓰지 못한 까닭과 해결 방법.

file-missing = 파일이 없어요 ({ $error })
file-missing-remedy = 경로를 확인해 주세요. 상대 경로는 현재 폴더에서 시작해요.
file-denied = 읽을 권한이 없어요 ({ $error })
file-denied-remedy = 읽기 권한을 요청하거나, 권한이 있는 곳으로 복사해 주세요.
file-unreadable = 읽지 못했어요 ({ $error })
file-unreadable-remedy = 디스크가 연결되어 있고 파일을 읽을 수 있는지 확인해 주세요.
file-folder = 폴더예요
file-folder-remedy = .ron으로 끝나는 파일 같은 시나리오 파일을 골라 주세요.
file-device = 일반 파일이 아니에요
file-device-remedy = 내용을 파일로 복사해서 그 파일을 열어 주세요.
file-too-large = 파일이 256 MB보다 커요
file-too-large-remedy = 시나리오는 이보다 훨씬 작아요. 맞는 파일인지 확인해 주세요.
file-empty = 파일이 비어 있어요
file-empty-remedy = 작은 시나리오로 시작해 보세요. `firedrill generate`가 하나 만들어 줘요.
file-not-utf8 = { $byte }번째 바이트가 UTF-8 텍스트가 아니에요
file-not-utf8-remedy = 파일을 UTF-8 텍스트로 저장해 주세요.
file-save-denied = { $path }: 쓸 권한이 없어요 ({ $error }). 쓸 수 있는 폴더에 저장해 주세요.
file-save-full = { $path }: 디스크가 가득 찼어요 ({ $error }). 공간을 비우거나 다른 곳에 저장해 주세요.
file-save-nowhere = { $path }: 폴더가 없어요 ({ $error }). 폴더를 만들거나 다른 폴더를 골라 주세요.
file-save-folder = { $path }: 폴더예요 ({ $error }). 파일에 다른 이름을 붙여 주세요.
file-save-read-only = { $path }: 쓸 수 없는 디스크예요 ({ $error }). 다른 곳에 저장해 주세요.
file-save-failed = { $path }: 저장하지 못했어요 ({ $error }). 전에 있던 내용은 그대로예요.
file-more = 그 밖에 문제가 { $count }개 더 있어요
file-more-remedy = 위의 것부터 고쳐 주세요.
file-did-you-mean = "{ $near }": 이것을 뜻하지 않았나요?
file-did-you-mean-word = `{ $near }`: 이것을 뜻하지 않았나요?
file-one-of = 다음 중 하나를 써 주세요: { $names }

# 파일을 이루는 것.
file-kind-hazard = 재해
file-kind-site = 거점
file-kind-service = 서비스
file-kind-exchange = 거래소
file-kind-company = 회사
file-kind-rival = 경쟁 서비스
file-kind-source = 출처

# 숫자.
file-decimals = { $value }: 소수점 아래가 세 자리를 넘어요
file-decimals-remedy = { $near }처럼 소수점 아래 세 자리까지만 써 주세요.
file-out-of-range = { $value }: 범위를 벗어났어요
file-real-remedy = { $least }부터 { $most }까지의 숫자를 써 주세요.
file-positive-remedy = 0보다 크고 { $most } 이하인 숫자를 써 주세요.
file-whole-remedy = { $least }부터 { $most }까지의 정수를 써 주세요.

# 아이디와 이름.
file-not-id = "{ $text }": 아이디가 아니에요
file-not-id-remedy = 영문 소문자, 숫자, `-`만 써 주세요.
file-same-id = { JOSA($what, "이/가") } 이미 있어요: "{ $key }"
file-same-id-remedy = 둘 중 하나의 아이디를 바꾸거나 지워 주세요.
file-twice = "{ $text }": 여기에 두 번 있어요
file-keep-one = 둘 중 하나만 남겨 주세요.
file-no-such = 그런 { JOSA($what, "이/가") } 없어요: "{ $key }"
file-none-there = 파일에 { JOSA($what, "이/가") } 하나도 없어요. 하나를 더하거나 이것을 빼 주세요.
file-use-id = 이 파일에 있는 { $what }의 아이디를 써 주세요.
file-version = 형식 버전이 { $version }이에요. 이 프로그램은 버전 1을 읽어요.
file-version-newer = 더 새로운 Firedrill을 써 주세요.
file-version-write = `firedrill: 1`이라고 써 주세요.

# 시간.
file-subsecond = "{ $text }": 초 단위로 떨어지지 않아요
file-subsecond-remedy = 1초보다 작은 것은 빼 주세요.
file-hundred-years = 100년
file-ten-years = 10년
file-span-long = "{ $text }": { $longest }보다 길어요
file-span-long-remedy = "90s", "1h 33m", "6d"처럼 { $longest } 이하의 시간을 써 주세요.
file-not-span = "{ $text }": 시간의 길이가 아니에요 ({ $error })
file-not-span-remedy = "90s", "1h 33m", "6d"처럼 써 주세요.
file-no-time = 0보다 긴 시간이어야 해요
file-no-time-remedy = "1m"처럼 써 주세요.
file-not-clock = "{ $text }": 하루 중의 시각이 아니에요
file-not-clock-remedy = "09:00"처럼 써 주세요.
file-not-date = "{ $text }": 날짜가 아니에요
file-not-date-remedy = "2022-10-17"처럼 써 주세요.
file-skipped = "{ $text }": 그날 시계가 건너뛰는 시각이에요
file-skipped-remedy = 한 시간 이르거나 늦은 시각을 써 주세요.
file-skipped-start = 한 시간 이르거나 늦게 시작해 주세요.
file-never-shown = "{ $text }": 이 시간대의 시계에는 없는 시각이에요
file-never-shown-remedy = 시차를 빼 주세요.
file-not-time = "{ $text }": 시각이 아니에요
file-not-time-remedy = "2022-10-15 15:19"나 "15:19"처럼 현지 시각을 써 주세요.
file-year = { $year }년은 범위를 벗어났어요
file-year-remedy = { $first }년부터 { $last }년까지 쓸 수 있어요.
file-outside-run = "{ $text }": 실행 시간 밖이에요
file-outside-run-remedy = { $from }부터 { $to }까지의 시각을 써 주세요.
file-not-start = "{ $text }": 날짜와 시각이 아니에요
file-not-start-remedy = "2022-10-15 15:00"처럼 현지 시각을 써 주세요.
file-no-zone = 그런 시간대가 없어요: "{ $text }"
file-no-zone-remedy = "Asia/Seoul"처럼 써 주세요.

# 재해와 서비스.
file-step-order = 이 단계가 앞 단계보다 늦지 않아요
file-step-order-remedy = 단계를 시간 순서로 써 주세요.
file-repair-darker = 복구하는데 다시 더 꺼져요
file-repair-darker-remedy = 복구의 각 단계는 앞 단계보다 더 꺼지지 않게 해 주세요.
file-day = 하루는 { $hours }시간이 아니라 24시간이에요
file-day-remedy = 자정부터 한 시간에 하나씩 써 주세요.
file-day-decimals = 한 시간에 하나씩, 소수에는 0.5처럼 점을 써 주세요.
file-needs-itself = 서비스가 자신에게 의존할 수는 없어요
file-needs-itself-remedy = 이 의존을 지우거나 다른 서비스를 써 주세요.
file-no-weight = 비중이 0이면 의존이 아니에요
file-no-weight-remedy = 의존을 지우거나 1까지의 비중을 써 주세요.

# 시장.
file-closes-first = 거래소가 열기 전에 닫아요
file-closes-first-remedy = 같은 날 `open`보다 늦은 시각을 써 주세요.
file-no-listing = "{ $text }": 주식에 거래소와 종가가 없어요
file-no-listing-remedy = `exchange`와 `close`를 더하거나, 주식에 관한 것을 모두 빼 주세요.
file-no-close = "{ $text }": 주식에 종가가 없어요
file-no-close-remedy = 실행 전 마지막 가격인 `close: ...`를 더해 주세요.
file-no-exchange = "{ $text }": 주식에 거래소가 없어요
file-no-exchange-remedy = `exchange: ...`를 더해 주세요.

# 근거, 기록, 이야기.
file-no-section = "{ $text }": 시나리오에 없는 부분이에요
file-no-section-remedy = 다음 중 하나로 시작해 주세요: { $names }
file-since-later = `at`보다 늦어요
file-since-later-remedy = 더 이른 시각을 `since`에 써 주세요.
file-no-place = 그런 장소에 있는 거점이 없어요: "{ $text }"
file-no-place-remedy = 거점의 `place`를 써 주세요.

# 계획과 기대.
file-same-plan = 계획이 이미 있어요: "{ $text }"
file-same-plan-remedy = 둘 중 하나의 이름을 바꿔 주세요.
file-no-plan = 그런 계획이 없어요: "{ $text }"
file-no-plan-remedy = 이 파일에 있는 계획의 이름을 써 주세요.
file-fork-round = "{ $text }": 자신에게서 갈라지게 돼요
file-fork-round-remedy = 돌아오는 길에 있는 계획 하나에서 `fork`를 빼 주세요.
file-no-strike = "{ $text }": 첫 재해부터 세지만 이 계획에는 재해가 없어요
file-no-strike-remedy = 시각이 있는 Strike를 더하거나, 여기에 날짜와 시각을 써 주세요.
file-misfit-remedy = 있는 것을 쓰거나 대책을 지워 주세요.
file-one-and-many = 시드 하나와 여러 시드에 함께 기대하고 있어요
file-one-and-many-remedy = `seed`나 `seeds` 중 하나를 빼 주세요.
file-not-listed = "{ $text }": 상장되지 않아 주가가 없어요
file-not-listed-remedy = `exchange`와 `close`가 있는 회사를 써 주세요.
file-no-rto = "{ $text }": `rto`가 없어요
file-no-rto-remedy = `rto`를 더하거나, `rto`가 있는 서비스를 써 주세요.
file-any-will-do = 아무 값이나 맞으니 기대하는 것이 없어요
file-any-will-do-remedy = `over`나 `under`, 또는 둘 다 더해 주세요.
file-over-under = 둘 사이에 드는 값이 없어요
file-over-under-remedy = `over`를 `under`보다 작게 써 주세요.

# 번역.
file-no-language = 그런 언어가 없어요: "{ $text }"
file-no-text = 이 시나리오에 없는 글이에요: "{ $text }"
file-no-text-remedy = 이 파일에 있는 그대로 쓰거나 `services.talk.name`처럼 경로를 쓰거나 번역을 지워 주세요.
file-empty-translation = 번역이 비어 있어요: "{ $text }"
file-empty-translation-remedy = 번역을 쓰거나 빼 주세요.

# 파일의 표기.
file-no-field = `{ $field }`: 그런 항목이 없어요
file-no-field-in = `{ $field }`: { $name }에 없는 항목이에요
file-no-name = `{ $name }`: 여기에 쓸 수 없는 이름이에요
file-misses = 여기에 `{ $field }` 항목이 없어요
file-misses-in = 이 { $name }에 `{ $field }` 항목이 없어요
file-misses-remedy = `{ $field }: ...`를 더해 주세요.
file-field-twice = `{ $field }`: 여기에 두 번 있어요
file-ends-early = 파일이 너무 일찍 끝나요
file-ends-early-remedy = 열린 괄호를 모두 닫아 주세요. 파일이 잘리지 않았나요?
file-too-deep = 괄호가 너무 깊어요
file-too-deep-remedy = 시나리오는 열 겹을 넘지 않아요.
file-trailing = 시나리오 뒤에 다른 것이 있어요
file-trailing-remedy = 마지막 괄호 뒤의 것을 지워 주세요.
file-number-range = 숫자가 범위를 벗어났어요
file-number-range-remedy = 자릿수가 더 적은 정수를 써 주세요.
file-truth = 여기에는 `true`나 `false`를 써야 해요
file-truth-remedy = 둘 중 하나를 써 주세요.
file-whole = 여기에는 정수를 써야 해요
file-whole-number-remedy = 43000000처럼 숫자만 써 주세요.
file-number = 여기에는 숫자를 써야 해요
file-number-remedy = 0.06처럼 써 주세요.
file-quotes = 여기에는 따옴표로 묶은 글을 써야 해요
file-quotes-remedy = "1h 33m"처럼 큰따옴표 사이에 써 주세요.
file-map = 여기에는 {"{ }"} 목록을 써야 해요
file-map-remedy = {"{"} "id": ..., {"}"}처럼 써 주세요.
file-colon = 여기에는 쌍점을 써야 해요
file-colon-remedy = `key: value`처럼 써 주세요.
file-map-end = 여기에는 `{"}"}`나 쉼표를 써야 해요
file-map-end-remedy = 항목 사이에는 쉼표를, 마지막 뒤에는 `{"}"}`를 써 주세요.
file-list = 여기에는 [ ] 목록을 써야 해요
file-list-remedy = [ ..., ]처럼 써 주세요.
file-list-end = 여기에는 `]`나 쉼표를 써야 해요
file-list-end-remedy = 값 사이에는 쉼표를, 마지막 뒤에는 `]`를 써 주세요.
file-comma = 여기에는 쉼표를 써야 해요
file-comma-remedy = 두 값 사이에 쉼표를 써 주세요.
file-open-bracket = 여기에는 여는 괄호 `(`를 써야 해요
file-open-bracket-remedy = ( field: value, ... )처럼 써 주세요.
file-tuple-remedy = `(`와 `)` 사이에 값 { $count }개를 쉼표로 나눠 써 주세요.
file-bracket-end = 여기에는 `)`나 쉼표를 써야 해요
file-bracket-end-remedy = 항목 사이에는 쉼표를, 마지막 뒤에는 `)`를 써 주세요.
file-other-name = `{ $found }`: 여기에 오는 것의 이름이 아니에요
file-other-name-remedy = `{ $expected }`라고 쓰거나 이름을 빼 주세요.
file-name-expected = 여기에는 이름을 써야 해요
file-field-expected = 여기에는 { $name }의 항목을 써야 해요
file-field-expected-remedy = `field: value`처럼 써 주세요.
file-too-many = 값이 { $count }개보다 많아요
file-remove-others = 나머지를 지워 주세요.
file-too-few = 값이 모자라요: { $needed }개가 있어야 하는데 { $given }개뿐이에요
file-too-few-remedy = 모자란 값을 더해 주세요.
file-nothing-behind = `{ $name }` 뒤에는 아무것도 올 수 없어요
file-nothing-behind-remedy = 거기에 있는 것을 지워 주세요.
file-one-value = `{ $name }`에는 값 하나만 써요
file-not-ron = RON 표기가 아니에요 ({ $error })
file-not-ron-remedy = `saves`에 있는 시나리오와 비교해 보세요.

# 다른 표기와 쓸 수 없는 글자.
file-write = `{ $text }`: 이렇게 써 주세요.
file-write-quoted = "{ $text }": 이렇게 써 주세요.
file-write-either = { $one }, { $other } 중에서 뜻한 것을 써 주세요.
file-remove-it = 지워 주세요.
file-number-comma = `{ $text }`: 숫자에는 쉼표를 쓰지 않아요
file-number-blank = `{ $text }`: 숫자 안에는 빈칸을 쓰지 않아요
file-number-quoted = 숫자는 따옴표 없이 써야 해요
file-number-other = `{ $text }`: 여기에 쓸 수 있는 숫자가 아니에요
file-too-many-numbers = 소수에는 52.5처럼 점을 쓰고, 숫자를 { $count }개만 써 주세요.
file-null = `{ $text }`: 여기에 쓸 수 있는 값이 아니에요
file-null-remedy = 이 항목을 지우거나 `None`이라고 써 주세요.
file-null-text-remedy = 글을 큰따옴표 사이에 쓰거나 이 항목을 지워 주세요.
file-bracket = 여기에는 `{ $found }`가 아니라 `{ $right }`를 써야 해요
file-bracket-remedy = `{ $found }`는 `{ $right }`로, 그것을 닫는 `{ $close }`는 `{ $right_close }`로 바꿔 주세요.
file-bracket-other = { $line }번째 줄 { $column }번째 칸의 `{ $open }`를 이 `{ $found }`로 닫고 있어요
file-bracket-nothing = 이 `{ $found }`로 닫을 괄호가 없어요
file-bracket-not-closed = { $line }번째 줄 { $column }번째 칸의 `{ $open }`를 이 `{ $before }` 앞에서 닫지 않았어요
file-bracket-close = 끝나는 곳에 `{ $close }`를 써 주세요.
file-bracket-never-closed = 이 `{ $open }`를 닫지 않았어요
file-bracket-never-closed-remedy = 끝나는 곳에 `{ $close }`를 써 주세요. 파일이 잘리지 않았나요?
file-trailing-bracket = { $line }번째 줄 { $column }번째 칸의 괄호에서 시나리오가 끝나요. 뒤의 것도 시나리오라면 그 괄호를, 아니면 뒤의 것을 지워 주세요.
file-trailing-sign = 시나리오 뒤에 `{ $sign }`가 있어요
file-sign = `{ $text }`: RON에 없는 표기예요
file-other-quotes = 글은 큰따옴표 `"` 사이에 써야 해요
file-blank = RON에 없는 빈칸이 여기에 있어요 ({ $code })
file-blank-remedy = 보통 빈칸으로 바꿔 주세요.
file-invisible = 보이지 않는 글자가 여기에 있어요 ({ $code })
file-comment = `#`로는 설명을 시작할 수 없어요
file-comment-remedy = `//`로 시작해 주세요.
file-comment-open = 이 설명을 닫지 않았어요
file-comment-open-remedy = `*/`로 닫아 주세요.
file-text-open = 이 글의 따옴표를 닫지 않았어요
file-text-open-remedy = 끝나는 곳에 `"`를 써 주세요.
file-text-in-words = 이 글이 { $line }번째 줄 { $column }번째 칸의 `{ $next }` 바로 앞에서 끝나요
file-text-in-words-remedy = 끝나는 곳에 `"`를 쓰거나, 글 안의 따옴표는 `\"`라고 써 주세요.
file-list-of-one = 이 값의 앞에 [, 뒤에 ]를 써 주세요.
file-list-without-ids = [ ( ... ), ( ... ) ]처럼 써 주세요. 여기의 것에는 아이디가 없어요.
file-comma-nothing = 이 쉼표 앞에 아무것도 없어요
file-value-named = `{ $name }`: 여기의 값에는 이름을 쓰지 않아요
file-value-named-remedy = 이름과 쌍점을 지워 주세요.
file-bare-fields = 첫 항목 앞에 `(`, 마지막 항목 뒤에 `)`를 써 주세요.
file-name-quoted = `{ $text }`는 따옴표 없이 써야 해요
file-field-quoted = 항목 이름 `{ $text }`는 따옴표 없이 써야 해요
file-control = 이 글에 제어 문자가 있어요 ({ $code })
file-direction = 이 글에 뒤따르는 글의 방향을 바꾸는 문자가 있어요 ({ $code })
file-unseen = 이 글에 보이지 않는 글자가 있어요 ({ $code })
file-unseen-remedy = 뜻한 것이 아니라면 지워 주세요. 이 글자가 없는 글은 똑같아 보여도 다른 글이에요.

# Changes of a scenario
edit-no-row = 이미 없어진 항목이에요.
edit-taken = 이미 있어요: "{ $key }"
