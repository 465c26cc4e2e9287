package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

// say stores words of a ticket.
func say(t testing.TB, db *storage.DB, u desk.Utterance) desk.Utterance {
	t.Helper()
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Say(ctx, &u) })
	return u
}

func TestWordsAreFoundByTicketNumberAndMessage(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	asked := say(t, db, desk.Utterance{Ticket: k.ID, Author: "Boris", Text: "Сломалось 😀", Source: k.Origin, At: noon})
	answered := say(t, db, desk.Utterance{
		Ticket: k.ID, Author: "Anna", FromDesk: true, Text: "Looking", At: noon.Add(time.Minute),
		Source: desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: "C0L1", Thread: "1.1"}, Message: "1.2"},
	})
	answered.Text, answered.Internal = "Looking at it", true
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.SaveUtterance(ctx, &answered) })

	all := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) { return tx.Utterances(ctx, k.ID) })
	if diff := cmp.Diff([]desk.Utterance{asked, answered}, all); diff != "" {
		t.Errorf("the ticket's words (-want +got):\n%s", diff)
	}
	byID := view(t, db, func(ctx context.Context, tx *storage.Tx) (desk.Utterance, error) {
		return tx.UtteranceByID(ctx, answered.ID)
	})
	if diff := cmp.Diff(answered, byID); diff != "" {
		t.Errorf("by number (-want +got):\n%s", diff)
	}
	bySource := view(t, db, func(ctx context.Context, tx *storage.Tx) (desk.Utterance, error) {
		return tx.UtteranceBySource(ctx, desk.MessageRef{Address: channel, Message: "1.2"})
	})
	if diff := cmp.Diff(answered, bySource); diff != "" {
		t.Errorf("by message, its thread not told (-want +got):\n%s", diff)
	}
}

func TestTextThatPostgreSQLCannotHoldIsKeptWithoutIt(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db), func(k *desk.Ticket) { k.Text = "pay\x00ments" })
	u := say(t, db, desk.Utterance{Ticket: k.ID, Author: "Bo\x00ris", Text: "\x00", At: noon})
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) (desk.Utterance, error) { return tx.UtteranceByID(ctx, u.ID) })
	if got.Author != "Boris" || got.Text != "" {
		t.Errorf("kept %q by %q, want them without NUL", got.Text, got.Author)
	}
	text := view(t, db, func(ctx context.Context, tx *storage.Tx) (string, error) {
		k, err := tx.TicketByID(ctx, k.ID)
		return k.Text, err
	})
	if text != "payments" {
		t.Errorf("kept the ticket's text %q, want it without NUL", text)
	}
}

func TestTheLastWordsAreTheRequestersAtThatPlace(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	k := ticket(t, db, who)
	at := func(place desk.Address, minute int, change func(*desk.Utterance)) {
		u := desk.Utterance{Ticket: k.ID, Source: desk.MessageRef{Address: place, Message: "m"}, At: noon.Add(time.Duration(minute) * time.Minute)}
		change(&u)
		say(t, db, u)
	}
	topic := desk.Address{Platform: desk.Telegram, Chat: group.Chat, Thread: "4"}
	at(group, 1, func(*desk.Utterance) {})
	at(group, 2, func(*desk.Utterance) {})
	at(topic, 3, func(*desk.Utterance) {})
	at(channel, 4, func(*desk.Utterance) {})
	at(group, 5, func(u *desk.Utterance) { u.FromDesk = true })
	at(group, 6, func(u *desk.Utterance) { u.Internal = true })
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		id, when, err := tx.LastSaid(ctx, who.ID, group)
		if want := noon.Add(2 * time.Minute); id != k.ID || !when.Equal(want) {
			t.Errorf("last said in ticket %d at %s, want %d at %s", id, when, k.ID, want)
		}
		return err
	})
	wantMissing(t, db.View(t.Context(), func(tx *storage.Tx) error {
		_, _, err := tx.LastSaid(t.Context(), who.ID, contact)
		return err
	}))
}

func TestWordsMoveWithTheirMessages(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	from, to := ticket(t, db, who), ticket(t, db, who)
	u := say(t, db, desk.Utterance{Ticket: from.ID, Source: from.Origin, At: noon})
	stays := say(t, db, desk.Utterance{Ticket: from.ID, At: noon})
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		if err := tx.Link(ctx, u.Source, storage.Link{Ticket: from.ID, Utterance: u.ID, FromCustomer: true}); err != nil {
			return err
		}
		return tx.MoveUtterances(ctx, []int64{u.ID}, to.ID)
	})
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		l, err := tx.LinkOf(ctx, u.Source)
		if err != nil {
			return err
		}
		if want := (storage.Link{Ticket: to.ID, Utterance: u.ID, FromCustomer: true}); l != want {
			t.Errorf("the message's link is %+v, want %+v", l, want)
		}
		left, err := tx.Utterances(ctx, from.ID)
		if len(left) != 1 || left[0].ID != stays.ID {
			t.Errorf("left behind: %v, want only the other words", left)
		}
		return err
	})
}

func TestAMessageLeadsToItsTicketWhateverItsThread(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	card := desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: "C0L1", Thread: "9.9"}, Message: "9.9"}
	want := storage.Link{Ticket: k.ID, Slot: "card/slack:C0L1"}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Link(ctx, card, want) })
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		got, err := tx.LinkOf(ctx, desk.MessageRef{Address: channel, Message: "9.9"})
		if got != want {
			t.Errorf("link %+v, want %+v", got, want)
		}
		return err
	})
	wantMissing(t, db.View(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.LinkOf(t.Context(), desk.MessageRef{Address: channel, Message: "8.8"})
		return err
	}))
}

func TestASlotHoldsTheMessageThatStandsInItNow(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	old, now := desk.MessageRef{Address: channel, Message: "1.1"}, desk.MessageRef{Address: channel, Message: "2.2"}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		for _, m := range []desk.MessageRef{old, now} {
			if err := tx.Link(ctx, m, storage.Link{Ticket: k.ID, Slot: "card"}); err != nil {
				return err
			}
		}
		return nil
	})
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		one, err := tx.Slot(ctx, k.ID, "card")
		if one != now {
			t.Errorf("slot card holds %v, want %v", one, now)
		}
		if err != nil {
			return err
		}
		all, err := tx.Slots(ctx, k.ID)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(map[string]desk.MessageRef{"card": now}, all); diff != "" {
			t.Errorf("slots (-want +got):\n%s", diff)
		}
		if _, err := tx.LinkOf(ctx, old); err != nil {
			t.Errorf("the old message no longer leads to the ticket: %v", err)
		}
		return tx.DropSlot(ctx, k.ID, "card")
	})
	wantMissing(t, db.View(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.Slot(t.Context(), k.ID, "card")
		return err
	}))
}

func TestCopiesAreWhatWasDeliveredNotWhatWasWritten(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	u := say(t, db, desk.Utterance{Ticket: k.ID, Source: k.Origin, At: noon})
	delivered := desk.MessageRef{Address: channel, Message: "1.1"}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		for _, m := range []desk.MessageRef{k.Origin, delivered} {
			if err := tx.Link(ctx, m, storage.Link{Ticket: k.ID, Utterance: u.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.MessageRef, error) { return tx.Copies(ctx, u.ID) })
	if diff := cmp.Diff([]desk.MessageRef{delivered}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAThreadIsATickets(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	topic := desk.Address{Platform: desk.Telegram, Chat: group.Chat, Thread: "12"}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.LinkThread(ctx, topic, k.ID) })
	if got := view(t, db, func(ctx context.Context, tx *storage.Tx) (desk.TicketID, error) { return tx.TicketInThread(ctx, topic) }); got != k.ID {
		t.Errorf("the thread is ticket %d's, want %d's", got, k.ID)
	}
	wantMissing(t, db.View(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.TicketInThread(t.Context(), group)
		return err
	}))
}

func TestAMovedChatIsFollowedEverywhere(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	card := "card/" + group.String()
	k := ticket(t, db, who, func(k *desk.Ticket) { k.Copies = []desk.Copy{{At: channel}, {At: group, For: "ivan"}} })
	moved := desk.Address{Platform: desk.Telegram, Chat: "-100999"}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		if err := tx.Link(ctx, desk.MessageRef{Address: group, Message: "11"}, storage.Link{Ticket: k.ID, Slot: card}); err != nil {
			return err
		}
		if err := tx.SetPrompt(ctx, storage.Prompt{Account: who.Account, Chat: group.Chat, Act: desk.ActReply, Expires: noon.Add(time.Hour)}); err != nil {
			return err
		}
		if _, err := tx.MarkReach(ctx, group, false, "migrated", noon); err != nil {
			return err
		}
		return tx.Enqueue(ctx, noon, desk.Notice{Key: "card", Ticket: k.ID, To: group, Slot: card})
	})
	before := desk.Address{Platform: desk.Telegram, Chat: "-77"}
	for range 2 { // both chats report the move
		update(t, db, func(ctx context.Context, tx *storage.Tx) error {
			if err := tx.MoveChat(ctx, before, group, noon); err != nil {
				return err
			}
			return tx.MoveChat(ctx, group, moved, noon)
		})
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		got, err := tx.TicketByID(ctx, k.ID)
		if err != nil {
			return err
		}
		if diff := cmp.Diff([]desk.Copy{{At: channel}, {At: moved, For: "ivan"}}, got.Copies); diff != "" || got.Place != moved {
			t.Errorf("the ticket's place is %s, copies (-want +got):\n%s", got.Place, diff)
		}
		if got.Origin != k.Origin {
			t.Errorf("the first message is now %v, want %v: messages don't move", got.Origin, k.Origin)
		}
		if slots, err := tx.Slots(ctx, k.ID); len(slots) > 0 || err != nil {
			t.Errorf("slots %v, %v; want none, so that the card is posted anew", slots, err)
		}
		if _, err := tx.PromptOf(ctx, who.Account, moved.Chat, noon); err != nil {
			t.Errorf("the prompt did not move: %v", err)
		}
		var lost []desk.Address
		tx.UnreachableAhead([]desk.Address{group, moved}, &lost)
		moves, err := tx.Moves(ctx)
		if len(lost) > 0 {
			t.Errorf("unreachable %v, want none", lost)
		}
		if diff := cmp.Diff(map[desk.Address]desk.Address{before: moved, group: moved}, moves); diff != "" {
			t.Errorf("moves (-want +got):\n%s", diff)
		}
		return err
	})
	claimed := claim(t, db, noon)
	if len(claimed) != 1 || claimed[0].To != moved || claimed[0].Slot != "card/"+moved.String() {
		t.Errorf("claimed %+v, want the card, to the new chat and in a slot of its name", claimed)
	}
}
