
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'closeout' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'closeout'
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
        'closeout' {
            [CompletionResult]::new('--view', '--view', [CompletionResultType]::ParameterName, 'Begin in this tab, or with this view of yours')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Begin with this filter, as if typed behind /')
            [CompletionResult]::new('--lead', '--lead', [CompletionResultType]::ParameterName, 'Begin with the tasks of this lead only')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--accessible', '--accessible', [CompletionResultType]::ParameterName, 'Make the screen for a screen reader')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tasks')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one task in full')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Make a to-do or a planned call, and print its id')
            [CompletionResult]::new('done', 'done', [CompletionResultType]::ParameterValue, 'Mark tasks done')
            [CompletionResult]::new('reopen', 'reopen', [CompletionResultType]::ParameterValue, 'Mark tasks not done')
            [CompletionResult]::new('move', 'move', [CompletionResultType]::ParameterValue, 'Move tasks to another day')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Hand tasks to somebody')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Rewrite a to-do')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Delete tasks for good')
            [CompletionResult]::new('outbox', 'outbox', [CompletionResultType]::ParameterValue, 'What waits to be sent, and what Close refused')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Send what waits, and read what is new')
            [CompletionResult]::new('count', 'count', [CompletionResultType]::ParameterValue, 'Count your tasks, for a prompt or a status line')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'What was done, how soon, what is open and what is to come')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Keep the key of an account, after trying it')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget the key of an account')
            [CompletionResult]::new('accounts', 'accounts', [CompletionResultType]::ParameterValue, 'Whose accounts there are, and which one is the default')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Try it all on a simulated Close, no account needed')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Run the simulated Close alone, for scripts and other clients')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at everything this stands on: terminal, options, network, key, clock and store')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Find, check or begin the file of options')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'See which key does what, and what your terminal sends')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what your shell needs to complete commands with Tab')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page of all of it, or of one command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;list' {
            [CompletionResult]::new('--view', '--view', [CompletionResultType]::ParameterName, 'Which tab, or which view of yours; with bounds on the date all open tasks [default: inbox]')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Only these kinds, by Close''s names: lead, incoming_email, missed_call, ...')
            [CompletionResult]::new('--lead', '--lead', [CompletionResultType]::ParameterName, 'Only those of this lead')
            [CompletionResult]::new('--assigned-to', '--assigned-to', [CompletionResultType]::ParameterName, 'Whose: me, all, a name, a mail address or an id [default: me, or as the view says]')
            [CompletionResult]::new('--date-from', '--date-from', [CompletionResultType]::ParameterName, 'Only what is due that day or later')
            [CompletionResult]::new('--date-to', '--date-to', [CompletionResultType]::ParameterName, 'Only what is due that day or before')
            [CompletionResult]::new('--created-from', '--created-from', [CompletionResultType]::ParameterName, 'Only what was made that day or later: yesterday, ''last monday'', ''3 days ago''')
            [CompletionResult]::new('--created-to', '--created-to', [CompletionResultType]::ParameterName, 'Only what was made that day or before')
            [CompletionResult]::new('--order-by', '--order-by', [CompletionResultType]::ParameterName, 'In which order [default: date, or as the view says; in the archive -date_created]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON array of the tasks as Close sends them, with what waits for each under `pending`')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Print comma-separated values with a header')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'closeout;show' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the task as Close sends it, with what waits for it under `pending`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;add' {
            [CompletionResult]::new('--lead', '--lead', [CompletionResultType]::ParameterName, 'The id of the lead it is for')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'When it is due: tomorrow, ''fri 9am'', 2w; without it the task has no date')
            [CompletionResult]::new('--assign', '--assign', [CompletionResultType]::ParameterName, 'Who is to do it: me, a name, a mail address or an id')
            [CompletionResult]::new('--call', '--call', [CompletionResultType]::ParameterName, 'Make it a planned call to this contact')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;done' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;reopen' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;move' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The day: tomorrow, ''fri 9am'', 2w, eom, 2026-12-01')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;assign' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Whom to: me, a name, a mail address or an id')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;edit' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;rm' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;outbox' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what waits and what was refused')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Send refused changes again')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Forget changes that were refused or never sent')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;outbox;list' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON array')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;outbox;retry' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;outbox;drop' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--refused', '--refused', [CompletionResultType]::ParameterName, 'All that were refused')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;outbox;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what waits and what was refused')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Send refused changes again')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Forget changes that were refused or never sent')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;outbox;help;list' {
            break
        }
        'closeout;outbox;help;retry' {
            break
        }
        'closeout;outbox;help;drop' {
            break
        }
        'closeout;outbox;help;help' {
            break
        }
        'closeout;sync' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;count' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to say it')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'closeout;stats' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;login' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The OAuth app to sign in with, instead of that of the options')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--keyring', '--keyring', [CompletionResultType]::ParameterName, 'Keep the key in the keyring of the operating system')
            [CompletionResult]::new('--oauth', '--oauth', [CompletionResultType]::ParameterName, 'Sign in with a browser by OAuth, without a key')
            [CompletionResult]::new('--paste', '--paste', [CompletionResultType]::ParameterName, 'Paste the address the browser ends on, as over SSH')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a key that is there without asking')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;logout' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;accounts' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON array')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Choose the account that is meant where none is named')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;accounts;default' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;accounts;help' {
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Choose the account that is meant where none is named')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;accounts;help;default' {
            break
        }
        'closeout;accounts;help;help' {
            break
        }
        'closeout;demo' {
            [CompletionResult]::new('--tasks', '--tasks', [CompletionResultType]::ParameterName, 'How many tasks there are, up to 100000')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The same number gives the same people and tasks')
            [CompletionResult]::new('--latency-ms', '--latency-ms', [CompletionResultType]::ParameterName, 'How long every answer takes, in milliseconds, up to a minute')
            [CompletionResult]::new('--faults', '--faults', [CompletionResultType]::ParameterName, 'What goes wrong')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;simulate' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port on this machine; 0 takes any free one')
            [CompletionResult]::new('--tasks', '--tasks', [CompletionResultType]::ParameterName, 'How many tasks there are, up to 100000')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The same number gives the same people and tasks')
            [CompletionResult]::new('--latency-ms', '--latency-ms', [CompletionResultType]::ParameterName, 'How long every answer takes, in milliseconds, up to a minute')
            [CompletionResult]::new('--faults', '--faults', [CompletionResultType]::ParameterName, 'What goes wrong')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;doctor' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;config' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Where the file belongs')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read it and say what is wrong with it')
            [CompletionResult]::new('example', 'example', [CompletionResultType]::ParameterValue, 'Every option with its default, to begin a file with')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;config;path' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;config;check' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;config;example' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;config;help' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Where the file belongs')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read it and say what is wrong with it')
            [CompletionResult]::new('example', 'example', [CompletionResultType]::ParameterValue, 'Every option with its default, to begin a file with')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;config;help;path' {
            break
        }
        'closeout;config;help;check' {
            break
        }
        'closeout;config;help;example' {
            break
        }
        'closeout;config;help;help' {
            break
        }
        'closeout;keys' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Every action with its keys, your own included')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'What your terminal really sends for a key, and what that does')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;keys;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'A table, or lines for the file of options')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'closeout;keys;test' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;keys;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Every action with its keys, your own included')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'What your terminal really sends for a key, and what that does')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;keys;help;list' {
            break
        }
        'closeout;keys;help;test' {
            break
        }
        'closeout;keys;help;help' {
            break
        }
        'closeout;completions' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;man' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the options from this file instead of the usual one')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Act as this account, one of `closeout accounts`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'closeout;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tasks')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one task in full')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Make a to-do or a planned call, and print its id')
            [CompletionResult]::new('done', 'done', [CompletionResultType]::ParameterValue, 'Mark tasks done')
            [CompletionResult]::new('reopen', 'reopen', [CompletionResultType]::ParameterValue, 'Mark tasks not done')
            [CompletionResult]::new('move', 'move', [CompletionResultType]::ParameterValue, 'Move tasks to another day')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Hand tasks to somebody')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Rewrite a to-do')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Delete tasks for good')
            [CompletionResult]::new('outbox', 'outbox', [CompletionResultType]::ParameterValue, 'What waits to be sent, and what Close refused')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Send what waits, and read what is new')
            [CompletionResult]::new('count', 'count', [CompletionResultType]::ParameterValue, 'Count your tasks, for a prompt or a status line')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'What was done, how soon, what is open and what is to come')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Keep the key of an account, after trying it')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget the key of an account')
            [CompletionResult]::new('accounts', 'accounts', [CompletionResultType]::ParameterValue, 'Whose accounts there are, and which one is the default')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Try it all on a simulated Close, no account needed')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Run the simulated Close alone, for scripts and other clients')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at everything this stands on: terminal, options, network, key, clock and store')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Find, check or begin the file of options')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'See which key does what, and what your terminal sends')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what your shell needs to complete commands with Tab')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page of all of it, or of one command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'closeout;help;list' {
            break
        }
        'closeout;help;show' {
            break
        }
        'closeout;help;add' {
            break
        }
        'closeout;help;done' {
            break
        }
        'closeout;help;reopen' {
            break
        }
        'closeout;help;move' {
            break
        }
        'closeout;help;assign' {
            break
        }
        'closeout;help;edit' {
            break
        }
        'closeout;help;rm' {
            break
        }
        'closeout;help;outbox' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what waits and what was refused')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Send refused changes again')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Forget changes that were refused or never sent')
            break
        }
        'closeout;help;outbox;list' {
            break
        }
        'closeout;help;outbox;retry' {
            break
        }
        'closeout;help;outbox;drop' {
            break
        }
        'closeout;help;sync' {
            break
        }
        'closeout;help;count' {
            break
        }
        'closeout;help;stats' {
            break
        }
        'closeout;help;login' {
            break
        }
        'closeout;help;logout' {
            break
        }
        'closeout;help;accounts' {
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Choose the account that is meant where none is named')
            break
        }
        'closeout;help;accounts;default' {
            break
        }
        'closeout;help;demo' {
            break
        }
        'closeout;help;simulate' {
            break
        }
        'closeout;help;doctor' {
            break
        }
        'closeout;help;config' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Where the file belongs')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read it and say what is wrong with it')
            [CompletionResult]::new('example', 'example', [CompletionResultType]::ParameterValue, 'Every option with its default, to begin a file with')
            break
        }
        'closeout;help;config;path' {
            break
        }
        'closeout;help;config;check' {
            break
        }
        'closeout;help;config;example' {
            break
        }
        'closeout;help;keys' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Every action with its keys, your own included')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'What your terminal really sends for a key, and what that does')
            break
        }
        'closeout;help;keys;list' {
            break
        }
        'closeout;help;keys;test' {
            break
        }
        'closeout;help;completions' {
            break
        }
        'closeout;help;man' {
            break
        }
        'closeout;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
