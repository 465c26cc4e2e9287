package classify_test

import (
	"strings"
	"testing"

	"vakhta/classify"
	"vakhta/desk"
)

func TestSeveralRequestsOfOneMessageAreFoundInTheirOwnWords(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		text string
		want []classify.Part
	}{
		{"Поиск не работает со вчера, а ещё перезапустите обмен с 1С пожалуйста", []classify.Part{
			{Quote: "Поиск не работает со вчера", Type: desk.Incident}, {Quote: "перезапустите обмен с 1С пожалуйста", Type: desk.ServiceRequest},
		}},
		{"Please give Anna access to the admin panel. Also, the search returns nothing since this morning.", []classify.Part{
			{Quote: "Please give Anna access to the admin panel", Type: desk.ServiceRequest}, {Quote: "the search returns nothing since this morning.", Type: desk.Incident},
		}},
	} {
		got := c.Parts(tt.text)
		if len(got) != len(tt.want) {
			t.Errorf("Parts(%q) = %+v; want %d parts", tt.text, got, len(tt.want))
			continue
		}
		for i, p := range got {
			if p.Quote != tt.want[i].Quote || p.Type != tt.want[i].Type || !p.Priority.Valid() {
				t.Errorf("Parts(%q)[%d] = %+v; want %+v with a priority", tt.text, i, p, tt.want[i])
			}
		}
	}
}

func TestAListOfSymptomsIsOneRequest(t *testing.T) {
	c := load(t)
	for _, text := range []string{
		"Не работает поиск, не открываются карточки, не грузятся картинки",
		"Сайт лежит, оплата не проходит, корзина пустая, у всех",
		"Checkout is slow, the cart empties, and the payment page gives a 502",
	} {
		if got := c.Parts(text); len(got) != 0 {
			t.Errorf("Parts(%q) = %+v; want none", text, got)
		}
	}
}

func TestWhatAsksForNothingHasNoParts(t *testing.T) {
	for _, text := range []string{"", "Спасибо! До завтра", "ok, thanks, see you"} {
		if got := load(t).Parts(text); len(got) != 0 {
			t.Errorf("Parts(%q) = %+v; want none", text, got)
		}
	}
}

func FuzzParts(f *testing.F) {
	c := load(f)
	for _, s := range []string{"", "a. b", "сайт лежит. дайте доступ", "1) x 2) y", "\xff, \xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, p := range c.Parts(text) {
			i := strings.Index(text[at:], p.Quote)
			if i < 0 || p.Type == desk.NoRequest {
				t.Fatalf("Parts(%q) has %+v behind byte %d", text, p, at)
			}
			at += i + len(p.Quote)
		}
	})
}
