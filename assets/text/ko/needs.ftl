# 서비스의 의존 관계.

needs-name = 의존 관계로 본 서비스
needs-map = 지도
needs-needs = 의존 관계
needs-hint = 지도 위의 거점, 또는 서비스의 의존 관계 ({ $key })
needs-fit = 모든 서비스 보기
needs-rests-on = { $names }에 의존
needs-reading = 위의 서비스가 아래의 서비스에 의존해요. 굵은 선: 많은 요청이 의존. 점선: 대기 서버 전환에 필요. 테두리: 순환 의존.
keys-needs = 지도 또는 의존 관계
