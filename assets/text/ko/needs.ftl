# 서비스의 의존 관계.

needs-name = 의존 관계로 본 서비스
needs-map = 지도
needs-needs = 의존 관계
needs-hint = 지도 위의 거점, 또는 서비스의 의존 관계 ({ $key })
needs-fit = 모든 서비스 보기
needs-rests-on = { $names }에 의존
needs-reading = 위의 서비스가 아래의 서비스에 의존해요. 굵은 선: 많은 요청이 의존. 점선: 대기 서버 전환에 필요. 음영: 순환 의존.
needs-reading-alternatives = 모인 선: 대안, 하나면 충분.
needs-reading-primary = 겹선: 주 서버에서 돌 때만.
needs-alternatives = 대안
needs-or = { $first } 또는 { $second }
needs-one-of = 대안, 하나면 충분: { $names }
needs-primary = 주 서버에서 돌 때만
needs-primary-idle = 주 서버에서 돌 때만, 그래서 지금은 무관
needs-primary-of = 주 서버에서 돌 때만: { $names }
keys-needs = 지도 또는 의존 관계
