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
keys-presenter-notes = Presenting: notes of the chapter
present-notes = Notes
present-notes-of-chapter = Notes for whoever presents
present-no-notes = This chapter has no notes.
present-no-chapter = There is no chapter at this time.
present-notes-only-presenting = Notes of a chapter are shown while you present (F5); they are also in the story on the right.
present-begin = Present
present-begin-hint = Full screen in large type, for a class ({ $key })
