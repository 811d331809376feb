# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_closeout_global_optspecs
    string join \n view= filter= lead= accessible config= account= h/help V/version
end

function __fish_closeout_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_closeout_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_closeout_using_subcommand
    set -l cmd (__fish_closeout_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c closeout -n "__fish_closeout_needs_command" -l view -d 'Begin in this tab, or with this view of yours' -r -f -a "inbox\t'What waits now'
future\t'What comes from tomorrow on'
archive\t'What is done'"
complete -c closeout -n "__fish_closeout_needs_command" -l filter -d 'Begin with this filter, as if typed behind /' -r -f
complete -c closeout -n "__fish_closeout_needs_command" -l lead -d 'Begin with the tasks of this lead only' -r -f
complete -c closeout -n "__fish_closeout_needs_command" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_needs_command" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_needs_command" -l accessible -d 'Make the screen for a screen reader'
complete -c closeout -n "__fish_closeout_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c closeout -n "__fish_closeout_needs_command" -s V -l version -d 'Print version'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "list" -d 'List tasks'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "show" -d 'Show one task in full'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "add" -d 'Make a to-do or a planned call, and print its id'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "done" -d 'Mark tasks done'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "reopen" -d 'Mark tasks not done'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "move" -d 'Move tasks to another day'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "assign" -d 'Hand tasks to somebody'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "edit" -d 'Rewrite a to-do'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "rm" -d 'Delete tasks for good'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "outbox" -d 'What waits to be sent, and what Close refused'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "sync" -d 'Send what waits, and read what is new'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "count" -d 'Count your tasks, for a prompt or a status line'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "stats" -d 'What was done, how soon, what is open and what is to come'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "login" -d 'Keep the key of an account, after trying it'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "logout" -d 'Forget the key of an account'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "accounts" -d 'Whose accounts there are, and which one is the default'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "demo" -d 'Try it all on a simulated Close, no account needed'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "simulate" -d 'Run the simulated Close alone, for scripts and other clients'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "doctor" -d 'Look at everything this stands on: terminal, options, network, key, clock and store'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "config" -d 'Find, check or begin the file of options'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "keys" -d 'See which key does what, and what your terminal sends'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "completions" -d 'Print what your shell needs to complete commands with Tab'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "man" -d 'Print the manual page of all of it, or of one command'
complete -c closeout -n "__fish_closeout_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand list" -l view -d 'Which tab, or which view of yours; with bounds on the date all open tasks [default: inbox]' -r -f -a "inbox\t'What waits now'
future\t'What comes from tomorrow on'
archive\t'What is done'"
complete -c closeout -n "__fish_closeout_using_subcommand list" -l type -d 'Only these kinds, by Close\'s names: lead, incoming_email, missed_call, ...' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l lead -d 'Only those of this lead' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l assigned-to -d 'Whose: me, all, a name, a mail address or an id [default: me, or as the view says]' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l date-from -d 'Only what is due that day or later' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l date-to -d 'Only what is due that day or before' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l created-from -d 'Only what was made that day or later: yesterday, \'last monday\', \'3 days ago\'' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l created-to -d 'Only what was made that day or before' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l order-by -d 'In which order [default: date, or as the view says; in the archive -date_created]' -r -f -a "date\t'What is due first'
-date\t'What is due last'
date_created\t'What was made first'
-date_created\t'What was made last'"
complete -c closeout -n "__fish_closeout_using_subcommand list" -l limit -d 'At most so many' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand list" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand list" -l json -d 'Print one JSON array of the tasks as Close sends them, with what waits for each under `pending`'
complete -c closeout -n "__fish_closeout_using_subcommand list" -l csv -d 'Print comma-separated values with a header'
complete -c closeout -n "__fish_closeout_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c closeout -n "__fish_closeout_using_subcommand show" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand show" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand show" -l json -d 'Print the task as Close sends it, with what waits for it under `pending`'
complete -c closeout -n "__fish_closeout_using_subcommand show" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand add" -l lead -d 'The id of the lead it is for' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand add" -l date -d 'When it is due: tomorrow, \'fri 9am\', 2w; without it the task has no date' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand add" -l assign -d 'Who is to do it: me, a name, a mail address or an id' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand add" -l call -d 'Make it a planned call to this contact' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand add" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand add" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand add" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand done" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand done" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand done" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand reopen" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand reopen" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand reopen" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand move" -l to -d 'The day: tomorrow, \'fri 9am\', 2w, eom, 2026-12-01' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand move" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand move" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand move" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand assign" -l to -d 'Whom to: me, a name, a mail address or an id' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand assign" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand assign" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand assign" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand edit" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand edit" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand edit" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand rm" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand rm" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand rm" -l yes -d 'Do not ask'
complete -c closeout -n "__fish_closeout_using_subcommand rm" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and not __fish_seen_subcommand_from list retry drop help" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and not __fish_seen_subcommand_from list retry drop help" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and not __fish_seen_subcommand_from list retry drop help" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and not __fish_seen_subcommand_from list retry drop help" -f -a "list" -d 'List what waits and what was refused'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and not __fish_seen_subcommand_from list retry drop help" -f -a "retry" -d 'Send refused changes again'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and not __fish_seen_subcommand_from list retry drop help" -f -a "drop" -d 'Forget changes that were refused or never sent'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and not __fish_seen_subcommand_from list retry drop help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from list" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from list" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON array'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from retry" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from retry" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from drop" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from drop" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from drop" -l refused -d 'All that were refused'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from drop" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "list" -d 'List what waits and what was refused'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "retry" -d 'Send refused changes again'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "drop" -d 'Forget changes that were refused or never sent'
complete -c closeout -n "__fish_closeout_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand sync" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand sync" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand sync" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand count" -l format -d 'How to say it' -r -f -a "plain\t'The number of tasks in the inbox'
tmux\t'For the status line of tmux: what is late in red'
json\t'Everything that is counted, as one JSON object'"
complete -c closeout -n "__fish_closeout_using_subcommand count" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand count" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand count" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c closeout -n "__fish_closeout_using_subcommand stats" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand stats" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand stats" -l json -d 'Print one JSON object'
complete -c closeout -n "__fish_closeout_using_subcommand stats" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand login" -l client-id -d 'The OAuth app to sign in with, instead of that of the options' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand login" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand login" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand login" -l keyring -d 'Keep the key in the keyring of the operating system'
complete -c closeout -n "__fish_closeout_using_subcommand login" -l oauth -d 'Sign in with a browser by OAuth, without a key'
complete -c closeout -n "__fish_closeout_using_subcommand login" -l paste -d 'Paste the address the browser ends on, as over SSH'
complete -c closeout -n "__fish_closeout_using_subcommand login" -l force -d 'Replace a key that is there without asking'
complete -c closeout -n "__fish_closeout_using_subcommand login" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand logout" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand logout" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand logout" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and not __fish_seen_subcommand_from default help" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and not __fish_seen_subcommand_from default help" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and not __fish_seen_subcommand_from default help" -l json -d 'Print one JSON array'
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and not __fish_seen_subcommand_from default help" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and not __fish_seen_subcommand_from default help" -f -a "default" -d 'Choose the account that is meant where none is named'
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and not __fish_seen_subcommand_from default help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and __fish_seen_subcommand_from default" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and __fish_seen_subcommand_from default" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and __fish_seen_subcommand_from default" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and __fish_seen_subcommand_from help" -f -a "default" -d 'Choose the account that is meant where none is named'
complete -c closeout -n "__fish_closeout_using_subcommand accounts; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand demo" -l tasks -d 'How many tasks there are, up to 100000' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand demo" -l seed -d 'The same number gives the same people and tasks' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand demo" -l latency-ms -d 'How long every answer takes, in milliseconds, up to a minute' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand demo" -l faults -d 'What goes wrong' -r -f -a "none\t''
flaky\t''
slow\t''
down\t''
throttled\t''
lossy\t''"
complete -c closeout -n "__fish_closeout_using_subcommand demo" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand demo" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand demo" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -l port -d 'The port on this machine; 0 takes any free one' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -l tasks -d 'How many tasks there are, up to 100000' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -l seed -d 'The same number gives the same people and tasks' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -l latency-ms -d 'How long every answer takes, in milliseconds, up to a minute' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -l faults -d 'What goes wrong' -r -f -a "none\t''
flaky\t''
slow\t''
down\t''
throttled\t''
lossy\t''"
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand simulate" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand doctor" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand doctor" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand doctor" -l json -d 'Print one JSON object'
complete -c closeout -n "__fish_closeout_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand config; and not __fish_seen_subcommand_from path check example help" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand config; and not __fish_seen_subcommand_from path check example help" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand config; and not __fish_seen_subcommand_from path check example help" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand config; and not __fish_seen_subcommand_from path check example help" -f -a "path" -d 'Where the file belongs'
complete -c closeout -n "__fish_closeout_using_subcommand config; and not __fish_seen_subcommand_from path check example help" -f -a "check" -d 'Read it and say what is wrong with it'
complete -c closeout -n "__fish_closeout_using_subcommand config; and not __fish_seen_subcommand_from path check example help" -f -a "example" -d 'Every option with its default, to begin a file with'
complete -c closeout -n "__fish_closeout_using_subcommand config; and not __fish_seen_subcommand_from path check example help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from path" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from check" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from check" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from example" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from example" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from example" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Where the file belongs'
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "check" -d 'Read it and say what is wrong with it'
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "example" -d 'Every option with its default, to begin a file with'
complete -c closeout -n "__fish_closeout_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and not __fish_seen_subcommand_from list test help" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand keys; and not __fish_seen_subcommand_from list test help" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand keys; and not __fish_seen_subcommand_from list test help" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and not __fish_seen_subcommand_from list test help" -f -a "list" -d 'Every action with its keys, your own included'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and not __fish_seen_subcommand_from list test help" -f -a "test" -d 'What your terminal really sends for a key, and what that does'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and not __fish_seen_subcommand_from list test help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from list" -l format -d 'A table, or lines for the file of options' -r -f -a "text\t'A table'
toml\t'As one could put them into the file of options'"
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from list" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from list" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from test" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from test" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from help" -f -a "list" -d 'Every action with its keys, your own included'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from help" -f -a "test" -d 'What your terminal really sends for a key, and what that does'
complete -c closeout -n "__fish_closeout_using_subcommand keys; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand completions" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand completions" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand completions" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand man" -l config -d 'Read the options from this file instead of the usual one' -r -F
complete -c closeout -n "__fish_closeout_using_subcommand man" -l account -d 'Act as this account, one of `closeout accounts`' -r -f
complete -c closeout -n "__fish_closeout_using_subcommand man" -s h -l help -d 'Print help'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "list" -d 'List tasks'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "show" -d 'Show one task in full'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "add" -d 'Make a to-do or a planned call, and print its id'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "done" -d 'Mark tasks done'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "reopen" -d 'Mark tasks not done'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "move" -d 'Move tasks to another day'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "assign" -d 'Hand tasks to somebody'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "edit" -d 'Rewrite a to-do'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "rm" -d 'Delete tasks for good'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "outbox" -d 'What waits to be sent, and what Close refused'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "sync" -d 'Send what waits, and read what is new'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "count" -d 'Count your tasks, for a prompt or a status line'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "stats" -d 'What was done, how soon, what is open and what is to come'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "login" -d 'Keep the key of an account, after trying it'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "logout" -d 'Forget the key of an account'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "accounts" -d 'Whose accounts there are, and which one is the default'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "demo" -d 'Try it all on a simulated Close, no account needed'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "simulate" -d 'Run the simulated Close alone, for scripts and other clients'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "doctor" -d 'Look at everything this stands on: terminal, options, network, key, clock and store'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "config" -d 'Find, check or begin the file of options'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "keys" -d 'See which key does what, and what your terminal sends'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "completions" -d 'Print what your shell needs to complete commands with Tab'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "man" -d 'Print the manual page of all of it, or of one command'
complete -c closeout -n "__fish_closeout_using_subcommand help; and not __fish_seen_subcommand_from list show add done reopen move assign edit rm outbox sync count stats login logout accounts demo simulate doctor config keys completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "list" -d 'List what waits and what was refused'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "retry" -d 'Send refused changes again'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "drop" -d 'Forget changes that were refused or never sent'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from accounts" -f -a "default" -d 'Choose the account that is meant where none is named'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Where the file belongs'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "check" -d 'Read it and say what is wrong with it'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "example" -d 'Every option with its default, to begin a file with'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from keys" -f -a "list" -d 'Every action with its keys, your own included'
complete -c closeout -n "__fish_closeout_using_subcommand help; and __fish_seen_subcommand_from keys" -f -a "test" -d 'What your terminal really sends for a key, and what that does'
