package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
)

// lang chooses the language that the visitor is spoken to in from now on.
func lang() Act {
	to := oneOf(choice{name: "language"},
		option[desk.Locale]{desk.Russian, "ru,russian,русский,рус,по-русски"},
		option[desk.Locale]{desk.English, "en,english,английский,англ,по-английски"})
	return Act{
		Name: "lang", Command: ForEveryone, May: Anybody, Asks: []Field{to},
		Do: func(ctx context.Context, t *turn, in Input) (notice.Facts, error) {
			t.who.person.Locale = to.Of(in)
			return said(notice.DoneLang), t.tx.SetLocale(ctx, t.who.person.ID, to.Of(in))
		},
	}
}
