package conversations_test

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/onboarding"
	"vakhta/storage"
)

// launchPlot brings a shop from its first chat to its launch.
func launchPlot() []chapter {
	return []chapter{{"a linked chat is tested", func(s *story) {
		fresh := desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1009000000088"}, Title: "Ещё чат"}
		arg := "telegram." + fresh.Chat
		for _, l := range s.runs("anna", s.private("anna"), "connect ROM") {
			if made, ok := l.Facts.(notice.ChatCode); ok {
				s.codes = append(s.codes, made.Code, "CODE")
				s.asks("maria", fresh, "connect "+made.Code)
			}
		}
		s.Post()
		s.tests(fresh, desk.LackAbsent, desk.LackAbsent)
		s.tests(fresh, desk.LackScopes, desk.LackPrivacy)
		s.tests(fresh, desk.LackPrivacy, "")
		s.tests(fresh, "", "")
		s.press("boris", firstLine, desk.ActRehearsed, arg)
		s.press("boris", firstLine, desk.ActRehearsed, arg)
		s.says("maria", fresh, "Горит вывеска", toBot)
		s.tests(fresh, "", "")
		s.asks("anna", fresh, "disconnect")
		s.press("anna", s.private("anna"), desk.ActDisconnect, arg)
		s.press("boris", firstLine, desk.ActRehearsed, arg)
	}}}
}

// tests lets a minute pass and tests the points of a linked chat, where and in the
// first line's channel the bot lacks something.
func (s *story) tests(in desk.Place, chat, line desk.Lack) {
	s.t.Helper()
	s.Pass(time.Minute)
	finding := func(at desk.Address, lack desk.Lack) desk.Finding {
		return desk.Finding{OK: lack == "", Of: desk.Right{In: at.Root(), Lack: lack, IsBot: "@vakhta"}}
	}
	rights := func(context.Context, *desk.Desk) []desk.Finding {
		return []desk.Finding{finding(in.Address, chat), finding(firstLine.Address, line)}
	}
	alarm := onboarding.Recheck(in.Address, s.Now()) // time passed without its keeper
	s.Update(func(ctx context.Context, tx *storage.Tx) error { return tx.Arm(ctx, alarm) })
	if err := onboarding.FireChecklist(s.service, rights)(context.Background(), s.Now(), alarm); err != nil {
		s.t.Fatal(err)
	}
	s.Post()
}
