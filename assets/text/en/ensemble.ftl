# Monte Carlo: many runs of one plan, each with its own seed.

keys-ensemble = Monte Carlo: many runs, one seed each
play-ensemble = Monte Carlo: many runs, one seed each
play-ensemble-off = Show only this run

ensemble-made = Monte Carlo: { $made } of { PLURAL($runs, "# run/# runs") }
ensemble-runs = { PLURAL($runs, "# run/# runs") } by lost user-hours
ensemble-certain = Nothing in this scenario is uncertain: all runs are the same
ensemble-stop = Stop
ensemble-as-written = As written
ensemble-typical = Typical
ensemble-worst = Worst
ensemble-dots = Monte Carlo runs by lost user-hours
ensemble-run = Seed { $seed }: { PLURAL($lost, "# lost user-hour/# lost user-hours") }, { PLURAL($people, "# person/# people") } at the peak
ensemble-least = Smallest: { $lost }
ensemble-median = Median: { $lost }
ensemble-p90 = 90th percentile: { $lost }
ensemble-most = Largest: { $lost }
ensemble-legend = Each dot is a run: the further to the right, the more user-hours are lost. The runs in orange are the tenth that loses most. The numbers below are lost user-hours.
ensemble-open = Click to open this run. The scenario as written becomes its baseline.
ensemble-spread = This spread follows from the scenario’s own uncertainty. It is not a forecast.
