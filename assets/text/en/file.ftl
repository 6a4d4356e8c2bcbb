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
file-not-span = "{ $text }" is not a duration: { $error }
file-not-span-remedy = write a duration such as "90s", "1h 33m" or "6d"
file-no-time = this duration must be longer than zero
file-no-time-remedy = write a duration such as "1m"
file-not-clock = "{ $text }" is not a time of day
file-not-clock-remedy = write a time such as "09:00"
file-not-date = "{ $text }" is not a date
file-not-date-remedy = write a date such as "2022-10-17"
file-skipped = the local time "{ $text }" does not exist, because the clocks are set forward on that day
file-skipped-remedy = write a time an hour earlier or later
file-skipped-start = start an hour earlier or later
file-never-shown = the local time "{ $text }" does not exist in this time zone
file-never-shown-remedy = remove the offset from UTC
file-not-time = "{ $text }" is not a time
file-not-time-remedy = write a local time such as "2022-10-15 15:19" or "15:19"
file-year = the year { $year } is out of range
file-year-remedy = write a year from { $first } to { $last }
file-outside-run = "{ $text }" is outside the run
file-outside-run-remedy = write a time from { $from } to { $to }
file-not-start = "{ $text }" is not a date and time
file-not-start-remedy = write a local time such as "2022-10-15 15:00"
file-no-zone = there is no time zone "{ $text }"
file-no-zone-remedy = write a name such as "Asia/Seoul"

# Hazards and services.
file-step-order = this step is not later than the step before it
file-step-order-remedy = put the steps in order of time
file-repair-darker = this repair step leaves more servers dark than the step before
file-repair-darker-remedy = write a dark share that is at most that of the step before
file-day = a day has 24 hours, not { $hours }
file-day-remedy = write one value for each hour, starting at midnight
file-day-decimals = write one value for each hour, with a point before decimals, such as 0.5
file-needs-itself = a service cannot depend on itself
file-needs-itself-remedy = remove this dependency, or name another service
file-no-weight = a dependency cannot have weight 0
file-no-weight-remedy = remove the dependency, or give it a weight greater than 0 and at most 1

# Markets.
file-closes-first = the exchange closes before it opens
file-closes-first-remedy = write a later time than `open`, on the same day
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

# Other notations, and characters that are not allowed.
file-write = write `{ $text }`
file-write-quoted = write "{ $text }"
file-write-either = write { $one } or { $other }, whichever is meant
file-remove-it = remove it
file-number-comma = numbers have no comma in this notation: `{ $text }`
file-number-blank = numbers have no blank in them: `{ $text }`
file-number-quoted = a number stands without quotes
file-number-other = `{ $text }` is not written as a number here
file-too-many-numbers = write { $count } numbers, with a point before decimals, such as 52.5
file-null = `{ $text }` is not a value here
file-null-remedy = remove this field, or write `None`
file-null-text-remedy = write a text between double quotes, or remove this field
file-bracket = `{ $right }` is expected here, not `{ $found }`
file-bracket-remedy = write `{ $right }` for `{ $found }`, and `{ $right_close }` for the `{ $close }` that closes it
file-bracket-other = this `{ $found }` closes the `{ $open }` of line { $line }, column { $column }
file-bracket-nothing = this `{ $found }` closes nothing
file-bracket-not-closed = the `{ $open }` of line { $line }, column { $column } is not closed before this `{ $before }`
file-bracket-close = put a `{ $close }` where it ends
file-bracket-never-closed = this `{ $open }` is never closed
file-bracket-never-closed-remedy = put a `{ $close }` where it ends; check that the file was not cut off
file-trailing-bracket = the bracket at line { $line }, column { $column } ends the scenario: remove it if more belongs to the scenario, or else remove what follows it
file-trailing-sign = there is a `{ $sign }` after the end of the scenario
file-sign = RON does not know `{ $text }`
file-other-quotes = a text stands between double quotes `"`, not these
file-blank = there is a blank here that RON does not know ({ $code })
file-blank-remedy = replace it with an ordinary blank
file-invisible = there is an invisible character here ({ $code })
file-comment = a comment does not begin with `#`
file-comment-remedy = begin it with `//`
file-comment-open = this comment is never closed
file-comment-open-remedy = close it with `*/`
file-text-open = this text is never closed
file-text-open-remedy = put a `"` where it ends
file-text-in-words = this text ends at line { $line }, column { $column }, just before `{ $next }`
file-text-in-words-remedy = put a `"` where it ends, or write `\"` for a quote in the text
file-list-of-one = write [ before this value and ] after it
file-list-without-ids = write [ ( ... ), ( ... ) ]: these rows have no ids
file-comma-nothing = there is nothing before this comma
file-value-named = a value stands here without a name, not with `{ $name }`
file-value-named-remedy = remove the name and the colon
file-bare-fields = write `(` before the first field and `)` after the last one
file-name-quoted = the name `{ $text }` stands without quotes
file-field-quoted = the name of the field `{ $text }` stands without quotes
file-control = this text has a control character ({ $code })
file-direction = this text has a character that turns the direction of the texts after it ({ $code })
file-unseen = this text has an invisible character ({ $code })
file-unseen-remedy = remove it, unless it is meant: a text without it looks the same and is another

# Changes of a scenario.
edit-no-row = This no longer exists in the scenario.
edit-taken = "{ $key }" already exists.
