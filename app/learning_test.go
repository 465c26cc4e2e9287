package app_test

import (
	"log/slog"
	"testing"

	"vakhta/app"
	"vakhta/classify"
	"vakhta/internal/testdesk"
)

func TestAReplicaReadsAtFirstEveryCorrectionAndThenTheLatest(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Exec(`
insert into corrections (project, body, type, corrected_by, at)
select 'ROM', 'wording number ' || md5(i::text), 'change_request', 'engineer', $1::timestamptz + i * interval '1 minute'
from generate_series(1, 600) i`, testdesk.Noon)
	model, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.New(app.Config{
		Desk: w.Desk, Services: &app.Services{Store: w.Store}, Clock: w, Log: slog.New(slog.DiscardHandler),
		Classifier: classify.NewGuesser(model, nil, w),
		Messengers: app.MessengerOptions{TelegramToken: "7000:token", SlackBotToken: "xoxb-token", SlackAppToken: "xapp-token"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []int{600, 6, 6} { // a transaction may take five minutes
		read, err := app.Relearn(a, t.Context())
		if err != nil || read != want {
			t.Errorf("reading number %d brought %d corrections, %v; want %d", n+1, read, err, want)
		}
	}
}
