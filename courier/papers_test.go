package courier_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
)

// asked returns the notice of a report's file to olga.
func asked(format, project string) desk.Notice {
	f := notice.ReportFile{Projects: []string{project}, Of: "Ромашка", Period: "2026-11", At: testdesk.Noon, Format: format, Name: "ROM 2026-11." + format}
	return desk.Notice{
		Key: "asked/" + format, To: desk.Address{Platform: desk.Telegram, Chat: "6001"}, Class: desk.ClassAnswer,
		Kind: f.Kind(), Facts: notice.Encode(f),
	}
}

// reported returns the files of reports that olga has.
func (o *office) reported() (all [][]byte) {
	for _, m := range o.Telegram.Chat(6001).Messages() {
		if m.File != nil && m.Bot {
			data, _, _, _ := o.Telegram.File(m.File.ID)
			all = append(all, data)
		}
	}
	return all
}

func TestAReportIsMadeWhenItIsSent(t *testing.T) {
	inOffice(t, func(o *office) {
		store := files.Folder{Path: t.TempDir()}
		o.files = store
		o.works()
		o.opens()
		o.Telegram.FailNext("sendDocument", faults.Refuse(502, "Bad Gateway"))
		every := notice.ReportFile{Projects: []string{"ROM"}, All: true, Period: "2026-11", At: testdesk.Noon, Format: "png", Name: "all 2026-11.png"}
		picture := asked("png", "ROM")
		picture.Facts = notice.Encode(every)
		o.queues(asked("csv", "ROM"), picture)
		o.passes(15 * time.Second)
		all := o.reported()
		if len(all) != 2 || !bytes.Contains(all[0], []byte("Касса не пробивает чеки")) || !bytes.HasPrefix(all[1], []byte("\x89PNG")) {
			t.Errorf("olga has %d files: %.80q", len(all), all)
		}
		if olga := (desk.Address{Platform: desk.Telegram, Chat: "6001"}); o.count(olga, "Отчёт: все магазины") != 1 {
			t.Errorf("olga reads %q", o.shown(olga))
		}
		kept, err := store.All(t.Context())
		if err != nil || len(kept) != 2 {
			t.Errorf("stored: %+v, %v", kept, err)
		}
	})
}

func TestAReportThatCannotBeMadeIsReplacedByASentence(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.queues(asked("csv", "GONE"))
		o.passes(30 * time.Second)
		if olga := (desk.Address{Platform: desk.Telegram, Chat: "6001"}); o.count(olga, "Файл отчёта не отправлен: ROM 2026-11.csv. Его не удалось сделать.") != 1 {
			t.Errorf("olga reads %q", o.shown(olga))
		}
	})
}

func TestAReportForWhichThereIsNoRoomIsReplacedByASentence(t *testing.T) {
	inOffice(t, func(o *office) {
		o.spool = files.NewSpool(t.TempDir()+"/missing", 1)
		o.works()
		o.queues(asked("pdf", "ROM"))
		o.passes(30 * time.Second)
		if olga := (desk.Address{Platform: desk.Telegram, Chat: "6001"}); o.count(olga, "На нашей стороне для него не хватило места.") != 1 {
			t.Errorf("olga reads %q", o.shown(olga))
		}
	})
}

// TestAFullDiskKeepsNothingBack has no room for the temporary file, and later none in the store: what cannot be made is
// replaced by a sentence, what can be made arrives, and the chat does not wait.
func TestAFullDiskKeepsNothingBack(t *testing.T) {
	inOffice(t, func(o *office) {
		dir := t.TempDir()
		o.spool = files.NewSpool(dir+"/full", 1)
		o.files = files.Folder{Path: dir + "/file/below"}
		if err := os.WriteFile(dir+"/file", nil, 0o600); err != nil { // so that nothing can be stored below it
			t.Fatal(err)
		}
		o.works()
		o.opens()
		o.queues(asked("pdf", "ROM"), o.answer("meanwhile", "Касса работает", olga()))
		o.passes(30 * time.Second)
		if o.count(olga(), "На нашей стороне для него не хватило места.") != 1 || o.count(olga(), "Касса работает") != 1 || len(o.reported()) != 0 {
			t.Errorf("while the disk is full olga has %d files and reads %q", len(o.reported()), o.shown(olga()))
		}
		if err := os.Mkdir(dir+"/full", 0o700); err != nil {
			t.Fatal(err)
		}
		o.queues(asked("csv", "ROM"))
		o.passes(30 * time.Second)
		if all := o.reported(); len(all) != 1 || !bytes.Contains(all[0], []byte("Касса не пробивает чеки")) {
			t.Errorf("with room again olga has %d files and reads %q", len(all), o.shown(olga()))
		}
		if left, err := os.ReadDir(dir + "/full"); err != nil || len(left) != 0 {
			t.Errorf("left in the temporary folder: %v, %v", left, err)
		}
	})
}

// olga's chat with the bot.
func olga() desk.Address { return desk.Address{Platform: desk.Telegram, Chat: "6001"} }

func TestWhoAskedForAReportHearsThatItTakesLongerAndTheChatDoesNotWait(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		report := asked("csv", "ROM")
		report.Class, report.Person = desk.ClassDigest, o.ticket().Requester.ID
		o.Telegram.FailNext("sendDocument", faults.Slow(20*time.Second))
		o.queues(report)
		o.passes(2 * time.Second)
		if n := o.count(olga(), "Отчёт ещё считается"); n != 0 {
			t.Errorf("after two seconds olga reads %q", o.shown(olga()))
		}
		o.queues(o.answer("meanwhile", "Касса работает", olga()))
		o.passes(3 * time.Second)
		if o.count(olga(), "Отчёт ещё считается. Пришлю сюда, как будет готов.") != 1 || o.count(olga(), "Касса работает") != 1 {
			t.Errorf("while the report is on its way, olga reads %q", o.shown(olga()))
		}
		o.passes(20 * time.Second)
		if len(o.reported()) != 1 || o.count(olga(), "Отчёт ещё считается") != 1 {
			t.Errorf("olga has %d files and reads %q", len(o.reported()), o.shown(olga()))
		}
	})
}

// figures returns the notice of a report as a message to olga.
func figures(key string, f notice.ReportText) desk.Notice {
	return desk.Notice{Key: key, To: olga(), Class: desk.ClassDigest, Kind: f.Kind(), Facts: notice.Encode(f)}
}

func TestAReportIsComputedBesideAllElse(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		month := notice.ReportText{Projects: []string{"ROM"}, Period: "2026-11", At: testdesk.Noon.Add(72 * time.Hour)}
		gone := month
		gone.Projects = []string{"GONE"}
		o.queues(figures("gone", gone), figures("month", month))
		o.passes(30 * time.Second)
		o.update(func(ctx context.Context, tx *storage.Tx) error { // words in it can be erased
			told, err := tx.ToldOf(ctx, &desk.Ticket{Key: desk.Key{Project: "ROM", Number: 1}})
			if !slices.ContainsFunc(told, func(n storage.StandingNotice) bool { return n.Key == "month" && n.Kind == notice.ReportCard{}.Kind() }) {
				t.Errorf("told of the late ticket: %+v", told)
			}
			return err
		})
		if o.count(olga(), "Ромашка: отчёт") != 1 || o.count(olga(), "Отчёт не удалось посчитать: это неполадка у нас.") != 1 {
			t.Errorf("olga reads %q", o.shown(olga()))
		}
	})
}
