package stories

import "vakhta/demo/cast"

// toTheHosting: a ticket is given to the hosting company, whose own clock runs beside
// the customer's.
func toTheHosting() Story {
	return Story{
		ID:    "hosting",
		Title: Phrase{"Заявка у хостинга", "A ticket at the hosting company"},
		About: Phrase{
			"Инженер передаёт заявку хостингу. У хостинга свой срок: бот торопит его сам, а клиенту отвечает только первая линия.",
			"An engineer hands a ticket over to the hosting company. It has a clock of its own: the bot chases it, and only the first line writes to the customer.",
		},
		steps: []step{
			tells("Лена замечает, что не приходят письма о заказах.", "Lena notices that order e-mails don't arrive."),
			opens("lena", direct, Phrase{"Не приходят письма о заказах со вчерашнего вечера", "Order e-mails have not arrived since yesterday evening"}),
			presses("boris", cast.FirstLine, "ack"),
			sees("boris", cast.FirstLine, card("resolve")),
			tells("Борис видит, что порт почты закрыт у хостинга, и передаёт заявку ему — со словами, которых клиент не прочтёт.",
				"Boris sees that the hosting company has closed the mail port and hands the ticket over, with words that the customer won't read."),
			gives("boris", cast.FirstLine, "/handover", Phrase{"noc закрыт порт 587, откройте", "noc port 587 is closed, please open it"}),
			reads("noc", direct, Phrase{"порт 587", "port 587"}),
			tells("У заявки теперь два срока: клиента и хостинга, по договору с ним. Хостинг молчит, и бот его торопит.",
				"The ticket has two clocks now: the customer's, and the hosting company's by its own contract. It is silent, so the bot chases it."),
			climbs("noc", direct, want{words: "30"}),
			presses("noc", direct, "ack"),
			climbs("noc", direct, want{words: "What is the news?"}),
			tells("Хостинг отвечает. Его слова читают инженеры, а не клиент.", "The hosting company writes back. Engineers read its words, the customer doesn't."),
			answers("noc", direct, Phrase{"Port 587 is open again", "Port 587 is open again"}),
			reads("boris", cast.FirstLine, Phrase{"Port 587 is open again", "Port 587 is open again"}),
			tells("Борис возвращает заявку себе, проверяет письмо и решает её. В карточке осталось, кто и сколько её держал.",
				"Boris takes the ticket back, checks a letter and resolves it. The card still says who had it for how long."),
			gives("boris", cast.FirstLine, "/handover", Phrase{"line_1", "line_1"}),
			presses("boris", cast.FirstLine, "ack"),
			gives("boris", cast.FirstLine, "/resolve", Phrase{"Письма снова уходят.", "Letters are sent again."}),
			reads("lena", direct, Phrase{"Письма снова уходят.", "Letters are sent again."}),
			presses("lena", direct, "close"),
			tells("Лена не знала, что заявка была у хостинга: ей хватило ответа.", "Lena didn't have to know that the hosting company had it: she got her answer."),
		},
	}
}
