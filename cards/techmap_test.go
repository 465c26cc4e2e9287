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

func TestTheStepsOfAnOnboardingHaveOwnersAndDates(t *testing.T) {
	t.Parallel()
	v := cards.View{Desk: sampleDesk(), Now: noon, Locale: desk.English, Traits: desk.Traits{Buttons: true}}
	v.Desk.Projects["ROM"].Contract = "gold"
	v.Desk.Contracts = map[string]*desk.Contract{"gold": {Calendar: "always"}}
	v.Desk.Calendars = map[string]*desk.Calendar{"always": {Always: true, TimeZone: moscow}}
	f := notice.OnboardingCard{Project: "ROM", At: noon, Done: map[desk.OnboardingStep]bool{}, Plan: desk.OnboardingPlan{
		desk.OnboardMap:  {Owner: "boris", Due: desk.Date{Year: 2026, Month: 11, Day: 1}},
		desk.OnboardDuty: {Due: desk.Date{Year: 2026, Month: 11, Day: 10}},
	}}
	card, err := cards.Card(v, f)
	said := strings.ReplaceAll(strings.Join(card.Lines, "\n"), "\u00a0", " ")
	if err != nil || !strings.Contains(said, "⚠️ Tech map") || !strings.Contains(said, "– Boris Lee, by 1 November") || !strings.Contains(said, "▫️ Duty") {
		t.Errorf("%v\n%s", err, said)
	}
	for _, step := range desk.OnboardingSteps() {
		f.Done[step] = true
	}
	card, err = cards.Card(v, f)
	if said := strings.ReplaceAll(strings.Join(card.Lines, "\n"), "\u00a0", " "); err != nil || !strings.Contains(said, "All is ready") || strings.Contains(said, "by 1 November") {
		t.Errorf("%v\n%s", err, said)
	}
}
