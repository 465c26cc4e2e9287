// Command bot is Vakhta, a support desk inside Telegram and Slack.
//
// Each command has a file of its own with its flags and what it prints. Package
// app does the work.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // for systems without zone files

	"github.com/alecthomas/kong"

	"vakhta/deskfile/keys"
)

// commands are the program's commands.
type commands struct {
	Which kong.VersionFlag `name:"version" help:"Print the version."`

	Run         runCommand         `cmd:"" default:"withargs" help:"Run the desk (the default): messengers, conversations, SLA clocks, outbox and HTTP endpoints."`
	Init        initCommand        `cmd:"" help:"Begin a desk: check the tokens, ask what is needed, write a small desk.yaml and run doctor."`
	Demo        demoCommand        `cmd:"" help:"Try the desk in a browser, with simulated messengers: no token, account or server needed."`
	Check       checkCommand       `cmd:"" help:"Check desk.yaml and print every mistake with its line and column."`
	Doctor      doctorCommand      `cmd:"" help:"Check everything that run needs (tokens, chats, database, Redis, clock) and suggest fixes."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the database schema up to date, then exit."`
	Classify    classifyCommand    `cmd:"" help:"Classify a message: request type, priority, confidence."`
	Train       trainCommand       `cmd:"" help:"Train the classifier with this desk's corrections."`
	Export      exportCommand      `cmd:"" help:"Print what is stored of a project, or of one person in it, as JSON lines."`
	Forget      forgetCommand      `cmd:"" help:"Delete a person's identity, requests and words; figures stay."`
	Report      reportCommand      `cmd:"" help:"Write a project's report to a file: PDF, XLSX, PNG or CSV."`
	Hours       hoursCommand       `cmd:"" help:"Write the act of a month's work to a file: PDF, XLSX or CSV."`
	Techmap     techmapCommand     `cmd:"" help:"Begin a shop's tech map, or show one."`
	Alert       alertCommand       `cmd:"" help:"Show what would become of a message of a monitoring system."`
	Agreement   agreementCommand   `cmd:"" help:"Write what is promised to a shop, as the annex to a contract."`
	Desk        deskCommand        `cmd:"" help:"Write the desk as it is into a file."`
	Verify      verifyCommand      `cmd:"" help:"Check that nobody changed the history of tickets, and how much of it customers can prove."`
	Whocalls    whocallsCommand    `cmd:"" help:"Show who would be called about a request that nobody takes, at any time."`
	Whatif      whatifCommand      `cmd:"" help:"Show what another contract or calendar would have meant for the tickets of a period."`
	Replay      replayCommand      `cmd:"" help:"Show what a desk would have seen in a chat's past: an export of Telegram or Slack, or another desk's CSV."`
	Calendar    calendarCommand    `cmd:"" help:"Print the days of a year that a country declared free, worked or short."`
	Feeds       feedsCommand       `cmd:"" help:"Print the addresses of the calendar feeds of people on call."`
	Version     versionCommand     `cmd:"" help:"Print the version, commit and date."`
	Healthcheck healthcheckCommand `cmd:"" hidden:"" help:"Check that the bot on this machine is alive; for containers."`
}

// Exit codes of the program.
const (
	exitFine  = 0
	exitWrong = 1
	exitUsage = 2
)

// stopWithin is how long a stop may take. Service managers kill a process after
// ten seconds, and then nobody learns why it did not end.
const stopWithin = 8 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() {
		stop() // a second signal ends the program at once
		time.AfterFunc(stopWithin, func() {
			fmt.Fprintln(os.Stderr, "bot: shutdown timed out; unfinished work will resume on the next start")
			os.Exit(exitWrong)
		})
	})
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// streams are a command's standard streams.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run is main with its environment as arguments.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("bot"),
		kong.Vars{"version": build().String()},
		kong.Description("Vakhta: a support desk inside Telegram and Slack."),
		kong.Help(helpWithSecrets),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(out, errs),
		kong.Exit(func(status int) { exited = status }),
		kong.Resolvers(secretFiles(os.LookupEnv, os.ReadFile)),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(streams{in, out, errs}),
	)
	if err != nil {
		fmt.Fprintln(errs, "bot:", err)
		return exitWrong
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // --help or --version
		return exited
	}
	if err == nil {
		err = noSecretsIn(parsed)
	} else if unknown := unknownCommand(parser, args); unknown != nil {
		err = unknown
	}
	if err != nil {
		fmt.Fprintf(errs, "bot: %v\nRun bot --help for commands, bot COMMAND --help for flags.\n", err)
		return exitUsage
	}
	switch err := parsed.Run(); {
	case err == nil:
		return exitFine
	case errors.Is(err, errSaid):
		return exitWrong
	default:
		fmt.Fprintln(errs, "bot:", err)
		return exitWrong
	}
}

// unknownCommand returns an error if the first argument is no command. Kong takes
// it for an argument of the default command, and so has no suggestion.
func unknownCommand(parser *kong.Kong, args []string) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return nil
	}
	var known []string
	for _, c := range parser.Model.Children {
		if c.Name == args[0] {
			return nil
		}
		if !c.Hidden {
			known = append(known, c.Name)
		}
	}
	return fmt.Errorf("unknown command %q; %s", args[0], keys.Suggestion(args[0], known))
}

// errSaid ends a command that has already printed what is wrong.
var errSaid = errors.New("already said")
