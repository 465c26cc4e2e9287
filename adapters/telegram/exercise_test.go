package telegram_test

import (
	"strconv"
	"testing"

	"vakhta/adapters/adaptertest"
	"vakhta/adapters/telegram"
	"vakhta/desk"
	simtelegram "vakhta/sim/telegram"
)

func TestTheAdapterDoesWhatEveryAdapterMust(t *testing.T) { adaptertest.Exercise(t, open) }

const token = "7000:very-secret-token"

// A platform is the simulated Telegram as the common suite uses it.
type platform struct {
	*simtelegram.Server
	t     *testing.T
	maria *simtelegram.User
	group *simtelegram.Chat

	presses []*simtelegram.Press
}

func open(t *testing.T, o adaptertest.Options) adaptertest.Kit {
	t.Helper()
	srv := simtelegram.New(simtelegram.Config{Token: token})
	maria := srv.User(7001, "Мария", "Петрова", "ru")
	group := srv.Forum(-1003000000003, "Ромашка", maria)
	lost := srv.Forum(-1003000000009, "Не здесь", maria)
	lost.KickBot(maria)
	net := adaptertest.Listen(t, srv)
	a, err := telegram.New(telegram.Config{
		Token: token, APIURL: "http://telegram.test", HTTPClient: net.Client(t), Clock: o.Clock, Log: o.Log, Parker: o.Parker,
		Commands: []string{"status"},
	})
	if err != nil {
		t.Fatal(err)
	}
	p := &platform{Server: srv, t: t, maria: maria, group: group}
	return adaptertest.Kit{
		Messenger: a, Run: a.Run, Platform: p, Secrets: []string{token, "very-secret-token"},
		Channel:    address(group.ID, 0),
		Stranger:   address(lost.ID, 0),
		Person:     desk.Account{Platform: desk.Telegram, ID: "7001"},
		Redelivers: telegramPatience,
	}
}

func address(chat int64, thread int) desk.Address {
	a := desk.Address{Platform: desk.Telegram, Chat: strconv.FormatInt(chat, 10)}
	if thread != 0 {
		a.Thread = strconv.Itoa(thread)
	}
	return a
}
