package storage

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A noticeColumn is one of a notice's columns: its type, where it is read into,
// and its values of several notices as one argument.
type noticeColumn struct {
	name, sqlType string
	field         func(*desk.Notice) any
	of            func([]desk.Notice) any
}

func noticeField[T any](name, sqlType string, field func(*desk.Notice) *T) noticeColumn {
	return noticeColumn{
		name: name, sqlType: sqlType,
		field: func(n *desk.Notice) any { return field(n) },
		of: func(all []desk.Notice) any {
			return pgtx.Column(all, func(n desk.Notice) T { return *field(&n) })
		},
	}
}

func noticeTime(name string, field func(*desk.Notice) *time.Time) noticeColumn {
	return noticeColumn{
		name: name, sqlType: "timestamptz",
		field: func(n *desk.Notice) any { return pgtx.Timestamp{T: field(n)} },
		of: func(all []desk.Notice) any {
			return pgtx.Column(all, func(n desk.Notice) pgtx.Timestamp { return pgtx.At(*field(&n)) })
		},
	}
}

// noticeColumns lists the columns of a notice's content. Enqueueing and
// claiming share this order, so they cannot differ. The outbox's own columns,
// such as a lease, are not included.
func noticeColumns() []noticeColumn {
	return []noticeColumn{
		noticeField("key", "text", func(n *desk.Notice) *string { return &n.Key }),
		noticeField("ticket", "bigint", func(n *desk.Notice) *desk.TicketID { return &n.Ticket }),
		noticeField("platform", "text", func(n *desk.Notice) *desk.Platform { return &n.To.Platform }),
		noticeField("chat", "text", func(n *desk.Notice) *string { return &n.To.Chat }),
		noticeField("thread", "text", func(n *desk.Notice) *string { return &n.To.Thread }),
		noticeField("in_thread", "boolean", func(n *desk.Notice) *bool { return &n.InThread }),
		noticeField("slot", "text", func(n *desk.Notice) *string { return &n.Slot }),
		noticeField("class", "smallint", func(n *desk.Notice) *desk.Class { return &n.Class }),
		noticeField("kind", "text", func(n *desk.Notice) *desk.NoticeKind { return &n.Kind }),
		noticeField("facts", "json", func(n *desk.Notice) *json.RawMessage { return &n.Facts }),
		noticeField("utterance", "bigint", func(n *desk.Notice) *int64 { return &n.Utterance }),
		noticeField("person", "bigint", func(n *desk.Notice) *desk.PersonID { return &n.Person }),
		noticeField("clock", "text", func(n *desk.Notice) *desk.ClockName { return &n.Firing.Clock }),
		noticeField("step", "integer", func(n *desk.Notice) *int { return &n.Firing.Step }),
		noticeField("rep", "integer", func(n *desk.Notice) *int { return &n.Firing.Rep }),
		noticeTime("planned", func(n *desk.Notice) *time.Time { return &n.Planned }),
	}
}

// eachNoticeColumn writes a form for every column, replacing NAME, TYPE and N,
// its number among the arguments of insertNotices, which has two before them.
func eachNoticeColumn(form string) string {
	var all []string
	for i, c := range noticeColumns() {
		all = append(all, strings.NewReplacer("NAME", c.name, "TYPE", c.sqlType, "N", strconv.Itoa(3+i)).Replace(form))
	}
	return strings.Join(all, ", ")
}

// noticeArgs returns the columns of notices as arguments.
func noticeArgs(notices []desk.Notice) []any {
	var args []any
	for _, c := range noticeColumns() {
		args = append(args, c.of(notices))
	}
	return args
}

// scanNotice reads id, the columns of a notice and tries.
func scanNotice(row pgx.CollectableRow) (desk.Notice, error) {
	var n desk.Notice
	fields := []any{&n.ID}
	for _, c := range noticeColumns() {
		fields = append(fields, c.field(&n))
	}
	err := row.Scan(append(fields, &n.Tries)...)
	return n, err
}
