# Many runs of one plan, each with its own luck.

keys-ensemble = Many runs, each with its own luck
play-ensemble = Many runs, each with its own luck
play-ensemble-off = Only this run

ensemble-made = { $made } of { $runs } runs
ensemble-runs = { $runs } runs by lost user-hours
ensemble-certain = Nothing here is uncertain: all runs are the same
ensemble-stop = Stop
ensemble-as-written = As written
ensemble-typical = Typical
ensemble-worst = Worst
ensemble-dots = Runs by lost user-hours
ensemble-run = Seed { $seed }: { $lost } lost user-hours, { $people } people at the peak
ensemble-open = Click to open this run beside the scenario as written
ensemble-spread = How the scenario’s own uncertainty spreads; not a forecast
