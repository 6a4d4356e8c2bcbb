# A run that would come to more than its budget (MODEL.md, section 12). $plan is budget-plan or budget-no-plan, $limit a number, $until is budget-until or budget-in-all, $at a date and time.
run-cancelled = the run was cancelled
budget-plan = plan "{ $name }"
budget-no-plan = the empty plan
budget-until = until { $at }
budget-in-all = in all
budget-whole = { $what }; { $remedy }
budget-strikes = { $plan } has more than { $limit } strikes, with those to which they spread
budget-events = the run of { $plan } logs more than { $limit } events { $until }
budget-steps = the run of { $plan } takes more than { $limit } steps of work { $until }
budget-quotes = the run of { $plan } has more than { $limit } share prices and numbers of users of rivals: one for each trading minute of each listed company, one for each hour of each rival
budget-values = the run of { $plan } keeps more than { $limit } values { $until }
# What to shorten. $name is an id.
budget-length = shorten `length`
budget-action = strike fewer sites with this action, strike less often, or let hazards spread to fewer sites
budget-site = most of it is about site "{ $name }": shorten `length`, strike the site less often, or give its hazard fewer steps
budget-service = most of it is about service "{ $name }": shorten `length`, or make it change less often (`grace` and `restart` on its cycle, `retry`, `day`, how often it is struck)
budget-company = shorten `length` or the hours of its exchange, or list fewer companies
budget-crew = most of it is about the crew of company "{ $name }": shorten `length`, make `repair_work` longer, or let hazards damage fewer servers
budget-rival = shorten `length`, or name fewer rivals
# A warning. $cycle are ids such as "a > b > a", $restart and $grace durations.
file-goes-round = an outage can go round this cycle of dependencies for ever: { $cycle }
file-goes-round-remedy = each service tolerates its dependency for `grace`, fails, and is back `restart` after it. So that an outage ends, the graces of the cycle (now { $grace }) must add up to more than the restarts (now { $restart }), or one `weight` must be at most 0.99
# All runs of the expectations of a file, or of a table, together. $limit is a number.
budget-many = the runs that this asks for take more than { $limit } steps of work together with those before it
budget-many-remedy = ask for fewer `runs`, or shorten `length`
