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
	"syscall"
	"time"
	_ "time/tzdata" // for systems without zone files

	"github.com/alecthomas/kong"
)

// commands are the program's commands.
type commands struct {
	Which kong.VersionFlag `name:"version" help:"As bot version."`

	Run         runCommand         `cmd:"" default:"withargs" help:"Run the desk (the default): messengers, conversations, SLA clocks, outbox and HTTP endpoints."`
	Demo        demoCommand        `cmd:"" help:"Play the desk in a browser: simulated messengers, no token, no account, no service."`
	Check       checkCommand       `cmd:"" help:"Check desk.yaml and print every mistake with its line and column."`
	Doctor      doctorCommand      `cmd:"" help:"Try what run needs (tokens, chats, database, Redis, clock) and say how to mend what is wrong."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the database schema up to date, then exit."`
	Classify    classifyCommand    `cmd:"" help:"Say what the classifier makes of a message: request type, priority, sureness."`
	Train       trainCommand       `cmd:"" help:"Fit the classifier to this desk's corrections."`
	Export      exportCommand      `cmd:"" help:"Write what is kept of a project, or of one person in it, as JSON lines."`
	Forget      forgetCommand      `cmd:"" help:"Delete who somebody is, what they asked and what they said; figures stay."`
	Version     versionCommand     `cmd:"" help:"Say which program this is: version, commit, date."`
	Healthcheck healthcheckCommand `cmd:"" hidden:"" help:"Ask the bot that runs here whether it is alive; for containers."`
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
			fmt.Fprintln(os.Stderr, "bot: told to stop, and something still does not answer: it is left behind. What was committed goes on at the next start.")
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
	}
	if err != nil {
		fmt.Fprintf(errs, "bot: %v\nbot --help tells what there is, bot COMMAND --help what a command takes\n", err)
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

// errSaid ends a command that has already printed what is wrong.
var errSaid = errors.New("already said")
