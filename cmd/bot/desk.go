package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/storage"
)

// deskCommand has the commands about the desk as it is.
type deskCommand struct {
	Export deskExportCommand `cmd:"" help:"Write the desk.yaml in force, with the chats that people linked."`
}

// deskExportCommand writes the desk as a file.
type deskExportCommand struct {
	keptOptions
	Out string `help:"The file to write, which must not exist yet; only its owner may read it. Default: standard output."`
}

// Help says what is in the file.
func (deskExportCommand) Help() string {
	return "The file is the desk.yaml that all replicas work by, with its remarks, the chats that were linked by a code, and the new numbers of chats that Telegram moved. " +
		"Another desk can begin with it. It has no secrets: those are in the environment. The files that it names (tech maps, notes, logos) are copied as they are."
}

// Run writes the file, completely or not at all.
func (c deskExportCommand) Run(ctx context.Context, std streams) error {
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	var text []byte
	err = service.Store.View(ctx, func(tx *storage.Tx) error {
		text, err = exported(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	write := func(to io.Writer) error {
		_, err := to.Write(text)
		return err
	}
	if c.Out == "" {
		return write(std.out)
	}
	return toNewFile(c.Out, write)
}

// exported returns the desk.yaml in force with what was linked and moved since.
func exported(ctx context.Context, tx *storage.Tx) ([]byte, error) {
	is, err := tx.DeskText(ctx)
	if err != nil {
		return nil, fmt.Errorf("no bot has run on this database yet: %w", err)
	}
	moves, err := tx.Moves(ctx)
	if err != nil {
		return nil, err
	}
	linked, err := tx.Connections(ctx)
	if err != nil {
		return nil, err
	}
	for i, l := range linked {
		if to, ok := moves[l.Chat]; ok {
			linked[i].Chat = to
		}
	}
	return deskfile.WithConnections(movedIn(is.YAML, moves), linked)
}

// movedIn replaces the numbers of chats that moved.
func movedIn(text []byte, moves map[desk.Address]desk.Address) []byte {
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		for was, is := range moves {
			if at := strings.Index(line, was.String()); at >= 0 && !startsWithDigit(line[at+len(was.String()):]) {
				lines[i] = strings.Replace(line, was.String(), is.String(), 1)
			}
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
