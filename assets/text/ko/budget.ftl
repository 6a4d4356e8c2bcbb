# 한도를 넘는 실행 (MODEL.md 12절). $plan은 계획 이름, $limit는 수, $until은 날짜와 시각.
run-cancelled = 실행을 취소했어요
budget-no-plan = 계획 없음
budget-whole = { $what }. { $remedy }
budget-strikes = "{ $plan }" 계획의 재해가 번지는 것까지 { $limit }건을 넘어요
budget-events = "{ $plan }" 계획을 실행하면 { $until }까지 사건이 { $limit }건을 넘어요
budget-steps = "{ $plan }" 계획을 실행하면 { $until }까지 계산이 { $limit }단계를 넘어요
budget-quotes = "{ $plan }" 계획을 실행하면 주가와 경쟁 서비스 사용자 수가 { $limit }개를 넘어요. 상장 회사마다 거래 시간 1분에 하나, 경쟁 서비스마다 한 시간에 하나씩이에요
budget-values = "{ $plan }" 계획을 실행하면 저장할 값이 { $limit }개를 넘어요
# 무엇을 줄일지. $name은 id.
budget-length = `length`를 줄이세요
budget-action = 이 조치가 맞히는 사이트나 재해 횟수를 줄이거나, 번지는 사이트를 줄이세요
budget-site = 대부분 "{ $name }" 사이트에서 나와요. `length`를 줄이거나, 이 사이트의 재해 횟수나 위험의 단계를 줄이세요
budget-service = 대부분 "{ $name }" 서비스에서 나와요. `length`를 줄이거나, 이 서비스가 덜 바뀌게 하세요 (순환에 있는 `grace`와 `restart`, `retry`, `day`, 재해 횟수)
budget-company = `length`나 거래소의 거래 시간을 줄이거나, 상장 회사를 줄이세요
budget-rival = `length`를 줄이거나, 경쟁 서비스를 줄이세요
