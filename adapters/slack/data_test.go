package slack_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/adapters/slack"
	"vakhta/desk"
)

// listCard is a list that is also a table, and a chart.
func listCard() desk.Card {
	return desk.Card{
		Title: "Open tickets", Lines: []string{"ROM-1 not taken", "ROM-2 in progress"},
		Table: &desk.Grid{Caption: "Open tickets", Columns: []string{"Ticket", "State"}, Rows: [][]string{{"ROM-1", "not taken"}, {"ROM-2", ""}}},
		Chart: &desk.Chart{Title: "By priority", Of: "Tickets", Labels: []string{"P1", "P2"}, Amounts: []int{1, 2}},
	}
}

func TestAListIsATableWhereTheWorkspaceHasThem(t *testing.T) {
	for _, has := range []bool{true, false} {
		bubble(t, slack.Config{}, func(b *bench) {
			t := b.t
			b.HasData(has)
			at := must(b.adapter.Post(t.Context(), channel("C0L1"), listCard(), "k1"))(t)
			must(b.adapter.Post(t.Context(), channel("C0L1"), listCard(), "k2"))(t)
			try(t, b.adapter.Edit(t.Context(), at, listCard()))
			calls := 2
			if !has {
				calls = 3 // one is refused, and from then on none
			}
			if n := len(b.CallsOf("chat.postMessage")); n != calls {
				t.Errorf("%d calls for two lists, want %d", n, calls)
			}
			for _, m := range b.In("C0L1").Messages() {
				blocks := string(m.Blocks)
				native := strings.Contains(blocks, `"data_table"`) && strings.Contains(blocks, `"data_visualization"`)
				if native != has || !strings.Contains(blocks, "ROM-2") || !strings.Contains(m.Text, "ROM-2 in progress") {
					t.Errorf("with tables %t, it is %s\n%s", has, m.Text, blocks)
				}
			}
		})
	}
}

func TestAnAnswerWithATableIsReadInAnyWorkspace(t *testing.T) {
	for _, has := range []bool{true, false} {
		bubble(t, slack.Config{}, func(b *bench) {
			t := b.t
			b.HasData(has)
			b.diary.answer(func(desk.Event) (desk.Reply, error) {
				c := listCard()
				return desk.Reply{Card: &c}, nil
			})
			for range 2 {
				must(b.anna.Slash("/desk", "queue", "C0L1"))(t)
				b.pass(time.Second)
			}
			told := b.anna.Ephemerals()
			if len(told) != 2 {
				t.Fatalf("%d answers, want 2", len(told))
			}
			for _, m := range told {
				if native := strings.Contains(string(m.Blocks), "data_table"); native != has || !strings.Contains(string(m.Blocks), "ROM-1") {
					t.Errorf("with tables %t, it is %s", has, m.Blocks)
				}
			}
		})
	}
}
