# 창에 없는 저장하지 않은 작업: 떠난 문서와 시작할 때 찾은 것.
unsaved-rows = 저장하지 않은 변경
unsaved-go-on = 이어서 하기
unsaved-save = 저장
unsaved-throw-away = 버리기
unsaved-throw-away-question = { $name }에 저장하지 않은 변경을 버릴까요? 되돌릴 수 없어요.
unsaved-throw-away-now = 완전히 버리기
unsaved-keep = 그대로 두기
unsaved-act = { $act }: { $title }
unsaved-show = 보기
unsaved-about = 마지막 변경 { $time }
unsaved-about-file = { $file }, 마지막 변경 { $time }
unsaved-only-wrong = 틀린 글 { $count }개가 어느 파일에도 없어요. 다른 것은 모두 저장했어요
unsaved-only-wrong-file = { $file }: 저장했지만 틀린 글 { $count }개는 파일에 없어요
unsaved-about-wrong = { $about }, 틀린 글 { $count }개
unsaved-too-many = 저장하지 않은 시나리오가 { $count }개예요
unsaved-too-many-body = 하나를 저장하거나 버린 다음 다른 시나리오를 여세요.
unsaved-not-thrown-away = 저장하지 않은 작업을 버리지 못했어요
unsaved-not-thrown-away-body = { $path } 파일을 지울 수 없어요: { $error }

# 시작할 때.
unsaved-found = { $name }에 저장하지 않은 { $time } 작업이 있어요
unsaved-found-line = • { $name }, { $time }
unsaved-found-several = 저장하지 않은 작업을 시나리오 { $count }개에서 찾았어요
unsaved-unreadable-title = 저장하지 않은 작업을 찾았지만 읽을 수 없어요
unsaved-stays = 그 자리에 그대로 있어요. 더 새로운 Firedrill이 쓴 것이라면 그 버전에서 읽을 수 있어요. 아니라면 텍스트 편집기로 열어 남은 내용을 확인하세요.
unsaved-not-looked-for = 이전 창에서 저장하지 않은 작업을 찾아볼 수 없어요
unsaved-by-hand = 저장하지 않은 작업이 있다면 그대로 남아 있어요. 시나리오처럼 열 수 있는 파일이에요.
unsaved-newer = 더 새로운 버전의 Firedrill이 썼어요
unsaved-broken = 손상되었거나 Firedrill의 작업이 아니에요
unsaved-unreadable = 읽을 수 없어요: { $error }

# 이어서 할 때.
unsaved-restored = { $name }의 { $time } 작업을 이어서 해요
unsaved-restored-body = 아직 저장하지 않았어요.
unsaved-wrong-back = 아래 글은 틀려서 문서에 들어가지 못했어요. 다시 제 칸에 있어요.
unsaved-wrong = 아래 글은 문서에 들어가지 못했고 이제 칸에도 없어요.
unsaved-was-saved = { $name }의 { $time } 작업은 이미 저장되어 있어요
unsaved-file-changed = 아직 저장하지 않았어요. 이 작업을 시작한 뒤에 파일이 바뀌었어요. 되돌리면 지금 파일의 내용이 보여요. 저장할 때 덮어쓸지 물어봐요.
unsaved-file-gone = 아직 저장하지 않았어요. 파일을 더는 읽을 수 없어요. 저장하면 다시 써요.
unsaved-cannot = 저장하지 않은 작업을 열 수 없어요
unsaved-cannot-body = 까닭: { $why }. { $path }에 그대로 있어요.
unsaved-invalid = 시나리오에 문제가 있어요

# 보관할 수 없을 때.
unsaved-unprotected = 지금은 갑자기 꺼지면 저장하지 않은 작업을 잃어요
unsaved-unprotected-body = { $path }에 작업을 보관하지 못했어요: { $error }. 자주 저장하세요. Firedrill이 가끔 다시 시도해요.
