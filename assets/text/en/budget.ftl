# A run that would come to more than its budget (MODEL.md, section 12). $plan is the name of the plan, $limit a number, $until a date and time.
run-cancelled = the run was cancelled
budget-no-plan = without a plan
budget-whole = { $what }; { $remedy }
budget-strikes = plan "{ $plan }" comes to more than { $limit } strikes, with those to which they spread
budget-events = the run of plan "{ $plan }" logs more than { $limit } events by { $until }
budget-steps = the run of plan "{ $plan }" takes more than { $limit } steps of work by { $until }
budget-quotes = the run of plan "{ $plan }" has more than { $limit } share prices and numbers of users of rivals: one for each trading minute of each listed company, one for each hour of each rival
budget-values = the run of plan "{ $plan }" keeps more than { $limit } values
# What to shorten. $name is an id.
budget-length = shorten `length`
budget-action = strike fewer sites with this action, strike less often, or let hazards spread to fewer sites
budget-site = most of it is about site "{ $name }": shorten `length`, strike the site less often, or give its hazard fewer steps
budget-service = most of it is about service "{ $name }": shorten `length`, or make it change less often (`grace` and `restart` on its cycle, `retry`, `day`, how often it is struck)
budget-company = shorten `length` or the hours of its exchange, or list fewer companies
budget-rival = shorten `length`, or name fewer rivals
