# The dependency view.
needs-name = Services by need
needs-map = Map
needs-needs = Needs
needs-hint = Sites on the map, or services by what they need ({ $key })
needs-fit = Show all services
needs-rests-on = Needs { $names }
needs-reading = Above needs what is below. Broad: many requests need it. Dotted: the switch to a standby needs it. Frame: a circle.
keys-needs = Map or services by need
