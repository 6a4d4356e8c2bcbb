# The map.
map-name = Map
map-nearer = Zoom in
map-further = Zoom out
map-fit = Show all sites
map-only = Show only what is connected to the selection
map-only-sign = Only what is connected to { $name }
map-only-service = { PLURAL($below, "# dependency/# dependencies") }, { PLURAL($above, "# dependent/# dependents") }
map-only-site = { PLURAL($above, "# dependent/# dependents") }
map-only-key = O
map-only-end = Show everything again
map-both = Maps of both plans
map-one = One map
map-both-key = B
map-both-hint = The chosen plan and its baseline side by side, at the same time and in the same view
map-chosen = Chosen: { $plan }
map-choose = Choose { $plan }
map-chosen-hint = Your actions are added to this plan.
map-choose-hint = Click to choose this plan. Your actions are then added to it.
map-looked-at = This is the baseline. Choose it first to add actions to it.
map-km = { $length } km
map-m = { $length } m

# Texts beside a site.
map-burning = burning for { $span }
map-struck = { $hazard } for { $span }
map-short = { $service }: too few servers
map-group = { $name } +{ $others }
map-part = { $name }: { $share } online
map-part-working = { $name }: { $share } online, { $working } working
map-working = { $working } of { PLURAL($servers, "# server/# servers") } working
map-online-working = { $lit } of { $servers } online, { $working } working

# Services.
map-more = +{ $count }
map-homeless = No servers of their own
map-failed-over = { $service }, failed over

# Sites outside the view.
map-way = { $km } km { $wind }
map-no-way = no position
map-n = N
map-ne = NE
map-e = E
map-se = SE
map-s = S
map-sw = SW
map-w = W
map-nw = NW

# What can be done.
map-ignite = Ignite
map-ignite-key = I
map-ignite-name = Ignite { $name }
map-ignite-own = Ignite: { $hazard }
map-other-hazards = Other hazards
map-extinguish = Extinguish
map-extinguish-name = Extinguish { $name }
map-area = Strike all sites within { $km } km
map-own-hazards = Each site with its own hazard
map-fail-over = Fail over to the standby
map-black-start = Black start, without its dependencies
map-shed-load = Shed load: no retries
map-for = for { $span }

# A site at close zoom.
map-square-one = 1 square = 1 server
map-square = 1 square = { PLURAL($count, "# server/# servers") }
map-square-more = { $square }; { PLURAL($count, "# more service/# more services") } not shown
map-fault = Fault
map-roll-back = Roll back
