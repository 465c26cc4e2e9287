package courier_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
)

// joins lets lena, who is in desk.yaml without a project, join ROM's staff by an invitation.
func (o *office) joins() (lenas desk.PersonID) {
	o.t.Helper()
	anna := desk.Address{Platform: desk.Telegram, Chat: "5001"}
	o.does("anna", anna, desk.Asked{Command: "invite", Args: "ROM staff", Message: desk.MessageRef{Address: anna, Message: "1"}})
	o.passes(time.Minute)
	code := regexp.MustCompile(`start[= ]([a-z2-7]{24})`).FindStringSubmatch(strings.Join(o.shown(anna), "\n"))
	if code == nil {
		o.t.Fatalf("anna gets no code: %q", o.shown(anna))
	}
	o.does("lena", lena, desk.Asked{Command: "start", Args: code[1], Message: desk.MessageRef{Address: lena, Message: "2"}})
	o.passes(time.Minute)
	o.update(func(ctx context.Context, tx *storage.Tx) error {
		p, err := tx.PersonByHandle(ctx, "lena")
		lenas = p.ID
		return err
	})
	return lenas
}

func TestWhatWaitsBehindASlowMessengerIsWithdrawnFromWhoIsRemoved(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		lenas := o.joins()
		o.does("lena", lena, desk.Said{Message: desk.MessageRef{Address: lena, Message: "3"}, Text: "Касса не пробивает чеки", ToBot: true})
		o.passes(time.Minute)
		o.takes()
		o.Telegram.FailNext("sendMessage", faults.Slow(7*time.Second))
		o.replies("Перезагрузите кассу")
		o.passes(time.Second)
		o.replies("Новый пароль hunter2")
		o.passes(time.Second)
		o.does("anna", desk.Address{Platform: desk.Telegram, Chat: "5001"}, desk.Pressed{
			Press: desk.Press{Action: desk.ActRemove, Arg: desk.HeldArg("ROM", int64(lenas))}, Message: desk.MessageRef{Address: lena, Message: "4"},
		})
		o.passes(5 * time.Minute)
		if o.count(lena, "Перезагрузите") != 1 || o.count(lena, "hunter2") > 0 {
			t.Errorf("lena reads %q, want what was under way when she was removed and nothing later", o.shown(lena))
		}
	})
}
