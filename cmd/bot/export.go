package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"vakhta/desk"
	"vakhta/personal"
)

// exportCommand exports what is stored.
type exportCommand struct {
	keptOptions
	Project string `required:"" help:"The project's code. Nothing of other projects is in the export."`
	Person  string `help:"Only what is stored about one of its people: a handle, an account such as telegram:7001, or a number such as #17."`
	Out     string `help:"The file to write, which must not exist yet; only its owner may read it. Default: standard output."`
}

// Help says where the format is described.
func (exportCommand) Help() string {
	return "Each line is a JSON object: what is exported and when, then each person, then each ticket with its messages, timeline and escalation steps. " +
		"docs/export.md describes the fields. What is hidden in messages (card numbers, passwords) stays hidden."
}

// Run writes the export; a file is written completely or not at all.
func (c exportCommand) Run(ctx context.Context, std streams) error {
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	write := func(to io.Writer) error {
		lines := bufio.NewWriter(to)
		if err := personal.Export(ctx, service, personal.Scope{Project: c.Project, Person: c.Person}, lines); err != nil {
			return err
		}
		return lines.Flush()
	}
	if c.Out == "" {
		err = write(std.out)
	} else {
		err = toNewFile(c.Out, write)
	}
	if errors.Is(err, desk.ErrNotFound) {
		return fmt.Errorf("%w: the project has to be in desk.yaml, and the person known to it", err)
	}
	return err
}

// toNewFile writes a file that only its owner may read, and deletes it if that
// fails.
func toNewFile(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
