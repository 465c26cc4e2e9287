package adaptertest_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/adaptertest"
	"vakhta/conversations"
	"vakhta/courier"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
	"vakhta/tickets"
)

// A room is the desk of desk.example.yaml, moved with all its people to a plain
// messenger.
type room struct {
	*adaptertest.Plain
	t *testing.T
}

const line = "#first-line"

// moved returns the example's desk with everybody and every channel on the plain
// messenger.
func moved(t *testing.T, p *adaptertest.Plain) *desk.Desk {
	t.Helper()
	d := testdesk.Example(t)
	for handle, m := range d.People {
		m.Accounts = []desk.Account{{Platform: adaptertest.PlainPlatform, ID: handle}}
		m.Locale = desk.English
	}
	for name, team := range d.Teams {
		team.Channel = desk.Address{Platform: adaptertest.PlainPlatform, Chat: "#" + name}
	}
	for _, project := range d.Projects {
		project.Chats = nil
	}
	d.Locale = desk.English
	return d.With(map[desk.Platform]desk.Traits{adaptertest.PlainPlatform: p.Traits()})
}

// onPlain runs a test with the engine and the courier at work on a plain
// messenger, in fake time.
func onPlain(t *testing.T, test func(r *room)) {
	t.Helper()
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(testdesk.Noon))
		log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
		store, err := storage.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		p := adaptertest.NewPlain(desk.WallClock{}, log, store)
		service := tickets.NewService(tickets.Config{
			Store: store, Desk: moved(t, p), Clock: desk.WallClock{}, Log: log, Queued: &tickets.Bell{},
		})
		engine := conversations.New(conversations.Config{
			Tickets: service, Clock: desk.WallClock{}, Log: log, Classifier: testdesk.Words{},
			Invite: func(desk.Platform, string) string { return "" },
		})
		sender := courier.New(courier.Config{
			Store: store, Clock: desk.WallClock{}, Log: log, Tickets: service,
			Messengers: map[desk.Platform]desk.Messenger{adaptertest.PlainPlatform: p},
			Sent: func(_ desk.Platform, _ desk.Class, result string, _ time.Duration) {
				if result != "sent" && result != "dropped" {
					t.Errorf("a notice ends as %s", result)
				}
			},
		})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 2)
		go func() { ended <- sender.Run(ctx) }()
		go func() { ended <- p.Run(ctx, engine.Handle) }()
		synctest.Wait()
		test(&room{p, t})
		cancel()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	})
}

// says makes somebody write a line, and waits for what follows.
func (r *room) says(who, chat, text string) {
	r.t.Helper()
	if err := r.Says(r.t.Context(), who, chat, text); err != nil {
		r.t.Fatalf("%s says %q: %v", who, text, err)
	}
	time.Sleep(5 * time.Second)
	synctest.Wait()
}

// reads checks that the pieces are among what was said in a chat since it was
// read last.
func (r *room) reads(chat string, pieces ...string) {
	r.t.Helper()
	said := r.Read(chat)
	for _, piece := range pieces {
		if !strings.Contains(said, piece) {
			r.t.Errorf("in %s one reads\n%s\nwant %q in it", chat, said, piece)
		}
	}
}

// TestAWholeConversationWorksOnAPlainMessenger checks that the engine, the
// courier and the cards ask what a messenger can do, not for its name. On a
// messenger with the least abilities buttons become commands, and edits become
// new messages.
func TestAWholeConversationWorksOnAPlainMessenger(t *testing.T) {
	onPlain(t, func(r *room) {
		r.says("maria", "maria", "nobody can pay, the till is down")
		r.reads("maria", "ROM-1", "12:15", "/cancel ROM-1 —") // the number, the promise, and a choice
		r.reads(line, "ROM-1", "till is down", "/ack ROM-1 — 👀 Take")

		r.says("anna", line, "/ack ROM-1")
		r.reads("maria", "Анна Ким")
		r.reads(line, "ROM-1\nTaken · Анна Ким") // no thread shows which ticket it is about
		r.says("anna", line, "/reply ROM-1 which tills?")
		r.reads("maria", "which tills?")
		r.says("maria", "maria", "all of them, since noon")
		r.reads(line, "all of them, since noon")

		r.says("anna", line, "/type ROM-1 service_request")
		r.says("anna", line, "/resolve ROM-1 The cable was loose.")
		r.reads("maria", "The cable was loose.", "/close ROM-1 — ", "/reopen ROM-1 — ")
		r.says("maria", "maria", "/close ROM-1")
		r.reads("maria", "/rate ROM-1 5 — ")
		r.says("maria", "maria", "/rate ROM-1 5")
		r.says("maria", "maria", "/status ROM-1")
		r.reads("maria", "ROM-1", "closed")
	})
}

// TestAQuestionIsAnsweredInWords checks that a choice that is a button
// elsewhere can be written too: which held message becomes a ticket.
func TestAQuestionIsAnsweredInWords(t *testing.T) {
	onPlain(t, func(r *room) {
		r.says("maria", "maria", "хм")
		said := r.Read("maria")
		_, command, ok := strings.Cut(said, "/new ROM.")
		if !ok {
			t.Fatalf("maria reads\n%s\nwant a choice", said)
		}
		command, _, _ = strings.Cut(command, " ")
		r.says("maria", "maria", "/new ROM."+command)
		r.reads("maria", "ROM-1")
		r.says("maria", "maria", "/new")
		r.reads("maria", "What happened")
		r.says("maria", "maria", "the printer is on fire")
		r.reads("maria", "ROM-2")
	})
}
