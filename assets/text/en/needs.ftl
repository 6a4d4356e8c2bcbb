# The dependency view.
needs-name = Dependency view
needs-map = Map
needs-needs = Dependencies
needs-hint = Switch between the map and the dependency view ({ $key })
needs-fit = Show all services
needs-rests-on = Depends on { $names }
needs-reading = A service depends on the services below it. Thick line: for many requests. Dotted line: for failover. Shaded area: a cycle.
needs-reading-alternatives = Joined lines: alternatives, one is enough.
needs-reading-primary = Double line: only while on the primary.
needs-alternatives = alternatives
needs-or = { $first } or { $second }
needs-one-of = alternatives, one is enough: { $names }
needs-primary = only while on the primary
needs-primary-idle = only while on the primary, so it does not count now
needs-primary-of = only while on the primary: { $names }
keys-needs = Switch between map and dependencies
