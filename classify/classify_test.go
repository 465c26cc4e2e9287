package classify_test

import (
	"slices"
	"strings"
	"testing"

	"vakhta/classify"
	"vakhta/desk"
)

func load(tb testing.TB) *classify.Classifier {
	tb.Helper()
	c, err := classify.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestPlainMessagesGetTheirType(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		text string
		want desk.RequestType
	}{
		{"Не проходит оплата картой, клиенты жалуются", desk.Incident},
		{"The search returns nothing since this morning", desk.Incident},
		{"Выдайте, пожалуйста, доступ в админку новому менеджеру", desk.ServiceRequest},
		{"Please restart the import worker", desk.ServiceRequest},
		{"Хотим добавить в карточку товара поле «Состав»", desk.ChangeRequest},
		{"It would be nice to have a dark mode in the app", desk.ChangeRequest},
		{"Подскажите, где посмотреть статистику продаж за март?", desk.InformationRequest},
		{"How do I export the list of orders?", desk.InformationRequest},
		{"Спасибо большое!", desk.NoRequest},
		{"good morning everyone", desk.NoRequest},
	} {
		if g := c.Guess(tt.text, classify.Context{}); g.Type != tt.want || g.Ask {
			t.Errorf("Guess(%q) = %s %.2f, ask %v; want %s without asking", tt.text, g.Type, g.Sureness, g.Ask, tt.want)
		}
	}
}

func TestWhatMustNeverBeMissedIsAnIncidentOfP1(t *testing.T) {
	c := load(t)
	for _, text := range []string{
		"сайт лежит",
		"Магазин не открывается ни у кого",
		"никто не может оплатить заказ",
		"чекаут упал",
		"клиентка видит чужие заказы и адреса",
		"alert: storefront 503 Service Unavailable, probe failed",
		"the shop is down",
		"nobody can pay",
		"checkout is broken",
		"a buyer logged in and sees another customer's orders",
		"[FIRING] 502 Bad Gateway on front-1, front-2",
	} {
		g := c.Guess(text, classify.Context{})
		if g.Type != desk.Incident || g.Priority != desk.P1 || g.Ask {
			t.Errorf("Guess(%q) = %s %s %.2f, ask %v; want a sure incident of P1", text, g.Type, g.Priority, g.Sureness, g.Ask)
		}
	}
}

func TestTheReasonsOfAP1HaveItsFacts(t *testing.T) {
	c := load(t)
	for _, text := range []string{
		"Обычно к полудню 60 заказов, сегодня с 9:40 ни одного, у коллег то же самое",
		"Usually 90 baskets by ten, today zero since 8:15, same on every device",
	} {
		g := c.Guess(text, classify.Context{})
		facts := slices.ContainsFunc(g.Why, func(s classify.Sign) bool {
			return strings.HasPrefix(s.Name, "scope.") || strings.HasPrefix(s.Name, "live.") || strings.HasPrefix(s.Name, "quiet") || strings.HasPrefix(s.Name, "usual") || strings.HasPrefix(s.Name, "falls")
		})
		if g.Priority != desk.P1 || !facts {
			t.Errorf("Guess(%q) = %s %s because of %+v; want P1 with the facts that make it one", text, g.Type, g.Priority, g.Why)
		}
	}
}

func TestAnAlarmsWordsBesideCalmOnesAreNoAlarm(t *testing.T) {
	c := load(t)
	for _, text := range []string{
		"ложная тревога, сайт не лежит, это у меня интернет отвалился",
		"что будет если сайт упадёт ночью, кто дежурит?",
		"false alarm, the shop is down only on my laptop, wifi was off",
		"What happens if the shop is down at night, who do we call?",
	} {
		if g := c.Guess(text, classify.Context{}); g.Priority == desk.P1 {
			t.Errorf("Guess(%q) = %s %s; want no P1", text, g.Type, g.Priority)
		}
	}
}

func TestAnIncidentThatSpeaksOfManyIsNeverP4(t *testing.T) {
	c := load(t)
	for _, text := range []string{
		"у всех клиентов опечатка в письме, не критично",
		"typo in the mail to all customers, minor, no hurry",
	} {
		if g := c.Guess(text, classify.Context{}); g.Type == desk.Incident && g.Priority == desk.P4 {
			t.Errorf("Guess(%q) is an incident of P4", text)
		}
	}
}

func TestEveryGuessOfARequestHasAPriorityAndAReason(t *testing.T) {
	c := load(t)
	for _, text := range []string{"оплата… не проходит…", "restart the worker", "нужен новый отчёт", "why is it so?"} {
		g := c.Guess(text, classify.Context{})
		if !g.Priority.Valid() || len(g.Why) == 0 {
			t.Errorf("Guess(%q) = %+v; want a priority and reasons", text, g)
		}
	}
}

func TestTheTopCueIsInTheWordsOfTheMessage(t *testing.T) {
	const text = "Оплата картой не проходит у клиентов"
	g := load(t).Guess(text, classify.Context{})
	if len(g.Why) == 0 || g.Why[0].Word == "" || !strings.Contains(text, g.Why[0].Word) {
		t.Errorf("Guess(%q).Why = %+v; want a first cue quoted from the message", text, g.Why)
	}
}

func TestBadInputGetsASaneAnswer(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		name, text string
		silent     bool
	}{
		{"empty", "", true},
		{"only spaces", " \n\t ", true},
		{"only invisible characters", "\u200b\u200d\ufeff\u00ad", true},
		{"only emoji of thanks", "👍🏻🙏", true},
		{"only emoji, and none says what for", "🔥", false},
		{"emoji instead of words", "🛒➡️💳➡️❌", false},
		{"only marks", "???", false},
		{"only a number", "40118", false},
		{"bytes that are no UTF-8", "\xff\xfe\xfd", false},
		{"only a link", "https://shop.example/catalog/1?utm=2", false},
		{"another script", "ウェブサイトがダウンしています", false},
		{"another language", "Der Warenkorb zeigt seit gestern keine Artikel mehr an", false},
		{"Arabic", "الموقع لا يعمل منذ الصباح", false},
	} {
		g := c.Guess(tt.text, classify.Context{})
		if tt.silent != g.Silent() {
			t.Errorf("%s: Guess = %s %.2f, ask %v; want silent %v", tt.name, g.Type, g.Sureness, g.Ask, tt.silent)
		}
		if !tt.silent && !g.Ask {
			t.Errorf("%s: Guess = %s %.2f; want to ask", tt.name, g.Type, g.Sureness)
		}
	}
}

func TestLookAlikeLettersAndInvisibleOnesChangeNothing(t *testing.T) {
	c := load(t)
	plain := c.Guess("не проходит оплата картой", classify.Context{})
	for _, text := range []string{
		"нe прoxoдит oплaта кaртой",                   // Latin a, c, e, o, x among the Cyrillic
		"не про\u200bходит оп\u00adлата кар\u2060той", // zero-width characters inside words
		"НЕ ПРОХОДИТ ОПЛАТА КАРТОЙ",
	} {
		if g := c.Guess(text, classify.Context{}); g.Type != plain.Type {
			t.Errorf("Guess(%q) = %s; want %s", text, g.Type, plain.Type)
		}
	}
}

func TestAMegabyteIsCutFirst(t *testing.T) {
	c := load(t)
	long := "Сайт не открывается ни у кого\n" + strings.Repeat("at com.shop.Cart.total(Cart.java:17)\n", 30000)
	g := c.Guess(long, classify.Context{})
	if !g.Cut || g.Type != desk.Incident {
		t.Errorf("Guess of %d bytes = %s, cut %v; want an incident, cut", len(long), g.Type, g.Cut)
	}
}

func TestTheSameMessageAlwaysGetsTheSameGuess(t *testing.T) {
	const text = "после обновления цены на сайте старые, переиндексируйте пожалуйста?"
	want := load(t).Guess(text, classify.Context{})
	for range 20 {
		g := load(t).Guess(text, classify.Context{})
		if g.Type != want.Type || g.Sureness != want.Sureness || g.Priority != want.Priority || len(g.Why) != len(want.Why) {
			t.Fatalf("Guess = %+v; want %+v", g, want)
		}
	}
}

func FuzzGuess(f *testing.F) {
	c := load(f)
	for _, s := range []string{"", "сайт лежит", "a'b'c", "#1 №2 502", "x@y", "/a/b", "1.2.3.4", "\u200b", "🙂", "'s", "n't", "...?!", "а́е́"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := c.Guess(s, classify.Context{})
		if g.Sureness < 0 || g.Sureness > 1 || g.SecondSureness > g.Sureness+1e-9 || g.Type == g.Second {
			t.Errorf("Guess(%q) = %+v", s, g)
		}
		if g.Type != desk.NoRequest && !g.Priority.Valid() {
			t.Errorf("Guess(%q) = %s without a priority", s, g.Type)
		}
	})
}
