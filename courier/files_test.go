package courier_test

import (
	"context"
	"testing"
	"time"

	"vakhta/demo/cast"
	"vakhta/desk"
	"vakhta/files"
	"vakhta/notice"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
)

// sends makes maria send a file, which her client has uploaded.
func (o *office) sends(name string, data []byte) {
	o.t.Helper()
	sent := cast.Interaction{As: "maria", Verb: "file", Chat: maria.String(), File: &cast.SentFile{Name: name, MIME: "application/pdf", Data: data}}
	if _, err := o.Act(o.t.Context(), sent); err != nil {
		o.t.Error(err)
		return
	}
	all := o.Telegram.Chat(7001).Messages()
	f := desk.File{Kind: "document", Name: name, Platform: desk.Telegram, ID: all[len(all)-1].File.ID, Size: int64(len(data))}
	o.does("maria", maria, desk.Said{Message: desk.MessageRef{Address: maria, Message: "201"}, Text: "вот файл", Files: []desk.File{f}, ToBot: true})
	o.passes(15 * time.Second)
}

func TestAFullDiskIsSaidToBothSides(t *testing.T) {
	inOffice(t, func(o *office) {
		o.spool = files.NewSpool(t.TempDir()+"/missing", 1)
		o.works()
		o.opens()
		o.sends("act.pdf", []byte("%PDF"))
		for at, words := range map[desk.Address]string{firstLine: "Вложение не дошло: act.pdf", maria: "На нашей стороне для него не хватило места."} {
			if o.count(at, words) != 1 {
				t.Errorf("%s reads %q, want %q once", at, o.shown(at), words)
			}
		}
	})
}

func TestAFileWaitsWhileAsManyAsAllowedAreUnderWay(t *testing.T) {
	inOffice(t, func(o *office) {
		o.spool = files.NewSpool(t.TempDir(), 1)
		release, _ := o.spool.Reserve()
		o.works()
		o.opens()
		o.sends("act.pdf", []byte("%PDF"))
		if o.count(firstLine, "вот файл") != 1 || len(o.Slack.State().Files) != 0 {
			t.Errorf("while the spool is full the channel reads %q", o.shown(firstLine))
		}
		release()
		o.passes(2 * time.Second)
		if all := o.Slack.State().Files; len(all) != 1 || all[0].Name != "act.pdf" {
			t.Errorf("Slack has the files %+v", all)
		}
	})
}

func TestAStoredFileIsThereWhenTheMessengerHasItNoLonger(t *testing.T) {
	inOffice(t, func(o *office) {
		store := files.Folder{Path: t.TempDir()}
		o.files = store
		o.works()
		o.opens()
		o.sends("act.pdf", []byte("%PDF act"))
		all, err := store.All(t.Context())
		if err != nil || len(all) != 1 || all[0].Size != 8 || all[0].Name == "act.pdf" {
			t.Errorf("stored: %+v, %v", all, err)
		}
		words := o.said()
		o.Telegram.FailNext("getFile", faults.Refuse(400, "Bad Request: wrong file_id or the file is temporarily unavailable"))
		o.queues(desk.Notice{
			Key: "again", Ticket: words.Ticket, To: shopDev, Class: desk.ClassRelay, Utterance: words.ID, Slot: notice.WordsSlot(words.ID, shopDev),
			Kind: notice.CustomerSaid{}.Kind(), Facts: notice.Encode(notice.CustomerSaid{Author: words.Author, Text: words.Text, Files: words.Files}),
		})
		o.passes(15 * time.Second)
		if all := o.Slack.State().Files; len(all) != 2 || all[1].Size != 8 {
			t.Errorf("Slack has the files %+v", all)
		}
	})
}

// said returns the last words that have a file.
func (o *office) said() (words desk.Utterance) {
	o.update(func(ctx context.Context, tx *storage.Tx) error {
		all, err := tx.Utterances(ctx, o.ticket().ID)
		for _, u := range all {
			if len(u.Files) > 0 {
				words = u
			}
		}
		return err
	})
	return words
}
