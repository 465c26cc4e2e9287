package stories

import "vakhta/demo/cast"

// fortyPeople: a fault that forty people report is one card, and one resolution
// reaches them all.
func fortyPeople() Story {
	down := Phrase{"Никто не может оплатить, оплата картой не проходит", "Nobody can pay, card payments are failing"}
	fixed := Phrase{"Банк починил шлюз, оплата проходит.", "The bank repaired its gateway, payments go through."}
	return Story{
		ID:    "forty",
		Title: Phrase{"Сорок человек, один сбой", "Forty people, one outage"},
		About: Phrase{
			"Об одном сбое пишут сорок человек. У первой линии одна карточка со счётом, у каждого — своя квитанция, а новости приходят в его чат.",
			"Forty people report one outage. The first line gets one card, which counts them; each of them has their own receipt and reads the news in their own chat.",
		},
		steps: []step{
			tells("Мария пишет боту: оплата не проходит. У первой линии появляется карточка.",
				"Maria tells the bot that payments are failing. The first line gets a card."),
			opens("maria", direct, down),
			sees("anna", cast.FirstLine, card("ack")),
			tells("И тут начинается: 37 человек в группе магазина, Лена в личке, Джон в Slack.",
				"Then it begins: 37 people in the shop's group, Lena in private, John in Slack."),
			hurries(60), // Telegram lets a bot say 20 things a minute in a group
			writes("lena", direct, Phrase{"не проходит оплата ни у кого", "payments are down, no customer can pay"}),
			writes("john", cast.Romashka, Phrase{"Payments fail for everybody at checkout", "Payments fail for everybody at checkout"}),
			crowds(
				Phrase{"@vakhta_bot никто не может оплатить заказ", "@vakhta_bot nobody can pay for their order"},
				Phrase{"@vakhta_bot оплата лежит у всех", "@vakhta_bot payments are down for everyone"},
				Phrase{"@vakhta_bot ни одна карта не проходит, оплата отклоняется", "@vakhta_bot card payments fail for all customers"},
				Phrase{"@vakhta_bot клиенты жалуются: не могут оплатить картой", "@vakhta_bot customers can't pay by card, they all complain"},
			),
			reads("anna", cast.FirstLine, Phrase{"40 человек", "40 people"}),
			tells("Сорок сообщений — одна карточка: считает людей и не заливает канал.",
				"Forty messages, one card: it counts the people and does not flood the channel."),
			reads("john", cast.Romashka, Phrase{"Others report this too", "Others report this too"}),
			tells("У каждого своя заявка и квитанция. Борис берёт карточку — и все сорок заявок.",
				"Each of them has a ticket and a receipt. Boris takes the card, and with it all forty tickets."),
			presses("boris", cast.FirstLine, "ack"),
			reads("lena", direct, Phrase{"Boris Lee", "Boris Lee"}),
			tells("Одна новость — сорока людям, каждому в его чате.", "One update reaches forty people, each in their own chat."),
			gives("boris", cast.FirstLine, "/update", Phrase{"Банк чинит шлюз, ждём.", "The bank is repairing its gateway."}),
			reads("maria", direct, Phrase{"Банк чинит шлюз", "The bank is repairing"}),
			reads("john", cast.Romashka, Phrase{"Банк чинит шлюз", "The bank is repairing"}),
			tells("И одно решение.", "And so does one resolution."),
			gives("boris", cast.FirstLine, "/resolve", fixed),
			reads("lena", direct, fixed),
			reads("john", cast.Romashka, fixed),
			reads("maria", direct, fixed),
			presses("maria", direct, "close"),
			tells("Сорок человек, один сбой, одна карточка.", "Forty people, one outage, one card."),
		},
	}
}
