# Top bar, lists, inspector, messages.
top-open = Open
top-save = Save
top-save-as = Save as
top-recent = Recent files
top-all-scenarios = All scenarios …
top-undo = Undo
top-redo = Redo
top-reset = Reset
top-day = Day
top-night = Night
top-keys = Keys
top-notes = Notes
top-settings = Settings
top-more = More
top-draft = Draft
top-draft-off = Draft: nothing runs
top-draft-earlier = Draft: an earlier version runs
top-unsaved = Unsaved: { PLURAL($count, "# other/# others") }
top-unsaved-hint = Scenarios with unsaved changes beside the one in the window: go on with them, save them, or throw the changes away
top-reset-hint = Go back to the plan in the file and to the start of the run
top-notes-hint = Show which values are sourced, assumed or fitted
top-scenarios = Scenarios: { $title }
top-scenarios-hint = Choose another scenario
plans-what-if = + What if
plans-what-if-name = What if
plans-what-if-hint = Fork: makes a new plan that is the same up to the playhead. Your next actions are added to the new plan. The old plan becomes the baseline, drawn as a thin line. Key: W.
plans-seed = Seed { $seed }
plans-as-written = { $seed }: back to the scenario as written
plans-as-written-hint = This run has the random durations of one seed. Go back to the scenario as written.
run-of-seed = { $plan }, seed { $seed }
run-as-written = { $plan }, as written
plans-all = All plans
plans-more = +{ $count }
plans-row = Choose { $plan }
plans-act = { $act }: { $plan }
plans-name = Name of the plan
plans-name-used = Another plan is called “{ $name }”: choose another name
plans-rename = Rename
plans-remove = Remove
plans-lay-beside = Compare with this plan
plans-nothing-beside = Stop comparing
plans-parted = Forked from { $parent }; diverges at { $at }
plans-is-beside = Baseline of the chosen plan
plans-tab-hint = Double-click to rename it, right-click for more
plans-untouched = Untouched
plans-first = My plan
plans-removed = { $plan } was removed, together with its { PLURAL($count, "expectation/expectations") } in the file ({ $count })
plans-removed-alone = { $plan } was removed
plans-removed-forks = Forked from it, and from no plan any more: { $plans }
plans-removed-back = Undo
plans-wrong = The plans of the scenario have problems ({ $count }): correct them first

# The four figures.
figure-services = Services down
figure-of = { $count } of { $all }
figure-degraded = { $count } degraded
figure-services-exact = { $down } of { PLURAL($all, "# service/# services") } { PLURAL($down, "is/are") } down, { $degraded } more { PLURAL($degraded, "is/are") } degraded
figure-servers = Servers dark
figure-servers-exact = { $count } of { PLURAL($all, "# server/# servers") } { PLURAL($count, "is/are") } dark (without power or network), { $share }
figure-people = People affected
figure-people-exact = { $count } of { PLURAL($all, "# person/# people") } { PLURAL($count, "is/are") } affected, { $share }
figure-people-count = { PLURAL($count, "# person is/# people are") } affected
figure-share = Shares
figure-share-of = { $company } shares
figure-closed = closed
figure-no-share = No company of this scenario is listed on an exchange
figure-beside = { $plan }: { $value }
figure-beside-exact = In “{ $plan }”: { $exact }
figure-of-plan = { $plan }, { $figure }
figure-share-exact = { $price }, { $change } since the close of { $close }
figure-share-closed = The exchange is closed; last { $price }, { $change } since the close of { $close }

# Keys, and hints for keys that have nothing to act on.
keys-title = Keys
keys-playback = Playback
keys-doing = Actions
keys-view = View
keys-files = Files
keys-play = Play and pause
keys-reverse = Play backwards
keys-step = Step by ten minutes
keys-step-far = Step by six hours
keys-step-event = Step by event
keys-ends = Go to the start or to the end
keys-speed = Speed, from 1 s/s to 1 d/s
keys-loop = Repeat the part in view
keys-chapter = Previous or next chapter of the story
keys-ignite = Ignite the selected site
keys-extinguish = Extinguish the selected site
keys-remove = In the editor: remove what is selected, after a question
keys-what-if = What if, from here: fork the plan
keys-rename = Rename the plan
keys-undo = Undo
keys-redo = Redo
keys-fit = Show all sites
keys-only = Show only what is connected to the selection
keys-both = Show maps of both plans
keys-theme = Switch between night and day
keys-zone = Times in another zone: the scenario's, UTC, this computer's
keys-scale = Make everything larger or smaller
keys-scale-whole = Original size
keys-settings = Settings
keys-escape = Cancel, close, or clear the selection
keys-keys = Show these keys
keys-beside-field = After a click beside a field of the editor, letters and digits do nothing until you click elsewhere or press Esc.
keys-scenarios = Show the list of scenarios
keys-open = Open
keys-save = Save
keys-save-as = Save as
keys-quit = Quit
keys-select-to-ignite = Select a site first: click its ring on the map or its name in the list. Then press I to ignite it.
keys-select-to-extinguish = Select a site first: click its ring on the map or its name in the list. Then press E to extinguish it.
keys-select-to-remove = Select a site, a service or a company first: click it on the map or its name in the list. Then press Delete to remove it.
keys-select-to-focus = Select a site or service first. Then press O to show only what is connected to it.
keys-no-other-future = This plan has no baseline. Press W to fork it, or choose “Compare with this plan” in the menu of another plan.
keys-no-story = This scenario has no chapters.

# Scenarios.
scenarios-title = Scenarios
scenarios-no-recent = Files that you open or save are listed here.
scenarios-reading = Reading …

# Messages.
notice-count = { PLURAL($count, "# problem/# problems") }
notice-count-warnings = { PLURAL($count, "# warning/# warnings") }
notice-dismiss = Dismiss
notice-refused = This is not possible in this scenario
overlay-close = Close
start-over = Start over

# Files.
window-title = { $name } – Firedrill
window-changed = • { $name } – Firedrill
files-open = Open a scenario
files-save = Save the scenario
files-open-hint = Drop a file on the window, or enter its path here.
files-open-hint-beside-dialog = Choose a file in the file dialog, drop a file on the window, or enter its path here.
files-save-hint = Enter the path of the file here: its folder and its name.
files-save-hint-beside-dialog = Choose a folder and a name in the file dialog, or enter a path here.
files-open-button = Open
files-save-button = Save
files-path = Path of the file
files-path-example = ~/scenarios/my-sites.{ $ending }
files-kind = Firedrill scenarios
files-drop = Drop a scenario to open it
files-place = Line { $line }, column { $column }
files-cannot-open = { $file } was not opened
files-warnings = { $title } was opened with warnings
files-warnings-of = Warnings about { $title }
files-show-warnings = Show the warnings
warning-here = Warning. { $place }: { $message }
warning-more = { PLURAL($count, "# more warning/# more warnings") } here
files-cannot-save = { $file } was not saved
files-saved = Saved in { $path }
files-cells-left = { PLURAL($count, "# field or cell has/# fields or cells have") } a wrong text that is not in the file: { $cells }
files-cells-gone = { PLURAL($count, "# wrong text is/# wrong texts are") } gone with the rows that the new version does not have: { $cells }. Undo brings them back.
files-there-title = { $file } already exists. Replace it?
files-there-body = Its current content would be lost: { $path }
files-changed-title = Another program changed { $file } since it was opened. Replace it?
files-changed-body = What the other program wrote would be lost. Save elsewhere to keep both.
files-names-title = { $file } is also known by other names
files-names-body = The file has { PLURAL($count, "# name/# names") } (hard links). Saving gives this one the new content; the others keep the old content: { $path }
files-part = Save under this name
files-unsure = { $file } was written, but the disk does not confirm it
files-replace = Replace it
files-elsewhere = Save elsewhere
files-keep = Cancel

# Work beside the window.
task-opening = Opening { $file }
task-changing = Computing this change
task-saving = Saving { $file }
task-baseline = Computing the run of { $file }
task-reading = Reading the file. Until it is open, everything below stays as it is.
task-checking = Checking the file. Until it is open, everything below stays as it is.
task-writing = Writing the scenario down. Until the file is saved, nothing can be changed.
task-running = Running. Until this is done, everything below stays as it is.
task-running-far = Running: { $share } of the run, { PLURAL($events, "# event/# events") } so far. Until this is done, everything below stays as it is.
task-cancel = Cancel
task-busy = Something else is still being computed
task-busy-body = Wait until it is done, or cancel it with Esc. Then do this again.
task-not-made = The change that was being computed was not made
task-not-made-body = Redo does not bring it back. To have it, make it again.
task-too-late = It is too late to cancel this
task-too-late-body = The new file is being put in its place. Wait until that is done.
task-failed = This failed because of a mistake in Firedrill. Nothing was changed.

# A file that another program changes.
changed-title = Another program changed { $file }
changed-body-unsaved = There are unsaved changes here. Whatever you choose, undo goes back. If you keep yours, saving replaces theirs. You can compare both versions later in the File menu.
changed-body-saved = Nothing is unsaved here any more. Whatever you choose, undo goes back. If you keep yours, saving replaces theirs. You can compare both versions later in the File menu.
changed-keep = Keep mine
changed-gone = { $file } is no longer there
changed-gone-body = Another program removed or renamed it. The scenario is still open here: save it to write the file again.

# Leaving something unsaved.
left-title = You left { $title } with unsaved changes
left-body = They are kept until you save them or throw them away: click the number of unsaved scenarios at the top left, beside the title.
left-body-cells = They cannot be saved, and are kept until you mend them or throw them away: click the number of unsaved scenarios at the top left, beside the title.
left-back = Go back to it
copy-title = This is a copy of { $title }
copy-body = It has no file until you save it.
copy-back = Go back to the original
quit-title = { $title } has unsaved changes
quit-title-several = Scenarios with unsaved changes: { $count }
quit-line = • { $title }
quit-line-window = • { $title } (in the window)
quit-body = If you quit without saving, these changes are thrown away.
quit-body-several = If you quit without saving, all of these changes are thrown away.
quit-cells = { PLURAL($count, "# field or cell has/# fields or cells have") } a wrong text, which cannot be saved and is lost when you quit: { $cells }
quit-save = Save
quit-save-all = Save all
quit-leave = Quit without saving
quit-stay = Cancel
quit-export-title = The window closes when the export is saved
quit-export-body = Close it again to close it without the export.

# The window.
window-edge = Height of the timeline

# The story, chapter by chapter.
story-title = { $place } of { $count }: { $title }
# The text of a chapter while the playhead is at another time.
story-then = { $at }: { $text }
story-of-plan = Written for the plan “{ $plan }”.
story-back = Back
story-next = Next

# Settings.
settings-title = Settings
settings-language = Language
settings-light = Theme
settings-zone = Times
zone-scenario = Scenario ({ $zone })
zone-utc = UTC
zone-computer = This computer ({ $zone })
zone-computer-unknown = This computer (zone not known)
zone-button = Time zone
zone-hint = Show times in another zone
settings-size = Size
settings-motion = Motion
settings-moving = All
settings-still = Reduced
settings-motion-hint = Reduced: flames and pulses do not move. Playback still works.
keys-edit = Edit the scenario
top-edit = Edit

# Why no window can be opened.
no-window-unset = No window can be opened because neither DISPLAY nor WAYLAND_DISPLAY is set: start Firedrill in a desktop session, or under `xvfb-run` from the package xvfb.
no-window-display = No window can be opened because the display cannot be reached ({ $display }: { $error }): start Firedrill in a desktop session, or set the variable to a display that is there.
no-window-library = No window can be opened because a library is missing ({ $error }); on Debian and Ubuntu, install it with `apt install { $package }` (a window needs all of these packages: { $packages }).
no-window-opengl = No window can be opened because this computer offers no OpenGL 2.0 ({ $error }): install `libgl1-mesa-dri`, which also draws without a graphics card; if a driver fails, `LIBGL_ALWAYS_SOFTWARE=1 firedrill` goes round it. `firedrill render FILE --at TIME -o PICTURE.png` draws pictures without OpenGL.
no-window-opengl-windows = No window can be opened because this computer offers no OpenGL 2.0 ({ $error }), as on some remote desktops and virtual machines: put opengl32.dll of Mesa, the software renderer, beside the program. `firedrill render FILE --at TIME -o PICTURE.png` draws pictures without OpenGL.
no-window-other = No window can be opened ({ $error }).
no-window-other-linux = No window can be opened ({ $error }); check that the display can be reached and that these packages of Debian and Ubuntu are installed: { $packages }.
no-window-no-reason = no reason given
no-window-headless = Without a window, `firedrill run FILE`, `render FILE`, `check FILE` and `fit FILE` work in a terminal.
