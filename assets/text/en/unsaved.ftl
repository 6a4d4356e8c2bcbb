# Unsaved work that is not in the window: documents that were left, and what was found in the journal at the start.
unsaved-rows = Unsaved changes
unsaved-go-on = Go on
unsaved-save = Save
unsaved-throw-away = Throw away
unsaved-throw-away-question = Throw the unsaved changes in { $name } away? They cannot be brought back.
unsaved-throw-away-now = Throw away for good
unsaved-keep = Keep
unsaved-act = { $act }: { $title }
unsaved-show = Show
unsaved-about = Last changed { $time }
unsaved-about-file = { $file }, last changed { $time }
unsaved-only-wrong = { PLURAL($count, "# text is/# texts are") } wrong and in no file. Nothing else is unsaved
unsaved-only-wrong-file = { $file }: saved, but { PLURAL($count, "# text is/# texts are") } wrong and not in the file
unsaved-about-wrong = { $about }, { PLURAL($count, "# text/# texts") } typed and wrong
unsaved-too-many = { PLURAL($count, "# scenario has/# scenarios have") } unsaved changes
unsaved-too-many-body = Save one of them or throw its changes away, then open another scenario.
unsaved-not-thrown-away = The unsaved work was not thrown away
unsaved-not-thrown-away-body = { $path } cannot be removed: { $error }

# At the start.
unsaved-found = Unsaved work of { $time } in { $name }
unsaved-found-line = • { $name }, { $time }
unsaved-found-several = Unsaved work was found in { PLURAL($count, "# scenario/# scenarios") }
unsaved-unreadable-title = Unsaved work was found that cannot be read
unsaved-stays = It stays there. If a newer Firedrill has written it, that version can read it; otherwise open it in a text editor to see what is left.
unsaved-not-looked-for = Unsaved work of earlier windows cannot be looked for
unsaved-by-hand = If there is unsaved work in it, it stays there, in files that can be opened like scenarios.
unsaved-newer = a newer version of Firedrill has written this
unsaved-broken = this is damaged, or no unsaved work of Firedrill
unsaved-unreadable = cannot be read: { $error }

# When the person goes on with it.
unsaved-restored = Unsaved work of { $time } in { $name } goes on
unsaved-restored-body = It is not saved yet.
unsaved-wrong-back = These texts were wrong and are in no document. They are in their fields and cells again:
unsaved-wrong = These texts are in no document, and they are not in their fields and cells any more:
unsaved-was-saved = The work of { $time } in { $name } was saved already
unsaved-file-changed = It is not saved yet. The file was changed after this work was begun: Undo shows what it contains now. Saving asks before it replaces the file.
unsaved-file-gone = It is not saved yet. The file cannot be read any more. Saving writes it again.
unsaved-cannot = The unsaved work cannot be opened
unsaved-cannot-body = Reason: { $why }. It stays in { $path }
unsaved-invalid = the scenario has problems

# When it cannot be kept.
unsaved-unprotected = Unsaved work is not safe from a crash now
unsaved-unprotected-body = It could not be written to { $path }: { $error }. Save often. Firedrill tries again from time to time.
