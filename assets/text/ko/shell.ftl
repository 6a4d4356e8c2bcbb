# 위쪽 막대, 목록, 상세 창, 알림.
top-open = 열기
top-save = 저장
top-save-as = 다른 이름으로
top-recent = 최근 파일
top-all-scenarios = 모든 시나리오 …
top-undo = 실행 취소
top-redo = 다시 실행
top-reset = 초기화
top-day = 주간
top-night = 야간
top-keys = 단축키
top-notes = 근거
top-settings = 설정
top-more = 더 보기
top-draft = 초안
top-draft-off = 초안: 실행되지 않음
top-draft-earlier = 초안: 이전 내용으로 실행
top-unsaved = 저장 안 됨: 다른 시나리오 { $count }개
top-unsaved-hint = 창에 있는 것 말고 저장하지 않은 변경이 있는 시나리오예요. 이어서 하거나, 저장하거나, 버릴 수 있어요.
top-reset-hint = 파일의 계획과 시작 시각으로 돌아가요
top-notes-hint = 출처가 있는 값, 가정한 값, 보정한 값
top-scenarios = 시나리오: { $title }
top-scenarios-hint = 다른 시나리오 고르기
plans-what-if = + 만약에
plans-what-if-name = 만약에
plans-what-if-hint = 재생 위치까지 똑같은 새 계획을 만들어요. 그 뒤의 조치는 새 계획에 더해지고, 이전 계획은 비교 기준이 되어 가는 선으로 남아요. 단축키 W.
plans-seed = 시드 { $seed }
plans-as-written = { $seed }: 적힌 대로 되돌리기
plans-as-written-hint = 이 실행의 소요 시간은 한 시드로 뽑은 값이에요. 적힌 대로의 시나리오로 돌아가요.
run-of-seed = { $plan }, 시드 { $seed }
run-as-written = { $plan }, 적힌 대로
plans-all = 모든 계획
plans-more = +{ $count }
plans-row = { $plan } 선택
plans-act = { $act }: { $plan }
plans-name = 계획 이름
plans-name-used = 다른 계획의 이름이 “{ $name }”예요. 다른 이름을 쓰세요
plans-rename = 이름 바꾸기
plans-remove = 삭제
plans-lay-beside = 이 계획과 비교
plans-nothing-beside = 비교 그만하기
plans-parted = { $at }에 { $parent }에서 갈라짐
plans-is-beside = 선택한 계획의 비교 기준이에요
plans-tab-hint = 두 번 누르면 이름을 바꿔요. 오른쪽 단추로 더 많은 기능을 볼 수 있어요
plans-untouched = 아무 일 없음
plans-first = 내 계획
plans-removed = { JOSA($plan, "을/를") } 삭제했어요. 이 계획에 거는 기대 { $count }개도 함께 삭제했어요
plans-removed-alone = { JOSA($plan, "을/를") } 삭제했어요
plans-removed-forks = 이 계획의 갈래였고 이제 어느 계획의 갈래도 아니에요: { $plans }
plans-removed-back = 실행 취소
plans-wrong = 시나리오의 계획에 잘못된 곳이 { $count }개 있어요. 먼저 고쳐 주세요

# 네 가지 수치.
figure-services = 중단된 서비스
figure-of = { $count } / { $all }
figure-degraded = 저하 { $count }
figure-services-exact = 서비스 { $all }개 중 { $down }개 중단, { $degraded }개 저하
figure-servers = 꺼진 서버
figure-servers-exact = 서버 { $all }대 중 { $count }대 꺼짐, { $share }
figure-people = 영향받은 사람
figure-people-exact = { $all }명 중 { $count }명 영향, { $share }
figure-people-count = { $count }명 영향
figure-share = 주가
figure-share-of = { $company } 주가
figure-closed = 휴장
figure-no-share = 이 시나리오에는 상장 회사가 없어요
figure-beside = { $plan }: { $value }
figure-beside-exact = “{ $plan }” 계획에서는: { $exact }
figure-of-plan = { $plan }, { $figure }
figure-share-exact = { $price }, 직전 종가 { $close } 대비 { $change }
figure-share-closed = 휴장 중, 마지막 { $price }, 직전 종가 { $close } 대비 { $change }

# 단축키, 그리고 누를 대상이 없을 때의 안내.
keys-title = 단축키
keys-playback = 재생
keys-doing = 조치
keys-view = 보기
keys-files = 파일
keys-play = 재생, 일시 정지
keys-reverse = 거꾸로 재생
keys-step = 10분씩 이동
keys-step-far = 6시간씩 이동
keys-step-event = 사건 단위로 이동
keys-ends = 처음으로, 끝으로
keys-speed = 속도, 1초/초부터 1일/초까지
keys-loop = 보이는 구간 반복
keys-chapter = 이야기 넘기기
keys-ignite = 선택한 거점 점화
keys-extinguish = 선택한 거점 진화
keys-remove = 편집기: 선택한 것 삭제 (먼저 물어봐요)
keys-what-if = 만약에: 여기서 갈라지는 계획
keys-rename = 계획 이름 바꾸기
keys-undo = 실행 취소
keys-redo = 다시 실행
keys-fit = 모든 거점 보기
keys-only = 선택한 것과 이어진 것만
keys-both = 두 계획의 지도 보기
keys-theme = 야간과 주간
keys-zone = 시각을 다른 시간대로: 시나리오, UTC, 이 컴퓨터
keys-scale = 크게, 작게
keys-scale-whole = 원래 크기
keys-settings = 설정
keys-escape = 취소, 닫기, 선택 해제
keys-keys = 단축키 목록
keys-beside-field = 편집기에서 칸 옆의 빈 곳을 누르면, 다른 곳을 누르거나 Esc를 누를 때까지 글자와 숫자 키는 아무 일도 하지 않아요.
keys-scenarios = 시나리오
keys-open = 열기
keys-save = 저장
keys-save-as = 다른 이름으로 저장
keys-quit = 끝내기
keys-select-to-ignite = 먼저 거점을 선택하세요. 지도의 고리나 목록의 이름을 누르면 돼요. 그다음 I로 점화해요.
keys-select-to-extinguish = 먼저 거점을 선택하세요. 지도의 고리나 목록의 이름을 누르면 돼요. 그다음 E로 진화해요.
keys-select-to-remove = 먼저 거점, 서비스나 회사를 선택하세요. 지도나 목록의 이름을 누르면 돼요. 그다음 Delete로 삭제해요.
keys-select-to-focus = 먼저 거점이나 서비스를 선택하세요. 그다음 O로 이어진 것만 볼 수 있어요.
keys-no-other-future = 비교 기준이 없어요. W를 눌러 갈라지거나, 다른 계획의 메뉴에서 “이 계획과 비교”를 고르세요.
keys-no-story = 이 시나리오에는 넘겨 볼 이야기가 없어요.

# 시나리오.
scenarios-title = 시나리오
scenarios-no-recent = 열거나 저장한 파일이 여기에 나타나요.
scenarios-reading = 읽고 있어요…

# 알림.
notice-count = 문제 { $count }개
notice-count-warnings = 살펴볼 곳 { $count }군데
notice-dismiss = 닫기
notice-refused = 이 시나리오에 맞지 않아요
overlay-close = 닫기
start-over = 처음부터 다시

# 파일.
window-title = { $name } – Firedrill
window-changed = • { $name } – Firedrill
files-open = 시나리오 열기
files-save = 시나리오 저장
files-open-hint = 파일을 창에 끌어다 놓거나, 여기에 경로를 적어 주세요.
files-open-hint-beside-dialog = 파일 대화 상자에서 고르거나, 창에 끌어다 놓거나, 여기에 경로를 적어 주세요.
files-save-hint = 저장할 경로를 폴더와 파일 이름까지 여기에 적어 주세요.
files-save-hint-beside-dialog = 파일 대화 상자에서 위치를 고르거나, 여기에 경로를 적어 주세요.
files-open-button = 열기
files-save-button = 저장
files-path = 파일 경로
files-path-example = ~/scenarios/my-sites.{ $ending }
files-kind = Firedrill 시나리오
files-drop = 시나리오를 놓으면 열려요
files-place = { $line }행 { $column }열
files-cannot-open = { $file } 파일을 열지 못했어요
files-warnings = { JOSA($title, "을/를") } 열었어요. 살펴볼 곳이 있어요
files-warnings-of = { $title }에서 살펴볼 곳
files-show-warnings = 살펴볼 곳 보기
warning-here = 살펴볼 곳. { $place }: { $message }
warning-more = 여기에 { $count }건 더
files-cannot-save = { $file } 파일을 저장하지 못했어요
files-saved = { $path }에 저장했어요
files-cells-left = 칸 { $count }개에 틀린 글자가 있어요. 파일에는 없어요: { $cells }
files-cells-gone = 새 내용에 없는 줄과 함께 틀린 글자 { $count }개가 사라졌어요: { $cells }. 실행 취소하면 돌아와요.
files-there-title = { $file } 파일이 이미 있어요. 바꿀까요?
files-there-body = 지금 있는 내용이 사라져요: { $path }
files-changed-title = 연 뒤에 다른 프로그램이 { $file } 파일을 바꿨어요. 덮어쓸까요?
files-changed-body = 다른 프로그램이 쓴 내용이 사라져요. 다른 곳에 저장하면 둘 다 남아요.
files-names-title = { $file } 파일에 다른 이름도 있어요
files-names-body = 이 파일은 이름이 { $count }개예요(하드 링크). 저장하면 이 이름만 새 내용이 되고 다른 이름에는 옛 내용이 남아요: { $path }
files-part = 이 이름에만 저장
files-unsure = { $file } 파일을 썼지만 디스크가 확인해 주지 않아요
files-replace = 바꾸기
files-elsewhere = 다른 곳에 저장
files-keep = 취소

# 창 옆에서 하는 일.
task-opening = { $file } 여는 중
task-changing = 바꾼 내용을 계산하는 중
task-saving = { $file } 저장 중
task-baseline = { $file } 실행을 계산하는 중
task-reading = 파일을 읽고 있어요. 다 열릴 때까지 아래 화면은 그대로예요.
task-checking = 파일을 검사하고 있어요. 다 열릴 때까지 아래 화면은 그대로예요.
task-writing = 시나리오를 적고 있어요. 파일이 저장될 때까지 아무것도 바꿀 수 없어요.
task-running = 실행하고 있어요. 끝날 때까지 아래 화면은 그대로예요.
task-running-far = 실행 중: 전체의 { $share }, 지금까지 사건 { $events }건. 끝날 때까지 아래 화면은 그대로예요.
task-cancel = 취소
task-busy = 아직 다른 것을 계산하고 있어요
task-busy-body = 끝날 때까지 기다리거나 Esc로 취소한 뒤에 다시 해 주세요.
task-not-made = 계산하던 변경을 하지 않았어요
task-not-made-body = 다시 실행으로는 돌아오지 않아요. 필요하면 그 변경을 다시 해 주세요.
task-too-late = 이제는 취소할 수 없어요
task-too-late-body = 새 파일을 제자리에 놓는 중이에요. 끝날 때까지 기다려 주세요.
task-failed = Firedrill의 잘못으로 실패했어요. 바뀐 것은 없어요.

# 다른 프로그램이 바꾼 파일.
changed-title = 다른 프로그램이 { $file } 파일을 바꿨어요
changed-body-unsaved = 여기에 저장하지 않은 변경이 있어요. 무엇을 골라도 실행 취소로 되돌릴 수 있어요. 그대로 두고 저장하면 다른 프로그램이 쓴 내용 대신 저장돼요. 나중에 파일 메뉴에서 두 내용을 비교할 수 있어요.
changed-body-saved = 이제 여기에 저장하지 않은 변경이 없어요. 무엇을 골라도 실행 취소로 되돌릴 수 있어요. 그대로 두고 저장하면 다른 프로그램이 쓴 내용 대신 저장돼요. 나중에 파일 메뉴에서 두 내용을 비교할 수 있어요.
changed-keep = 그대로 두기
changed-gone = { $file } 파일이 이제 없어요
changed-gone-body = 다른 프로그램이 지우거나 이름을 바꿨어요. 시나리오는 여기 열려 있어요. 저장하면 파일을 다시 써요.

# 저장하지 않고 떠날 때.
left-title = { $title } 시나리오를 저장하지 않고 떠났어요
left-body = 저장하거나 버릴 때까지 변경 내용을 보관해요. 왼쪽 위 제목 옆에 있는, 저장하지 않은 시나리오의 수를 누르면 보여요.
left-body-cells = 저장할 수는 없고, 고치거나 버릴 때까지 보관해요. 왼쪽 위 제목 옆에 있는, 저장하지 않은 시나리오의 수를 누르면 보여요.
left-back = 돌아가기
copy-title = { $title }의 사본이에요
copy-body = 저장하기 전에는 파일이 없어요.
copy-back = 원본으로 돌아가기
quit-title = { $title } 시나리오에 저장하지 않은 변경이 있어요
quit-title-several = 저장하지 않은 변경이 있는 시나리오 { $count }개
quit-line = • { $title }
quit-line-window = • { $title } (지금 창에 있음)
quit-body = 저장하지 않고 끝내면 변경 내용을 버려요.
quit-body-several = 저장하지 않고 끝내면 이 변경 내용을 모두 버려요.
quit-cells = 칸 { $count }개에 틀린 글자가 있어요. 저장할 수 없어서 끝내면 사라져요: { $cells }
quit-save = 저장
quit-save-all = 모두 저장
quit-leave = 저장하지 않고 끝내기
quit-stay = 취소
quit-export-title = 내보내기가 저장되면 창이 닫혀요
quit-export-body = 내보내지 않고 닫으려면 한 번 더 닫으세요.

# 창.
window-edge = 타임라인 높이

# 한 장씩 넘기는 이야기.
story-title = { $place }/{ $count } { $title }
# 재생 위치가 다른 시각일 때의 장면 글.
story-then = { $at }: { $text }
story-of-plan = “{ $plan }” 계획을 두고 쓴 장면이에요.
story-back = 이전
story-next = 다음

# 설정할 수 있는 것.
settings-title = 설정
settings-language = 언어
settings-light = 화면 밝기
settings-zone = 시각
zone-scenario = 시나리오 ({ $zone })
zone-utc = UTC
zone-computer = 이 컴퓨터 ({ $zone })
zone-computer-unknown = 이 컴퓨터 (시간대를 알 수 없음)
zone-button = 시간대
zone-hint = 시각을 다른 시간대로 보기
settings-size = 크기
settings-motion = 움직임
settings-moving = 모두
settings-still = 줄이기
settings-motion-hint = 줄이면 불꽃과 물결이 멈춰요. 재생은 그대로예요.
keys-edit = 시나리오 편집
top-edit = 편집

# 창을 열 수 없는 까닭.
no-window-unset = DISPLAY도 WAYLAND_DISPLAY도 설정되어 있지 않아 창을 열 수 없어요. 데스크톱에서 실행하거나, xvfb 패키지의 `xvfb-run`으로 실행해 주세요.
no-window-display = 디스플레이에 연결할 수 없어 창을 열 수 없어요({ $display }: { $error }). 데스크톱에서 실행하거나, 변수를 실제로 있는 디스플레이로 바꿔 주세요.
no-window-library = 라이브러리가 없어 창을 열 수 없어요({ $error }). Debian과 Ubuntu에서는 `apt install { $package }`로 설치해 주세요(창에 필요한 패키지: { $packages }).
no-window-opengl = 이 컴퓨터에 OpenGL 2.0이 없어 창을 열 수 없어요({ $error }). 그래픽 카드 없이도 그리는 `libgl1-mesa-dri`를 설치해 주세요. 드라이버가 문제라면 `LIBGL_ALWAYS_SOFTWARE=1 firedrill`로 실행해 보세요. `firedrill render FILE --at TIME -o PICTURE.png`는 OpenGL 없이 그림을 그려요.
no-window-opengl-windows = 이 컴퓨터에 OpenGL 2.0이 없어 창을 열 수 없어요({ $error }). 원격 데스크톱이나 가상 머신에서 그럴 수 있어요. Mesa의 opengl32.dll(소프트웨어 렌더러)을 프로그램 옆에 두세요. `firedrill render FILE --at TIME -o PICTURE.png`는 OpenGL 없이 그림을 그려요.
no-window-other = 창을 열 수 없어요({ $error }).
no-window-other-linux = 창을 열 수 없어요({ $error }). 디스플레이에 연결되는지, 다음 Debian/Ubuntu 패키지가 설치되어 있는지 확인해 주세요: { $packages }.
no-window-no-reason = 이유를 알려 주지 않음
no-window-headless = 창이 없어도 `firedrill run FILE`, `render FILE`, `check FILE`, `fit FILE`은 터미널에서 쓸 수 있어요.
