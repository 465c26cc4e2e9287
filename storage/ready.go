package storage

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"vakhta/storage/pgtx"
)

// Ready keeps n connections open on which every statement of [rehearsal] has
// run once. After a quiet night the first call then waits for no connection and
// no plan.
func Ready(n int) OpenOption {
	return func(c *pgxpool.Config) {
		c.MinConns = int32(n)
		c.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
			return errors.Join(generic(ctx, conn), pgtx.Rehearse(ctx, conn, rehearsal()...))
		}
	}
}

// rehearsal returns the statements that run between a due alarm and its
// message.
func rehearsal() []string {
	return []string{
		// The keeper acts on the alarm.
		selectTickets + byIDs + forUpdate, armedOfLocked, firedOfLocked,
		selectUnreachable, selectPeople,
		insertFired, upsertTicketAlarms, updateTicket, insertLines, insertNotices,
		// The courier sends what follows.
		claimUrgent, claimRest, nextUrgentDue, nextRestDue,
		selectStanding, selectTickets + byIDs, selectAlarmsOf, selectSlotsOf, settleDone,
	}
}

// generic makes the server plan a statement once for a connection. By default
// it plans for each of the first five executions, which costs a burst more than
// any of our statements gains by known arguments.
func generic(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, "set plan_cache_mode = force_generic_plan")
	return err
}
