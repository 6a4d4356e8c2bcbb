# 지도.
map-name = 지도
map-nearer = 확대
map-further = 축소
map-fit = 모든 거점 보기
map-both = 두 계획의 지도 보기
map-one = 지도 하나만 보기
map-both-key = B
map-both-hint = 선택한 계획과 비교 기준을 같은 시각, 같은 위치로 나란히 보여요
map-chosen = 선택됨: { $plan }
map-choose = { $plan } 선택
map-chosen-hint = 지금 하는 조치는 이 계획에 더해져요.
map-choose-hint = 누르면 이 계획을 선택해요. 그다음에 하는 조치는 이 계획에 더해져요.
map-looked-at = 비교 기준이에요. 조치를 더하려면 먼저 이 계획을 선택하세요.
map-km = { $length } km
map-m = { $length } m

# 거점 옆의 말.
map-burning = 화재 { $span }째
map-struck = { $hazard }, { $span }째
map-short = { $service } 용량 부족
map-group = { $name } 외 { $others }곳
map-part = { $name }: { $share } 켜짐
map-part-working = { $name }: { $share } 켜짐, { $working } 작동
map-working = 서버 { $servers }대 중 { $working }대 작동
map-online-working = { $servers }대 중 { $lit }대 켜짐, { $working }대 작동

# 서비스.
map-more = +{ $count }
map-homeless = 다른 서비스에만 의존
map-failed-over = { $service }, 대기 서버 투입됨

# 화면 밖의 장소.
map-way = { $wind }쪽 { $km } km
map-no-way = 위치 없음
map-n = 북
map-ne = 북동
map-e = 동
map-se = 남동
map-s = 남
map-sw = 남서
map-w = 서
map-nw = 북서

# 할 수 있는 조치.
map-ignite = 점화
map-ignite-key = I
map-ignite-name = { $name } 점화
map-ignite-own = 점화: { $hazard }
map-other-hazards = 다른 재해
map-extinguish = 진화
map-extinguish-name = { $name } 진화
map-area = 반경 { $km } km 전체에 재해
map-own-hazards = 거점마다 지정된 재해로
map-fail-over = 대기 서버로 전환
map-black-start = 의존 서비스 없이 단독 기동
map-shed-load = 재시도 차단
map-for = { $span } 동안

# 가까이에서 본 거점.
map-square-one = 네모 하나가 서버 1대
map-square = 네모 하나가 서버 { $count }대
map-square-more = { $square }, 서비스 { $count }개 더 있음

# 선택한 것과 이어진 것만.
map-only = 선택한 것과 이어진 것만
map-only-sign = { JOSA($name, "과/와") } 이어진 것만
map-only-service = 아래로 { $below }개에 의존, 위로 { $above }개가 의존
map-only-site = { $above }개가 의존
map-only-key = O
map-only-end = 다시 모두 보기
map-fault = 장애
map-roll-back = 되돌리기
