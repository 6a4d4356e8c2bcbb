# The map.
map-name = Map
map-nearer = Zoom in
map-further = Zoom out
map-fit = Show all sites
map-only = Only what the selection touches
map-only-sign = Only what { $name } touches
map-only-service = rests on { $below }, and { $above } rest on it
map-only-site = { $above } rest on it
map-only-key = O
map-only-end = Show everything again
map-both = Both futures
map-one = One future
map-both-key = B
map-both-hint = Map beside map, at one moment and under one camera
map-chosen = Chosen: { $plan }
map-choose = Choose { $plan }
map-chosen-hint = What you do happens in this future.
map-choose-hint = Click to choose this future: what you do then happens in it.
map-looked-at = This future is not chosen: it is only looked at.
map-km = { $length } km
map-m = { $length } m

# What stands beside a site.
map-burning = burning { $span }
map-struck = { $hazard }, { $span }
map-lit = { $lit } of { $servers } servers lit
map-short = lit, short of capacity
map-group = { $name } +{ $others }
map-part = { $name }: { $share } lit

# Services.
map-more = +{ $count }
map-homeless = Rest on others alone

# Places out of view.
map-way = { $km } km { $wind }
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
map-area = Strike all within { $km } km
map-own-hazards = Each by its own hazard
map-fail-over = Fail over to the standby
map-black-start = Start without what it needs
map-shed-load = Shed retries
map-for = for { $span }

# A site from near.
map-square-one = one square: one server
map-square = one square: { $count } servers
map-square-more = { $square }; { $count } more services
