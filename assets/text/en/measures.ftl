# Measures in words, their part of the inspector, and what would have helped.

# Names in a row.
list-two = { $a } and { $b }
list-three = { $a }, { $b } and { $c }
list-more = { $a }, { $b } and { $count } more

# Measures that are taken, as sentences without a full stop.
measure-add-servers = { $servers } more servers for { $service } at { $site }
measure-add-standby = A standby of { $servers } servers for { $service } at { $site }
measure-switch-auto = { $service } switches by itself after { $span }
measure-switch-free = The switch of { $service } needs nothing
measure-switch-by-hand = The standby of { $service } is engaged by hand in { $span }
measure-grace = { $service } rides through { $span } without { $need }
measure-weight = { $service } needs { $need } for { $share } of its requests
measure-no-retries = No failed request to { $service } is tried again
measure-limit-retries = Retries of { $service } limited to { $tries } for each failed request
measure-restart = { $service } restarts in { $span }
measure-restore-first = Light returns first to { $services } at { $site }
measure-restore-nothing = The order of restoration at { $site } stays
measure-stop-spread = Nothing spreads from { $site } to { $to }
measure-faster-out = { $hazard } lasts { $span }

# Measures that could be taken, for what is selected.
offer-add-servers = Add servers at { $site }
offer-add-standby = Have a standby at { $site }
offer-switch-auto = Switch by itself after { $span }
offer-switch-free = Let the switch need nothing
offer-switch-by-hand = Engage by hand in { $span }
offer-grace = Ride through { $span } without { $need }
offer-weight = Need { $need } less
offer-no-retries = No retries
offer-limit-retries = Limit retries to { $tries }
offer-restart = Restart in { $span }
offer-restore-first = Restore { $services } first
offer-stop-fire = Keep the fire from spreading to { $to }
offer-stop-spread = Keep trouble from spreading to { $to }
offer-faster-out = Put such fires out after { $span }
offer-faster-over = Have it over after { $span }: { $hazard }

# What would have helped, each the name of a plan as well.
lever-servers-too = { $services } at { $site } too
lever-servers = More servers for { $services } at { $site }
lever-servers-elsewhere = More servers for { $services } elsewhere
lever-standby = A standby for { $services } at { $site }
lever-standby-elsewhere = A standby for { $services } elsewhere
lever-switch-free = A switch that needs nothing for { $services }
lever-switch-auto = An automatic switch for { $services }
lever-fail-over = Fail-over of { $services } ordered after { $span }
lever-isolated = Nothing spreads from { $site }
lever-out = { $hazard } out { $span } earlier
lever-over = { $hazard } over { $span } earlier
lever-no-retries = No retries to { $services }
lever-shed-long = Load shed at { $services } until back
lever-shed-return = Load shed at { $services } for { $span } as power returns
lever-black-start = Black start of { $service } as power returns
lever-need-less = { $service } needs { $need } less
lever-grace = { $service } rides through { $span } without { $needs }
lever-first = { $services } restored first
lever-restart = { $services }: restart in half the time

# Measures in the inspector.
measures-heading = Measures
measures-all = Measures of this plan
measures-none = None. Select a site or a service to take one.
measures-add = Add a measure
measures-add-hint = Something changed before the run begins
measures-switch-hint = Take it, or leave it for now
measures-remove = Remove measure { $number }
measures-remove-hint = Take it out of the plan
measures-cost = Cost of measure { $number }
measures-cost-hint = Cost
measures-servers = Servers of measure { $number }
measures-site = Site of measure { $number }
measures-span = Time of measure { $number }
measures-decimal = Value of measure { $number }
measures-chip = { $service } ×
measures-chip-hint = Take it out of the order
measures-out-of-order = Leave out { $service }, measure { $number }
measures-next = Next in measure { $number }
measures-next-hint = And then
typed-servers = Write a number of servers, one or more.
typed-weight = Write a share of more than 0, at most 1, such as 0.5.
typed-tries = Write how many more times, such as 0 or 0.5.

# What would have helped.
levers-heading = What would have helped
levers-way = See what would have helped
levers-trying = Trying what could have been done
levers-trying-more = Trying more
levers-saves = saves { $hours } user-hours
levers-harms = costs { $hours } user-hours more
levers-little = changes less than one user-hour
levers-sooner = back { $span } sooner
levers-later = back { $span } later
levers-unhurt = no outage at all
levers-back = back { $at }
levers-never = not back at all
levers-lit-sooner = all lit { $span } sooner
levers-lit-later = all lit { $span } later
levers-lit = never dark
levers-hint = Saves { $hours } user-hours of all services. Click to make a plan with it.
levers-hint-harm = Costs { $hours } user-hours more, of all services. Click to make a plan with it.

# The foot of the inspector.
do-what-if = What if, from here
do-what-if-short = What if
do-what-if-hint = A new plan that shares everything up to the playhead; what is then done happens from there
what-if-name = What if

# What a plan speaks of that is not there.
measure-no-need = { $service } does not need { $need }
measure-no-switch = { $service } has no switch
measure-no-spread = nothing spreads from { $site } to { $to }
run-measure = measure { $place }: { $error }
run-no-strike = action { $place } counts from the plan's first strike, and nothing strikes at a time of its own
