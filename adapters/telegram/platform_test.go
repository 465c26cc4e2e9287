package telegram_test

import (
	"strconv"
	"time"

	"vakhta/adapters/adaptertest"
	"vakhta/desk"
	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/faults"
)

// telegramPatience is longer than the adapter waits before it tries again.
const telegramPatience = 10 * time.Second

func (p *platform) ref(m simtelegram.Message) desk.MessageRef {
	return desk.MessageRef{Address: address(m.Chat, m.Thread), Message: strconv.Itoa(m.ID)}
}

func (p *platform) message(at desk.MessageRef) simtelegram.Message {
	p.t.Helper()
	id, _ := strconv.Atoi(at.Message)
	chat, _ := strconv.ParseInt(at.Chat, 10, 64)
	m, ok := p.Chat(chat).Message(id)
	if !ok {
		p.t.Fatalf("there is no message %s in %s", at.Message, at.Chat)
	}
	return m
}

func (p *platform) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *platform) Say(text string) desk.MessageRef {
	p.t.Helper()
	m, err := p.maria.Says(p.group.ID, "@vakhta_bot "+text)
	p.must(err)
	return p.ref(m)
}

func (p *platform) Change(at desk.MessageRef, text string) {
	p.t.Helper()
	_, err := p.maria.Edits(p.message(at), "@vakhta_bot "+text)
	p.must(err)
}

func (p *platform) Press(at desk.MessageRef, label string) {
	p.t.Helper()
	press, err := p.maria.Presses(p.message(at), label)
	p.must(err)
	p.presses = append(p.presses, press)
}

func (p *platform) Command(words string) {
	p.t.Helper()
	_, err := p.maria.Says(p.group.ID, "/"+words)
	p.must(err)
}

func (p *platform) Told() []string {
	var told []string
	for _, press := range p.presses {
		if answer, ok := press.Answer(); ok && answer.Text != "" {
			told = append(told, answer.Text)
		}
	}
	for _, m := range p.group.FromBot() {
		told = append(told, m.Text)
	}
	return told
}

func (p *platform) Answered() bool { return len(p.Unanswered()) == 0 }

func (p *platform) Repeat() { p.RepeatUpdates(1) }

func (p *platform) Poison() {
	p.t.Helper()
	p.must(p.Server.Poison("message", `{"message_id":"not a number","chat":[]}`))
}

func (p *platform) Share(name string, data []byte) desk.MessageRef {
	p.t.Helper()
	m, err := p.maria.SendsDocument(p.group.ID, "@vakhta_bot", name, "text/plain", data)
	p.must(err)
	return p.ref(m)
}

func (p *platform) Attached(at desk.MessageRef) (string, []byte) {
	p.t.Helper()
	f := p.message(at).File
	if f == nil {
		p.t.Fatalf("message %s has no file", at.Message)
	}
	data, name, _, _ := p.File(f.ID)
	return name, data
}

func (p *platform) Delete(at desk.MessageRef) {
	p.t.Helper()
	p.must(p.maria.Deletes(p.message(at)))
}

func (p *platform) Shown(at desk.MessageRef) (string, bool) {
	id, _ := strconv.Atoi(at.Message)
	m, ok := p.group.Message(id)
	return m.Text, ok
}

func (p *platform) Count() int { return len(p.group.FromBot()) }

func (p *platform) Called(at desk.MessageRef) []string {
	var called []string
	for _, e := range p.message(at).Entities {
		switch e.Type {
		case "text_mention":
			called = append(called, strconv.FormatInt(e.User.ID, 10))
		case "mention", "text_link":
			called = append(called, e.Type+" "+e.URL)
		}
	}
	return called
}

func (p *platform) Fail(f adaptertest.Fault) {
	fault := map[adaptertest.Fault]faults.Fault{
		adaptertest.TooMany: faults.TooMany(int(adaptertest.Wait.Seconds())), adaptertest.Broken: faults.BadGateway(),
		adaptertest.Cut: faults.DropBefore(), adaptertest.Lost: faults.DropAfter(),
		adaptertest.Denied: faults.Refuse(401, "Unauthorized: invalid token specified"),
	}[f]
	p.FailNext(faults.AnyMethod, fault)
}

func (p *platform) Complaints() []string { return p.Violations() }
