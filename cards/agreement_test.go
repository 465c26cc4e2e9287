package cards_test

import (
	"strings"
	"testing"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// People who read a card late must not accept what they have not read.
func TestAnAgreementThatChangedMeanwhileCannotBeAccepted(t *testing.T) {
	t.Parallel()
	d := testdesk.Example(t)
	for project, says := range map[string]string{"ROM": "The promise has changed since", "XYZ": "not on the desk any more"} {
		f := notice.AgreementCard{Project: project, At: noon, State: desk.AgreementState{Version: "0a1b"}, For: desk.SideShop}
		card, err := cards.Card(cards.View{Desk: d, Now: noon, Locale: desk.English, Zone: moscow}, f)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(card.Lead, says) {
			t.Errorf("%s: it says %q, want %q", project, card.Lead, says)
		}
		for _, row := range card.Buttons {
			for _, b := range row {
				if strings.Contains(b.Press.Arg, notice.ArgAccept) {
					t.Errorf("%s: it has the button %q", project, b.Label)
				}
			}
		}
	}
}
