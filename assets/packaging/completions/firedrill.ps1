
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'firedrill' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'firedrill'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'firedrill' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a plan and print what happens, each event with its cause')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Report every problem of scenario files, with line and column')
            [CompletionResult]::new('fit', 'fit', [CompletionResultType]::ParameterValue, 'Compare a run with what really happened: print observed values, computed values and the error')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Print a generated scenario of any size, for measurements')
            [CompletionResult]::new('format', 'format', [CompletionResultType]::ParameterValue, 'Write scenario files in canonical form, with their comments; without a file, print the documentation of scenario files')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the fields of scenario files as a JSON Schema, for editors and other programs')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare two plans, two seeds or two files: when and why they diverge, and the impact of each')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Draw the dashboard at a time of the run, as a PNG picture; works without a display')
            [CompletionResult]::new('why', 'why', [CompletionResultType]::ParameterValue, 'Explain why a service is out: the chain of causes, a run without each cause, and the impact of the outage')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Check plans against the expectations in scenario files')
            [CompletionResult]::new('ensemble', 'ensemble', [CompletionResultType]::ParameterValue, 'Monte Carlo: make many runs, one seed each, and print how the results spread')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join the shards of an ensemble; the result is the same as if one machine had made all runs')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'firedrill;run' {
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'The plan to run [default: the first plan with an action, else none]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of the run''s random durations; 0 is the scenario as written')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object instead of a transcript')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;check' {
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Treat warnings as problems, so that a file with warnings fails the check; except warnings of letters without a font, which depend on the computer')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON array with an object for each problem and each warning of all files')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;fit' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;generate' {
            [CompletionResult]::new('--sites', '--sites', [CompletionResultType]::ParameterName, 'Number of sites')
            [CompletionResult]::new('--services', '--services', [CompletionResultType]::ParameterName, 'Number of services')
            [CompletionResult]::new('--needs', '--needs', [CompletionResultType]::ParameterName, 'Number of dependencies between services')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of the random numbers; another seed makes another scenario')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;format' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to this file and leave the scenario file as it is; - is the standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to this file and leave the scenario file as it is; - is the standard output')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing; name the files that are not in canonical form, and exit with 1 if there are any')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;schema' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;compare' {
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'The plan of a run; give it twice to compare two plans. One plan alone is compared with the plan it was forked from, or else with the first plan')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of a run; give it twice to compare two seeds. One seed alone, with one plan, is compared with seed 0, the scenario as written')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Print the totals, companies and services as CSV')
            [CompletionResult]::new('--bom', '--bom', [CompletionResultType]::ParameterName, 'Begin the CSV with a byte order mark, without which Excel reads Hangul and other letters wrongly')
            [CompletionResult]::new('--markdown', '--markdown', [CompletionResultType]::ParameterName, 'Print Markdown for slides: when and why the two diverge, then tables of totals, companies and services')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;render' {
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'The plan to run [default: the first plan with an action, else none]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of the run''s random durations; 0 is the scenario as written')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The time: "16:52", "2022-10-15 16:52", or "+1h 30m" after the first strike')
            [CompletionResult]::new('--size', '--size', [CompletionResultType]::ParameterName, 'Width and height of the window in points; with scale 1 a point is a pixel')
            [CompletionResult]::new('--scale', '--scale', [CompletionResultType]::ParameterName, 'Pixels per point: with 2 the picture has twice the resolution')
            [CompletionResult]::new('--panel', '--panel', [CompletionResultType]::ParameterName, 'Which part of the dashboard to draw')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'The language of the picture: en or ko; texts of the scenario that are not translated stay as they are')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The PNG file to write')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The PNG file to write')
            [CompletionResult]::new('--day', '--day', [CompletionResultType]::ParameterName, 'Draw in the light colours of "Day", for a bright room')
            [CompletionResult]::new('--computer-fonts', '--computer-fonts', [CompletionResultType]::ParameterName, 'Draw letters that the bundled fonts do not have, such as Chinese characters, with fonts of this computer; the picture then depends on the computer. Without this they are boxes, and the picture is the same everywhere')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'firedrill;why' {
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'The plan to run [default: the first plan with an action, else none]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of the run''s random durations; 0 is the scenario as written')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The time of the outage, as "2022-10-15 16:52", "16:52" or "+1h 33m" after the first strike [default: the beginning of the longest outage]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object instead of text')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;test' {
            [CompletionResult]::new('--junit', '--junit', [CompletionResultType]::ParameterName, 'Also write the results into this file, as JUnit XML')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;ensemble' {
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'The plan to run [default: the first plan with an action, else none]')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'How many runs to make, in all shards together')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of the first run; each run after it has the next seed')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Make only this part of the runs, such as 3/8')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the runs, the counts over time and the bands into this folder, which must be new or empty')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'How many threads to use, at most 1024 [default: one for each core]')
            [CompletionResult]::new('--bom', '--bom', [CompletionResultType]::ParameterName, 'Begin each CSV file with a byte order mark, without which Excel reads Hangul and other letters wrongly')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object instead of tables')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;merge' {
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the joined ensemble into this folder, which must be new or empty')
            [CompletionResult]::new('--bom', '--bom', [CompletionResultType]::ParameterName, 'Begin each CSV file with a byte order mark, without which Excel reads Hangul and other letters wrongly')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object instead of tables')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'firedrill;help' {
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a plan and print what happens, each event with its cause')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Report every problem of scenario files, with line and column')
            [CompletionResult]::new('fit', 'fit', [CompletionResultType]::ParameterValue, 'Compare a run with what really happened: print observed values, computed values and the error')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Print a generated scenario of any size, for measurements')
            [CompletionResult]::new('format', 'format', [CompletionResultType]::ParameterValue, 'Write scenario files in canonical form, with their comments; without a file, print the documentation of scenario files')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the fields of scenario files as a JSON Schema, for editors and other programs')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare two plans, two seeds or two files: when and why they diverge, and the impact of each')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Draw the dashboard at a time of the run, as a PNG picture; works without a display')
            [CompletionResult]::new('why', 'why', [CompletionResultType]::ParameterValue, 'Explain why a service is out: the chain of causes, a run without each cause, and the impact of the outage')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Check plans against the expectations in scenario files')
            [CompletionResult]::new('ensemble', 'ensemble', [CompletionResultType]::ParameterValue, 'Monte Carlo: make many runs, one seed each, and print how the results spread')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join the shards of an ensemble; the result is the same as if one machine had made all runs')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'firedrill;help;run' {
            break
        }
        'firedrill;help;check' {
            break
        }
        'firedrill;help;fit' {
            break
        }
        'firedrill;help;generate' {
            break
        }
        'firedrill;help;format' {
            break
        }
        'firedrill;help;schema' {
            break
        }
        'firedrill;help;compare' {
            break
        }
        'firedrill;help;render' {
            break
        }
        'firedrill;help;why' {
            break
        }
        'firedrill;help;test' {
            break
        }
        'firedrill;help;ensemble' {
            break
        }
        'firedrill;help;merge' {
            break
        }
        'firedrill;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
