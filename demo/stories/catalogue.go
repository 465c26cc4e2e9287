package stories

import "vakhta/demo/cast"

// fromTheCatalogue: a standard work is offered, asked about and ticked off.
func fromTheCatalogue() Story {
	return Story{
		ID:    "catalogue",
		Title: Phrase{"Сертификат из каталога", "A certificate from the catalogue"},
		About: Phrase{
			"Типовая работа: бот узнаёт её по словам, задаёт свои вопросы и передаёт второй линии со списком дел.",
			"A standard work: the bot knows it by its words, asks what is needed, and hands it to second line with a checklist.",
		},
		steps: []step{
			tells("Мария просит сертификат. Такая работа согласована заранее, и бот предлагает её кнопкой.",
				"Maria asks for a certificate. This work was agreed in advance, and the bot offers it as a button."),
			opens("maria", direct, Phrase{"Нужен сертификат на новый домен", "We need a certificate for a new domain"}),
			presses("maria", direct, "service:certificate"),
			tells("Заявка уже зарегистрирована, время идёт. Вопросы — по одному, в одном сообщении.",
				"The ticket is registered already, and its time runs. The questions come one by one, in one message."),
			reads("maria", direct, Phrase{"Для какого домена?", "For which domain?"}),
			writes("maria", direct, Phrase{"shop.example", "shop.example"}),
			presses("maria", direct, "details:pick.1.0"),
			presses("maria", direct, "details:skip.3"),
			presses("maria", direct, "details:send"),
			tells("Её слова — на карточке второй линии, рядом со списком дел. Вера берёт заявку и отмечает сделанное.",
				"What she said is on second line's card, beside the checklist. Vera takes the ticket and ticks off what is done."),
			sees("vera", cast.ShopDev, want{words: "shop.example"}),
			presses("vera", cast.ShopDev, "ack"),
			presses("vera", cast.ShopDev, "tick:0"),
			presses("vera", cast.ShopDev, "tick:1"),
			presses("vera", cast.ShopDev, "resolve"),
			fills("vera", Phrase{"Сертификат для shop.example установлен.", "The certificate for shop.example is installed."}),
			reads("maria", direct, Phrase{"Сертификат для shop.example установлен.", "The certificate for shop.example is installed."}),
			presses("maria", direct, "close"),
			tells("Час работы уже входит в договор, поэтому согласовывать ничего не пришлось.",
				"The hour of work is part of the contract, so nobody had to approve anything."),
		},
	}
}
