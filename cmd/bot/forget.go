package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"vakhta/desk"
	"vakhta/personal"
)

// forgetCommand deletes a person's data.
type forgetCommand struct {
	keptOptions
	DryRun bool   `help:"Say what would be deleted, and change nothing."`
	Yes    bool   `help:"Don't ask for confirmation."`
	Person string `arg:"" help:"A handle of desk.yaml, an account such as telegram:7001 or slack:U0JOHN, or a number such as #17."`
}

// Help says what is deleted and what stays.
func (forgetCommand) Help() string {
	return "Deleted are all words, files and secrets of the person's own tickets, what they wrote in others' tickets, and their name, accounts, " +
		"language and time zone. The bot's messages about their tickets in other people's chats are deleted when the bot runs. " +
		"The figures stay, with a number in place of the person. This can't be undone; backups of the database are not changed. " +
		"Somebody who is in desk.yaml or has open tickets can't be forgotten yet."
}

// Run asks for confirmation unless a flag gives it.
func (c forgetCommand) Run(ctx context.Context, std streams) error {
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	found, err := personal.Look(ctx, service, c.Person)
	if errors.Is(err, desk.ErrNotFound) {
		return fmt.Errorf("the desk knows no %s: write a handle, an account such as telegram:7001, or a number such as #17", c.Person)
	}
	if err != nil {
		return err
	}
	tellForgotten(std.out, found)
	if c.DryRun {
		fmt.Fprintln(std.out, "nothing is changed, because of --dry-run")
		return nil
	}
	if !c.Yes && !confirmed(std, c.Person) {
		fmt.Fprintln(std.out, "nothing is changed")
		return errSaid
	}
	if _, err = personal.Forget(ctx, service, c.Person); err != nil {
		return err
	}
	fmt.Fprintln(std.out, "forgotten")
	return nil
}

// tellForgotten prints who it is and what is deleted.
func tellForgotten(out io.Writer, f personal.Forgotten) {
	fmt.Fprintf(out, "#%d %s", f.Who.ID, f.Who.Name)
	for _, a := range f.Who.Accounts {
		fmt.Fprintf(out, ", %s", a)
	}
	fmt.Fprintf(out, "\n  tickets that lose their words and files: %d\n  messages in others' tickets: %d\n  messages of the bot that are deleted: %d\n",
		f.Tickets, f.Words, f.Messages)
}

// confirmed asks for the person's name as confirmation.
func confirmed(std streams, name string) bool {
	fmt.Fprintf(std.out, "This can't be undone. Type %s to continue: ", name)
	line, err := bufio.NewReader(std.in).ReadString('\n')
	return (err == nil || errors.Is(err, io.EOF)) && strings.TrimSpace(line) == name
}
