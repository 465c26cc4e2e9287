package storage

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"vakhta/storage/pgtx"
)

// Ready keeps n connections open on which every statement of [rehearsal] has run
// once. The first call after a quiet night then pays for no connection and no plan.
func Ready(n int) OpenOption {
	return func(c *pgxpool.Config) {
		c.MinConns = int32(n)
		c.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
			return errors.Join(generic(ctx, conn), pgtx.Rehearse(ctx, conn, rehearsal()...))
		}
	}
}

// rehearsal are the statements between an alarm that is due and the message that it becomes.
func rehearsal() []string {
	return []string{
		// The keeper acts on the alarm.
		selectTickets + byIDs + forUpdate, armedOfLocked, firedOfLocked,
		selectUnreachable, selectPeople,
		insertFired, upsertTicketAlarms, updateTicket, insertLines, insertNotices,
		// The courier sends what follows from it.
		claimUrgent, claimRest, nextUrgentDue, nextRestDue,
		selectStanding, selectTickets + byIDs, selectAlarmsOf, selectSlotsOf, settleDone,
	}
}

// generic has the server plan a statement once for a connection. It would do so
// for each of the first five times, which costs a burst more than any of our
// statements could gain by knowing its arguments.
func generic(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, "set plan_cache_mode = force_generic_plan")
	return err
}
