# 대책을 나타내는 말, 상세 창의 대책, 그리고 도움이 되었을 것.

# 나란히 적은 이름.
list-two = { JOSA($a, "과/와") } { $b }
list-three = { $a }, { JOSA($b, "과/와") } { $c }
list-more = { $a }, { $b } 외 { $count }개

# 적용한 대책. 마침표 없는 문장.
measure-add-servers = { $site }에 { $service } 서버 { $servers }대 추가
measure-add-standby = { $site }에 { $service } 대기 서버 { $servers }대
measure-switch-auto = { $service } { $span } 뒤 자동 전환
measure-switch-free = { $service } 전환에 필요한 것 없음
measure-switch-by-hand = { $service } 대기 서버를 { $span } 안에 수동 투입
measure-grace = { $need } 없이도 { $service } { $span } 유지
measure-weight = { $service } 요청의 { $share }만 { $need }에 의존
measure-no-retries = { $service }의 실패한 요청을 재시도하지 않음
measure-limit-retries = { $service } 재시도를 실패한 요청당 { $tries }회로 제한
measure-restart = { $service } { $span } 만에 재시작
measure-restore-first = { $site }에서 { $services } 먼저 복구
measure-restore-nothing = { $site }의 복구 순서 그대로
measure-stop-spread = { $site }에서 { JOSA($to, "으로/로") } 확산 차단
measure-faster-out = { $hazard } 지속 시간 { $span }

# 선택한 대상에 적용할 수 있는 대책.
offer-add-servers = { $site }에 서버 추가
offer-add-standby = { $site }에 대기 서버 두기
offer-switch-auto = { $span } 뒤 자동 전환
offer-switch-free = 전환이 아무것에도 의존하지 않게
offer-switch-by-hand = { $span } 안에 수동 투입
offer-grace = { $need } 없이 { $span } 유지
offer-weight = { $need } 의존도 줄이기
offer-no-retries = 재시도 없애기
offer-limit-retries = 재시도 { $tries }회로 제한
offer-restart = { $span } 만에 재시작
offer-restore-first = { $services } 먼저 복구
offer-stop-fire = { JOSA($to, "으로/로") } 불이 번지지 않게
offer-stop-spread = { JOSA($to, "으로/로") } 확산되지 않게
offer-faster-out = 이런 불을 { $span } 만에 진화
offer-faster-over = { $span } 만에 종료: { $hazard }

# 도움이 되었을 것. 계획의 이름으로도 쓰임.
lever-servers-too = { $site }에도 { $services }
lever-servers = { $site }에 { $services } 서버 증설
lever-servers-elsewhere = 다른 곳에 { $services } 서버 증설
lever-standby = { $site }에 { $services } 대기 서버
lever-standby-elsewhere = 다른 곳에 { $services } 대기 서버
lever-switch-free = 아무것도 필요 없는 { $services } 전환
lever-switch-auto = { $services } 자동 전환
lever-fail-over = { $span } 뒤 { $services } 전환 지시
lever-isolated = { $site } 확산 차단
lever-out = { $hazard } { $span } 일찍 진화
lever-over = { $hazard } { $span } 일찍 종료
lever-out-at = { $target } { $hazard } { $span } 일찍 진화
lever-over-at = { $target } { $hazard } { $span } 일찍 종료
lever-over-on = { $target } { $hazard } { $span } 일찍 종료
lever-no-retries = { $services } 재시도 없음
lever-shed-long = 복구될 때까지 { $services } 재시도 차단
lever-shed-return = 전력 복구 때 { $span } 동안 { $services } 재시도 차단
lever-black-start = 전력 복구 때 { $service } 단독 기동
lever-need-less = { $service }의 { $need } 의존도 축소
lever-grace = { $needs } 없이 { $service } { $span } 유지
lever-first = { $services } 우선 복구
lever-first-needs = { $services }에 필요한 것부터 복구
lever-restart = { $services } 재시작 시간 절반

# 상세 창의 대책.
measures-heading = 대책
measures-all = 이 계획의 대책
measures-none = 없음. 거점이나 서비스를 선택하면 대책을 세울 수 있어요.
measures-add = 대책 추가
measures-add-hint = 실행이 시작되기 전에 바꿔 두는 것
measures-switch-hint = 적용하거나, 지금은 빼 둬요
measures-remove = 대책 { $number } 삭제
measures-remove-hint = 계획에서 빼요
measures-cost = 대책 { $number } 비용
measures-cost-hint = 비용
measures-servers = 대책 { $number } 서버 수
measures-site = 대책 { $number } 거점
measures-span = 대책 { $number } 시간
measures-decimal = 대책 { $number } 값
measures-chip = { $service } ×
measures-chip-hint = 순서에서 빼요
measures-out-of-order = { $service } 빼기, 대책 { $number }
measures-next = 대책 { $number }의 다음 순서
measures-next-hint = 그다음
typed-servers = 서버 수를 1 이상으로 적어 주세요.
typed-people = 인원 수를 1 이상으로 적어 주세요.
typed-weight = 0보다 크고 1 이하인 비율을 적어 주세요. 예: 0.5
typed-tries = 더 시도할 횟수를 적어 주세요. 예: 0 또는 0.5

# 도움이 되었을 것.
levers-heading = 무엇이 도움이 되었을까
levers-way = 도움이 되었을 조치 보기
levers-trying = 할 수 있었던 일을 계산하고 있어요
levers-trying-more = 더 계산하고 있어요
levers-saves = 모든 서비스에서 { $hours } 이용자시간 절감
levers-harms = 모든 서비스에서 { $hours } 이용자시간 추가 손실
levers-little = 모든 서비스에서 1 이용자시간 미만의 변화
levers-rtos-kept = RTO { $count }개 더 지킴
levers-rtos-missed = RTO { $count }개 더 초과
levers-sooner = { $span } 일찍 복구
levers-later = { $span } 늦게 복구
levers-unhurt = 장애 없음
levers-back = { $at } 복구
levers-never = 복구 안 됨
levers-lit-sooner = { $span } 일찍 모두 켜짐
levers-lit-later = { $span } 늦게 모두 켜짐
levers-lit = 꺼지지 않음
levers-hint = 모든 서비스를 통틀어 { $hours } 이용자시간을 아껴요. 누르면 이 대책을 넣은 계획을 만들어요.
levers-hint-harm = 모든 서비스를 통틀어 { $hours } 이용자시간을 더 잃어요. 누르면 이 대책을 넣은 계획을 만들어요.

# 상세 창의 아래쪽.
do-what-if = 여기서부터 만약에
do-what-if-short = 만약에
do-what-if-hint = 재생 위치까지는 똑같은 새 계획을 만들어요. 그 뒤의 조치는 새 계획에서 일어나요
what-if-name = 만약에

# 계획이 말하지만 없는 것.
measure-no-need = { $service }에는 { $need } 의존이 없어요
measure-no-switch = { $service }에는 전환 기능이 없어요
measure-no-crew = { $company }에는 수리반이 없어 수리 순서를 바꿀 수 없어요
measure-no-spread = { $site }에서 { $to }까지 번지는 것이 없어요
run-measure = 대책 { $place }: { $error }
run-no-strike = 조치 { $place }: 계획의 첫 재해부터 세지만, 시각이 있는 재해가 없어요

# 수리반, 예비, 손상.
measure-crew = { $company } 수리 인원 { $size }명
measure-crew-first = { $company } 수리반이 { $services } 먼저 수리
measure-crew-first-nothing = { $company } 수리반이 파일 순서대로 수리
measure-repair-work = { $hazard } 뒤 서버 한 대 수리에 { $span }
measure-reserve-power = { $site } 예비 전원 { $span }
measure-reserve-cooling = { $site } 예비 냉각 { $span }
measure-success = { $service } 대기 서버가 { $share } 확률로 작동
offer-crew = 수리 인원 { $size }명
offer-crew-first = { $services } 먼저 수리
offer-repair-work = 서버 한 대를 { $span }에 수리
offer-reserve-power = 예비 전원 { $span }
offer-reserve-cooling = 예비 냉각 { $span }
offer-success = 전환 훈련
measures-people = 대책 { $number }의 인원
