package stories

import "vakhta/demo/cast"

// paymentsAreDown: nobody takes an incident, and it escalates up to the hosting
// company.
func paymentsAreDown() Story {
	return Story{
		ID:    "payments",
		Title: Phrase{"Оплата не работает", "Payments are down"},
		About: Phrase{
			"Авария ночью: заявку никто не берёт, и лестница поднимает дежурного, вторую линию, хостинг и менеджера.",
			"An incident nobody takes: the ladder calls the one on duty, the second line, the hosting company and the manager.",
		},
		steps: []step{
			tells("Мария из магазина пишет боту в Телеграме: оплата не проходит.",
				"Maria from the shop writes to the bot in Telegram: payments fail."),
			opens("maria", direct, Phrase{
				"Не проходит оплата картой, покупатели не могут оформить заказ",
				"Card payments are down, customers cannot check out",
			}),
			sees("anna", cast.FirstLine, card("ack")),
			tells("Заявка P1: 15 минут на реакцию. Карточка стоит у первой линии, но её никто не берёт. Прошла половина срока: бот зовёт дежурного.",
				"A P1 ticket: 15 minutes to react. Its card is in the first line's channel, and nobody takes it. Half of the time is gone: the bot calls the one on duty."),
			climbs("anna", cast.FirstLine, want{words: "<@U0", thread: true, any: true}),
			tells("Тишина. 80 % срока: карточка приходит и ко второй линии.",
				"Silence. 80% of the time: the second line gets the card, too."),
			climbs("vera", cast.ShopDev, card("ack")),
			tells("Срок вышел: бот пишет в Телеграм хостингу, третьей линии, и менеджеру Ольге.",
				"Time is up: the bot writes to the hosting company, the third line, in Telegram, and to Olga, the manager."),
			climbs("noc", direct, card("ack")),
			sees("olga", direct, want{}),
			tells("Дежурный хостинга берёт заявку. Больше никого не зовут.",
				"The engineer of the hosting company takes it. Nobody else is called."),
			presses("noc", direct, "ack"),
			reads("maria", direct, Phrase{"FastHost NOC", "FastHost NOC"}),
			tells("Хостинг чинит и закрывает командой прямо из Телеграма.",
				"The hosting company repairs it and resolves the ticket from Telegram."),
			gives("noc", direct, "/resolve", Phrase{
				"Перезапустили шлюз оплаты, платежи проходят.", "Restarted the payment gateway, payments pass.",
			}),
			reads("maria", direct, Phrase{"Перезапустили шлюз оплаты", "Restarted the payment gateway"}),
			presses("maria", direct, "close"),
			tells("Мария подтвердила. Весь путь заявки — в «Почему так».",
				"Maria has confirmed it. “Why this happens” shows the ticket's whole way."),
		},
	}
}

// renewTheCertificate: a request is taken with a reaction, resolved and rated.
func renewTheCertificate() Story {
	return Story{
		ID:    "certificate",
		Title: Phrase{"Продлить сертификат", "Renew the certificate"},
		About: Phrase{
			"Запрос на обслуживание: инженер берёт его реакцией 👀, отвечает из треда, магазин ставит оценку.",
			"A service request: an engineer takes it with 👀, answers from the thread, and the shop rates it.",
		},
		steps: []step{
			tells("Мария просит перевыпустить сертификат сайта.", "Maria asks for a new certificate of the site."),
			opens("maria", direct, Phrase{
				"Перевыпустите, пожалуйста, сертификат на сайте, он кончается в пятницу",
				"Please renew the certificate of our site, it expires on Friday",
			}),
			tells("Анна берёт заявку реакцией 👀 на карточке.", "Anna takes the ticket with 👀 on its card."),
			reacts("anna", cast.FirstLine, "👀"),
			sees("anna", cast.FirstLine, card("resolve")),
			tells("В треде говорят между собой. Клиенту уходит только то, что начинается с «!».",
				"In the thread engineers talk among themselves. Only what begins with “!” goes to the customer."),
			answers("anna", cast.FirstLine, Phrase{"у нас же автопродление, почему не сработало?", "isn't it renewed by itself? why not this time?"}),
			answers("anna", cast.FirstLine, Phrase{"!Добрый день! Уже выпускаем, займёт полчаса.", "!Good afternoon! We are on it, it takes half an hour."}),
			reads("maria", direct, Phrase{"Уже выпускаем, займёт полчаса.", "We are on it, it takes half an hour."}),
			tells("Готово: Анна решает заявку кнопкой, Мария закрывает и ставит оценку.",
				"Done: Anna resolves it with a button, Maria closes and rates it."),
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
			"Запрос на изменение с картинкой: первая линия передаёт его разработчикам.",
			"A change request with a picture: the first line hands it to the developers.",
		},
		steps: []step{
			tells("Мария присылает снимок экрана и просит перекрасить кнопку.", "Maria sends a picture and asks for another colour."),
			opensWithPhoto("maria", direct, Phrase{
				"Сделайте, пожалуйста, кнопку «Купить» зелёной, как на картинке",
				"Please make the “Buy” button green, as in the picture",
			}),
			sees("anna", cast.FirstLine, card("ack")),
			tells("Это не поломка: срок сутки. Анна передаёт заявку второй линии.",
				"Nothing is broken: there is a day for it. Anna hands the ticket to the second line."),
			gives("anna", cast.FirstLine, "/escalate", Phrase{"нужна вёрстка", "this needs a developer"}),
			sees("vera", cast.ShopDev, card("ack")),
			tells("Вера, разработчик, берёт её у себя в канале и отвечает Марии.",
				"Vera, a developer, takes it in her own channel and answers Maria."),
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
