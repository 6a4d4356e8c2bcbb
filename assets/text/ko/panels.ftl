# 목록, 상세 창, 근거, 그리고 문장으로 적은 사건.

# 사건. 마침표 없는 문장.
event-hour = { $hour } 수요 변화
event-strike = { $site }에 { $hazard } 발생
event-strike-from = { $from }에서 번져 { $site }에 { $hazard } 발생
event-spreading = { $site } { JOSA($hazard, "으로/로") } { $share } 전력 상실
event-spreading-cooling = { $site } { JOSA($hazard, "으로/로") } { $share } 가동 중단
event-spreading-network = { $site } { JOSA($hazard, "으로/로") } { $share } 연결 끊김
event-spreading-flood = { $site } { JOSA($hazard, "으로/로") } { $share } 물에 잠겨 멈춤
event-spreading-other = { $site } { JOSA($hazard, "으로/로") } { $share } 멈춤
event-fire-out = { $site } 불 꺼짐
event-over = { $site } { $hazard } 종료
event-repair = { $site } 복구 중: 아직 { $share } 꺼짐
event-repaired = { $site } 복구 완료
event-dark = { $site } 전체 꺼짐: 서버 { $dark }대
event-partly-dark = { $site } { $share } 꺼짐: 서버 { $servers }대 중 { $dark }대
event-lit = { $site } 다시 켜짐: 서버 { $lit }대
event-partly-lit = { $site } 다시 켜지는 중: 서버 { $servers }대 중 { $lit }대
event-dark-empty = { $site } 꺼짐
event-lit-empty = { $site } 다시 켜짐
event-engaged = { $service } 대기 서버 투입: { $sites }
event-stood-down = { $service } 대기 서버 철수
event-falls = { $service } { JOSA($share, "으로/로") } 하락: { $hold }
event-stops = { $service } 멈춤: { $hold }
event-rises = { $service } { $share }까지만 회복: { $hold }
event-falls-brief = { $service } { JOSA($share, "으로/로") } 하락
event-stops-brief = { $service } 멈춤
event-rises-brief = { $service } { $share }까지만 회복
event-back = { $service } 모든 요청 처리
event-is-up = { $service } 정상
event-is-degraded = { $service } 저하
event-is-down = { $service } 중단
event-rto = { $service } 목표 복구 시간(RTO) { $rto } 초과
event-opens = { $company } 시가 { $price }, { $change }
event-low = { $company } 당일 최저가 { $price }, { $change }
event-closes = { $company } 종가 { $price }, { $change }
event-own-hazards = 거점마다 지정된 재해
event-do-strike = { $site }에 { $hazard } 일으킴
event-do-area = 반경 { $radius } km 전체에 { $hazard } 일으킴
event-do-extinguish = { $site } 진화
event-do-fail-over = { $service } 대기 서버 전환 지시
event-do-black-start = { $service } { $span } 동안 의존 서비스 없이 단독 기동
event-do-shed-load = { $service } { $span } 동안 재시도 차단

# 서비스를 붙드는 것.
hold-short = 서버 부족
hold-no-servers = 남은 서버 없음
hold-retries = 재시도 폭주
hold-need-down = { $need } 중단
hold-need-degraded = { $need } 저하
hold-need-back = { $need } 복구 뒤 재시작 중

# 목록.
lists-search = 거점이나 서비스 찾기
lists-clear = 검색어 지우기
lists-sites = 거점
lists-services = 서비스
lists-no-company = 기타
lists-lit-of = { $servers }대 중 { $lit }대
lists-lit = { $share } 켜짐
lists-look-at-place = 지도에서 보기
lists-nothing = “{ $search }”에 맞는 이름이 없어요.
lists-nothing-hint = 거점, 장소, 서비스, 회사 이름의 일부를 적어 보세요.
lists-show-all = 모두 보기
lists-empty = 이 시나리오에는 거점도 서비스도 없어요. 다른 시나리오를 열어 주세요.

# 상태.
state-up = 정상, 요청 { $share } 성공
state-degraded = 저하, 요청 { $share } 성공
state-down = 중단, 요청 { $share } 성공
state-switching = 수동 전환 중, { $at } 완료
site-burning = 화재
site-struck = 재해
site-all-lit = 켜짐
site-partly-dark = 일부 꺼짐
site-dark = 꺼짐
site-lit = 서버 { $servers }대 중 { $lit }대 켜짐
service-users = 이용자 { $users }명, { $lost }명 이용 불가
service-servers = 가용 서버 { $alive }대, 필요 { $need }대

# 상세 창: 수준과 원인.
level-up = 정상
level-degraded = 저하
level-down = 중단
level-since = { $level } { $span }째
why-down = 왜 중단됐을까?
why-degraded = 왜 저하됐을까?
why-up = 왜 복구됐을까?
why-site-dark = 왜 꺼졌을까?
why-site-partly = 무슨 일이 있었을까?
why-site-lit = 왜 다시 켜졌을까?
why-price = 왜 이 가격일까?
why-next = 다가올 첫 장애
why-nothing = 이 실행에서는 아무 일도 일어나지 않아요.
why-more = 사이에 { $count }개 더

# 거점.
site-burning-since = 화재 { $span }째
site-struck-since = { $hazard }, { $span }째
site-share-dark = { $share } 꺼짐
site-no-servers = 여기서 돌아가는 서비스가 없어요.
site-servers = 서비스별 서버
site-servers-in-order = 서비스별 서버, 복구 순서
site-standby-of = { $service } 대기 서버
site-spreads = 번지는 곳
site-spread = 여기의 { JOSA($from, "이/가") } { $after } 그곳에 { JOSA($hazard, "을/를") } 일으켜요
site-after = { $span } 뒤

# 서비스.
service-all-through = 모든 요청이 처리돼요
service-none-through = 요청이 하나도 처리되지 않아요
service-of-ten = 요청 10건 중 { $ten }건이 처리돼요
service-share-through = 요청의 { JOSA($share, "이/가") } 처리돼요
service-permille = 요청 1,000건 중 { $permille }건이 처리돼요
service-rto = RTO
service-rto-broken = { $rto }, { $at }에 초과
service-rto-hint = 목표 복구 시간: 장애를 견딜 수 있는 최대 시간
service-runs-on = 가동 거점
service-nowhere = 자체 서버 없이 다른 서비스에만 의존해요.
service-standby-at = { $site } 대기 서버
service-needs-now = 지금 필요한 서버
service-at-peak = 최대 { $load }
service-alive = 가용 서버
service-alive-hint = 서비스할 만큼 충분히 오래 켜져 있는 서버예요. 투입된 대기 서버도 포함해요.
service-retries-off = 재시도가 차단됐어요.
service-retry-once = 실패한 요청을 한 번 더 시도해요.
service-retry = 실패한 요청을 { $tries }번 더 시도해요.
service-retry-share = 실패한 요청의 { JOSA($share, "을/를") } 더 시도해요.
service-black-start = 의존 서비스 없이 단독 기동했어요.
service-needs = 의존하는 서비스
service-needed-by = 이 서비스에 의존
service-need = 요청의 { JOSA($weight, "이/가") } 의존, 지금 { $through } 통과
service-need-grace = 요청의 { JOSA($weight, "이/가") } 의존, 지금 { $through } 통과, { $grace }까지 장애를 견딤
service-show-all = { $count }개 모두 보기
standby-engaged = 대기 서버 { $servers }대가 투입됐어요.
standby-waits = 대기 서버 { $servers }대가 { JOSA($needs, "을/를") } 기다려요.
standby-soon = 대기 서버 { $servers }대가 { $span } 뒤에 투입돼요.
standby-by-hand = 대기 서버 { $servers }대가 사람의 지시를 기다려요. 전환하면 { $span } 걸려요.
standby-ordered = 사람들이 대기 서버 { $servers }대로 전환하고 있어요. { $at }에 끝나요.
standby-auto = 대기 서버 { $servers }대가 { $span } 뒤 자동으로 투입돼요.
standby-ready = 대기 서버 { $servers }대를 { $span } 안에 수동으로 투입할 수 있어요.

# 영향.
cost-heading = 영향
cost-so-far = 지금까지 손실된 이용자시간
cost-all = 전체 실행
cost-exact = { $hours } 이용자시간
cost-booked-to = 전체 실행의 원인별
cost-retries = { $service } 재시도
cost-restart = { $service } 재시작
cost-capacity = { $service }에 처음부터 없던 서버

# 회사.
company-unlisted = 거래소에 상장되지 않았어요.
company-open = 거래소 개장 중
company-closed = 거래소 폐장
company-close-before = 직전 종가
company-low = 지금까지 최저가
company-close-of = { $day } 종가
company-price = { $price }  { $change }
company-dark = 서버 { $servers }대 중 { $dark }대 꺼짐, { $share }
company-exposure = 기업 가치가 걸린 서비스
company-exposed = 기업 가치의 { JOSA($share, "이/가") } 걸려 있어요
company-services = 서비스
company-other-services = 그 밖의 서비스

# 할 수 있는 조치.
do-heading = 재생 위치에서 조치하기
do-ignite = 점화
do-ignite-key = I
do-ignite-hint = 재생 위치에서 여기에 { JOSA($hazard, "이/가") } 일어나요
do-other-hazards = 다른 재해
do-extinguish = 진화
do-fail-over = 대기 서버로 전환
do-fail-over-hint = 사람들에게 대기 서버를 투입하라고 지시해요
do-black-start = 단독 기동
do-black-start-hint = 이 시간 동안 의존 서비스 없이 기동해요
do-shed-load = 재시도 차단
do-shed-load-hint = 이 시간 동안 실패한 요청을 재시도하지 않아요
do-for = 동안
do-duration = 지속 시간: { $what }
do-unreadable = 30분(30m)이나 2시간(2h)처럼 시간을 적어 주세요.
do-upper-m = M은 분도 달도 아니에요. 분은 30m처럼 m으로 적어 주세요.
do-calendar = 해와 달은 길이가 늘 같지 않아요. 30일(30d)처럼 날수로 적어 주세요.
do-two-ways = 두 가지로 읽을 수 있어요. 4시간이나 4분으로, 또는 1:30:00처럼 초까지 적어 주세요.
do-no-unit = 수마다 단위를 적어 주세요. 1시간 30분(1h 30m)처럼요.
do-subsecond = 1초보다 작은 것은 빼 주세요.
do-longest = 100년까지 적을 수 있어요.
do-too-short = 1초 이상을 적어 주세요.
do-too-long = 실행 길이는 { $length }예요. 그보다 길지 않게 적어 주세요.

# 이야기.
story-begin = 거점을 선택하고 점화해 보세요.
story-begin-hint = 지도나 목록에서 거점을 누르고 불꽃을 누르세요. 스페이스 키로 재생해요.
story-chapters = 이야기
story-plans = 계획
story-at = { $day } { $clock }

# 근거.
notes-title = 이 시나리오의 근거
notes-close = 근거 닫기
notes-about = 시나리오의 모든 수치는 셋 중 하나예요.
notes-counts = 출처 있음 { $sourced }, 가정 { $assumed }, 보정 { $fitted }. 출처 { $sources }개
notes-none = 이 시나리오의 작성자는 값의 근거를 적지 않았어요.
notes-group = { $kind }: { $count }
notes-source = 출처: { $source }
notes-sources = 출처
notes-here = 이 값의 근거
notes-sourced = 출처 있음
notes-assumed = 가정
notes-fitted = 보정
notes-title-sourced = 출처 있음
notes-title-assumed = 가정
notes-title-fitted = 보정
notes-meaning-sourced = 누군가 공개한 값이에요.
notes-meaning-assumed = 공개된 값이 없어, 가정임을 밝히고 정했어요.
notes-meaning-fitted = 실행 결과가 관측과 맞도록 고른 값이에요.
notes-all-services = 모든 서비스
notes-all-sites = 모든 거점
notes-all-companies = 모든 회사
notes-all-hazards = 모든 재해
notes-all-rivals = 모든 경쟁 서비스

# 파일의 항목.
field-on = 서버
field-load = 최대 필요 서버
field-day = 시간대별 수요
field-rto = RTO
field-retry = 재시도
field-at = 위치
field-close = 직전 종가
field-out = 지속 시간
field-spread = 확산 속도
field-title = 제목
field-start = 시작
field-population = 인구
field-uncertainty = 불확실성
field-reaction = 시장의 반응
field-news = 뉴스
field-users = 이용자
field-standby = 대기 서버
field-switch = 대기 서버 전환
field-needs = 의존하는 서비스
field-restart = 재시작 시간
field-restore = 복구 순서
field-repair = 전력 복구 과정
field-index = 시장 전체의 등락

# 원인 하나를 빼고 다시 계산한 것.
but-for = { $what } 없었다면: { $instead }
but-for-trying = 빼고 계산하고 있어요
without-strike = 이 재해가
without-order = 이 지시가
without-spread = { $site }까지 번지는 일이
without-standing = { JOSA($service, "이/가") } { $site }에 있는 일이
without-retries = { $service } 재시도가
without-restart = { $service } 재시작이
without-need = { $service }의 { $need } 의존이
without-switch-need = { $service } 전환의 { $need } 의존이
without-standby = { $service } 대기 서버가
without-demand = 이 시간대의 수요가
instead-unhurt = 내내 정상
instead-spared = 그동안 내내 정상
instead-back = { $at } 복구
instead-sooner = { $at } 복구, { $span } 일찍
instead-later = { $at } 복구, { $span } 늦게
instead-as-long = 장애 길이는 같음
instead-as-long-at = 장애 길이는 같지만, 그때 { $was } 대신 { $is }
instead-never = 이 실행에서는 복구 안 됨
instead-from = { $at }에야 시작
instead-from-before = { $at }부터 이미 장애
instead-parts = { $count }번에 나뉨
instead-shorter = { $span } 짧음
instead-longer = { $span } 긺
instead-in-all = 모두 합한 길이는 같음
instead-same = 차이 없음
