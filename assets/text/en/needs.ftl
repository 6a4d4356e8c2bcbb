# The dependency view.
needs-name = Dependency view
needs-map = Map
needs-needs = Dependencies
needs-hint = Switch between the map and the dependency view ({ $key })
needs-fit = Show all services
needs-rests-on = Depends on { $names }
needs-reading = A service depends on the services below it. Thick line: for many requests. Dotted line: for failover. Frame: a cycle.
keys-needs = Switch between map and dependencies
