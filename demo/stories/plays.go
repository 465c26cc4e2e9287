package stories

import "vakhta/demo/cast"

// paymentsAreDown: nobody takes an incident, and it escalates up to the hosting
// company.
func paymentsAreDown() Story {
	return Story{
		ID:    "payments",
		Title: Phrase{"Оплата не работает", "Payments are down"},
		About: Phrase{
			"Авария: заявку никто не берёт, и эскалация доходит до дежурного, второй линии, хостинга и руководителя.",
			"Nobody takes an incident: it escalates to the on-call engineer, second line, the hosting company and the manager.",
		},
		steps: []step{
			tells("Мария из магазина пишет боту в Telegram: оплата не проходит.",
				"Maria from the shop tells the bot in Telegram that payments are failing."),
			opens("maria", direct, Phrase{
				"Не проходит оплата картой, покупатели не могут оформить заказ",
				"Card payments are down, customers cannot check out",
			}),
			sees("anna", cast.FirstLine, card("ack")),
			tells("Заявка P1: 15 минут на реакцию. Карточка у первой линии, но её никто не берёт. Прошла половина срока: бот подключает дежурного.",
				"A P1 ticket: 15 minutes to respond. The card is in the first line's channel, but nobody takes it. At half time the bot pages the on-call engineer."),
			climbs("anna", cast.FirstLine, want{words: "<@U0", thread: true, any: true}),
			tells("Тишина. 80 % срока: карточка приходит и ко второй линии.",
				"Still nothing. At 80% of the time second line gets the card too."),
			climbs("vera", cast.ShopDev, card("ack")),
			tells("Срок вышел: бот пишет в Telegram хостингу — это третья линия — и руководителю, Ольге.",
				"Time's up: the bot pages the hosting company (third line) in Telegram, and Olga, the manager."),
			climbs("noc", direct, card("ack")),
			sees("olga", direct, want{}),
			tells("Инженер хостинга берёт заявку, и эскалация прекращается.",
				"The hosting company's engineer takes it, and paging stops."),
			presses("noc", direct, "ack"),
			reads("maria", direct, Phrase{"FastHost NOC", "FastHost NOC"}),
			tells("Хостинг чинит и сообщает об этом прямо из Telegram. Его слова читает первая линия, заявка возвращается к ней.",
				"The hosting company fixes it and says so right from Telegram. The first line reads it and gets the ticket back."),
			gives("noc", direct, "/resolve", Phrase{"Перезапустили шлюз оплаты.", "The payment gateway is restarted."}),
			tells("Борис проверяет оплату и решает заявку: клиенту отвечает первая линия.",
				"Boris checks a payment and resolves the ticket: it is the first line that writes to the customer."),
			sees("boris", cast.FirstLine, card("ack")),
			presses("boris", cast.FirstLine, "ack"),
			sees("boris", cast.FirstLine, card("resolve")),
			presses("boris", cast.FirstLine, "resolve"),
			fills("boris", Phrase{"Перезапустили шлюз оплаты, платежи проходят.", "Restarted the payment gateway, payments are going through."}),
			reads("maria", direct, Phrase{"Перезапустили шлюз оплаты", "Restarted the payment gateway"}),
			presses("maria", direct, "close"),
			tells("Мария подтвердила. Весь путь заявки — в «Почему так».",
				"Maria confirms. “Why this happens” shows the full history."),
		},
	}
}

// renewTheCertificate: a request is taken with a reaction, resolved and rated.
func renewTheCertificate() Story {
	return Story{
		ID:    "certificate",
		Title: Phrase{"Продлить сертификат", "Renew the certificate"},
		About: Phrase{
			"Запрос на обслуживание: инженер берёт его реакцией 👀, отвечает из ветки, магазин ставит оценку.",
			"A service request: an engineer takes it with 👀, replies from the thread, and the shop rates it.",
		},
		steps: []step{
			tells("Мария просит перевыпустить сертификат сайта.", "Maria asks for a new certificate for the site."),
			opens("maria", direct, Phrase{
				"Перевыпустите, пожалуйста, сертификат на сайте, он кончается в пятницу",
				"Please renew the certificate of our site, it expires on Friday",
			}),
			tells("Анна берёт заявку реакцией 👀 на карточке.", "Anna takes the ticket with 👀 on its card."),
			reacts("anna", cast.FirstLine, "👀"),
			sees("anna", cast.FirstLine, card("resolve")),
			tells("В ветке говорят между собой. Клиенту уходит только то, что начинается с «!».",
				"In the thread engineers talk among themselves. Only what begins with “!” goes to the customer."),
			answers("anna", cast.FirstLine, Phrase{"у нас же автопродление, почему не сработало?", "shouldn't it auto-renew? what happened?"}),
			answers("anna", cast.FirstLine, Phrase{"!Добрый день! Уже выпускаем, займёт полчаса.", "!Good afternoon! We're on it — about half an hour."}),
			reads("maria", direct, Phrase{"Уже выпускаем, займёт полчаса.", "We're on it — about half an hour."}),
			tells("Готово: Анна решает заявку кнопкой, Мария закрывает и ставит оценку.",
				"Done: Anna resolves it with a button, Maria closes it and leaves a rating."),
			presses("anna", cast.FirstLine, "resolve"),
			fills("anna", Phrase{"Сертификат выпущен до мая 2027 года.", "The certificate is valid until May 2027."}),
			reads("maria", direct, Phrase{"Сертификат выпущен до мая 2027 года.", "The certificate is valid until May 2027."}),
			presses("maria", direct, "close"),
			presses("maria", direct, "rate:5"),
			tells("Пять звёзд.", "Five stars."),
		},
	}
}

// makeTheButtonGreen: a change goes to the second line.
func makeTheButtonGreen() Story {
	return Story{
		ID:    "button",
		Title: Phrase{"Сделать кнопку зелёной", "Make the button green"},
		About: Phrase{
			"Запрос на изменение с картинкой: магазин согласует оценку, и заявка уходит разработчикам.",
			"A change request with a picture: the shop approves the estimate, and it goes to the developers.",
		},
		steps: []step{
			tells("Мария присылает снимок экрана и просит перекрасить кнопку.", "Maria sends a picture and asks to change a button's colour."),
			opensWithPhoto("maria", direct, Phrase{
				"Сделайте, пожалуйста, кнопку «Купить» зелёной, как на картинке",
				"Please make the “Buy” button green, as in the picture",
			}),
			sees("anna", cast.FirstLine, card("ack")),
			tells("Это не поломка: срок — сутки. Анна оценивает работу, и согласовать её просят Ольгу, руководителя магазина.",
				"Nothing is broken, so the target is one day. Anna estimates the work, and Olga, the shop's manager, is asked to approve it."),
			gives("anna", cast.FirstLine, "/estimate", Phrase{"2h 7 000 ₽ Цвет кнопки на всех страницах", "2h 90 EUR The button's colour on all pages"}),
			reads("maria", direct, Phrase{"нужно согласие вашей компании", "needs your company's approval"}),
			tells("Ольга согласует одной кнопкой. Заявка сама уходит второй линии.",
				"Olga approves it with one press. The ticket goes to second line by itself."),
			presses("olga", direct, "approve"),
			sees("vera", cast.ShopDev, card("ack")),
			tells("Вера, разработчик, берёт её у себя в канале и отвечает Марии.",
				"Vera, a developer, takes it in her own channel and replies to Maria."),
			presses("vera", cast.ShopDev, "ack"),
			answers("vera", cast.ShopDev, Phrase{"!Поменяем сегодня вечером, без остановки магазина.", "!We will change it tonight, the shop stays open."}),
			reads("maria", direct, Phrase{"Поменяем сегодня вечером", "We will change it tonight"}),
			tells("Готово: Вера решает заявку, Мария закрывает её и ставит оценку.", "Done: Vera resolves it, Maria closes and rates it."),
			presses("vera", cast.ShopDev, "resolve"),
			fills("vera", Phrase{"Кнопка «Купить» теперь зелёная.", "The “Buy” button is green now."}),
			reads("maria", direct, Phrase{"Кнопка «Купить» теперь зелёная.", "The “Buy” button is green now."}),
			presses("maria", direct, "close"),
			presses("maria", direct, "rate:5"),
		},
	}
}
