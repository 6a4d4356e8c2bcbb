# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_firedrill_global_optspecs
    string join \n h/help V/version
end

function __fish_firedrill_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_firedrill_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_firedrill_using_subcommand
    set -l cmd (__fish_firedrill_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c firedrill -n "__fish_firedrill_needs_command" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_needs_command" -s V -l version -d 'Print version'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "run" -d 'Run a plan and print what happens, each event with its cause'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "check" -d 'Report every problem of scenario files, with line and column'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "fit" -d 'Compare a run with what really happened: print observed values, computed values and the error'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "generate" -d 'Print a generated scenario of any size, for measurements'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "format" -d 'Write scenario files in canonical form, with their comments; without a file, print the documentation of scenario files'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "schema" -d 'Print the fields of scenario files as a JSON Schema, for editors and other programs'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "compare" -d 'Compare two plans, two seeds or two files: when and why they diverge, and the impact of each'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "render" -d 'Draw the dashboard at a time of the run, as a PNG picture; works without a display'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "why" -d 'Explain why a service is out: the chain of causes, a run without each cause, and the impact of the outage'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "test" -d 'Check plans against the expectations in scenario files'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "ensemble" -d 'Monte Carlo: make many runs, one seed each, and print how the results spread'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "merge" -d 'Join the shards of an ensemble; the result is the same as if one machine had made all runs'
complete -c firedrill -n "__fish_firedrill_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c firedrill -n "__fish_firedrill_using_subcommand run" -l plan -d 'The plan to run [default: the first plan with an action, else none]' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand run" -l seed -d 'The seed of the run\'s random durations; 0 is the scenario as written' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand run" -l json -d 'Print one JSON object instead of a transcript'
complete -c firedrill -n "__fish_firedrill_using_subcommand run" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand check" -l strict -d 'Treat warnings as problems, so that a file with warnings fails the check; except warnings of letters without a font, which depend on the computer'
complete -c firedrill -n "__fish_firedrill_using_subcommand check" -l json -d 'Print a JSON array with an object for each problem and each warning of all files'
complete -c firedrill -n "__fish_firedrill_using_subcommand check" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand fit" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand generate" -l sites -d 'Number of sites' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand generate" -l services -d 'Number of services' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand generate" -l needs -d 'Number of dependencies between services' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand generate" -l seed -d 'The seed of the random numbers; another seed makes another scenario' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand generate" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand format" -s o -l output -d 'Write the result to this file and leave the scenario file as it is; - is the standard output' -r -F
complete -c firedrill -n "__fish_firedrill_using_subcommand format" -l check -d 'Write nothing; name the files that are not in canonical form, and exit with 1 if there are any'
complete -c firedrill -n "__fish_firedrill_using_subcommand format" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand schema" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand compare" -l plan -d 'The plan of a run; give it twice to compare two plans. One plan alone is compared with the plan it was forked from, or else with the first plan' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand compare" -l seed -d 'The seed of a run; give it twice to compare two seeds. One seed alone, with one plan, is compared with seed 0, the scenario as written' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand compare" -l json -d 'Print one JSON object'
complete -c firedrill -n "__fish_firedrill_using_subcommand compare" -l csv -d 'Print the totals, companies and services as CSV'
complete -c firedrill -n "__fish_firedrill_using_subcommand compare" -l bom -d 'Begin the CSV with a byte order mark, without which Excel reads Hangul and other letters wrongly'
complete -c firedrill -n "__fish_firedrill_using_subcommand compare" -l markdown -d 'Print Markdown for slides: when and why the two diverge, then tables of totals, companies and services'
complete -c firedrill -n "__fish_firedrill_using_subcommand compare" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l plan -d 'The plan to run [default: the first plan with an action, else none]' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l seed -d 'The seed of the run\'s random durations; 0 is the scenario as written' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l at -d 'The time: "16:52", "2022-10-15 16:52", or "+1h 30m" after the first strike' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l size -d 'Width and height of the window in points; with scale 1 a point is a pixel' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l scale -d 'Pixels per point: with 2 the picture has twice the resolution' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l panel -d 'Which part of the dashboard to draw' -r -f -a "all\t'The whole window'
map\t'The map alone'
timeline\t'The playback bar and the timeline alone'"
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l language -d 'The language of the picture: en or ko; texts of the scenario that are not translated stay as they are' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -s o -l output -d 'The PNG file to write' -r -F
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l day -d 'Draw in the light colours of "Day", for a bright room'
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -l computer-fonts -d 'Draw letters that the bundled fonts do not have, such as Chinese characters, with fonts of this computer; the picture then depends on the computer. Without this they are boxes, and the picture is the same everywhere'
complete -c firedrill -n "__fish_firedrill_using_subcommand render" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c firedrill -n "__fish_firedrill_using_subcommand why" -l plan -d 'The plan to run [default: the first plan with an action, else none]' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand why" -l seed -d 'The seed of the run\'s random durations; 0 is the scenario as written' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand why" -l at -d 'The time of the outage, as "2022-10-15 16:52", "16:52" or "+1h 33m" after the first strike [default: the beginning of the longest outage]' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand why" -l json -d 'Print one JSON object instead of text'
complete -c firedrill -n "__fish_firedrill_using_subcommand why" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand test" -l junit -d 'Also write the results into this file, as JUnit XML' -r -F
complete -c firedrill -n "__fish_firedrill_using_subcommand test" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l plan -d 'The plan to run [default: the first plan with an action, else none]' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l runs -d 'How many runs to make, in all shards together' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l seed -d 'The seed of the first run; each run after it has the next seed' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l shard -d 'Make only this part of the runs, such as 3/8' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l csv -d 'Write the runs, the counts over time and the bands into this folder, which must be new or empty' -r -F
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l threads -d 'How many threads to use, at most 1024 [default: one for each core]' -r
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l bom -d 'Begin each CSV file with a byte order mark, without which Excel reads Hangul and other letters wrongly'
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -l json -d 'Print one JSON object instead of tables'
complete -c firedrill -n "__fish_firedrill_using_subcommand ensemble" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand merge" -l csv -d 'Write the joined ensemble into this folder, which must be new or empty' -r -F
complete -c firedrill -n "__fish_firedrill_using_subcommand merge" -l bom -d 'Begin each CSV file with a byte order mark, without which Excel reads Hangul and other letters wrongly'
complete -c firedrill -n "__fish_firedrill_using_subcommand merge" -l json -d 'Print one JSON object instead of tables'
complete -c firedrill -n "__fish_firedrill_using_subcommand merge" -s h -l help -d 'Print help'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "run" -d 'Run a plan and print what happens, each event with its cause'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "check" -d 'Report every problem of scenario files, with line and column'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "fit" -d 'Compare a run with what really happened: print observed values, computed values and the error'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "generate" -d 'Print a generated scenario of any size, for measurements'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "format" -d 'Write scenario files in canonical form, with their comments; without a file, print the documentation of scenario files'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "schema" -d 'Print the fields of scenario files as a JSON Schema, for editors and other programs'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "compare" -d 'Compare two plans, two seeds or two files: when and why they diverge, and the impact of each'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "render" -d 'Draw the dashboard at a time of the run, as a PNG picture; works without a display'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "why" -d 'Explain why a service is out: the chain of causes, a run without each cause, and the impact of the outage'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "test" -d 'Check plans against the expectations in scenario files'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "ensemble" -d 'Monte Carlo: make many runs, one seed each, and print how the results spread'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "merge" -d 'Join the shards of an ensemble; the result is the same as if one machine had made all runs'
complete -c firedrill -n "__fish_firedrill_using_subcommand help; and not __fish_seen_subcommand_from run check fit generate format schema compare render why test ensemble merge help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
