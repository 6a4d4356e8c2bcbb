# The dependency view.
needs-name = Dependency view
needs-map = Map
needs-needs = Dependencies
needs-hint = Show sites on the map, or services by their dependencies ({ $key })
needs-fit = Show all services
needs-rests-on = Depends on { $names }
needs-reading = A service depends on the services below it. Thick: many requests depend on it. Dotted: failover depends on it. Frame: a cycle.
keys-needs = Map or dependencies
