# Lists, inspector, notes, and events as sentences.

# Events as sentences, without a full stop.
event-hour = The clock strikes { $hour }: another demand
event-strike = { $hazard } at { $site }
event-strike-from = { $hazard } at { $site }, spread from { $from }
event-spreading = { $hazard } at { $site } takes the power of { $share }
event-spreading-cooling = { $hazard } at { $site } has shut down { $share }
event-spreading-network = { $hazard } at { $site } cuts { $share } off
event-spreading-flood = { $hazard } at { $site } has put { $share } out of work
event-spreading-other = { $hazard } at { $site } has taken { $share } out
event-fire-out = The fire at { $site } is out
event-over = { $hazard } at { $site } is over
event-repair = Repair at { $site }: { $share } still dark
event-repaired = Repair at { $site } is done
event-dark = { $site } goes dark: { $dark } servers
event-partly-dark = { $site } goes { $share } dark: { $dark } of { $servers } servers
event-lit = { $site } is lit again: { $lit } servers
event-partly-lit = Light returns to { $site }: { $lit } of { $servers } servers
event-dark-empty = { $site } goes dark
event-lit-empty = Light returns to { $site }
event-engaged = Standby of { $service } takes over at { $sites }
event-stood-down = Standby of { $service } stands down
event-falls = { $service } falls to { $share }: { $hold }
event-stops = { $service } stops: { $hold }
event-rises = { $service } rises to { $share }, no further: { $hold }
event-back = { $service } serves everybody again
event-is-up = { $service } is Up
event-is-degraded = { $service } is Degraded
event-is-down = { $service } is Down
event-rto = { $service } breaks its RTO of { $rto }
event-opens = { $company } opens at { $price }, { $change }
event-low = { $company } at its lowest of the day: { $price }, { $change }
event-closes = { $company } closes at { $price }, { $change }
event-own-hazards = each by its own hazard
event-do-strike = { $site } is struck: { $hazard }
event-do-area = All within { $radius } km are struck: { $hazard }
event-do-extinguish = { $site } is put out
event-do-fail-over = People are told to fail over { $service }
event-do-black-start = { $service } is started without what it needs, for { $span }
event-do-shed-load = { $service } sheds retries for { $span }

# What holds a service back.
hold-short = short of servers
hold-no-servers = no servers left
hold-retries = retries crowd it out
hold-need-down = { $need } is down
hold-need-degraded = { $need } is degraded
hold-need-back = starting again after { $need }

# The list.
lists-search = Find a site or service
lists-clear = Clear the search
lists-sites = Sites
lists-services = Services
lists-no-company = Others
lists-lit-of = { $lit } of { $servers }
lists-lit = { $share } lit
lists-look-at-place = Show it on the map
lists-nothing = Nothing here is called “{ $search }”.
lists-nothing-hint = Write part of the name of a site, a place, a service or a company.
lists-show-all = Show all
lists-empty = This scenario has no sites and no services. Open another one.

# States.
state-up = Up, { $share } of requests succeed
state-degraded = Degraded, { $share } of requests succeed
state-down = Down, { $share } of requests succeed
state-switching = Switching over by hand, done at { $at }
site-burning = burning
site-struck = struck
site-all-lit = lit
site-partly-dark = partly dark
site-dark = dark
site-lit = { $lit } of { $servers } servers lit
service-users = { $users } users, { $lost } cut off
service-servers = { $alive } servers count, { $need } needed

# The inspector: levels and causes.
level-up = Up
level-degraded = Degraded
level-down = Down
level-since = { $level } { $span }
why-down = Why is it down?
why-degraded = Why is it degraded?
why-up = Why is it back?
why-site-dark = Why is it dark?
why-site-partly = What happened?
why-site-lit = Why is it lit again?
why-price = Why this price?
why-next = First outage to come
why-nothing = Nothing happens to it in this run.
why-more = { $count } more in between

# What an outage would have been but for one thing: what, and what there would have been instead.
but-for = But for { $what }: { $instead }
but-for-trying = Trying without it
without-strike = this strike
without-order = this order
without-spread = the spread from { $site }
without-standing = { $service } standing at { $site }
without-retries = the retries of { $service }
without-restart = the restart of { $service }
without-need = { $service } needing { $need }
without-switch-need = the switch of { $service } needing { $need }
without-standby = the standby of { $service }
without-demand = the demand of this hour
instead-unhurt = up all the time
instead-spared = up all that time
instead-back = back at { $at }
instead-sooner = back at { $at }, { $span } sooner
instead-later = back at { $at }, { $span } later
instead-as-long = out as long
instead-as-long-at = out as long, though at { $is } then, not { $was }
instead-never = not back in this run
instead-from = only from { $at }
instead-from-before = already from { $at }
instead-parts = in { $count } parts
instead-shorter = { $span } shorter
instead-longer = { $span } longer
instead-in-all = as long in all
instead-same = no different

# A site.
site-burning-since = burning { $span }
site-struck-since = { $hazard }, { $span }
site-share-dark = { $share } dark
site-no-servers = Nothing runs here.
site-servers = Servers by service
site-servers-in-order = Servers, in order of restoration
site-standby-of = { $service }, standby
site-spreads = Spreads to
site-spread = { $from } here brings { $hazard } there { $after }
site-after = after { $span }

# A service.
service-all-through = All requests get through
service-none-through = No request gets through
service-of-ten = { $ten } of 10 requests get through
service-share-through = { $share } of requests get through
service-permille = { $permille } of 1,000 requests get through
service-rto = RTO
service-rto-broken = { $rto }, broken at { $at }
service-rto-hint = Recovery time objective: how long an outage may last
service-runs-on = Runs on
service-nowhere = No servers of its own: it rests on others alone.
service-standby-at = { $site }, standby
service-needs-now = Servers needed now
service-at-peak = { $load } at the peak
service-alive = Servers that count
service-alive-hint = Servers that have had light for long enough to serve, with the standby if it is engaged
service-retries-off = Retries are off.
service-retry-once = Each failed request is tried once more.
service-retry = Each failed request is tried { $tries } more times.
service-retry-share = Failed requests are tried again, { $share } more.
service-black-start = Started without what it needs.
service-needs = Needs
service-needed-by = Needed by
service-need = { $weight } of requests need it; it lets { $through } through
service-need-grace = { $weight } of requests need it; it lets { $through } through; a failure is carried for { $grace }
service-show-all = Show all { $count }
standby-ordered = People are switching over to the standby of { $servers }: done at { $at }.
standby-engaged = The standby of { $servers } is engaged.
standby-waits = The standby of { $servers } waits for { $needs }.
standby-soon = The standby of { $servers } engages after { $span }.
standby-by-hand = The standby of { $servers } waits for people: fail over, and it takes { $span }.
standby-auto = A standby of { $servers } engages by itself after { $span }.
standby-ready = A standby of { $servers } can be engaged by hand within { $span }.

# What it costs.
cost-heading = What it costs
cost-so-far = Lost user-hours so far
cost-all = In the whole run
cost-exact = { $hours } user-hours
cost-booked-to = Of the whole run, booked to
cost-retries = Retries of { $service }
cost-restart = { $service } starting again
cost-capacity = Servers { $service } never had

# A company.
company-unlisted = Not listed on an exchange.
company-open = The exchange is open
company-closed = The exchange is closed
company-close-before = Last close before
company-low = Lowest so far
company-close-of = Close { $day }
company-price = { $price }  { $change }
company-dark = { $dark } of { $servers } servers dark, { $share }
company-exposure = Its worth hangs on
company-exposed = { $share } of its worth hangs on it
company-services = Services
company-other-services = Other services

# What can be done.
do-heading = Do something, at the playhead
do-ignite = Ignite
do-ignite-key = I
do-ignite-hint = { $hazard } strikes here, at the playhead
do-other-hazards = Other hazards
do-extinguish = Extinguish
do-fail-over = Fail over to the standby
do-fail-over-hint = People are told to engage the standby
do-black-start = Black start
do-black-start-hint = It is started without what it needs, for so long
do-shed-load = Shed load
do-shed-load-hint = Failed requests are not tried again, for so long
do-for = for
do-duration = How long: { $what }
do-unreadable = Write a duration such as 30m or 2h.
do-too-short = Write one second or more.
do-too-long = The run lasts { $length }; write no more than that.

# The story.
story-begin = Select a site and ignite it.
story-begin-hint = Click a site on the map or in the list, then the flame. Press Space to play.
story-chapters = The story
story-plans = Plans
story-at = { $day } { $clock }

# Notes.
notes-title = What this stands on
notes-close = Close the notes
notes-about = Every number of the scenario is one of three things.
notes-counts = { $sourced } sourced, { $assumed } assumed, { $fitted } fitted. Sources: { $sources }
notes-none = The author of this scenario has not said what its values stand on.
notes-group = { $kind }: { $count }
notes-source = Source: { $source }
notes-sources = Sources
notes-here = What this stands on
notes-sourced = sourced
notes-assumed = assumed
notes-fitted = fitted
notes-title-sourced = Sourced
notes-title-assumed = Assumed
notes-title-fitted = Fitted
notes-meaning-sourced = Somebody published it.
notes-meaning-assumed = Nobody published it; it is a guess that says so.
notes-meaning-fitted = Chosen so that the run meets what was seen.
notes-all-services = All services
notes-all-sites = All sites
notes-all-companies = All companies
notes-all-hazards = All hazards
notes-all-rivals = All rivals

# Fields of the file, for people.
field-on = servers
field-load = servers needed at the peak
field-day = demand by the hour
field-rto = RTO
field-retry = retries
field-at = place
field-close = last close
field-out = how long it lasts
field-spread = how fast it spreads
field-title = title
field-start = start
field-population = people who live there
field-uncertainty = luck
field-reaction = how the market takes it
field-news = headlines
field-users = users
field-standby = standby
field-switch = switch to the standby
field-needs = needs
field-restart = time to start again
field-restore = order of restoration
field-repair = how power comes back
field-index = the market as a whole
