package conversations_test

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/onboarding"
	"vakhta/papers"
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

// agreementPlot has both sides accept what is promised.
func agreementPlot() []chapter {
	return []chapter{{"both sides accept what is promised", func(s *story) {
		olga, anna := s.private("olga"), s.private("anna")
		version := func() string {
			return papers.Annex{Desk: s.service.Current(), Project: s.service.Current().Projects["ROM"]}.Version()
		}
		accept := "ROM:accept:" + version()
		s.asks("olga", olga, "agreement")
		s.asks("anna", anna, "agreement ROM")
		s.press("vera", anna, desk.ActAgreement, accept)
		s.press("olga", olga, desk.ActAgreement, accept)
		s.press("olga", olga, desk.ActAgreement, accept)
		s.Post()
		s.asks("olga", olga, "onboarding")
		s.press("anna", anna, desk.ActAgreement, accept)
		s.Post()
		s.asks("anna", anna, "agreement ROM pdf")
		s.Post()
		s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{"P2: {reaction: 30m", "P2: {reaction: 25m"})...).With(s.Desk.Platforms))
		s.press("olga", olga, desk.ActAgreement, accept)
		s.asks("olga", olga, "agreement", "onboarding")
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
