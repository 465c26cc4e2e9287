package stories

import (
	"context"

	"vakhta/demo/cast"
)

// theReport: a manager has the month's report as a picture, and as files that can
// be passed on.
func theReport() Story {
	return Story{
		ID:    "report",
		Title: Phrase{"Отчёт для директора", "A report for the boss"},
		About: Phrase{
			"Руководитель получает отчёт за месяц: текстом, картинкой для телефона, документом и книгой.",
			"A manager gets the month's report: as text, as a picture for a phone, as a document and as a workbook.",
		},
		steps: []step{
			tells("Мария пишет о неполадке, Анна её решает.", "Maria reports a fault, and Anna resolves it."),
			opens("maria", direct, Phrase{
				"Не проходит оплата картой, покупатели не могут оформить заказ",
				"Card payments are down, customers cannot check out",
			}),
			presses("anna", cast.FirstLine, "ack"),
			gives("anna", cast.FirstLine, "/resolve", Phrase{"Перезапустили шлюз оплаты.", "Restarted the payment gateway."}),
			reads("maria", direct, Phrase{"Перезапустили шлюз оплаты", "Restarted the payment gateway"}),
			presses("maria", direct, "close"),
			tells("Ольга, руководитель, просит отчёт за месяц.", "Olga, the manager, asks for the month's report."),
			managerRuns("/report month"),
			reads("olga", direct, Phrase{"Отреагировали вовремя", "Responded on time"}),
			tells("И картинку: её видно прямо на телефоне.", "And for a picture, which reads on a phone."),
			managerRuns("/report month png"),
			reads("olga", direct, Phrase{"Отчёт: Ромашка", "Report: Daisy"}),
			tells("Директору уйдут документ и книга со всеми заявками.", "The boss gets a document, and a workbook with all tickets."),
			managerRuns("/report month pdf"),
			shows("olga", direct, ".pdf"),
			managerRuns("/report month xlsx"),
			shows("olga", direct, ".xlsx"),
			tells("Файлы можно открыть и переслать.", "The files can be opened and forwarded."),
		},
	}
}

// managerRuns makes the manager give a command to the bot.
func managerRuns(command string) step {
	return func(ctx context.Context, s *scene) error {
		return s.act(ctx, cast.Interaction{As: "olga", Verb: "slash", Chat: s.place("olga", direct), Command: command})
	}
}
