package cards_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
)

func TestAListSaysTheSameInColumns(t *testing.T) {
	list := func(f notice.List, l desk.Locale) desk.Card {
		f.Tickets = []*desk.Ticket{fresh(), fresh()}
		c, err := cards.Card(cards.View{Desk: sampleDesk(), Now: noon, Locale: l, Zone: moscow}, f)
		if err != nil || c.Table == nil {
			t.Fatalf("no table: %v", err)
		}
		for _, row := range c.Table.Rows {
			if len(row) != len(c.Table.Columns) {
				t.Errorf("%q under %q", row, c.Table.Columns)
			}
		}
		if !strings.Contains(c.Lines[0], key.String()) {
			t.Errorf("as text it is %q", c.Lines[0])
		}
		return c
	}
	for _, c := range []struct {
		f    notice.List
		l    desk.Locale
		want string
	}{
		{notice.List{}, desk.English, "Ticket|State|Due|What"},
		{notice.List{Shop: true}, desk.English, "Ticket|State|Who|Due|What"},
		{notice.List{Queue: true}, desk.English, "Ticket|Priority|Shop|State|Due|What"},
		{notice.List{Queue: true}, desk.Russian, "Заявка|Приоритет|Магазин|Состояние|Срок|О чём"},
		{notice.List{Shop: true}, desk.Russian, "Заявка|Состояние|Кто|Срок|О чём"},
	} {
		if d := cmp.Diff(c.want, strings.Join(list(c.f, c.l).Table.Columns, "|")); d != "" {
			t.Error(d)
		}
	}
	if row := list(notice.List{Queue: true}, desk.English).Table.Rows[0]; row[0] != "ROM-42" || row[1] != "🔴 P1" || row[2] != "Ромашка" {
		t.Errorf("a row is %q", row)
	}
}
