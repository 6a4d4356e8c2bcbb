# Presenting.
present-chapter = { $place } of { $count }
present-run = The whole run
present-back = Chapter before
present-next = Next chapter
present-follow = Follow
present-resume = Follow again
present-leave = Leave
keys-present = Present in large type
keys-follow = Presenting: the camera follows what happens
present-begin = Present
present-begin-hint = The whole screen in large type, for a class ({ $key })
