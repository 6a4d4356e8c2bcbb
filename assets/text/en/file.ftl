# Why a file was not read or written, and what would help.

file-missing = cannot be read: { $error }
file-missing-remedy = check the path; a relative one counts from the current folder
file-denied = cannot be read: { $error }
file-denied-remedy = ask for permission to read it, or copy it to where you have it
file-unreadable = cannot be read: { $error }
file-unreadable-remedy = see that the disk is there and the file can be read
file-folder = this is a folder
file-folder-remedy = name a scenario file, such as one ending in .ron
file-device = this is not an ordinary file
file-device-remedy = copy what it gives into a file and open that
file-too-large = the file is larger than 256 MB
file-too-large-remedy = a scenario is far smaller; is it the right file?
file-empty = the file is empty
file-empty-remedy = begin with a small scenario: `firedrill generate` writes one
file-not-utf8 = byte { $byte } is not UTF-8 text
file-not-utf8-remedy = save the file as UTF-8 text
file-save-denied = { $path } was not saved: { $error }. Save it in a folder where you may write.
file-save-full = { $path } was not saved: { $error }. The disk is full: make room, or save it elsewhere.
file-save-nowhere = { $path } was not saved: { $error }. The folder is not there: make it, or choose another.
file-save-folder = { $path } was not saved: { $error }. That is a folder: give the file a name of its own.
file-save-read-only = { $path } was not saved: { $error }. That disk cannot be written: save it elsewhere.
file-save-failed = { $path } was not saved: { $error }. What was there before is untouched.
file-more = and { $count } more problems
file-more-remedy = mend those above first
file-did-you-mean = did you mean "{ $near }"?
file-did-you-mean-word = did you mean `{ $near }`?
file-one-of = use one of: { $names }

# What a file is made of.
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
file-positive-remedy = write a number of more than 0 and at most { $most }
file-whole-remedy = write a whole number from { $least } to { $most }

# Ids and names.
file-not-id = "{ $text }" is not an id
file-not-id-remedy = use lower-case letters, digits and `-`
file-same-id = there is a { $what } "{ $key }" already
file-same-id-remedy = give one of the two another id, or remove it
file-twice = "{ $text }" stands here twice
file-keep-one = keep one of the two
file-no-such = there is no { $what } "{ $key }"
file-none-there = the file has no { $what }; add one, or leave this out
file-use-id = use the id of a { $what } of this file
file-version = this is format version { $version }; this program reads version 1
file-version-newer = use a newer Firedrill
file-version-write = write `firedrill: 1`

# Times.
file-subsecond = "{ $text }" is not in whole seconds
file-subsecond-remedy = leave out everything below a second
file-hundred-years = a hundred years
file-ten-years = ten years
file-span-long = "{ $text }" is longer than { $longest }
file-span-long-remedy = write a span such as "90s", "1h 33m" or "6d", of at most { $longest }
file-not-span = "{ $text }" is not a span of time: { $error }
file-not-span-remedy = write a span such as "90s", "1h 33m" or "6d"
file-no-time = this must take more than no time
file-no-time-remedy = write a span such as "1m"
file-not-clock = "{ $text }" is not a time of day
file-not-clock-remedy = write a time such as "09:00"
file-not-date = "{ $text }" is not a date
file-not-date-remedy = write a date such as "2022-10-17"
file-skipped = on that day the clocks skip "{ $text }"
file-skipped-remedy = write a time an hour earlier or later
file-skipped-start = start an hour earlier or later
file-never-shown = the clocks of the zone never show "{ $text }"
file-never-shown-remedy = leave out the offset
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
file-step-order = this step is not later than the one before
file-step-order-remedy = put the steps in the order of time
file-repair-darker = repair makes this darker again
file-repair-darker-remedy = let each step of repair be at most as dark as the one before
file-day = a day has 24 hours, not { $hours }
file-day-remedy = write one value for each hour, from midnight on
file-needs-itself = a service cannot need itself
file-needs-itself-remedy = remove this need, or name another service
file-no-weight = a need of weight 0 is none
file-no-weight-remedy = remove the need, or give it a weight of up to 1

# Markets.
file-closes-first = the exchange closes before it opens
file-closes-first-remedy = write a later time than `open`, on the same day
file-no-listing = the shares of "{ $text }" have no exchange and no last price
file-no-listing-remedy = add `exchange` and `close`, or leave out all that is about shares
file-no-close = the shares of "{ $text }" have no last price
file-no-close-remedy = add `close: ...`, the last price before the run
file-no-exchange = the shares of "{ $text }" have no exchange
file-no-exchange-remedy = add `exchange: ...`

# Notes, history and story.
file-no-section = "{ $text }" is no part of a scenario
file-no-section-remedy = begin with one of: { $names }
file-since-later = this is later than `at`
file-since-later-remedy = write the earlier time in `since`
file-no-place = no site is at a place "{ $text }"
file-no-place-remedy = use the `place` of a site

# Plans and expectations.
file-same-plan = there is a plan "{ $text }" already
file-same-plan-remedy = give one of the two another name
file-no-plan = there is no plan "{ $text }"
file-no-plan-remedy = use the name of a plan of this file
file-fork-round = "{ $text }" would be forked from itself
file-fork-round-remedy = leave `fork` out of one of the plans on the way round
file-no-strike = "{ $text }" counts from the first strike, and this plan has none
file-no-strike-remedy = add a Strike with a time of its own, or write a date and time here
file-misfit-remedy = name one that is there, or remove the measure
file-one-and-many = this is expected of one seed and of many
file-one-and-many-remedy = leave out `seed` or `seeds`
file-not-listed = "{ $text }" is not listed, so that it has no price
file-not-listed-remedy = name a company with an `exchange` and a `close`
file-no-rto = "{ $text }" has no `rto`
file-no-rto-remedy = give it an `rto`, or name a service that has one
file-any-will-do = this expects nothing: any value will do
file-any-will-do-remedy = add `over`, `under` or both
file-over-under = nothing is over the one and under the other
file-over-under-remedy = let `over` be less than `under`

# Translations.
file-no-language = there is no language "{ $text }"
file-no-text = no text of this scenario is "{ $text }"
file-no-text-remedy = write a text as it stands in this file, or a path such as `services.talk.name`, or remove the translation
file-empty-translation = the translation of "{ $text }" is empty
file-empty-translation-remedy = write it, or leave it out

# The notation of the file.
file-no-field = there is no field `{ $field }`
file-no-field-in = there is no field `{ $field }` in { $name }
file-no-name = there is no `{ $name }` here
file-misses = this has no `{ $field }`
file-misses-in = this { $name } has no `{ $field }`
file-misses-remedy = add `{ $field }: ...`
file-field-twice = the field `{ $field }` stands here twice
file-ends-early = the file ends too early
file-ends-early-remedy = close every bracket that is open; was the file cut off?
file-too-deep = brackets are nested too deep
file-too-deep-remedy = a scenario never needs more than ten levels
file-trailing = something follows the scenario
file-trailing-remedy = remove what stands behind the last bracket
file-number-range = this number is out of range
file-number-range-remedy = write a whole number of fewer digits
file-truth = `true` or `false` is expected here
file-truth-remedy = write one of the two
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
file-map-end-remedy = set a comma between entries and `{"}"}` behind the last
file-list = a list is expected here
file-list-remedy = write [ ..., ]
file-list-end = a `]` or a comma is expected here
file-list-end-remedy = set a comma between values and `]` behind the last
file-comma = a comma is expected here
file-comma-remedy = set a comma between two values
file-open-bracket = an opening bracket `(` is expected here
file-open-bracket-remedy = write ( field: value, ... )
file-tuple-remedy = write { $count } values between `(` and `)`, with a comma between them
file-bracket-end = a `)` or a comma is expected here
file-bracket-end-remedy = set a comma between fields and `)` behind the last
file-other-name = `{ $found }` is not the name of what stands here
file-other-name-remedy = write `{ $expected }`, or leave the name out
file-name-expected = a name is expected here
file-field-expected = a field of { $name } is expected here
file-field-expected-remedy = write `field: value`
file-too-many = there are more than { $count } values here
file-remove-others = remove the others
file-too-few = values are missing here: { $needed } are needed, and { $given } given
file-too-few-remedy = add what is missing
file-nothing-behind = nothing belongs behind `{ $name }`
file-nothing-behind-remedy = remove what stands there
file-one-value = `{ $name }` takes one value
file-not-ron = this is not valid RON: { $error }
file-not-ron-remedy = compare with the worlds in `saves`

# Changes of a scenario
edit-no-row = This is no longer there.
edit-taken = There is a "{ $key }" already.
