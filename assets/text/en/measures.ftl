# Measures, their section in the inspector, and what would have helped.

# Lists of names.
list-two = { $a } and { $b }
list-three = { $a }, { $b } and { $c }
list-more = { $a }, { $b } and { $count } more

# Measures of a plan, as sentences without a full stop.
measure-add-servers = { PLURAL($servers, "# more server/# more servers") } for { $service } at { $site }
measure-add-standby = A standby of { PLURAL($servers, "# server/# servers") } for { $service } at { $site }
measure-switch-auto = { $service } fails over automatically after { $span }
measure-switch-free = Failover of { $service } has no dependencies
measure-switch-by-hand = Manual failover of { $service } takes { $span }
measure-grace = { $service } tolerates { $span } without { $need }
measure-weight = { $service } depends on { $need } for { $share } of its requests
measure-no-retries = Failed requests to { $service } are not retried
measure-limit-retries = Retries of { $service } are limited to { $tries } for each failed request
measure-restart = { $service } restarts in { $span }
measure-restore-first = { $services } come back first at { $site }
measure-restore-nothing = The order of restoration at { $site } does not change
measure-stop-spread = No hazard spreads from { $site } to { $to }
measure-faster-out = { $hazard } lasts { $span }

# Measures offered for the selection.
offer-add-servers = Add servers at { $site }
offer-add-standby = Add a standby at { $site }
offer-switch-auto = Fail over automatically after { $span }
offer-switch-free = Remove the dependency of failover
offer-switch-by-hand = Fail over manually in { $span }
offer-grace = Tolerate { $span } without { $need }
offer-weight = Depend less on { $need }
offer-no-retries = No retries
offer-limit-retries = Limit retries to { $tries } per failed request
offer-restart = Restart in { $span }
offer-restore-first = Restore { $services } first
offer-stop-fire = Stop the fire from spreading to { $to }
offer-stop-spread = Stop the spread to { $to }
offer-faster-out = Put out this kind of fire in { $span }
offer-faster-over = End { $hazard } after { $span }

# What would have helped. Each text is also the name of the plan that it makes.
lever-servers-too = Servers for { $services } also at { $site }
lever-servers = More servers for { $services } at { $site }
lever-servers-elsewhere = More servers for { $services } elsewhere
lever-standby = A standby for { $services } at { $site }
lever-standby-elsewhere = A standby for { $services } elsewhere
lever-switch-free = Failover of { $services } without dependencies
lever-switch-auto = Automatic failover of { $services }
lever-fail-over = Manual failover of { $services } ordered after { $span }
lever-isolated = No hazard spreads from { $site }
lever-out = { $hazard } put out { $span } earlier
lever-over = { $hazard } ends { $span } earlier
lever-out-at = { $hazard } at { $target } put out { $span } earlier
lever-over-at = { $hazard } at { $target } ends { $span } earlier
lever-over-on = { $hazard } on { $target } ends { $span } earlier
lever-no-retries = No retries to { $services }
lever-shed-long = Load shedding for { $services } until fully restored
lever-shed-return = Load shedding for { $services } for { $span } once servers are back online
lever-black-start = Black start of { $service } once servers are back online
lever-need-less = { $service } depends less on { $need }
lever-grace = { $service } tolerates { $span } without { $needs }
lever-first = { $services } restored first
lever-first-needs = What is needed for { $services } is restored first
lever-restart = { $services }: restart in half the time

# Measures in the inspector.
measures-heading = Measures
measures-all = Measures of this plan
measures-none = No measures yet. Select a site or a service to add one.
measures-add = Add a measure
measures-add-hint = A measure is a change that is made before the run begins
measures-switch-hint = Switch this measure on or off
measures-remove = Remove measure { $number }
measures-remove-hint = Remove this measure from the plan
measures-cost = Cost of measure { $number }
measures-cost-hint = Cost
measures-servers = Servers of measure { $number }
measures-site = Site of measure { $number }
measures-span = Duration of measure { $number }
measures-decimal = Value of measure { $number }
measures-chip = { $service } ×
measures-chip-hint = Remove this service from the order
measures-out-of-order = Remove { $service } from measure { $number }
measures-next = Next service in measure { $number }
measures-next-hint = Next service
typed-servers = Enter a number of servers, one or more.
typed-people = Enter a number of people, one or more.
typed-weight = Enter a share greater than 0 and at most 1, such as 0.5.
typed-tries = Enter how often a failed request is retried on average, such as 0 or 0.5.

# What would have helped.
levers-heading = What would have helped
levers-way = See what would have helped
levers-trying = Simulating what could have been done
levers-trying-more = Simulating more possibilities
levers-saves = saves { PLURAL($hours, "# user-hour/# user-hours") } of all services together
levers-harms = costs { PLURAL($hours, "# more user-hour/# more user-hours") } of all services together
levers-little = changes the loss of all services together by less than one user-hour
levers-rtos-kept = { PLURAL($count, "# more RTO/# more RTOs") } kept
levers-rtos-missed = { PLURAL($count, "# more RTO/# more RTOs") } missed
levers-sooner = back { $span } earlier
levers-later = back { $span } later
levers-unhurt = no outage at all
levers-back = back at { $at }
levers-never = not restored by the end of this run
levers-lit-sooner = all servers online { $span } earlier
levers-lit-later = all servers online { $span } later
levers-lit = never dark
levers-hint = Saves { PLURAL($hours, "# user-hour/# user-hours") }, all services together. Click to make a plan with this change.
levers-hint-harm = Costs { PLURAL($hours, "# more user-hour/# more user-hours") }, all services together. Click to make a plan with this change.

# The bottom of the inspector.
do-what-if = What if, from here
do-what-if-short = What if
do-what-if-hint = Fork: makes a new plan that is the same up to the playhead. Your next actions are added to the new plan.
what-if-name = What if

# Plans that name something that does not exist.
measure-no-need = { $service } does not depend on { $need }
measure-no-switch = { $service } has no `switch`, so it has no failover to change
measure-no-crew = { $company } has no crew, so there is no order of repair to change
measure-no-spread = no hazard spreads from { $site } to { $to }
run-measure = measure { $place }: { $error }
run-no-strike = the time of action { $place } is counted from the plan's first strike, but the plan has no strike with a date or a clock time

# Crews, reserves and damage.
measure-crew = { $company } has { PLURAL($size, "# person/# people") } to repair
measure-crew-first = The crew of { $company } repairs { $services } first
measure-crew-first-nothing = The crew of { $company } repairs in file order
measure-repair-work = Repair after { $hazard } takes { $span } a server
measure-reserve-power = Reserve of power at { $site } for { $span }
measure-reserve-cooling = Reserve of cooling at { $site } for { $span }
measure-success = The standby of { $service } works with a chance of { $share }
offer-crew = { PLURAL($size, "# person/# people") } to repair
offer-crew-first = Repair { $services } first
offer-repair-work = Repair a server in { $span }
offer-reserve-power = Reserve of power for { $span }
offer-reserve-cooling = Reserve of cooling for { $span }
offer-success = Rehearse the failover
measures-people = People of measure { $number }
