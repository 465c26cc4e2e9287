package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/mask"
	"vakhta/storage"
)

func TestSecretsAreKeptByTheirWordsUntilTheTicketHasEnded(t *testing.T) {
	t.Parallel()
	db := open(t)
	card, password := mask.Secret{Kind: mask.Card, Value: "4111 1111 1111 1111"}, mask.Secret{Kind: mask.Password, Value: "hunter2"}
	open := ticket(t, db, boris(t, db))
	ended := ticket(t, db, boris(t, db), func(k *desk.Ticket) { k.State, k.EndedAt = desk.Closed, noon })
	first := say(t, db, desk.Utterance{Ticket: open.ID, Text: "•••• 1111", At: noon})
	second := say(t, db, desk.Utterance{Ticket: open.ID, Text: "••••••", At: noon})
	other := say(t, db, desk.Utterance{Ticket: ended.ID, Text: "••••••", At: noon})
	keep := func(u desk.Utterance, secrets ...mask.Secret) {
		update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.KeepSecrets(ctx, &u, secrets) })
	}
	keep(second, password)
	keep(first, password)
	keep(first, card, password) // they were edited
	keep(other, password)

	of := func(k *desk.Ticket) []mask.Secret {
		return view(t, db, func(ctx context.Context, tx *storage.Tx) ([]mask.Secret, error) { return tx.Secrets(ctx, k.ID) })
	}
	if diff := cmp.Diff([]mask.Secret{card, password, password}, of(open)); diff != "" {
		t.Errorf("the ticket's secrets (-want +got):\n%s", diff)
	}
	mine := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]mask.Secret, error) { return tx.SecretsOf(ctx, second.ID) })
	if diff := cmp.Diff([]mask.Secret{password}, mine); diff != "" {
		t.Errorf("the secrets of some words (-want +got):\n%s", diff)
	}
	drop := func(before time.Time) {
		update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.DropSecrets(ctx, before) })
	}
	drop(noon)
	if len(of(ended)) != 1 {
		t.Error("what was hidden in a ticket that has just ended is gone")
	}
	drop(noon.Add(time.Second))
	if len(of(ended)) != 0 || len(of(open)) != 3 {
		t.Errorf("left are %v of the ticket that ended and %v of the open one, want all of the latter", of(ended), of(open))
	}
}
