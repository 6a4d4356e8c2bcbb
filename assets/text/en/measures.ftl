# Measures, their section in the inspector, and what would have helped.

# Lists of names.
list-two = { $a } and { $b }
list-three = { $a }, { $b } and { $c }
list-more = { $a }, { $b } and { $count } more

# Measures of a plan, as sentences without a full stop.
measure-add-servers = { $servers } more servers for { $service } at { $site }
measure-add-standby = A standby of { $servers } servers for { $service } at { $site }
measure-switch-auto = { $service } fails over automatically after { $span }
measure-switch-free = Failover of { $service } depends on nothing
measure-switch-by-hand = Manual failover of { $service } takes { $span }
measure-grace = { $service } tolerates { $span } without { $need }
measure-weight = { $service } depends on { $need } for { $share } of its requests
measure-no-retries = Failed requests to { $service } are not retried
measure-limit-retries = Retries of { $service } are limited to { $tries } for each failed request
measure-restart = { $service } restarts in { $span }
measure-restore-first = { $services } come back first at { $site }
measure-restore-nothing = The order of restoration at { $site } does not change
measure-stop-spread = Nothing spreads from { $site } to { $to }
measure-faster-out = { $hazard } lasts { $span }

# Measures offered for the selection.
offer-add-servers = Add servers at { $site }
offer-add-standby = Add a standby at { $site }
offer-switch-auto = Fail over automatically after { $span }
offer-switch-free = Let failover depend on nothing
offer-switch-by-hand = Fail over manually in { $span }
offer-grace = Tolerate { $span } without { $need }
offer-weight = Depend less on { $need }
offer-no-retries = No retries
offer-limit-retries = Limit retries to { $tries }
offer-restart = Restart in { $span }
offer-restore-first = Restore { $services } first
offer-stop-fire = Stop the fire from spreading to { $to }
offer-stop-spread = Stop it from spreading to { $to }
offer-faster-out = Put out such fires in { $span }
offer-faster-over = End it after { $span }: { $hazard }

# What would have helped. Each text is also the name of the plan that it makes.
lever-servers-too = { $services } also at { $site }
lever-servers = More servers for { $services } at { $site }
lever-servers-elsewhere = More servers for { $services } elsewhere
lever-standby = A standby for { $services } at { $site }
lever-standby-elsewhere = A standby for { $services } elsewhere
lever-switch-free = Failover of { $services } that depends on nothing
lever-switch-auto = Automatic failover of { $services }
lever-fail-over = Manual failover of { $services } ordered after { $span }
lever-isolated = Nothing spreads from { $site }
lever-out = { $hazard } put out { $span } earlier
lever-over = { $hazard } ends { $span } earlier
lever-no-retries = No retries to { $services }
lever-shed-long = Load shedding for { $services } until it is back
lever-shed-return = Load shedding for { $services } for { $span } once servers are back
lever-black-start = Black start of { $service } once servers are back
lever-need-less = { $service } depends less on { $need }
lever-grace = { $service } tolerates { $span } without { $needs }
lever-first = { $services } restored first
lever-restart = { $services }: restart in half the time

# Measures in the inspector.
measures-heading = Measures
measures-all = Measures of this plan
measures-none = None. Select a site or a service to add one.
measures-add = Add a measure
measures-add-hint = A change made before the run begins
measures-switch-hint = Switch this measure on or off
measures-remove = Remove measure { $number }
measures-remove-hint = Remove it from the plan
measures-cost = Cost of measure { $number }
measures-cost-hint = Cost
measures-servers = Servers of measure { $number }
measures-site = Site of measure { $number }
measures-span = Time of measure { $number }
measures-decimal = Value of measure { $number }
measures-chip = { $service } ×
measures-chip-hint = Remove it from the order
measures-out-of-order = Remove { $service } from measure { $number }
measures-next = Next service in measure { $number }
measures-next-hint = Then
typed-servers = Write a number of servers, one or more.
typed-weight = Write a share of more than 0, at most 1, such as 0.5.
typed-tries = Write a number of retries, such as 0 or 0.5.

# What would have helped.
levers-heading = What would have helped
levers-way = See what would have helped
levers-trying = Simulating what could have been done
levers-trying-more = Simulating more
levers-saves = saves { $hours } user-hours
levers-harms = costs { $hours } user-hours more
levers-little = changes less than one user-hour
levers-sooner = back { $span } earlier
levers-later = back { $span } later
levers-unhurt = no outage at all
levers-back = back at { $at }
levers-never = not back in this run
levers-lit-sooner = all servers online { $span } earlier
levers-lit-later = all servers online { $span } later
levers-lit = never dark
levers-hint = Saves { $hours } user-hours over all services. Click to make a plan with it.
levers-hint-harm = Costs { $hours } more user-hours over all services. Click to make a plan with it.

# The bottom of the inspector.
do-what-if = What if, from here
do-what-if-short = What if
do-what-if-hint = Fork: a new plan that is the same up to the playhead. What you do next is added to the new plan.
what-if-name = What if

# Plans that name something that does not exist.
measure-no-need = { $service } does not depend on { $need }
measure-no-switch = { $service } has no `switch`, so it has no failover to change
measure-no-spread = nothing spreads from { $site } to { $to }
run-measure = measure { $place }: { $error }
run-no-strike = action { $place } counts from the plan's first strike, but no strike of the plan has a time of its own
