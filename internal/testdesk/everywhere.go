package testdesk

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// What [World.Everywhere] puts everywhere into a store.
const (
	TagWords   = "тайна о паспорте 4510"
	TagFile    = "скан-тайны.pdf"
	TagName    = "Зинаида Тагова"
	TagAccount = "770011229"
)

// Tags returns all of them.
func Tags() []string { return []string{TagWords, TagFile, TagName, TagAccount} }

// Zina returns a person who writes in the chat of ROM. Her name and account are
// tags.
func (w *World) Zina() (zina desk.Person) {
	w.t.Helper()
	w.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
		zina, err = tx.PersonOf(ctx, desk.Person{
			Name: TagName, Account: desk.Account{Platform: desk.Telegram, ID: TagAccount}, Locale: desk.Russian, TimeZone: "Asia/Omsk",
		}, w.now)
		tx.SeeIn(ctx, w.Desk.Projects["ROM"].Chats[0].Chat, zina.ID, "ROM", w.now)
		return err
	})
	return zina
}

// Everywhere puts the tags into every table that can hold words or identify a
// person. It returns a closed ticket of zina's, and one of maria's in which
// zina wrote.
func (w *World) Everywhere() (zinas, marias *desk.Ticket) {
	w.t.Helper()
	zina := w.Zina()
	home := zina.Account.Private()
	file := desk.File{Name: TagFile, Kind: "document", Platform: desk.Telegram, ID: "file"}
	k := w.Open(func(o *tickets.Opening) {
		o.Requester, o.Place, o.Origin = zina, home, w.Message(home)
		o.Text, o.Cue, o.Files = "Пароль: "+TagAccount+". Касса и "+TagWords, TagWords, []desk.File{file}
	})
	w.Pass(20 * time.Minute) // people were called, in private, too
	w.Post()
	by, vera := w.Desk.Actor(zina), w.Actor("vera")
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, said := c.CustomerSays(ctx, by, tickets.Words{Text: "Ещё " + TagWords, Source: w.Message(home), Files: []desk.File{file}})
		_, answered := c.DeskSays(ctx, vera, tickets.Words{Text: "Зачем " + TagWords, Source: w.Message(k.Copies[0].At), Place: k.Copies[0].At})
		retyped := c.SetType(ctx, by, desk.ServiceRequest)
		_, escalated := c.Escalate(ctx, vera, TagWords)
		return errors.Join(said, answered, retyped, escalated,
			c.Wait(vera, tickets.Hold{On: desk.WaitingCustomer, Text: TagWords, Note: TagWords}), c.Resume(vera), c.Resolve(vera, TagWords), c.Close(by), c.Rate(ctx, by, 2), c.Explain(ctx, by, TagWords))
	})
	w.Post()
	marias = w.Open()
	marias = w.Do(marias.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.CustomerSays(ctx, by, tickets.Words{Text: "И у меня " + TagWords, Source: w.Message(home), Files: []desk.File{file}})
		return err
	})
	w.Post()
	w.beside(k, home)
	return w.Ticket(k.Key), w.Ticket(marias.Key)
}

// beside fills what no act on a ticket fills.
func (w *World) beside(k *desk.Ticket, home desk.Address) {
	w.t.Helper()
	owner := desk.Account{Platform: home.Platform, ID: home.Chat}
	held, _ := json.Marshal(map[string]any{"Request": map[string]any{"Text": TagWords, "Projects": []string{"ROM"}}})
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		_, err := tx.Hold(ctx, storage.Held{Owner: owner, Payload: held, Expires: w.now.Add(time.Hour)})
		_, reach := tx.MarkReach(ctx, home, false, desk.ReachRefused, w.now)
		said, read := tx.Utterances(ctx, k.ID)
		_, told := tx.TellOnce(ctx, owner.String(), "story", time.Hour, w.now)
		return errors.Join(err, reach, read, told,
			tx.SetPrompt(ctx, storage.Prompt{Account: owner, Chat: home.Chat, Ticket: k.ID, Act: desk.ActReply,
				Facts: json.RawMessage(`{"Text": "` + TagWords + `"}`), Expires: w.now.Add(time.Hour)}),
			tx.SaveDraft(desk.Draft{Ticket: k.ID, Owner: owner, Place: home, Answers: map[string]string{"domain": TagWords}, Kept: []string{TagWords}, Asked: w.now}),
			tx.CopyFile(ctx, desk.FileCopy{Utterance: said[0].ID, At: w.Message(k.Copies[0].At), ID: TagFile}),
			tx.LinkThread(ctx, desk.Address{Platform: home.Platform, Chat: home.Chat, Thread: "7"}, k.ID),
			tx.Enqueue(ctx, w.now, desk.Notice{
				Key: "list", To: k.Copies[0].At, Class: desk.ClassAnswer, Kind: notice.List{}.Kind(),
				Facts: notice.Encode(notice.List{Queue: true, Tickets: []*desk.Ticket{k}}), Planned: w.now,
			}, desk.Notice{
				Key: "dead", To: k.Copies[0].At, Class: desk.ClassAnswer, Kind: notice.Greeting{}.Kind(),
				Facts: notice.Encode(notice.Greeting{Name: TagName}), Planned: w.now,
			}))
	})
	ctx := context.Background()
	var err error
	for range 2 { // one after another, because they go to one chat
		claimed, lost := w.Store.Claim(ctx, storage.ClaimOpts{Now: w.now, Lease: time.Minute, Limit: 10})
		err = errors.Join(err, lost)
		for _, n := range claimed {
			err = errors.Join(err, w.Store.Settle(ctx, w.now, storage.Settlement{ID: n.ID, Tries: n.Tries, Dead: true, Why: "refused: " + TagName}))
		}
	}
	if err = errors.Join(err, w.Store.Park(ctx, "parked", []byte(`{"from": `+TagAccount+`, "text": "`+TagWords+`"}`), "broken", w.now)); err != nil {
		w.t.Fatal(err)
	}
}
