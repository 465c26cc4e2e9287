package stories

import (
	"context"
	"time"

	"vakhta/demo/cast"
)

// theMonth: hours are entered, and the month's report comes by itself, with files that
// can be opened. A question about it is answered by /why.
func theMonth() Story {
	return Story{
		ID:    "month",
		Title: Phrase{"Отчёт приходит сам", "The report comes by itself"},
		About: Phrase{
			"Инженер записывает часы, месяц заканчивается, и руководителю приходит отчёт: картинка и файлы. Откуда цифры, объясняет /why.",
			"An engineer enters hours, the month ends, and the manager gets the report: a picture and files. /why explains its figures.",
		},
		steps: []step{
			tells("Лена просит добавить способ доставки, Борис берёт заявку и делает её.", "Lena asks for another way of delivery. Boris takes the ticket and does it."),
			opens("lena", direct, Phrase{"Добавьте, пожалуйста, доставку в постаматы", "Please add delivery to parcel lockers"}),
			presses("boris", cast.FirstLine, "ack"),
			tells("Борис записывает, сколько работал: из этого складываются часы по договору.", "Boris enters how long he worked: that makes up the contract's hours."),
			gives("boris", cast.FirstLine, "/time", Phrase{"1h30m настройка доставки", "1h30m set up the delivery"}),
			gives("boris", cast.FirstLine, "/resolve", Phrase{"Доставка в постаматы работает.", "Delivery to parcel lockers works."}),
			reads("lena", direct, Phrase{"Доставка в постаматы работает", "Delivery to parcel lockers works"}),
			presses("lena", direct, "close"),
			tells("Месяц заканчивается. Первого числа в девять Ольга получает отчёт, хотя никто о нём не просил.",
				"The month ends. On the first at nine Olga gets the report, though nobody asked for it."),
			endsTheMonth(),
			reads("olga", direct, Phrase{"Отчёт: Ромашка", "Report: Daisy"}),
			shows("olga", direct, ".pdf"),
			shows("olga", direct, ".xlsx"),
			tells("Документ и книгу можно открыть и переслать: в них и заявки, и часы. Для телефона есть картинка.",
				"The document and the workbook can be opened and forwarded, with the tickets and the hours. For a phone there is a picture."),
			asksForThePicture(),
			reads("olga", direct, Phrase{"Отчёт: Ромашка", "Report: Daisy"}),
			tells("Ольга спрашивает, откуда цифра: какой срок был у заявки Лены?", "Olga asks where a figure comes from: what was promised for Lena's ticket?"),
			gives("olga", direct, "/why", Phrase{"", ""}),
			reads("olga", direct, Phrase{"Реакция: ", "First response: "}),
			tells("Те же часы и тот же договор, по которым считается отчёт.", "By the same clocks and the same contract as the report."),
		},
	}
}

// asksForThePicture makes the manager ask for the picture of the last month.
func asksForThePicture() step {
	return func(ctx context.Context, s *scene) error {
		return managerRuns("/report "+s.Clock.Now().UTC().AddDate(0, -1, 0).Format("2006-01")+" png")(ctx, s)
	}
}

// endsTheMonth moves the clock to the next month's first day, some hours after its
// report is due.
func endsTheMonth() step {
	return func(_ context.Context, s *scene) error {
		now := s.Clock.Now().UTC()
		s.Clock.JumpTo(time.Date(now.Year(), now.Month()+1, 1, 12, 0, 0, 0, time.UTC))
		return nil
	}
}
