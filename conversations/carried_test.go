package conversations_test

import (
	"testing"

	"vakhta/desk"
	"vakhta/notice"
)

// TestAQuoteOfAnInternalMessageStaysInside quotes in a reply what the customer has not
// read.
func TestAQuoteOfAnInternalMessageStaysInside(t *testing.T) {
	t.Parallel()
	k := open(t, "channel: slack:C0L1", "channel: telegram:-1004000000002")
	line := desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1004000000002"}}
	k.says("maria", k.private("maria"), "Не печатает принтер")
	var card desk.MessageRef
	for _, l := range k.Post() {
		if l.Kind == (notice.WorkCard{}).Kind() && l.To.Root() == line.Address {
			card = l.Message
		}
	}
	note := k.says("anna", line, "Пароль от базы hunter2", inReplyTo(card))
	k.says("anna", line, "!Уже смотрим", inReplyTo(note), func(s *desk.Said) {
		s.Quoted = desk.Excerpt{Author: "Анна Ким", Text: "hunter2"}
	})
	if got := k.hears("maria"); got != "Уже смотрим" {
		t.Errorf("the customer reads %q", got)
	}
}
