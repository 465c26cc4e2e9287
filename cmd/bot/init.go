package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/deskfile"
)

// initCommand begins a desk: it checks the tokens, asks what it needs, and writes a
// small desk.yaml.
type initCommand struct {
	app.Options
	Files    app.FileOptions `embed:""`
	Lang     desk.Locale     `enum:"ru,en" default:"ru" help:"The desk's language: ru or en."`
	Timezone string          `default:"Europe/Moscow" help:"The desk's time zone."`
	Shop     string          `help:"The shop's name."`
	Code     string          `help:"The first part of its tickets' keys, like ROM."`
	Line     string          `help:"The first line's channel: telegram:ID or slack:ID."`
	Chat     []string        `help:"Chats where the shop's people write; none: they are bound later with /connect."`
	Engineer []string        `help:"An engineer: 'Anna Kim=telegram:5001', with several accounts 'Anna Kim=telegram:5001+slack:U0ANNA'. The first one is the desk's admin."`
	Manager  []string        `help:"A manager of the shop, written like an engineer."`
	Promise  string          `enum:"24x7,office," default:"" help:"When time counts: 24x7 or office."`
	Reaction string          `help:"Within what time somebody takes a critical request, like 15m."`
	Resolve  string          `help:"Within what time it is solved, like 4h."`
	Offline  bool            `help:"Do not call the messengers, and do not run doctor at the end."`
}

// Help says how the command is used.
func (initCommand) Help() string {
	return "What no flag says is asked for on standard input. The tokens come from the environment, as for run. " +
		"The file that --config names must not exist yet. For Telegram, add the bot to the channel and write something there first: " +
		"Telegram shows a bot only chats in which something happened in the last 24 hours."
}

// Run asks, writes the file and runs doctor.
func (c initCommand) Run(ctx context.Context, std streams) error {
	if _, err := os.Stat(c.Config); err == nil {
		return fmt.Errorf("%s is there already: bot init begins a desk and changes none", c.Config)
	}
	var seen []desk.SeenChat
	if !c.Offline {
		found, chats, err := c.Meet(ctx)
		if err != nil {
			return err
		}
		if err := tellFindings(std.out, found); err != nil {
			return err
		}
		seen = chats
	}
	ask := &asker{in: bufio.NewScanner(std.in), out: std.out, seen: seen}
	b, err := c.beginning(ask)
	if err != nil {
		return err
	}
	if err := c.save(b); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%s is written.\n", c.Config)
	if c.Offline {
		fmt.Fprintln(std.out, "Next: bot doctor, then bot run.")
		return nil
	}
	return doctorCommand{Options: c.Options, Files: c.Files}.Run(ctx, std)
}

// save writes desk.yaml if it has no mistakes.
func (c initCommand) save(b deskfile.Beginning) error {
	var text strings.Builder
	if err := deskfile.Begin(&text, b); err != nil {
		return err
	}
	if _, _, err := deskfile.Read(c.Config, []byte(text.String())); err != nil {
		return fmt.Errorf("what was answered makes no desk:\n%w", err)
	}
	return toNewFile(c.Config, func(w io.Writer) error {
		_, err := io.WriteString(w, text.String())
		return err
	})
}

// beginning asks for what no flag says.
func (c initCommand) beginning(ask *asker) (b deskfile.Beginning, err error) {
	b = deskfile.Beginning{Locale: c.Lang, TimeZone: c.Timezone}
	ask.list()
	b.Shop = ask.text("--shop", "Name of the shop", c.Shop)
	b.Code = strings.ToUpper(ask.text("--code", "Code for its tickets, 2 to 10 Latin letters", c.Code))
	b.Line = ask.chat("--line", "Channel of the first line: a number from the list, or telegram:ID or slack:ID", c.Line)
	for _, written := range c.Chat {
		b.Chats = append(b.Chats, ask.chat("--chat", "", written))
	}
	for _, p := range ask.people("--engineer", "An engineer, like Anna Kim=telegram:5001, or a number from the list", c.Engineer, 1) {
		p.Engineer = true
		b.People = append(b.People, p)
	}
	b.People = append(b.People, ask.people("--manager", "A manager of the shop; empty for none", c.Manager, 0)...)
	named := map[string]bool{}
	for i, p := range b.People {
		b.People[i].Handle = handleOf(p.Name, i, named)
	}
	b.Office = ask.text("--promise", "When time counts, 24x7 or office", c.Promise) == "office"
	b.Reaction = ask.text("--reaction", "A critical request is taken within, like 15m", c.Reaction)
	b.Solution = ask.text("--resolve", "and solved within, like 4h", c.Resolve)
	return b, ask.err
}

// tellFindings prints what was checked, and returns an error if something is wrong.
func tellFindings(out io.Writer, all []desk.Finding) error {
	wrong := 0
	for _, f := range all {
		what := strings.Join(strings.Fields(f.What), " ") // a driver's error may have several lines
		if f.OK {
			fmt.Fprintln(out, "ok    ", what)
			continue
		}
		wrong++
		fmt.Fprintln(out, "FAIL  ", what)
		if f.Fix != "" {
			fmt.Fprintln(out, "       fix:", f.Fix)
		}
	}
	if wrong > 0 {
		return errSaid
	}
	return nil
}

// An asker asks for what flags leave out. After an error it asks nothing more.
type asker struct {
	in   *bufio.Scanner
	out  io.Writer
	seen []desk.SeenChat
	err  error
}

// list prints the chats and people that the bot sees.
func (a *asker) list() {
	for i, c := range a.seen {
		kind := "chat"
		if !c.Person.IsZero() {
			kind = "person"
		}
		fmt.Fprintf(a.out, "%3d  %s  %s  %s\n", i+1, kind, a.name(c), c.Title)
	}
}

// name returns how desk.yaml writes a chat or a person's account.
func (a *asker) name(c desk.SeenChat) string {
	if !c.Person.IsZero() {
		return c.Person.String()
	}
	return c.String()
}

// text returns what a flag says, or asks.
func (a *asker) text(flag, question, said string) string {
	for said == "" && a.err == nil {
		fmt.Fprintf(a.out, "%s: ", question)
		if !a.in.Scan() {
			a.err = errors.Join(fmt.Errorf("%s is missing, and there is nobody to ask", flag), a.in.Err())
			break
		}
		said = strings.TrimSpace(a.in.Text())
	}
	return said
}

// chosen returns the chat or person of a number of the list.
func (a *asker) chosen(said string) (c desk.SeenChat, ok bool) {
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 || n > len(a.seen) {
		return c, false
	}
	return a.seen[n-1], true
}

// chat returns the address of a chat.
func (a *asker) chat(flag, question, said string) desk.Address {
	said = a.text(flag, question, said)
	if c, ok := a.chosen(said); ok {
		return c.Address
	}
	platform, id, ok := strings.Cut(said, ":")
	if !ok && a.err == nil {
		a.err = fmt.Errorf("%s %q: write telegram:ID or slack:ID", flag, said)
	}
	return desk.Address{Platform: desk.Platform(platform), Chat: id}
}

// people returns the people of a flag, or asks for them until an empty line.
func (a *asker) people(flag, question string, said []string, least int) (all []deskfile.BeginPerson) {
	for _, s := range said {
		all = append(all, a.person(flag, s))
	}
	for len(said) == 0 && a.err == nil {
		fmt.Fprintf(a.out, "%s (an empty line ends): ", question)
		ended := !a.in.Scan()
		line := strings.TrimSpace(a.in.Text())
		switch {
		case (ended || line == "") && len(all) >= least:
			return all
		case ended:
			a.err = fmt.Errorf("%s is missing, and there is nobody to ask", flag)
		case line != "":
			all = append(all, a.person(flag, line))
		}
	}
	return all
}

// person reads "Anna Kim=telegram:5001+slack:U0ANNA", or a number of the list.
func (a *asker) person(flag, said string) (p deskfile.BeginPerson) {
	if c, ok := a.chosen(said); ok && !c.Person.IsZero() {
		return deskfile.BeginPerson{Name: c.Title, Accounts: []desk.Account{c.Person}}
	}
	name, accounts, _ := strings.Cut(said, "=")
	p.Name = strings.TrimSpace(name)
	for account := range strings.SplitSeq(accounts, "+") {
		platform, id, ok := strings.Cut(strings.TrimSpace(account), ":")
		if (!ok || p.Name == "") && a.err == nil {
			a.err = fmt.Errorf("%s %q: write a name and an account, like Anna Kim=telegram:5001", flag, said)
		}
		p.Accounts = append(p.Accounts, desk.Account{Platform: desk.Platform(platform), ID: id})
	}
	return p
}

// handleOf makes a handle of a first name in Latin letters; of another one it is a
// number.
func handleOf(name string, i int, taken map[string]bool) string {
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	latin := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, first)
	if len(latin) < 2 || len(latin) != len(first) || taken[latin] {
		latin = fmt.Sprintf("person%d", i+1)
	}
	taken[latin] = true
	return latin
}
