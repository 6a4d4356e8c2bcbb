# Why a file was not read or written, and how to fix it.

file-missing = cannot be read: { $error }
file-missing-remedy = check the path; a relative path starts in the current folder
file-denied = cannot be read: { $error }
file-denied-remedy = ask for permission to read it, or copy it to a folder that you can read
file-unreadable = cannot be read: { $error }
file-unreadable-remedy = check that the disk is connected and that the file can be read
file-folder = this is a folder
file-folder-remedy = name a scenario file, such as one ending in .ron
file-device = this is not an ordinary file
file-device-remedy = copy its content into a file and open that file
file-too-large = the file is larger than 256 MB
file-too-large-remedy = a scenario is far smaller; check that this is the right file
file-empty = the file is empty
file-empty-remedy = start with a small scenario: `firedrill generate` writes one
file-not-utf8 = byte { $byte } is not UTF-8 text
file-not-utf8-remedy = save the file as UTF-8 text
file-save-denied = { $path } was not saved: { $error }. Save it in a folder where you may write.
file-save-full = { $path } was not saved: { $error }. The disk is full: make room, or save it elsewhere.
file-save-nowhere = { $path } was not saved: { $error }. The folder does not exist: create it, or choose another.
file-save-folder = { $path } was not saved: { $error }. This is a folder: give the file another name.
file-save-read-only = { $path } was not saved: { $error }. The disk is read-only: save it elsewhere.
file-save-failed = { $path } was not saved: { $error }. The previous content is unchanged.
file-more = and { $count } more problems
file-more-remedy = fix the problems above first
file-more-warnings = and { $count } more warnings
file-more-warnings-remedy = look at the warnings above first
file-did-you-mean = did you mean "{ $near }"?
file-did-you-mean-word = did you mean `{ $near }`?
file-one-of = use one of: { $names }

# Kinds of rows in a file.
file-kind-hazard = hazard
file-kind-site = site
file-kind-service = service
file-kind-exchange = exchange
file-kind-company = company
file-kind-rival = rival
file-kind-source = source

# Numbers.
file-decimals = { $value } has more than three decimals
file-decimals-remedy = write { $near } or another value of at most three decimals
file-out-of-range = { $value } is out of range
file-real-remedy = write a number from { $least } to { $most }
file-positive-remedy = write a number greater than 0 and at most { $most }
file-whole-remedy = write a whole number from { $least } to { $most }

# Ids and names.
file-not-id = "{ $text }" is not an id
file-not-id-remedy = use lower-case letters, digits and `-`
file-same-id = there is already a { $what } "{ $key }"
file-same-id-remedy = give one of the two another id, or remove it
file-twice = "{ $text }" is listed twice here
file-keep-one = keep one of the two
file-no-such = there is no { $what } "{ $key }"
file-none-there = the file has no { $what }; add one, or remove this
file-use-id = use the id of a { $what } of this file
file-write = write "{ $text }"
file-write-one-of = write the one that is meant: { $names }
file-version = this is format version { $version }; this program reads version 1
file-version-newer = use a newer Firedrill
file-version-write = write `firedrill: 1`

# Times.
file-subsecond = "{ $text }" is not in whole seconds
file-subsecond-remedy = use whole seconds
file-hundred-years = a hundred years
file-ten-years = ten years
file-span-long = "{ $text }" is longer than { $longest }
file-span-long-remedy = write a duration such as "90s", "1h 33m" or "6d", of at most { $longest }
file-not-span = "{ $text }" is not a duration
file-span-upper-m = "{ $text }" has the unit M, which is neither minutes nor months here
file-span-upper-m-remedy = m is minutes: write "{ $minutes }"; months are written "month", and stand only in `length`
file-span-calendar = "{ $text }" has years or months, which do not always have the same length
file-span-calendar-remedy = write it in days and smaller units; until now it was counted as "{ $exact }"
file-span-two-ways = "{ $text }" can be read in two ways
file-span-two-ways-remedy = write "{ $hours }" if it is hours and minutes, or "{ $minutes }" if it is minutes and seconds
file-span-no-unit = "{ $text }" has a number without a unit
file-span-no-unit-remedy = write a unit after { $number }: d (days), h (hours), m (minutes) or s (seconds)
file-span-no-such-unit = "{ $text }" is not a duration: there is no unit "{ $unit }"
file-span-no-such-unit-remedy = use d (days), h (hours), m (minutes) and s (seconds), as in "1h 33m"
file-not-span-remedy = write a duration such as "90s", "1h 33m" or "6d"
file-no-time = this duration must be longer than zero
file-no-time-remedy = write a duration such as "1m"
file-not-clock = "{ $text }" is not a time of day
file-not-clock-remedy = write a time such as "09:00"
file-clock-offset = "{ $text }" has more than a time of day
file-clock-offset-remedy = write a time such as "09:00", as the clocks in the zone of the exchange show it
file-not-date = "{ $text }" is not a date
file-not-date-remedy = write a date such as "2022-10-17"
file-skipped = the local time "{ $text }" does not exist: the clocks of { $zone } go from { $from } to { $until }
file-skipped-remedy = write "{ $later }", which is as long after { $from }, or another time that the clocks show
file-later-day = "{ $text }" means { $at }: on the day before, the clocks skip it (they go from { $from } to { $until })
file-later-day-remedy = write "{ $at }" if it is meant, or "{ $later }"
file-sixty-seconds = "{ $text }" has 60 seconds
file-sixty-seconds-remedy = write seconds from 00 to 59
file-end-of-day = "{ $text }" is the end of a day
file-end-of-day-remedy = write "00:00" with the date of the next day
file-end-of-day-clock-remedy = write "23:59" or an earlier time
file-no-offset = what stands after the time in "{ $text }" is not an offset from UTC
file-no-offset-remedy = write an offset such as "+09:00", or Z, which is UTC; without one the time is local
file-not-time = "{ $text }" is not a time
file-not-time-remedy = write a time such as "2022-10-15 15:19" or "15:19"
file-year = the year { $year } is out of range
file-year-remedy = write a year from { $first } to { $last }
file-outside-run = "{ $text }" is outside the run
file-outside-run-remedy = write a time from { $from } to { $to }
file-not-start = "{ $text }" is not a date and time
file-not-start-remedy = write a date and time such as "2022-10-15 15:00"
file-no-zone = there is no time zone "{ $text }"
file-no-zone-remedy = write continent and city, such as "Asia/Seoul", or "UTC"
file-zone-abbreviation = "{ $text }" is an abbreviation, not the name of a time zone
file-zone-offset = "{ $text }" is an offset from UTC, not the name of a time zone
file-zone-fixed = "{ $text }" is { $offset } all year: its clocks do not change
file-zone-fixed-remedy = write "{ $changing }", where they change, or "{ $fixed }", where they do not
file-zone-reversed = "{ $text }" is { $offset }: in names of this form the sign is reversed
file-zone-reversed-remedy = write a place that has this offset ({ $same }); "{ $other }" is the opposite

# Hazards and services.
file-step-order = this step is not later than the step before it
file-step-order-remedy = put the steps in order of time
file-repair-darker = this repair step leaves more servers dark than the step before
file-repair-darker-remedy = write a dark share that is at most that of the step before
file-day = a day has 24 hours, not { $hours }
file-day-remedy = write one value for each hour, starting at midnight
file-needs-itself = a service cannot depend on itself
file-needs-itself-remedy = remove this dependency, or name another service
file-no-weight = a dependency cannot have weight 0
file-no-weight-remedy = remove the dependency, or give it a weight greater than 0 and at most 1

# Markets.
file-closes-first = the exchange closes before it opens
file-closes-first-remedy = write a later time than `open`, on the same day
file-index-week-end = "{ $text }" is a { $day }, and exchanges trade from Monday to Friday
file-index-remedy = write the date of a trading day of the run, or remove this entry
file-saturday = Saturday
file-sunday = Sunday
file-index-closed = the exchange is closed on "{ $text }"
file-index-closed-remedy = remove this entry, or remove the date from `closed`
file-index-outside = the exchange does not trade on "{ $text }" within the run, which goes from { $from } to { $to }
file-no-listing = the shares of "{ $text }" have no exchange and no last price
file-no-listing-remedy = add `exchange` and `close`, or remove the fields about shares
file-no-close = the shares of "{ $text }" have no last price
file-no-close-remedy = add `close: ...`, the last price before the run
file-no-exchange = the shares of "{ $text }" have no exchange
file-no-exchange-remedy = add `exchange: ...`

# Notes, history and story.
file-no-section = "{ $text }" is not a section of a scenario
file-no-section-remedy = start with one of: { $names }
file-since-later = `since` is later than `at`
file-since-later-remedy = write the earlier time in `since`
file-no-place = no site of this file has "{ $text }" as its `place`
file-no-place-remedy = write the `place` of one of the sites

# Plans and expectations.
file-same-plan = there is already a plan "{ $text }"
file-same-plan-remedy = give one of the two another name
file-no-plan = there is no plan "{ $text }"
file-no-plan-remedy = use the name of a plan of this file
file-fork-round = "{ $text }" would be forked from itself
file-fork-round-remedy = remove `fork` from one of the plans that are forked from each other
file-no-strike = "{ $text }" counts from the first strike, but this plan has none
file-no-strike-remedy = add a Strike with a time of its own, or write a date and time here
file-misfit-remedy = change the measure so that it names something that exists, or remove it
file-one-and-many = this expectation has both `seed` and `seeds`
file-one-and-many-remedy = remove `seed` or `seeds`
file-not-listed = "{ $text }" is not listed on an exchange, so it has no share price
file-not-listed-remedy = name a company with an `exchange` and a `close`
file-no-rto = "{ $text }" has no `rto`
file-no-rto-remedy = give it an `rto`, or name a service that has one
file-any-will-do = this expectation has no bound, so every value meets it
file-any-will-do-remedy = add `over`, `under` or both
file-over-under = no value is more than `over` and less than `under`
file-over-under-remedy = make `over` less than `under`

# Strikes that make no server dark.
file-strike-over-at-once = this strike has no effect: the hazard "{ $hazard }" is over at once, because its `out` is zero
file-strike-over-at-once-remedy = give the hazard a longer `out`, such as "3h", or remove this strike
file-strike-no-steps = this strike has no effect: the hazard "{ $hazard }" has no `spread`, so it makes no server dark
file-strike-no-steps-remedy = add `spread: [("0s", 1.0)]` to the hazard (the time and the share of servers that are dark from then on), or remove this strike
file-strike-nothing-dark = this strike has no effect: every share in the `spread` of the hazard "{ $hazard }" is 0
file-strike-nothing-dark-remedy = write a share greater than 0 in a step of `spread`, or remove this strike
file-strike-too-late = this strike has no effect: the hazard "{ $hazard }" is over after { $out }, and its `spread` makes the first server dark only after { $after }
file-strike-too-late-remedy = make that step of `spread` earlier than `out`, or `out` longer
file-strike-no-servers = this strike of the hazard "{ $hazard }" has no effect: no service has servers at the site "{ $site }"
file-strike-no-servers-remedy = put servers of a service `on` this site, or strike another site
file-strike-after-end = this strike has no effect: the run ends before the hazard "{ $hazard }" makes the first server dark
file-strike-after-end-remedy = strike earlier, or make `length` longer
file-strike-no-site = this strike has no effect: no site is within { $radius } km
file-strike-no-site-remedy = write a `radius_km` of at least { $km } to reach the nearest site, "{ $site }", or another place in `at`
file-strike-area-idle = this strike has no effect: at no site within { $radius } km does it make a server dark
file-strike-area-idle-remedy = strike sites that have servers, with a hazard whose `spread` makes them dark before it is over
file-strike-remove-remedy = add a site, or remove this strike

# Translations.
file-no-language = there is no language "{ $text }"
file-no-text = no text in this scenario is "{ $text }"
file-no-text-remedy = copy the text exactly from this file, or write its path, such as `services.talk.name`, or remove the translation
file-empty-translation = the translation of "{ $text }" is empty
file-empty-translation-remedy = write a translation, or remove this line

# The notation of the file.
file-no-field = there is no field `{ $field }`
file-no-field-in = there is no field `{ $field }` in { $name }
file-no-name = `{ $name }` is not allowed here
file-misses = the field `{ $field }` is missing here
file-misses-in = this { $name } has no field `{ $field }`
file-misses-remedy = add `{ $field }: ...`
file-field-twice = the field `{ $field }` is here twice
file-ends-early = the file ends too early
file-ends-early-remedy = close every open bracket; check that the file was not cut off
file-too-deep = brackets are nested too deep
file-too-deep-remedy = a scenario never needs more than ten levels of brackets
file-trailing = there is text after the end of the scenario
file-trailing-remedy = remove everything after the last bracket
file-number-range = this number is out of range
file-number-range-remedy = write a whole number of fewer digits
file-truth = `true` or `false` is expected here
file-truth-remedy = write `true` or `false`
file-whole = a whole number is expected here
file-whole-number-remedy = write digits alone, such as 43000000
file-number = a number is expected here
file-number-remedy = write a number such as 0.06
file-quotes = a text in quotes is expected here
file-quotes-remedy = write it between double quotes, such as "1h 33m"
file-map = a map is expected here
file-map-remedy = write {"{"} "id": ..., {"}"}
file-colon = a colon is expected here
file-colon-remedy = write `key: value`
file-map-end = a `{"}"}` or a comma is expected here
file-map-end-remedy = put a comma between entries and `{"}"}` after the last one
file-list = a list is expected here
file-list-remedy = write [ ..., ]
file-list-end = a `]` or a comma is expected here
file-list-end-remedy = put a comma between values and `]` after the last one
file-comma = a comma is expected here
file-comma-remedy = put a comma between the two values
file-open-bracket = an opening bracket `(` is expected here
file-open-bracket-remedy = write ( field: value, ... )
file-tuple-remedy = write { $count } values between `(` and `)`, with a comma between them
file-bracket-end = a `)` or a comma is expected here
file-bracket-end-remedy = put a comma between fields and `)` after the last one
file-other-name = `{ $found }` is not the right name here
file-other-name-remedy = write `{ $expected }`, or leave the name out
file-name-expected = a name is expected here
file-field-expected = a field of { $name } is expected here
file-field-expected-remedy = write `field: value`
file-too-many = there are more than { $count } values here
file-remove-others = remove the extra values
file-too-few = values are missing here: { $needed } are needed, but only { $given } given
file-too-few-remedy = add the missing values
file-nothing-behind = nothing may follow `{ $name }`
file-nothing-behind-remedy = remove what follows it
file-one-value = `{ $name }` takes one value
file-not-ron = this is not valid RON: { $error }
file-not-ron-remedy = compare it with the scenarios in the folder `saves`

# Changes of a scenario.
edit-no-row = This no longer exists in the scenario.
edit-taken = "{ $key }" already exists.

# Letters that cannot be drawn.
letters-no-font = no font of this computer has these letters: { $letters }
letters-no-font-more = no font of this computer has these letters: { $letters } and { $count } more
letters-no-font-remedy = the window draws boxes in their place; install a font that has them, such as one of the Noto family
letters-bundled = the bundled fonts do not have these letters: { $letters }
letters-bundled-more = the bundled fonts do not have these letters: { $letters } and { $count } more
letters-bundled-remedy = boxes are drawn in their place
letters-turned = words that are written from right to left are drawn in the order from left to right
letters-turned-remedy = only the order of the words is wrong, the letters of each word are right; a translation of the text avoids it
