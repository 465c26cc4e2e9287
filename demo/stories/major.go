package stories

import "vakhta/demo/cast"

// theMajorIncident: an engineer declares a major incident, the shop's chat shows how it
// stands, and a post-mortem ends it.
func theMajorIncident() Story {
	return Story{
		ID:    "major",
		Title: Phrase{"Массовый сбой с новостями", "A major incident with updates"},
		About: Phrase{
			"Инженер объявляет массовый сбой: чаты магазина показывают, как идут дела, бот следит, чтобы новости не опаздывали, а в конце все слышат отбой.",
			"An engineer declares a major incident: the shop's chats show how it stands, the bot sees to it that news is never late, and in the end everybody gets the all-clear.",
		},
		steps: []step{
			tells("Мария пишет боту: сайт не открывается ни у кого.", "Maria tells the bot that nobody can open the site."),
			opens("maria", direct, Phrase{"Магазин лежит, сайт не открывается ни у кого", "The shop is down, nobody can open the site"}),
			sees("boris", cast.FirstLine, card("ack")),
			tells("Борис видит, что это надолго, и объявляет массовый сбой. Заявка теперь его.", "Boris sees that this takes longer and declares a major incident. The ticket is his now."),
			gives("boris", cast.FirstLine, "/major", Phrase{}),
			reads("john", cast.Romashka, Phrase{"Массовый сбой", "Major incident"}),
			reads("lena", cast.Group, Phrase{"Массовый сбой", "Major incident"}),
			tells("В чатах магазина появилось сообщение: что случилось, с каких пор и когда ждать новостей.", "The shop's chats show a message: what it is, since when, and when to expect news."),
			presses("boris", cast.FirstLine, "update"),
			fills("boris", Phrase{"Закончилось место на диске, освобождаем.", "The disk is full, we are making room."}),
			reads("john", cast.Romashka, Phrase{"Закончилось место", "The disk is full"}),
			reads("maria", direct, Phrase{"Закончилось место", "The disk is full"}),
			tells("Проходит время. Бот напоминает Борису: новости обещаны каждые полчаса.", "Time passes. The bot reminds Boris that news is promised every half an hour."),
			climbs("boris", direct, want{words: "ROM"}),
			gives("boris", cast.FirstLine, "/update", Phrase{"Сайт поднимается, ещё десять минут.", "The site is starting, ten more minutes."}),
			reads("john", cast.Romashka, Phrase{"ещё десять минут", "ten more minutes"}),
			tells("Починили: решение читают все, а чаты магазина получают отбой.", "It's fixed: everybody reads the resolution, and the shop's chats get the all-clear."),
			gives("boris", cast.FirstLine, "/resolve", Phrase{"Место освободили, сайт работает.", "There is room again, the site is up."}),
			reads("lena", cast.Group, Phrase{"сайт работает", "the site is up"}),
			tells("Бот просит короткий разбор: причина, что сделали, что не даст повториться. Он останется в истории и в отчёте.",
				"The bot asks for a short post-mortem: cause, what was done, what prevents it. It stays in the history and in the report."),
			presses("boris", cast.FirstLine, "post_mortem"),
			fillsIn("boris", map[string]Phrase{
				"cause":    {"Журналы заняли весь диск", "Logs filled the disk"},
				"done":     {"Удалили старые журналы", "Deleted old logs"},
				"prevents": {"Оповещение при 80 %", "An alert at 80%"},
			}),
			reads("boris", cast.FirstLine, Phrase{"Журналы заняли", "Logs filled"}),
			presses("maria", direct, "close"),
			tells("Никто не спрашивал «ну что там?»: ответ всё время был на виду.", "Nobody had to ask how it's going: the answer was in sight all the time."),
		},
	}
}
