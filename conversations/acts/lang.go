package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// lang sets the visitor's language.
func lang() Act {
	to := oneOf(choice{name: "language"},
		option[desk.Locale]{desk.Russian, "ru,russian,русский,рус,по-русски"},
		option[desk.Locale]{desk.English, "en,english,английский,англ,по-английски"})
	return Act{
		Name: "lang", Command: ForEveryone, May: turn.Anybody, Asks: []Parameter{to},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			t.Who.Person.Locale = to.Of(in)
			return notice.Text(notice.DoneLang), t.Tx.SetLocale(ctx, t.Who.Person.ID, to.Of(in))
		},
	}
}
