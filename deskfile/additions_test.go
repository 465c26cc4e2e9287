package deskfile_test

import (
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/internal/testdesk"
)

func TestLinkedChatsAreAddedToDeskYAML(t *testing.T) {
	t.Parallel()
	chat := func(project, id string) desk.Connection {
		return desk.Connection{Project: project, BoundChat: desk.BoundChat{Chat: desk.Address{Platform: desk.Telegram, Chat: id}, Intake: desk.IntakeMention}}
	}
	const block, flow = "      - {chat: telegram:-1003000000003, intake: mention}\n", "projects:\n  LIL: {name: Лилия, contract: gold, line_1: first-line}\n"
	for name, oldnew := range map[string][]string{
		"a list of lines":    nil,
		"a list in brackets": {"    chats:                       # where the shop's people write; intake: mention (default) or all\n" + block + "      - {chat: slack:C0ROM, intake: all}\n", "    chats: [{chat: \"telegram:-1003000000003\", intake: mention}]\n"},
		"no chats":           {"    chats:                       # where the shop's people write; intake: mention (default) or all\n" + block + "      - {chat: slack:C0ROM, intake: all}\n", ""},
	} {
		text := testdesk.ExampleText(t, append([]string{"projects:\n", flow}, oldnew...)...)
		got, err := deskfile.WithConnections([]byte(text), []desk.Connection{chat("ROM", "-1009000000077"), chat("LIL", "-1009000000078"), chat("ROM", "-1009000000077"), chat("GON", "-1009000000079")})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d, _, err := deskfile.Read("desk.yaml", got)
		if err != nil {
			t.Fatal(err)
		}
		for code, id := range map[string]string{"ROM": "-1009000000077", "LIL": "-1009000000078"} {
			if p, b := d.ProjectByChat(desk.Address{Platform: desk.Telegram, Chat: id}); p == nil || p.Code != code || b != desk.IntakeMention {
				t.Errorf("%s: %s is not linked to %s", name, id, code)
			}
		}
		if strings.Count(string(got), "#") != strings.Count(text, "#") { // remarks
			t.Errorf("%s: remarks are lost", name)
		}
	}
}
