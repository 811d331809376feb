
use builtin;
use str;

set edit:completion:arg-completer[closeout] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'closeout'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'closeout'= {
            cand --view 'Begin in this tab, or with this view of yours'
            cand --filter 'Begin with this filter, as if typed behind /'
            cand --lead 'Begin with the tasks of this lead only'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --accessible 'Make the screen for a screen reader'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List tasks'
            cand show 'Show one task in full'
            cand add 'Make a to-do or a planned call, and print its id'
            cand done 'Mark tasks done'
            cand reopen 'Mark tasks not done'
            cand move 'Move tasks to another day'
            cand assign 'Hand tasks to somebody'
            cand edit 'Rewrite a to-do'
            cand rm 'Delete tasks for good'
            cand outbox 'What waits to be sent, and what Close refused'
            cand sync 'Send what waits, and read what is new'
            cand count 'Count your tasks, for a prompt or a status line'
            cand stats 'What was done, how soon, what is open and what is to come'
            cand login 'Keep the key of an account, after trying it'
            cand logout 'Forget the key of an account'
            cand accounts 'Whose accounts there are, and which one is the default'
            cand demo 'Try it all on a simulated Close, no account needed'
            cand simulate 'Run the simulated Close alone, for scripts and other clients'
            cand doctor 'Look at everything this stands on: terminal, options, network, key, clock and store'
            cand config 'Find, check or begin the file of options'
            cand keys 'See which key does what, and what your terminal sends'
            cand completions 'Print what your shell needs to complete commands with Tab'
            cand man 'Print the manual page of all of it, or of one command'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;list'= {
            cand --view 'Which tab, or which view of yours; with bounds on the date all open tasks [default: inbox]'
            cand --type 'Only these kinds, by Close''s names: lead, incoming_email, missed_call, ...'
            cand --lead 'Only those of this lead'
            cand --assigned-to 'Whose: me, all, a name, a mail address or an id [default: me, or as the view says]'
            cand --date-from 'Only what is due that day or later'
            cand --date-to 'Only what is due that day or before'
            cand --created-from 'Only what was made that day or later: yesterday, ''last monday'', ''3 days ago'''
            cand --created-to 'Only what was made that day or before'
            cand --order-by 'In which order [default: date, or as the view says; in the archive -date_created]'
            cand --limit 'At most so many'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --json 'Print one JSON array of the tasks as Close sends them, with what waits for each under `pending`'
            cand --csv 'Print comma-separated values with a header'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'closeout;show'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --json 'Print the task as Close sends it, with what waits for it under `pending`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;add'= {
            cand --lead 'The id of the lead it is for'
            cand --date 'When it is due: tomorrow, ''fri 9am'', 2w; without it the task has no date'
            cand --assign 'Who is to do it: me, a name, a mail address or an id'
            cand --call 'Make it a planned call to this contact'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;done'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;reopen'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;move'= {
            cand --to 'The day: tomorrow, ''fri 9am'', 2w, eom, 2026-12-01'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;assign'= {
            cand --to 'Whom to: me, a name, a mail address or an id'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;edit'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;rm'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --yes 'Do not ask'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;outbox'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List what waits and what was refused'
            cand retry 'Send refused changes again'
            cand drop 'Forget changes that were refused or never sent'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;outbox;list'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --json 'Print one JSON array'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;outbox;retry'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;outbox;drop'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --refused 'All that were refused'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;outbox;help'= {
            cand list 'List what waits and what was refused'
            cand retry 'Send refused changes again'
            cand drop 'Forget changes that were refused or never sent'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;outbox;help;list'= {
        }
        &'closeout;outbox;help;retry'= {
        }
        &'closeout;outbox;help;drop'= {
        }
        &'closeout;outbox;help;help'= {
        }
        &'closeout;sync'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;count'= {
            cand --format 'How to say it'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'closeout;stats'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --json 'Print one JSON object'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;login'= {
            cand --client-id 'The OAuth app to sign in with, instead of that of the options'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --keyring 'Keep the key in the keyring of the operating system'
            cand --oauth 'Sign in with a browser by OAuth, without a key'
            cand --paste 'Paste the address the browser ends on, as over SSH'
            cand --force 'Replace a key that is there without asking'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;logout'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;accounts'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --json 'Print one JSON array'
            cand -h 'Print help'
            cand --help 'Print help'
            cand default 'Choose the account that is meant where none is named'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;accounts;default'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;accounts;help'= {
            cand default 'Choose the account that is meant where none is named'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;accounts;help;default'= {
        }
        &'closeout;accounts;help;help'= {
        }
        &'closeout;demo'= {
            cand --tasks 'How many tasks there are, up to 100000'
            cand --seed 'The same number gives the same people and tasks'
            cand --latency-ms 'How long every answer takes, in milliseconds, up to a minute'
            cand --faults 'What goes wrong'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;simulate'= {
            cand --port 'The port on this machine; 0 takes any free one'
            cand --tasks 'How many tasks there are, up to 100000'
            cand --seed 'The same number gives the same people and tasks'
            cand --latency-ms 'How long every answer takes, in milliseconds, up to a minute'
            cand --faults 'What goes wrong'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;doctor'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand --json 'Print one JSON object'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;config'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
            cand path 'Where the file belongs'
            cand check 'Read it and say what is wrong with it'
            cand example 'Every option with its default, to begin a file with'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;config;path'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;config;check'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;config;example'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;config;help'= {
            cand path 'Where the file belongs'
            cand check 'Read it and say what is wrong with it'
            cand example 'Every option with its default, to begin a file with'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;config;help;path'= {
        }
        &'closeout;config;help;check'= {
        }
        &'closeout;config;help;example'= {
        }
        &'closeout;config;help;help'= {
        }
        &'closeout;keys'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'Every action with its keys, your own included'
            cand test 'What your terminal really sends for a key, and what that does'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;keys;list'= {
            cand --format 'A table, or lines for the file of options'
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'closeout;keys;test'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;keys;help'= {
            cand list 'Every action with its keys, your own included'
            cand test 'What your terminal really sends for a key, and what that does'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;keys;help;list'= {
        }
        &'closeout;keys;help;test'= {
        }
        &'closeout;keys;help;help'= {
        }
        &'closeout;completions'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;man'= {
            cand --config 'Read the options from this file instead of the usual one'
            cand --account 'Act as this account, one of `closeout accounts`'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'closeout;help'= {
            cand list 'List tasks'
            cand show 'Show one task in full'
            cand add 'Make a to-do or a planned call, and print its id'
            cand done 'Mark tasks done'
            cand reopen 'Mark tasks not done'
            cand move 'Move tasks to another day'
            cand assign 'Hand tasks to somebody'
            cand edit 'Rewrite a to-do'
            cand rm 'Delete tasks for good'
            cand outbox 'What waits to be sent, and what Close refused'
            cand sync 'Send what waits, and read what is new'
            cand count 'Count your tasks, for a prompt or a status line'
            cand stats 'What was done, how soon, what is open and what is to come'
            cand login 'Keep the key of an account, after trying it'
            cand logout 'Forget the key of an account'
            cand accounts 'Whose accounts there are, and which one is the default'
            cand demo 'Try it all on a simulated Close, no account needed'
            cand simulate 'Run the simulated Close alone, for scripts and other clients'
            cand doctor 'Look at everything this stands on: terminal, options, network, key, clock and store'
            cand config 'Find, check or begin the file of options'
            cand keys 'See which key does what, and what your terminal sends'
            cand completions 'Print what your shell needs to complete commands with Tab'
            cand man 'Print the manual page of all of it, or of one command'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'closeout;help;list'= {
        }
        &'closeout;help;show'= {
        }
        &'closeout;help;add'= {
        }
        &'closeout;help;done'= {
        }
        &'closeout;help;reopen'= {
        }
        &'closeout;help;move'= {
        }
        &'closeout;help;assign'= {
        }
        &'closeout;help;edit'= {
        }
        &'closeout;help;rm'= {
        }
        &'closeout;help;outbox'= {
            cand list 'List what waits and what was refused'
            cand retry 'Send refused changes again'
            cand drop 'Forget changes that were refused or never sent'
        }
        &'closeout;help;outbox;list'= {
        }
        &'closeout;help;outbox;retry'= {
        }
        &'closeout;help;outbox;drop'= {
        }
        &'closeout;help;sync'= {
        }
        &'closeout;help;count'= {
        }
        &'closeout;help;stats'= {
        }
        &'closeout;help;login'= {
        }
        &'closeout;help;logout'= {
        }
        &'closeout;help;accounts'= {
            cand default 'Choose the account that is meant where none is named'
        }
        &'closeout;help;accounts;default'= {
        }
        &'closeout;help;demo'= {
        }
        &'closeout;help;simulate'= {
        }
        &'closeout;help;doctor'= {
        }
        &'closeout;help;config'= {
            cand path 'Where the file belongs'
            cand check 'Read it and say what is wrong with it'
            cand example 'Every option with its default, to begin a file with'
        }
        &'closeout;help;config;path'= {
        }
        &'closeout;help;config;check'= {
        }
        &'closeout;help;config;example'= {
        }
        &'closeout;help;keys'= {
            cand list 'Every action with its keys, your own included'
            cand test 'What your terminal really sends for a key, and what that does'
        }
        &'closeout;help;keys;list'= {
        }
        &'closeout;help;keys;test'= {
        }
        &'closeout;help;completions'= {
        }
        &'closeout;help;man'= {
        }
        &'closeout;help;help'= {
        }
    ]
    $completions[$command]
}
