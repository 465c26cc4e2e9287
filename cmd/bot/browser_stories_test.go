package main

import (
	"cmp"
	"testing"

	"vakhta/demo/page/browser"
	"vakhta/desk"
	"vakhta/internal/repeat"
)

func TestEveryStoryIsSeenOnThePage(t *testing.T) {
	t.Parallel()
	for _, lang := range repeat.Each(desk.English, desk.Russian) {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			tr, tab := openPage(t, lang, browser.Desktop)
			for _, story := range tr.storiesSeen() {
				tab.Press(".clock", cmp.Or(story.speed, "×60"))
				tab.Press(".stories", story.button)
				for i, s := range story.seen {
					if i == 1 {
						tab.Press(".clock", "×60")
					}
					tab.See(s.where, s.words...)
				}
				tab.Holds(`document.querySelector('.stories [aria-pressed=true]') === null`)
			}
		})
	}
}

// A storySeen is a story's button, and what the page shows in each place after
// it is pressed.
type storySeen struct {
	button string
	seen   []sight
	speed  string // of the clock; ×60 if nothing passes too fast to be seen
}

type sight struct {
	where string
	words []string
}

func (tr *troupe) storiesSeen() []storySeen {
	say := tr.word
	return []storySeen{
		{say("Payments are down", "Оплата не работает"), []sight{
			{"#third", []string{"ROM-1"}},
			{"#shopTelegram", []string{"FastHost NOC", say("Restarted the payment gateway", "Перезапустили шлюз оплаты")}},
			{"#engineers", []string{"ROM-1", "FastHost NOC"}},
			{"#manager", []string{"ROM-1"}},
			{"#why", []string{say("step 1: on call", "ступень 1: дежурный"), say("third line FastHost NOC, manager Olga Smirnova", "третья линия FastHost NOC, руководители Ольга Смирнова"), say("closed", "закрыта")}},
		}, ""},
		{say("Renew the certificate", "Продлить сертификат"), []sight{
			{"#engineers", []string{"👀 1"}},
			{"#shopTelegram", []string{say("until May 2027", "до мая 2027 года")}},
			{"#why", []string{"ROM-2", "★★★★★"}},
		}, ""},
		{say("Make the button green", "Сделать кнопку зелёной"), []sight{
			{"#engineers", []string{"shop-dev"}}, // the page looks there while Vera is at work
			{"#engineers", []string{say("Vera Orlova", "Вера Орлова"), say("The “Buy” button is green now.", "Кнопка «Купить» теперь зелёная.")}},
			{"#why", []string{"ROM-3", "★★★★★"}},
		}, "×10"},
		{say("How many orders", "Сколько заказов"), []sight{
			{"#shopTelegram", []string{say("1,284 orders in March.", "В марте 1 284 заказа.")}},
			{"#engineers", []string{say("the total is enough", "общей цифры достаточно")}},
			{"#why", []string{"ROM-4", say("closed", "закрыта")}},
		}, ""},
		{say("A screenshot", "Снимок экрана"), []sight{
			{"#engineers", []string{say("red bar on the screen", "на экране красная полоса"), say("How to load the paper.pdf", "Как заправить бумагу.pdf")}},
			{"#shopTelegram", []string{say("How to load the paper.pdf", "Как заправить бумагу.pdf")}},
		}, ""},
		{say("Slack is down", "Slack не работает"), []sight{
			{"#engineers", []string{say("Slack does not answer", "Slack не отвечает")}},
			{"#shopSlack", []string{"the page opens again"}},
			{"#why", []string{"ROM-6", "ROM-7"}},
		}, "×10"},
		{say("Forty people, one outage", "Сорок человек, один сбой"), []sight{
			{"#engineers", []string{say("40 people", "40 человек")}},
			{"#shopTelegram", []string{say("The bank repaired its gateway", "Банк починил шлюз")}},
		}, "×10"},
	}
}
