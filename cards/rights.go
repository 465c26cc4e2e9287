package cards

import (
	"cmp"

	"vakhta/desk"
	"vakhta/notice"
)

// botRights says what the bot may not do, with the way to repair it.
func (w *writer) botRights(f notice.BotRights) {
	w.Card.Lead = w.Say("rights.repaired_all")
	if len(f.Missing) > 0 {
		w.Card.Lead = w.Say("rights.missing")
	}
	for _, r := range f.Missing {
		w.Line("• " + w.Say("rights."+string(r.Lack), "Chat", chatOf(r), "Bot", cmp.Or(r.IsBot, "@vakhta"), "Names", r.Name))
	}
	for _, r := range f.Repaired {
		if r.In.Chat == "" {
			w.Line("✅ " + w.Say("rights.repaired_scopes"))
			continue
		}
		w.Line("✅ " + w.Say("rights.repaired", "Chat", chatOf(r)))
	}
}

// chatOf names a chat of a right.
func chatOf(r desk.Right) string { return cmp.Or(r.Name, r.In.String()) }
