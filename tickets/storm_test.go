package tickets_test

import (
	"context"
	"errors"
	"testing"

	"vakhta/internal/testdesk"
	"vakhta/tickets"
)

func TestATicketIsNotLinkedWhereItsFirstLineDoesNotRead(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "teams:", "teams:\n  other-line: {line: 1, channel: slack:C0OTHER, members: [boris]}",
		"projects:", "projects:\n  LIL: {name: Лилия, contract: gold, line_1: other-line, managers: [olga], staff: [maria]}")
	one, other := w.Open(), w.Open()
	other.Key.Project = "LIL"
	_, err := w.Try(one.Key, func(ctx context.Context, c *tickets.Case) error { return c.Link(ctx, w.Actor("boris"), other) })
	if !errors.Is(err, tickets.ErrOtherLine) {
		t.Errorf("linking it to a ticket of another first line: %v; want %v", err, tickets.ErrOtherLine)
	}
}
