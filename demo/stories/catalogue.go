package stories

import "vakhta/demo/cast"

// fromTheCatalogue: an agreed standard work is offered by a button and asks its own
// questions.
func fromTheCatalogue() Story {
	return Story{
		ID:    "catalogue",
		Title: Phrase{"Работа из каталога", "Work from the catalogue"},
		About: Phrase{
			"Типовая работа с анкетой: бот предлагает её кнопкой, спрашивает по одному вопросу, а инженер получает список шагов.",
			"Standard work with a form: the bot offers it by a button and asks question by question, and the engineer gets a checklist.",
		},
		steps: []step{
			tells("Лена пишет своими словами, что нужен почтовый ящик.", "Lena writes in her own words that a mailbox is needed."),
			opens("lena", direct, Phrase{"Заведите, пожалуйста, почтовый ящик для новой сотрудницы", "Please create a mailbox for a new colleague"}),
			tells("Бот узнал работу из каталога. Заявка уже зарегистрирована, её время идёт; кнопка открывает анкету.",
				"The bot knows this work from the catalogue. The request is registered and its time is running; the button opens the form."),
			presses("lena", direct, "service:mailbox"),
			writes("lena", direct, Phrase{"Светлана Орлова", "Svetlana Orlova"}),
			presses("lena", direct, "details:pick.1.0"),
			presses("lena", direct, "details:send"),
			tells("Ответы — на карточке первой линии, вместе со списком шагов. Борис отмечает их по ходу дела.",
				"What she wrote is on the first line's card, with a checklist. Boris ticks it as he works."),
			reads("boris", cast.FirstLine, Phrase{"Светлана Орлова", "Svetlana Orlova"}),
			presses("boris", cast.FirstLine, "ack"),
			presses("boris", cast.FirstLine, "tick"),
			gives("boris", cast.FirstLine, "/resolve", Phrase{"Ящик создан, пароль придёт Светлане в СМС.", "The mailbox is there, Svetlana gets the password by SMS."}),
			reads("lena", direct, Phrase{"Ящик создан", "The mailbox is there"}),
			presses("lena", direct, "close"),
			tells("Ни одного уточняющего вопроса: всё спросила анкета.", "No question had to be asked twice: the form asked them all."),
		},
	}
}
