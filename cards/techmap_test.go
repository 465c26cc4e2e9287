package cards_test

import (
	"strings"
	"testing"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
)

func TestAMapThatWasRemovedIsSaidToBeGone(t *testing.T) {
	t.Parallel()
	card, err := cards.Card(cards.View{Desk: sampleDesk(), Now: noon, Locale: desk.English, Traits: desk.Traits{Buttons: true}}, notice.MapCard{Project: "ROM", At: noon})
	if err != nil || !strings.Contains(card.Lead, "no map any more") {
		t.Errorf("%q, %v", card.Lead, err)
	}
}
