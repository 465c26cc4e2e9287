package adaptertest

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"vakhta/adapters/intake"
	"vakhta/desk"
)

// PlainPlatform is the platform of addresses on a Plain.
const PlainPlatform desk.Platform = "plain"

// A Plain is the simplest possible messenger, adapter and platform in one:
// people write lines and read lines. It has no threads, replies, edits,
// buttons, forms or reactions, and lines are short. What works on it works on
// any messenger.
//
// A chat whose name begins with # has several readers; any other is a person's
// private chat with the bot, and has the person's name.
type Plain struct {
	intake *intake.Intake
	handle desk.IntakeFunc

	mu    sync.Mutex
	lines map[string][]string
	count int
}

// NewPlain makes a messenger without messages.
func NewPlain(clock desk.Clock, log *slog.Logger, parker desk.Parker) *Plain {
	return &Plain{lines: map[string][]string{}, intake: intake.New(intake.Config{
		Platform: PlainPlatform, Clock: clock, Log: log, Parker: parker, Seen: func(string, string) {},
	})}
}

// Traits are almost none.
func (p *Plain) Traits() desk.Traits {
	return desk.Traits{
		Text:    desk.Length{Max: 300, Unit: desk.Bytes},
		IsGroup: func(chat string) bool { return strings.HasPrefix(chat, "#") },
	}
}

// Run receives until ctx ends.
func (p *Plain) Run(ctx context.Context, handle desk.IntakeFunc) error {
	p.handle = handle
	p.intake.Run(func() { <-ctx.Done() })
	return nil
}

// Post shows a card as lines and returns the first of them.
func (p *Plain) Post(_ context.Context, to desk.Address, c desk.Card, _ string) (desk.MessageRef, error) {
	if to.Thread != "" || len(c.Buttons) > 0 || !c.ReplyTo.IsZero() {
		return desk.MessageRef{}, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("a plain chat has no threads, buttons or replies: %+v", c)}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	first := p.count + 1
	for _, line := range p.Traits().Text.Split(written(c), 20) {
		p.show(to.Chat, "bot", line)
	}
	return desk.MessageRef{Address: to, Message: fmt.Sprint(first)}, nil
}

// Edit is refused, because lines cannot be changed.
func (p *Plain) Edit(context.Context, desk.MessageRef, desk.Card) error {
	return &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("a plain chat edits nothing")}
}

func (p *Plain) show(chat, who, text string) {
	p.count++
	p.lines[chat] = append(p.lines[chat], who+": "+text)
}

// written returns a card as plain text, in the order of its parts.
func written(c desk.Card) string {
	parts := []string{c.Tone.Sign() + c.Title, c.Lead}
	for _, m := range c.Mention {
		parts = append(parts, m.Name)
	}
	parts = append(parts, c.Author, c.Quote)
	for _, f := range c.Fields {
		parts = append(parts, f.Label+": "+f.Value+f.Remark())
	}
	for _, f := range c.Files {
		parts = append(parts, "["+f.Name+"]")
	}
	parts = append(append(parts, c.Lines...), c.Footer)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" }), "\n")
}

// Says makes somebody write a line in a chat, and returns when the desk has
// accepted it. A line that begins with a slash is a command.
func (p *Plain) Says(ctx context.Context, who, chat, text string) error {
	p.mu.Lock()
	p.show(chat, who, text)
	at := desk.Address{Platform: PlainPlatform, Chat: chat}
	message := desk.MessageRef{Address: at, Message: fmt.Sprint(p.count)}
	p.mu.Unlock()
	e := desk.Event{
		ID:   desk.EventID(fmt.Sprintf("%s:%s", PlainPlatform, message.Message)),
		From: desk.Sender{Account: desk.Account{Platform: PlainPlatform, ID: who}, Name: who},
		In:   desk.Place{Address: at, Private: chat == who},
		Body: desk.Said{Message: message, Text: text, ToBot: chat == who},
	}
	if command, ok := strings.CutPrefix(text, "/"); ok {
		word, args, _ := strings.Cut(command, " ")
		e.Body = desk.Asked{Command: word, Args: args, Message: message}
	}
	answer := func(ctx context.Context, r desk.Reply) {
		if r.Card == nil && r.Toast != "" {
			r.Card = &desk.Card{Lead: r.Toast}
		}
		if r.Card != nil {
			_, _ = p.Post(ctx, at, *r.Card, "") // it accepts every card
		}
	}
	turn, err := p.intake.Join(intake.Delivery{
		ID: e.ID, Kind: "line", Lane: chat, Events: []desk.Event{e}, Payload: []byte(text), Once: true, Answer: answer,
	})
	if err != nil {
		return err
	}
	out, err := turn.Take(ctx, p.handle)
	if err == nil && out.Handled {
		answer(ctx, out.Reply)
	}
	return err
}

// Read returns what was said in a chat since the last Read.
func (p *Plain) Read(chat string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	said := strings.Join(p.lines[chat], "\n")
	p.lines[chat] = nil
	return said
}
