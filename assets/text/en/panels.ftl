# Lists, inspector, notes, and events as sentences.

# Events as sentences, without a full stop.
event-hour = Demand changes at { $hour }
event-strike = { $hazard } at { $site }
event-strike-from = { $hazard } at { $site }, spread from { $from }
event-spreading = { $hazard } at { $site }: { $share } of the servers lost power
event-spreading-cooling = { $hazard } at { $site }: { $share } of the servers shut down
event-spreading-network = { $hazard } at { $site }: { $share } of the servers cut off
event-spreading-flood = { $hazard } at { $site }: { $share } of the servers stopped by water
event-spreading-other = { $hazard } at { $site }: { $share } of the servers out of service
event-fire-out = The fire at { $site } is out
event-over = { $hazard } at { $site } is over
event-repair = Repair at { $site }: { $share } of the servers are still dark
event-repaired = Repair at { $site } is done
event-dark = { $site } goes dark: { $dark } servers
event-partly-dark = { $site } goes { $share } dark: { $dark } of { $servers } servers
event-lit = All { $lit } servers at { $site } are back online
event-partly-lit = { $lit } of { $servers } servers at { $site } are back online
event-dark-empty = { $site } goes dark
event-lit-empty = { $site } is back online
event-engaged = { $service } fails over to its standby at { $sites }
event-stood-down = { $service } fails back from its standby
event-falls = { $service } falls to { $share } because { $hold }
event-stops = { $service } stops because { $hold }
event-rises = { $service } recovers to only { $share } because { $hold }
event-falls-brief = { $service } falls to { $share }
event-stops-brief = { $service } stops
event-rises-brief = { $service } recovers to only { $share }
event-back = { $service } is fully restored
event-is-up = { $service } is Up
event-is-degraded = { $service } is Degraded
event-is-down = { $service } is Down
event-rto = { $service } breaks its RTO of { $rto }
event-opens = Shares of { $company } open at { $price }, { $change }
event-low = Shares of { $company } reach their lowest price of the day: { $price }, { $change }
event-closes = Shares of { $company } close at { $price }, { $change }
event-own-hazards = each site with its own hazard
event-do-strike = { $hazard } strikes { $site }
event-do-area = All sites within { $radius } km are struck: { $hazard }
event-do-extinguish = { $site } is extinguished
event-do-fail-over = Manual failover of { $service } is ordered
event-do-black-start = { $service } is black started, without its dependencies, for { $span }
event-do-shed-load = { $service } sheds load for { $span }: no retries

# What limits the health of a service.
hold-short = it has too few servers
hold-no-servers = it has no working servers
hold-retries = retries overload it
hold-need-down = { $need } is down
hold-need-degraded = { $need } is degraded
hold-need-back = it is restarting after { $need }

# The list.
lists-search = Find a site or service
lists-clear = Clear the search
lists-sites = Sites
lists-services = Services
lists-no-company = Others
lists-lit-of = { $lit } of { $servers }
lists-lit = { $share } online
lists-look-at-place = Show it on the map
lists-nothing = No name here contains “{ $search }”.
lists-nothing-hint = Enter part of the name of a site, a place, a service or a company.
lists-show-all = Show all
lists-empty = This scenario has no sites and no services. Open another scenario.

# States.
state-up = Up, { $share } of requests succeed
state-degraded = Degraded, { $share } of requests succeed
state-down = Down, { $share } of requests succeed
state-switching = Manual failover is under way and will be done at { $at }
site-burning = burning
site-struck = struck
site-all-lit = online
site-partly-dark = partly dark
site-dark = dark
site-lit = { $lit } of { $servers } servers online
service-users = { $users } users, { $lost } cut off
service-servers = { $alive } servers in service, { $need } needed

# The inspector: levels and causes.
level-up = Up
level-degraded = Degraded
level-down = Down
level-since = { $level } for { $span }
why-down = Why is it down?
why-degraded = Why is it degraded?
why-up = Why is it back?
why-site-dark = Why is it dark?
why-site-partly = What happened?
why-site-lit = Why is it back online?
why-price = Why this price?
why-next = Next outage
why-nothing = Nothing happens to it in this run.
why-more = { $count } more events in between

# Counterfactuals: how an outage would have been without one cause.
but-for = Without { $what }: { $instead }
but-for-trying = Simulating the run without this cause
without-strike = this strike
without-order = this action
without-spread = the spread to { $site }
without-standing = the placement of { $service } at { $site }
without-retries = the retries of { $service }
without-restart = the restart of { $service }
without-need = the dependency of { $service } on { $need }
without-switch-need = the dependency of the failover of { $service } on { $need }
without-standby = the standby of { $service }
without-demand = the demand of this hour
instead-unhurt = no outage at all
instead-spared = no outage at this time
instead-back = back at { $at }
instead-sooner = back at { $at }, { $span } earlier
instead-later = back at { $at }, { $span } later
instead-as-long = outage of the same length
instead-as-long-at = outage of the same length, with health { $is } instead of { $was }
instead-never = not restored by the end of this run
instead-from = outage begins only at { $at }
instead-from-before = outage begins already at { $at }
instead-parts = split into { $count } outages
instead-shorter = { $span } shorter in total
instead-longer = { $span } longer in total
instead-in-all = the same length in total
instead-same = no difference

# A site.
site-burning-since = burning for { $span }
site-struck-since = { $hazard } for { $span }
site-share-dark = { $share } dark
site-no-servers = No service has servers here.
site-servers = Servers by service
site-servers-in-order = Servers, in order of restoration
site-standby-of = { $service }, standby
site-spreads = Spreads to
site-spread = { $from } here causes { $hazard } there { $after }
site-after = after { $span }

# A service.
service-all-through = All requests succeed
service-none-through = No request succeeds
service-of-ten = { $ten } of 10 requests succeed
service-share-through = { $share } of requests succeed
service-permille = { $permille } of 1,000 requests succeed
service-rto = RTO
service-rto-broken = { $rto }, broken at { $at }
service-rto-hint = Recovery time objective: how long an outage may last
service-runs-on = Runs on
service-nowhere = No servers of its own: it depends on other services only.
service-standby-at = { $site }, standby
service-needs-now = Servers needed now
service-at-peak = { $load } at the peak
service-alive = Servers in service
service-alive-hint = Servers that have been online long enough to serve. After a failover this includes the standby.
service-retries-off = Load shedding: failed requests are not retried.
service-retry-once = Each failed request is retried once.
service-retry = Each failed request is retried { $tries } times.
service-retry-share = { $share } of failed requests are retried.
service-black-start = Black start: it runs without its dependencies.
service-needs = Dependencies
service-needed-by = Dependents
service-need = { $weight } of requests depend on it; at most { $through } can succeed now
service-need-grace = { $weight } of requests depend on it; at most { $through } can succeed now; tolerates { $grace } without it
service-show-all = Show all { $count }
standby-ordered = Manual failover to { $servers } standby servers is under way: done at { $at }.
standby-engaged = It has failed over to its { $servers } standby servers.
standby-waits = Failover to its { $servers } standby servers depends on { $needs }, which is down.
standby-soon = It fails over to its { $servers } standby servers after { $span } without enough servers.
standby-by-hand = Its { $servers } standby servers need a manual failover, which takes { $span }.
standby-auto = { $servers } standby servers: automatic failover after { $span }.
standby-ready = { $servers } standby servers: manual failover takes { $span }.

# Impact.
cost-heading = Impact
cost-so-far = Lost user-hours so far
cost-all = In the whole run
cost-exact = { $hours } user-hours
cost-booked-to = In the whole run, by cause
cost-retries = Retries of { $service }
cost-restart = Restart of { $service }
cost-capacity = Too few servers for { $service } from the start

# A company.
company-unlisted = Not listed on an exchange.
company-open = The exchange is open
company-closed = The exchange is closed
company-close-before = Last close before
company-low = Lowest so far
company-close-of = Close { $day }
company-price = { $price }  { $change }
company-dark = { $dark } of { $servers } servers dark, { $share }
company-exposure = Its value depends on
company-exposed = { $share } of the company’s value depends on it
company-services = Services
company-other-services = Other services

# What can be done.
do-heading = Actions at the playhead
do-ignite = Ignite
do-ignite-key = I
do-ignite-hint = { $hazard } strikes here, at the playhead
do-other-hazards = Other hazards
do-extinguish = Extinguish
do-fail-over = Fail over to the standby
do-fail-over-hint = Orders a manual failover to the standby
do-black-start = Black start
do-black-start-hint = Starts the service without its dependencies for the given duration
do-shed-load = Shed load
do-shed-load-hint = Failed requests are not retried for the given duration
do-for = for
do-duration = How long: { $what }
do-unreadable = Enter a duration such as 30m or 2h.
do-upper-m = M is neither minutes nor months here. Minutes are m, as in 30m.
do-calendar = Years and months do not always have the same length. Enter days, such as 30d.
do-two-ways = This can be read in two ways. Enter 4h or 4m, or 1:30:00 with seconds.
do-no-unit = Enter a unit after each number: d, h, m or s, as in 1h 30m.
do-subsecond = Enter whole seconds.
do-longest = Enter at most a hundred years.
do-too-short = Enter one second or more.
do-too-long = The run lasts { $length }. Enter at most this duration.

# The story.
story-begin = Select a site and ignite it.
story-begin-hint = Click a site on the map or in the list, then click the flame. Press Space to play.
story-chapters = The story
story-plans = Plans
story-at = { $day } { $clock }

# Notes.
notes-title = Sources and assumptions
notes-close = Close the notes
notes-about = Every number of the scenario is of one of three kinds.
notes-counts = { $sourced } sourced, { $assumed } assumed, { $fitted } fitted. Sources: { $sources }
notes-none = The author of this scenario did not say where its values come from.
notes-group = { $kind }: { $count }
notes-source = Source: { $source }
notes-sources = Sources
notes-here = Sources and assumptions
notes-sourced = sourced
notes-assumed = assumed
notes-fitted = fitted
notes-title-sourced = Sourced
notes-title-assumed = Assumed
notes-title-fitted = Fitted
notes-meaning-sourced = The value was published.
notes-meaning-assumed = No publication gives the value. The author assumed it.
notes-meaning-fitted = The author chose the value so that the run matches what was observed.
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
field-out = duration
field-spread = how fast it spreads
field-title = title
field-start = start
field-population = population
field-uncertainty = uncertainty
field-reaction = market reaction
field-news = headlines
field-users = users
field-standby = standby
field-switch = failover to the standby
field-needs = dependencies
field-restart = restart time
field-restore = order of restoration
field-repair = how servers come back online
field-index = market index
