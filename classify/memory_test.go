package classify_test

import (
	"fmt"
	"testing"

	"vakhta/classify"
	"vakhta/desk"
)

func TestACorrectedWordingGetsItsTypeFromThenOn(t *testing.T) {
	c := load(t)
	m := new(classify.Memory)
	m.Remember("Перекиньте заказ 1234 на склад в Туле", desk.ServiceRequest)
	m.Remember("ping the night shift about pallets", desk.NoRequest)
	for _, tt := range []struct {
		text string
		want desk.RequestType
	}{
		{"Перекиньте заказ 1234 на склад в Туле", desk.ServiceRequest},
		{"перекиньте заказ 98765 на склад в туле!", desk.ServiceRequest},
		{"Ping the night shift about pallets.", desk.NoRequest},
	} {
		g := c.Guess(tt.text, classify.Context{Memory: m})
		if g.Type != tt.want || g.Ask || g.Source != classify.FromMemory {
			t.Errorf("Guess(%q) = %s from %s, ask %v; want %s from memory", tt.text, g.Type, g.Source, g.Ask, tt.want)
		}
	}
}

func TestAWordThatTurnsTheMeaningIsAnotherWording(t *testing.T) {
	c := load(t)
	m := new(classify.Memory)
	m.Remember("фид для маркета выгружается на сервер", desk.NoRequest)
	if g := c.Guess("фид для маркета не выгружается на сервер", classify.Context{Memory: m}); g.Source == classify.FromMemory {
		t.Errorf("the denied message was taken for the remembered one: %+v", g)
	}
}

func TestALaterCorrectionOfTheSameWordingStands(t *testing.T) {
	c := load(t)
	m := new(classify.Memory)
	m.Remember("как обычно по пятницам", desk.NoRequest)
	m.Remember("Как обычно по пятницам", desk.ServiceRequest)
	if g := c.Guess("как обычно по пятницам", classify.Context{Memory: m}); g.Type != desk.ServiceRequest {
		t.Errorf("Guess = %s; want the later correction", g.Type)
	}
}

func TestAMemoryIsBoundedAndForgetsTheOldest(t *testing.T) {
	c := load(t)
	m := new(classify.Memory)
	first := "самая первая поправка про шкаф"
	m.Remember(first, desk.ServiceRequest)
	for i := range 2100 {
		m.Remember(fmt.Sprintf("%c%c%c %c%c", 'а'+i%30, 'б'+i/30%30, 'в'+i/900, 'г'+i%28, 'д'+i/28%25), desk.ChangeRequest)
	}
	if g := c.Guess(first, classify.Context{Memory: m}); g.Source == classify.FromMemory {
		t.Errorf("the oldest correction is still remembered after 2100 others")
	}
}

func TestNoMemoryRemembersNothing(t *testing.T) {
	if g := load(t).Guess("сайт лежит", classify.Context{}); g.Source == classify.FromMemory {
		t.Errorf("Guess without a memory comes from memory")
	}
}
