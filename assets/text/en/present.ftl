# Presenting.
present-chapter = { $place } of { $count }
present-run = The whole run
present-back = Previous chapter
present-next = Next chapter
present-follow = Follow
present-resume = Follow again
present-leave = Exit
keys-present = Present in large type
keys-follow = Presenting: the camera follows events
present-begin = Present
present-begin-hint = Full screen in large type, for a class ({ $key })
