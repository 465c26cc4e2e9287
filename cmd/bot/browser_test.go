package main

import (
	"net/http/httptest"
	"strings"
	"testing"

	"vakhta/demo/cast"
	"vakhta/demo/page/browser"
	"vakhta/desk"
)

// openPage plays an act of the demo and shows its page in a window.
func openPage(t *testing.T, lang desk.Locale, look browser.Look) (*troupe, *browser.Tab) {
	t.Helper()
	tr := openDemo(t, lang)
	return tr, browser.Open(t, tr.served(t), look)
}

// served returns the address of the stage, which is served until the test ends.
func (tr *troupe) served(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(tr.Stage.Handler())
	t.Cleanup(server.Close) // after the windows, which it waits for
	return server.URL
}

// paymentsFail returns a P1 incident in a language.
func paymentsFail(lang desk.Locale) string {
	if lang == desk.Russian {
		return "Не проходит оплата картой, покупатели не могут оформить заказ"
	}
	return "Card payments are down, customers cannot check out"
}

func TestEveryRoleIsPlayedByHand(t *testing.T) {
	t.Parallel()
	_, tab := openPage(t, desk.English, browser.Desktop)

	// Maria writes, Anna takes it with the button.
	tab.Write("#shopTelegram", "Message", paymentsFail(desk.English))
	tab.Key(browser.Enter)
	tab.See("#shopTelegram", "ROM-1", "something's broken")
	tab.Press("#engineers", "Take")
	tab.See("#engineers", "Daisy — Anna Kim")
	tab.See("#shopTelegram", "Anna Kim is working on ROM-1")
	tab.Holds(`kit.ended("#shopTelegram .log")`) // although a message further up has grown

	// In the thread, only words after "!" are sent to the customer; she edits
	// them in place.
	tab.Press("#engineers", "repl")
	tab.Write("#engineers .thread", "Reply", "who was on duty last night?")
	tab.Key(browser.Enter)
	tab.See("#engineers .thread", "who was on duty last night?")
	tab.Write("#engineers .thread", "Reply", "!We are looking at the getway")
	tab.Key(browser.Enter)
	tab.See("#shopTelegram", "We are looking at the getway")
	tab.See("#engineers .thread", "Delivered to the customer", "👍 1") // nothing moves any more
	tab.Hover("#engineers .thread", "looking at the getway")
	tab.Press("#engineers .thread", "Edit")
	tab.Holds(`document.activeElement.matches(".post textarea")`)
	tab.Key(browser.SelectAll)
	tab.Type("!We are looking at the gateway")
	tab.Key(browser.Enter)
	tab.See("#shopTelegram", "We are looking at the gateway")
	if text := tab.Text("#shopTelegram"); strings.Contains(text, "on duty last night") {
		t.Errorf("the shop reads what engineers said among themselves:\n%s", text)
	}

	// A slash command with completion, whose answer only she sees.
	tab.Write("#engineers .channel", "Message #first-line", "/de")
	tab.See("#engineers .menu", "/desk", "queue")
	tab.Key(browser.Enter)
	tab.Type("queue")
	tab.Key(browser.Enter)
	tab.See("#engineers .channel", "Only visible to you", "ROM-1")

	// Lena sends a photo in the group, Boris takes it with a reaction.
	tab.Choose("#shopTelegram", "Act as", "Lena")
	tab.Write("#shopTelegram", "Message", "Could you please make the logo larger on the main page?")
	tab.Press("#shopTelegram", "Send a picture")
	tab.See("#shopTelegram", "ROM-2")
	tab.Holds(`[...document.querySelectorAll('#shopTelegram .log img')].some(i => i.naturalWidth > 0)`)
	tab.Choose("#engineers", "Act as", "Boris")
	tab.Hover("#engineers .channel", "make the logo larger")
	tab.Press("#engineers .channel", "React 👀")
	tab.See("#shopTelegram", "Boris Lee is working on ROM-2")

	// John asks in Slack; the modal of Resolve, filled in; he closes and rates.
	tab.Write("#shopSlack", "Message #romashka", "Please renew the certificate of our site, it expires on Friday")
	tab.Press("#shopSlack", "Send")
	tab.See("#engineers .channel", "ROM-3 · Daisy — not taken")
	tab.Press("#engineers .channel", "Take")
	tab.Press("#shopSlack", "repl")
	tab.See("#shopSlack .thread", "Boris Lee")
	tab.See("#engineers .channel", "ROM-3 · Daisy — Boris Lee")
	tab.Press("#engineers .channel", "Resolve")
	tab.See("#engineers .modal", "What was done")
	tab.Holds(`document.activeElement.matches(".modal textarea")`)
	tab.Type("Renewed until May 2027.")
	tab.Press("#engineers .modal", "Send")
	tab.See("#shopSlack", "Renewed until May 2027.")
	tab.Press("#shopSlack", "Yes, it helped")
	tab.Press("#shopSlack", "5")
	tab.See("#why", "★★★★★")

	// The manager asks for the figures.
	tab.Write("#manager", "Message", "/rep")
	tab.See("#manager .menu", "/report")
	tab.Key(browser.Enter)
	tab.Key(browser.Enter)
	tab.See("#manager", "Daisy")
}

func TestTwoWindowsStayInStep(t *testing.T) {
	t.Parallel()
	tr := openDemo(t, desk.English)
	at := tr.served(t)
	one, two := browser.Open(t, at, browser.Desktop), browser.Open(t, at, browser.Phone.InDark().In("ru"))
	one.Write("#shopTelegram", "Message", paymentsFail(desk.English))
	one.Key(browser.Enter)
	two.Press(".places", "Инженеры")
	two.Press("#engineers", "Take")
	one.See("#engineers", "Daisy — Anna Kim")
	one.See("#shopTelegram", "Anna Kim is working on ROM-1")
	two.Press(".places", "Магазин")
	two.See("#shopTelegram", "Anna Kim is working on ROM-1")
	one.Press(".clock", "×10")
	two.Holds(`document.querySelector('.clock button[aria-label$="×10"]').ariaPressed === 'true'`)
	const moments = `[...document.querySelectorAll('.timeline time')].map(e => e.dateTime).join()`
	if a, b := one.Value(moments), two.Value(moments); a != b || a == "" {
		t.Errorf("one window's timeline is %q, the other's %q", a, b)
	}
}

func TestJumpsAndAFastClockLoseNoStepOnThePage(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"jumps", "×60"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			tr, tab := openPage(t, desk.Russian, browser.Desktop)
			tab.Write("#shopTelegram", "Сообщение", paymentsFail(desk.Russian))
			tab.Key(browser.Enter)
			tab.See("#why", "ROM-1", "реакция")
			if how == "×60" {
				tab.Press(".clock", how)
			}
			ladder := []string{"ступень 1: дежурный", "ступень 2: вторая линия", "ступень 3: третья линия FastHost NOC, руководители Ольга Смирнова"}
			if how == "jumps" { // at any speed the rest takes long
				ladder = append(ladder, "ступень 4: третья линия FastHost NOC", "ступень 4, раз 2: третья линия")
			}
			for _, rung := range ladder {
				if how == "jumps" {
					tab.Press(".clock", "К ближайшему таймеру")
				}
				tab.See("#why .timeline", rung)
				if how == "jumps" && strings.Contains(rung, "ступень 3") { // a second later the promise to the shop is broken
					tab.Press(".clock", "К ближайшему таймеру")
					tab.See("#shopTelegram", "опаздываем")
				}
			}
			tab.See("#third", "ROM-1")
			tab.See("#manager", "ROM-1")
			for _, step := range []string{"step1/", "step2/", "step3/"} {
				if n := tr.receipts(t, step); n == 0 {
					t.Errorf("no receipt of %s", step)
				}
			}
			if !strings.Contains(tr.shown(cast.ShopDev), "ROM-1") {
				t.Errorf("the second line has no card:\n%s", tr.shown(cast.ShopDev))
			}
		})
	}
}

func TestAWindowThatLeavesInTheMiddleOfAStoryComesBack(t *testing.T) {
	t.Parallel()
	tr := openDemo(t, desk.English)
	at := tr.served(t)
	tab := browser.Open(t, at, browser.Desktop)
	tab.Press(".clock", "×10")
	tab.Press(".stories", "Renew the certificate")
	tab.See("#engineers", "ROM-1")
	tab.Visit("about:blank")
	tab.Visit(at)
	tab.See(".step", "Renew the certificate")
	tab.Reload()
	tab.Press(".clock", "×60")
	tab.See("#shopTelegram", "until May 2027")
	tab.See("#why", "★★★★★")
}
