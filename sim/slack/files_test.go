package slack_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	simslack "vakhta/sim/slack"
)

func TestAFileGoesUpInThreeStepsAndItsMessageComesAsAnEvent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		asked := must(b.anna.Says("C0L1", "the report?"))(t)
		sent, err := b.bot.UploadFile(slack.UploadFileParameters{Filename: "report.pdf", Title: "Report", FileSize: 5, Reader: strings.NewReader("%PDF-"), Channel: "C0L1", ThreadTimestamp: asked.TS, InitialComment: "here"})
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		thread := b.In("C0L1").Thread(asked)
		if len(thread) != 1 || thread[0].Files[0].ID != sent.ID || thread[0].Text != "here" {
			t.Fatalf("the thread: %+v", thread)
		}
		event := l.inner()[1].InnerEvent.Data.(*slackevents.MessageEvent)
		if event.SubType != "file_share" || event.BotID != "B0DESK" || event.Message.Files[0].Mimetype != "application/pdf" {
			t.Errorf("the event: %+v", event)
		}
		info, _, _, err := b.bot.GetFileInfo(sent.ID, 0, 0)
		if err != nil || info.Shares.Public["C0L1"][0].Ts != thread[0].TS {
			t.Errorf("the file's shares: %+v, %v", info, err)
		}
	})
}

func TestAnUploadMustKeepItsPromises(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		b.Channel("C0AWAY", "away")
		if err := b.In("C0AWAY").Remove("U0DESK"); err != nil {
			t.Fatal(err)
		}
		if _, err := b.bot.UploadFile(slack.UploadFileParameters{Filename: "a.txt", FileSize: 9, Reader: strings.NewReader("short"), Channel: "C0L1"}); err == nil {
			t.Error("fewer bytes than announced were taken")
		}
		_, err := b.bot.UploadFile(slack.UploadFileParameters{Filename: "a.txt", FileSize: 5, Reader: strings.NewReader("short"), Channel: "C0AWAY"})
		if code(err) != "not_in_channel" {
			t.Errorf("into a channel without the bot: %v", err)
		}
		if _, _, _, err := b.bot.GetFileInfo("F00000002", 0, 0); code(err) != "file_not_found" {
			t.Errorf("a file that was never completed: %q", code(err))
		}
	})
}

func TestADownloadNeedsTheTokenAndOtherwiseShowsTheSignInPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{BaseURL: "http://slack/"})
		l := b.listen(nil)
		must(b.anna.Shares("C0L1", "look", nil, simslack.Upload{Name: "till.png", Bytes: []byte("\x89PNG")}))(t)
		synctest.Wait()
		event := l.inner()[0].InnerEvent.Data.(*slackevents.MessageEvent)
		link := event.Message.Files[0].URLPrivateDownload
		var got bytes.Buffer
		if err := b.bot.GetFile(link, &got); err != nil || got.String() != "\x89PNG" {
			t.Errorf("with the token: %q, %v", got.String(), err)
		}
		thief := slack.New("xoxb-stolen", slack.OptionAPIURL("http://slack/api/"), slack.OptionHTTPClient(b.client))
		if err := thief.GetFile(link, &got); err == nil || !strings.Contains(err.Error(), "sign-in") {
			t.Errorf("without it: %v", err)
		}
		hidden := must(b.anna.Shares("C0L1", "", nil, simslack.Upload{Name: "x.txt", Bytes: []byte("x"), Hidden: true}))(t)
		synctest.Wait()
		events := l.inner()
		file := events[len(events)-1].InnerEvent.Data.(*slackevents.MessageEvent).Message.Files[0]
		if file.ID != hidden.Files[0].ID || file.Name != "" {
			t.Errorf("a file behind a veil: %+v", file)
		}
	})
}
