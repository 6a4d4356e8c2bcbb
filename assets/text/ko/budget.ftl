# 한도를 넘는 실행 (MODEL.md 12절). $plan은 budget-plan이나 budget-no-plan, $limit는 수, $until은 budget-until이나 budget-in-all, $at은 날짜와 시각.
run-cancelled = 실행을 취소했어요
budget-plan = "{ $name }" 계획
budget-no-plan = 빈 계획
budget-until = { $at }까지
budget-in-all = 모두 합쳐
budget-whole = { $what }. { $remedy }
budget-strikes = { $plan }의 재해가 번지는 것까지 { $limit }건을 넘어요
budget-events = { $plan }: 실행하면 { $until } 사건이 { $limit }건을 넘어요
budget-steps = { $plan }: 실행하면 { $until } 계산이 { $limit }단계를 넘어요
budget-quotes = { $plan }: 실행하면 주가와 경쟁 서비스 이용자 수가 { $limit }개를 넘어요. 상장 회사마다 거래 시간 1분에 하나, 경쟁 서비스마다 한 시간에 하나씩이에요
budget-values = { $plan }: 실행하면 { $until } 저장할 값이 { $limit }개를 넘어요
# 무엇을 줄일지. $name은 id.
budget-length = `length`를 줄이세요
budget-action = 이 조치가 맞히는 거점이나 재해 횟수를 줄이거나, 번지는 거점을 줄이세요
budget-site = 대부분 "{ $name }" 거점에서 나와요. `length`를 줄이거나, 이 거점의 재해 횟수나 재해의 단계를 줄이세요
budget-service = 대부분 "{ $name }" 서비스에서 나와요. `length`를 줄이거나, 이 서비스가 덜 바뀌게 하세요 (순환에 있는 `grace`와 `restart`, `retry`, `day`, 재해 횟수)
budget-company = `length`나 거래소의 거래 시간을 줄이거나, 상장 회사를 줄이세요
budget-crew = 대부분 "{ $name }" 회사의 수리반에서 나와요. `length`를 줄이거나, `repair_work`를 늘리거나, 손상되는 서버를 줄이세요
budget-rival = `length`를 줄이거나, 경쟁 서비스를 줄이세요
# 경고. $cycle은 "a > b > a" 같은 id, $restart와 $grace는 기간.
file-goes-round = 장애가 이 의존 순환을 끝없이 돌 수 있어요: { $cycle }
file-goes-round-remedy = 서비스마다 의존하는 서비스의 장애를 `grace` 동안 견디다가 멈추고, 그 서비스가 돌아온 뒤 `restart`가 지나면 돌아와요. 장애가 끝나려면 순환의 `grace` 합(지금 { $grace })이 `restart` 합(지금 { $restart })보다 길거나, `weight` 하나가 0.99 이하여야 해요
# 파일의 모든 기대나 표에 필요한 실행 전체. $limit는 수.
budget-many = 여기에 필요한 실행이 앞의 것까지 합쳐 계산 { $limit }단계를 넘어요
budget-many-remedy = `runs`나 `length`를 줄이세요
