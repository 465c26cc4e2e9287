package conversations_test

import (
	"context"
	"fmt"
	"testing"

	"vakhta/desk"
	"vakhta/storage"
)

func TestTheLanguageOfDeskYAMLWinsOverTheClientsAndAChoiceOverBoth(t *testing.T) {
	t.Parallel()
	k := open(t, "telegram: 7001}", "telegram: 7001, locale: en}")
	acts := func(body desk.Body) {
		t.Helper()
		k.events++
		_, err := k.engine.Handle(context.Background(), desk.Event{
			ID: desk.EventID(fmt.Sprintf("locale:%d", k.events)), At: k.Now(), In: k.private("maria"), Body: body,
			From: desk.Sender{Account: k.account("maria", ""), Name: "maria", Locale: desk.Russian},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	want := func(l desk.Locale) {
		t.Helper()
		err := k.Store.View(t.Context(), func(tx *storage.Tx) error {
			p, err := tx.PersonByHandle(t.Context(), "maria")
			if p.Locale != l {
				t.Errorf("maria is written to in %q, want %q", p.Locale, l)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	acts(desk.Said{Message: k.Message(k.private("maria").Address), Text: "Касса не пробивает чеки", ToBot: true})
	want(desk.English)
	acts(desk.Asked{Command: "lang", Args: "ru"})
	want(desk.Russian)
	acts(desk.Said{Message: k.Message(k.private("maria").Address), Text: "И сайт не открывается", ToBot: true})
	want(desk.Russian)
}
