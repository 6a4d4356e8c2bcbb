# 몬테카를로: 한 계획을 시드만 바꾸어 여러 번 실행하기.

keys-ensemble = 몬테카를로: 한 계획을 여러 번 실행
play-ensemble = 몬테카를로: 한 계획을 여러 번 실행
play-ensemble-off = 이 실행만 보기

ensemble-made = 몬테카를로: { $runs }회 중 { $made }회 실행
ensemble-runs = 손실된 이용자시간별 실행 { $runs }회
ensemble-certain = 여기에는 불확실한 것이 없어서 모든 실행이 같아요
ensemble-stop = 멈추기
ensemble-as-written = 적힌 대로
ensemble-typical = 보통
ensemble-worst = 최악
ensemble-dots = 몬테카를로: 손실된 이용자시간별 실행
ensemble-run = 시드 { $seed }: { $lost } 이용자시간 손실, 최대 { $people }명 영향
ensemble-least = 최소: { $lost }
ensemble-median = 중앙값: { $lost }
ensemble-p90 = 90번째 백분위수: { $lost }
ensemble-most = 최대: { $lost }
ensemble-legend = 점 하나가 실행 한 번이고, 오른쪽일수록 손실된 이용자시간이 많아요. 주황색은 손실이 가장 큰 10%의 실행이에요. 아래 숫자는 손실된 이용자시간이에요.
ensemble-open = 누르면 이 실행을 열고, 적힌 대로의 시나리오를 비교 기준으로 놓아요.
ensemble-spread = 시나리오 자체의 불확실성이 퍼지는 모습이에요. 예측이 아니에요
