package app_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/internal/testdesk"
	"vakhta/personal"
	"vakhta/storage"
)

// A troubled desk has a store that refuses some table. Whatever it says is kept.
type troubled struct {
	*testdesk.World
	app    *app.App
	said   strings.Builder // errors and the log
	events int
	failed int
}

func (d *troubled) Write(p []byte) (int, error) { return d.said.Write(p) }

var errNotNow = errors.New("it is only tried")

func (d *troubled) failure(err error) {
	if err != nil && err != errNotNow { //nolint:errorlint // alone it is no failure
		d.failed++
		fmt.Fprintln(&d.said, err)
	}
}

// does makes somebody do something in their private chat, in vain or not.
func (d *troubled) does(who desk.Person, body desk.Body) {
	d.events++
	_, err := d.app.Engine.Handle(context.Background(), desk.Event{
		ID: desk.EventID(fmt.Sprintf("telegram:%d", d.events)), At: d.Now(), In: desk.Place{Address: who.Account.Private(), Private: true},
		From: desk.Sender{Account: who.Account, Name: who.Name}, Body: body,
	})
	d.failure(err)
}

func (d *troubled) transacts(do func(ctx context.Context, tx *storage.Tx) error) {
	ctx := context.Background()
	d.failure(d.Store.Update(ctx, func(tx *storage.Tx) error { return do(ctx, tx) }))
}

// everything makes people do what writes to every table.
func (d *troubled) everything(zina, vera desk.Person) {
	file := desk.File{Name: testdesk.TagFile, Kind: "document", Platform: desk.Telegram, ID: "file"}
	at := func(p desk.Person) desk.MessageRef { return d.Message(p.Account.Private()) }
	said := desk.Said{Message: at(zina), Text: "Пароль: hunter2hunter2. Не печатает касса, " + testdesk.TagWords, Files: []desk.File{file}, ToBot: true}
	d.does(zina, said)
	d.does(zina, desk.Said{Message: at(zina), Text: "Хм, " + testdesk.TagWords, ToBot: true})
	d.does(zina, desk.Edited{Message: said.Message, Text: "Не печатает касса, но " + testdesk.TagWords})
	for _, line := range []string{
		"type ROM-1 change_request", "note ROM-1 " + testdesk.TagWords, "redact ROM-1 " + testdesk.TagWords, "resolve ROM-1 " + testdesk.TagWords,
		"assign ROM-1 " + testdesk.TagName, "remove " + testdesk.TagName + " ROM", "start " + testdesk.TagName,
	} {
		name, args, _ := strings.Cut(line, " ")
		d.does(vera, desk.Asked{Command: name, Args: args, Message: at(vera)})
	}
	d.does(zina, desk.Deleted{Message: said.Message})
	d.does(desk.Person{Name: testdesk.TagName, Account: desk.Account{Platform: desk.Telegram, ID: fmt.Sprint(90000 + d.events)}}, said)
	ctx := context.Background()
	_, err := personal.Look(ctx, d.Tickets, "telegram:"+zina.Account.ID)
	d.failure(err)
	d.failure(personal.Export(ctx, d.Tickets, personal.Scope{Project: "ROM"}, io.Discard))
	d.transacts(func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, d.Now()) })
	d.transacts(func(ctx context.Context, tx *storage.Tx) error {
		err := errors.Join(tx.Forget(ctx, storage.Somebody{Person: zina, Accounts: []desk.Account{zina.Account}}), tx.EmptyPeople(ctx, d.Now(), zina.ID))
		_, after := tx.Emptied(ctx, []desk.PersonID{zina.ID}) // sends it all
		return cmp.Or(errors.Join(err, after), errNotNow)
	})
	d.failure(d.Tickets.Reload(ctx))
}

// TestErrorsNameNobody refuses one table after another, in both ways in which PostgreSQL says what it refused: a check
// constraint, whose error has the whole row in its details, and a table that is not there.
func TestErrorsNameNobody(t *testing.T) {
	t.Parallel()
	d := &troubled{World: testdesk.New(t)}
	var err error
	if d.app, err = app.New(app.Config{
		Desk: d.Desk, Services: &app.Services{Store: d.Store}, Clock: d.World, Classifier: testdesk.Words{},
		Log:        slog.New(slog.NewTextHandler(d, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Messengers: app.MessengerOptions{TelegramToken: "7000:token", SlackBotToken: "xoxb-token", SlackAppToken: "xapp-token"},
	}); err != nil {
		t.Fatal(err)
	}
	zina, vera := d.Zina(), d.Person("vera")
	vera.Account = desk.Account{Platform: desk.Telegram, ID: "5003"}
	d.everything(zina, vera)
	usual := d.failed // such as that nobody is forgotten who has open tickets
	var silent []string
	for table := range d.Tables() {
		for _, trouble := range [][2]string{
			{"alter table %[1]s add constraint in_trouble check (false) not valid", "alter table %[1]s drop constraint in_trouble"},
			{"alter table %[1]s rename to in_trouble", "alter table in_trouble rename to %[1]s"},
		} {
			before := d.failed
			d.Exec(fmt.Sprintf(trouble[0], table))
			d.everything(zina, vera)
			d.Exec(fmt.Sprintf(trouble[1], table))
			d.Post()
			d.Pass(10 * time.Minute)
			if d.failed == before+usual {
				silent = append(silent, table)
			}
		}
	}
	if slices.Sort(silent); len(silent) > 20 || d.failed < 200 {
		t.Errorf("there are %d failures, and none with %v", d.failed, silent)
	}
	for _, tag := range []string{testdesk.TagWords, testdesk.TagFile, testdesk.TagName, "hunter2", "xoxb-token", "7000:token"} {
		for line := range strings.Lines(d.said.String()) {
			if strings.Contains(line, tag) {
				t.Errorf("%q stands in %s", tag, line)
				break
			}
		}
	}
}
