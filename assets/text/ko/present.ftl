# 발표: 큰 글자로 화면 전체에.

present-chapter = { $place } / { $count }
present-run = 전체 실행
present-back = 이전 장
present-next = 다음 장
present-follow = 따라가기
present-resume = 다시 따라가기
present-leave = 나가기
keys-present = 큰 글자로 발표
keys-follow = 발표: 카메라가 사건을 따라가기
keys-presenter-notes = 발표: 장면의 메모
present-notes = 메모
present-notes-of-chapter = 발표자를 위한 메모
present-no-notes = 이 장면에는 메모가 없어요.
present-no-chapter = 지금은 장면이 없어요.
present-notes-only-presenting = 장면의 메모는 발표하는 동안(F5) 보여요. 오른쪽의 이야기에도 있어요.
present-begin = 발표
present-begin-hint = 수업에서 큰 글자로 화면 전체에 보여요 ({ $key })
