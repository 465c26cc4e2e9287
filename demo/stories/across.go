package stories

import "vakhta/demo/cast"

// ordersOfMarch: a question from the shop's Telegram group is answered from
// Slack.
func ordersOfMarch() Story {
	return Story{
		ID:    "orders",
		Title: Phrase{"Сколько заказов пришло в марте?", "How many orders did we get in March?"},
		About: Phrase{
			"Вопрос из группы в Telegram, ответ из ветки в Slack: каждый остаётся в своём мессенджере.",
			"A question in a Telegram group, a reply from a Slack thread: everyone stays in their own messenger.",
		},
		steps: []step{
			tells("Лена упоминает бота в общей группе магазина.", "Lena mentions the bot in the shop's own group."),
			opens("lena", cast.Group, Phrase{
				"@vakhta_bot подскажите, сколько заказов пришло в марте?",
				"@vakhta_bot could you tell me how many orders we got in March?",
			}),
			tells("Борис берёт вопрос в Slack и отвечает из ветки.", "Boris takes the question in Slack and replies from the thread."),
			presses("boris", cast.FirstLine, "ack"),
			sees("boris", cast.FirstLine, card("resolve")),
			answers("boris", cast.FirstLine, Phrase{"!В марте пришло 1 284 заказа. Разбить по неделям?", "!1,284 orders came in March. Want it by week?"}),
			reads("lena", cast.Group, Phrase{"1 284 заказа", "1,284 orders"}),
			tells("Лена отвечает в Telegram, Борис читает в Slack.", "Lena replies in Telegram, Boris reads it in Slack."),
			answers("lena", cast.Group, Phrase{"Нет, спасибо, общей цифры достаточно!", "No, thank you, the total is enough!"}),
			reads("boris", cast.FirstLine, Phrase{"общей цифры достаточно", "the total is enough"}),
			gives("boris", cast.FirstLine, "/resolve", Phrase{"В марте 1 284 заказа.", "1,284 orders in March."}),
			reads("lena", cast.Group, Phrase{"В марте 1 284 заказа.", "1,284 orders in March."}),
			presses("lena", cast.Group, "close"),
			tells("Никто не открывал чужой мессенджер.", "Nobody had to open the other messenger."),
		},
	}
}

// fromTheNotes: a question gets its reply from an article of the knowledge base.
func fromTheNotes() Story {
	return Story{
		ID:    "knowledge",
		Title: Phrase{"Ответ из базы знаний", "A reply from the knowledge base"},
		About: Phrase{
			"Бот находит статью, инженер читает её и отправляет одним нажатием. Сама она не уходит никогда.",
			"The bot finds the article, an engineer reads it and sends it with one press. It is never sent by itself.",
		},
		steps: []step{
			tells("Мария спрашивает о том, о чём спрашивают каждую неделю.", "Maria asks what somebody asks every week."),
			opens("maria", direct, Phrase{
				"Подскажите, как изменить часы работы пункта выдачи на праздники?",
				"How do I change the opening hours of a pickup point for the holidays?",
			}),
			tells("На карточке — подходящая статья базы знаний. Клиент её пока не видит.",
				"The card names the article that fits. The customer sees none of it yet."),
			sees("anna", cast.FirstLine, card("knowledge")),
			presses("anna", cast.FirstLine, "ack"),
			tells("Анна открывает статью у себя: ровно так её прочтёт клиент.", "Anna opens the article in her own chat, exactly as the customer will read it."),
			gives("anna", direct, "/knowledge", Phrase{}),
			reads("anna", direct, Phrase{"впишите новые часы", "write the new hours"}),
			presses("anna", direct, "reply:"),
			reads("maria", direct, Phrase{"впишите новые часы", "write the new hours"}),
			tells("Один вопрос — два нажатия. Анна решает заявку.", "One question, two presses. Anna resolves the ticket."),
			gives("anna", cast.FirstLine, "/resolve", Phrase{"Отправили инструкцию.", "Sent the instructions."}),
			presses("maria", direct, "close"),
		},
	}
}

// theScreenshot: a picture from Telegram is answered by a document from Slack.
func theScreenshot() Story {
	return Story{
		ID:    "files",
		Title: Phrase{"Снимок экрана", "A screenshot"},
		About: Phrase{
			"Снимок из Telegram виден в ветке Slack, а PDF из Slack приходит в Telegram документом.",
			"A screenshot from Telegram is seen in a Slack thread, and a PDF from Slack arrives in Telegram as a document.",
		},
		steps: []step{
			tells("Мария присылает боту снимок экрана.", "Maria sends the bot a screenshot."),
			opensWithPhoto("maria", direct, Phrase{
				"Не печатается чек, на экране красная полоса",
				"The receipt does not print, there is a red bar on the screen",
			}),
			tells("Борис видит снимок в ветке, у себя в Slack.", "Boris sees the screenshot in the thread, in his own Slack."),
			shows("boris", cast.FirstLine, ".png"),
			presses("boris", cast.FirstLine, "ack"),
			sees("boris", cast.FirstLine, card("resolve")),
			tells("Он отвечает инструкцией в PDF.", "He replies with a manual, a PDF."),
			answersWith("boris", cast.FirstLine,
				Phrase{"!Бумага вставлена не той стороной. В инструкции показано, как надо.", "!The paper is in the wrong way round. The manual shows the right way."},
				Phrase{"Как заправить бумагу.pdf", "How to load the paper.pdf"},
				cast.Paper("How to load the paper", "", "1. Open the lid.", "2. Put the roll in with its loose end in front.", "3. Close the lid and press FEED.")),
			reads("maria", direct, Phrase{"не той стороной", "wrong way round"}),
			shows("maria", direct, ".pdf"),
			tells("Помогло.", "It helped."),
			answers("maria", direct, Phrase{"Заработало, спасибо!", "It works, thank you!"}),
			gives("boris", cast.FirstLine, "/resolve", Phrase{"Бумагу вставили правильно.", "The paper is in the right way."}),
			reads("maria", direct, Phrase{"Бумагу вставили правильно.", "The paper is in the right way."}),
			presses("maria", direct, "close"),
		},
	}
}

// slackIsDown: a platform fails, and nothing is lost.
func slackIsDown() Story {
	return Story{
		ID:    "outage",
		Title: Phrase{"Slack не работает", "Slack is down"},
		About: Phrase{
			"Slack падает, а заявки идут. Ничего не теряется: что не ушло, ждёт в очереди.",
			"Slack fails while requests come in. Nothing is lost: what cannot leave waits in the outbox.",
		},
		steps: []step{
			tells("Slack перестаёт отвечать боту.", "Slack stops answering the bot."),
			slackFails(true),
			tells("Лена пишет в Telegram. Её заявка принята, карточка для первой линии ждёт в очереди.",
				"Lena writes in Telegram. Her request is accepted, and the first line's card waits in the outbox."),
			opens("lena", direct, Phrase{
				"Не выгружаются заказы в 1С с утра, склад стоит",
				"Orders have not been exported to the warehouse since morning, the warehouse is stuck",
			}),
			tells("Джон тем временем пишет в Slack, но бот его не слышит.", "Meanwhile John writes in Slack, and the bot cannot hear him."),
			writes("john", cast.Romashka, Phrase{
				"The order history page shows an error 500 to all customers",
				"The order history page shows an error 500 to all customers",
			}),
			tells("Slack возвращается. Бот отправляет то, что ждало, и дочитывает то, что пропустил.",
				"Slack is back. The bot sends what waited and reads what it missed."),
			slackFails(false),
			hurries(30),
			sees("anna", cast.FirstLine, card("ack")),
			reads("anna", cast.FirstLine, Phrase{"order history page", "order history page"}),
			tells("Обе заявки на месте, и ничего не пришло дважды. Анна берёт первую.",
				"Both tickets are there, and nothing was duplicated. Anna takes the first one."),
			presses("anna", cast.FirstLine, "ack"),
			gives("anna", cast.FirstLine, "/resolve", Phrase{"Обмен перезапущен, заказы пошли.", "The export was restarted, orders are flowing."}),
			reads("lena", direct, Phrase{"Обмен перезапущен", "The export was restarted"}),
			presses("lena", direct, "close"),
			tells("И вторую.", "And the second one."),
			turnsTo("john", cast.Romashka),
			presses("anna", cast.FirstLine, "ack"),
			gives("anna", cast.FirstLine, "/resolve", Phrase{"Fixed, the page opens again.", "Fixed, the page opens again."}),
			reads("john", cast.Romashka, Phrase{"the page opens again", "the page opens again"}),
			presses("john", cast.Romashka, "close"),
			tells("Обе закрыты. Ничего не потерялось.", "Both are closed. Nothing was lost."),
		},
	}
}
