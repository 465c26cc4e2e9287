package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vakhta/demo"
	"vakhta/demo/page/browser"
	"vakhta/demo/why"
	"vakhta/desk"
)

var pictures = flag.String("pictures", "", "leave pictures of the demo in this folder")

// A pictured is a moment of the demo to take a picture of.
type pictured struct {
	name    string
	story   string                      // which story is played; "": none
	until   string                      // the story's English text at which it stops; "": its end
	prepare func(*testing.T, *troupe)   // what people do after it
	arrange func(*troupe, *browser.Tab) // what each window shows
	place   string                      // what a phone shows
}

// pictureList returns README's pictures, and those that we check the page's
// look by.
func pictureList() []pictured {
	return []pictured{
		{name: "ladder", story: "payments", until: "engineer takes it, and paging stops", place: "engineers", arrange: func(tr *troupe, tab *browser.Tab) {
			tab.Choose("#engineers", tr.word("Act as", "От чьего имени"), tr.word("Anna", "Анна"))
			openThread(tr, tab)
		}},
		{name: "across", story: "orders", until: "Nobody had to open", place: "shopTelegram"},
		{name: "files", story: "files", until: "It helped", place: "engineers"},
		{name: "papers", story: "report", until: "can be opened and forwarded", place: "manager"},
		{name: "payments", story: "payments", place: "why"},
		{name: "certificate", story: "certificate", place: "engineers"},
		{name: "photo", story: "button", until: "Nothing is broken", place: "shopTelegram"},
		{name: "button", story: "button", place: "engineers"},
		{name: "outage", story: "outage", until: "Meanwhile John", place: "shopSlack"},
		{name: "outage-over", story: "outage", place: "shopSlack"},
		{name: "form", place: "engineers", prepare: func(t *testing.T, tr *troupe) {
			paymentsTaken(t, tr)
			post(t, tr.Stage.Handler(), "/api/act", `{"as": "anna", "verb": "press", "chat": "slack:C0L1", "message": "`+tr.lineWith(t, "slack:C0L1", tr.word("✅ Resolve", "✅ Решено"))+`", "button": "resolve"}`)
		}, arrange: func(tr *troupe, tab *browser.Tab) {
			tab.See("#engineers .modal", tr.word("What was done", "Что сделано"))
		}},
		{name: "commands", place: "third", prepare: paymentsTaken, arrange: func(tr *troupe, tab *browser.Tab) {
			if tab.Wide() {
				tab.Write("#engineers .channel", tr.word("Message #first-line", "Написать в #first-line"), "/")
				tab.See("#engineers .menu", "/desk")
			}
			tab.Write("#third", tr.word("Message", "Сообщение"), "/")
			tab.See("#third .menu", "/queue")
		}},
		{name: "edited", place: "engineers", prepare: talkEdited, arrange: openThread},
		{name: "report", story: "certificate", place: "manager", prepare: func(t *testing.T, tr *troupe) {
			post(t, tr.Stage.Handler(), "/api/act", `{"as": "olga", "verb": "slash", "chat": "telegram:6001", "command": "/report"}`)
		}, arrange: func(tr *troupe, tab *browser.Tab) {
			tab.See("#manager", tr.word("By type", "По типам"))
		}},
		{name: "help", place: "manager", prepare: func(t *testing.T, tr *troupe) {
			post(t, tr.Stage.Handler(), "/api/act", `{"as": "noc", "verb": "slash", "chat": "telegram:5009", "command": "/help"}`)
			post(t, tr.Stage.Handler(), "/api/act", `{"as": "olga", "verb": "slash", "chat": "telegram:6001", "command": "/help"}`)
			post(t, tr.Stage.Handler(), "/api/act", `{"as": "anna", "verb": "slash", "chat": "slack:C0L1", "command": "/desk queue"}`)
		}, arrange: func(_ *troupe, tab *browser.Tab) { tab.See("#manager", "/report") }},
	}
}

// openThread shows the thread under the engineers' newest card.
func openThread(tr *troupe, tab *browser.Tab) { tab.Press("#engineers", tr.word("repl", "ответ")) }

// paymentsTaken makes Maria report an incident, and Anna take it.
func paymentsTaken(t *testing.T, tr *troupe) {
	t.Helper()
	page := tr.Stage.Handler()
	post(t, page, "/api/act", `{"as": "maria", "verb": "say", "chat": "telegram:7001", "text": "`+paymentsFail(desk.ParseLocale(tr.Stage.Lang))+`"}`)
	card := tr.lineWith(t, "slack:C0L1", "ROM-1")
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	if err := tr.Stage.Until(ctx, func(st demo.PageState) bool { // the desk knows its card once it has the receipt
		return slices.ContainsFunc(st.Why.Tickets[0].Sent, func(s why.Sent) bool { return s.To == "slack:C0L1" })
	}); err != nil {
		t.Fatalf("the card has no receipt: %v", err)
	}
	post(t, page, "/api/act", `{"as": "anna", "verb": "react", "chat": "slack:C0L1", "message": "`+card+`", "emoji": "👀"}`)
}

// talkEdited makes Anna answer from the thread and edit her answer, and Maria
// like it.
func talkEdited(t *testing.T, tr *troupe) {
	t.Helper()
	paymentsTaken(t, tr)
	page := tr.Stage.Handler()
	card := tr.lineWith(t, "slack:C0L1", "ROM-1")
	for _, said := range []string{tr.word("is it the gateway again?", "опять шлюз?"), tr.word("!We have found the cuase and are mending it.", "!Нашли причниу, чиним.")} {
		post(t, page, "/api/act", `{"as": "anna", "verb": "reply", "chat": "slack:C0L1", "message": "`+card+`", "text": "`+said+`"}`)
	}
	answer := tr.lineWith(t, "slack:C0L1", tr.word("the cuase", "причниу"))
	tr.lineWith(t, "telegram:7001", tr.word("the cuase", "причниу"))
	post(t, page, "/api/act", `{"as": "anna", "verb": "edit", "chat": "slack:C0L1", "message": "`+answer+`", "text": "`+tr.word("!We have found the cause and are mending it.", "!Нашли причину, чиним.")+`"}`)
	told := tr.lineWith(t, "telegram:7001", tr.word("the cause", "причину"))
	post(t, page, "/api/act", `{"as": "maria", "verb": "react", "chat": "telegram:7001", "message": "`+told+`", "emoji": "👍"}`)
}

// lineWith waits until a chat shows words, and returns the message that
// contains them.
func (tr *troupe) lineWith(t *testing.T, chat, words string) (message string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	err := tr.Cast.Until(ctx, func() bool {
		for _, l := range tr.Cast.Lines(chat) {
			if strings.Contains(l.Text, words) {
				message = l.Message
				return true
			}
		}
		return false
	})
	if err != nil {
		t.Fatalf("%s never shows %q: %v\n%s", chat, words, err, tr.shown(chat))
	}
	return message
}

// TestPictures makes the pictures: `make screenshots` runs it.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("pictures are made by make screenshots")
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, p := range pictureList() {
		for _, lang := range []desk.Locale{desk.English, desk.Russian} {
			t.Run(p.name+"-"+string(lang), func(t *testing.T) { p.shoot(t, lang) })
		}
	}
}

// shoot plays up to the moment, and takes a picture in windows of every look.
func (p pictured) shoot(t *testing.T, lang desk.Locale) {
	tr := openDemo(t, lang)
	at, page := tr.served(t), tr.Stage.Handler()
	tabs := map[string]*browser.Tab{}
	for name, look := range map[string]browser.Look{"": browser.Desktop, "-phone": browser.Phone} {
		tabs["light"+name], tabs["dark"+name] = browser.Open(t, at, look), browser.Open(t, at, look.InDark())
	}
	if p.story != "" {
		post(t, page, "/api/clock", `{"speed": 3}`)
		post(t, page, "/api/story", `{"id": "`+p.story+`", "lang": "`+string(lang)+`"}`)
		p.await(t, tr)
		post(t, page, "/api/clock", `{"speed": 0.01}`) // almost stops the clock
		defer tr.Stage.Stop()
	}
	if p.prepare != nil {
		p.prepare(t, tr)
	}
	for _, tab := range tabs {
		if !tab.Wide() {
			tab.Press(".places", tr.tabOf(p.place))
		}
		if p.arrange != nil {
			p.arrange(tr, tab)
		}
		tab.Rest()
	}
	post(t, page, "/api/clock", `{"speed": 1}`)
	for name, tab := range tabs {
		tab.Holds(`document.querySelector('.clock button[aria-label$="×1"]').ariaPressed === 'true'`)
		path := filepath.Join(*pictures, p.name+"-"+string(lang)+"-"+name+".png")
		if err := os.WriteFile(path, tab.Picture(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// await waits until the story has reached its moment.
func (p pictured) await(t *testing.T, tr *troupe) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*soon)
	defer cancel()
	passed := false
	err := tr.Stage.Until(ctx, func(st demo.PageState) bool {
		for _, story := range st.Stories {
			if story.ID != p.story {
				continue
			}
			reached := p.until != "" && story.Step != nil && strings.Contains(story.Step.EN, p.until)
			passed = story.Over && p.until != "" && !reached
			return story.Over || reached
		}
		return false
	})
	if err == nil && passed {
		t.Fatalf("%s has no step %q", p.story, p.until)
	}
	if err != nil {
		t.Fatalf("%s does not come to its moment: %v\n%s", p.story, err, tr.everything())
	}
}

// tabOf returns the name of a place in a phone's window.
func (tr *troupe) tabOf(place string) string {
	return map[string]string{
		"shopTelegram": tr.word("Shop", "Магазин"), "shopSlack": "Slack", "engineers": tr.word("Engineers", "Инженеры"),
		"third": tr.word("Hosting", "Хостинг"), "manager": tr.word("Manager", "Руководитель"), "why": tr.word("Why", "Почему"),
	}[place]
}
