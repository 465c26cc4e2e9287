package storage_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage"
)

// connect returns a connection to a database that does not use the store.
func connect(t testing.TB, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

// exec runs a statement, as a replica of an older version would.
func exec(t testing.TB, conn *pgx.Conn, sql string, args ...any) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func TestWhatAReplicaFromBeforeClaimedSinceIsNotGivenBack(t *testing.T) {
	t.Parallel()
	url := database(t)
	db := openAt(t, url)
	enqueue(t, db, notice("held", group))
	lost := storage.ClaimOpts{Name: "lost", Now: noon, Lease: lease, Limit: 1}
	if _, err := db.Claim(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	// The replica claims the notice after the lease has ended, and stores no holder.
	exec(t, connect(t, url), `update notices set leased_until = $1, tries = tries + 1`, noon.Add(2*lease))
	if err := db.GiveBack(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, claim(t, db, noon.Add(lease)))
}

// Statements of the version before timers had subjects other than tickets.
const (
	armBefore = `
insert into alarms (ticket, clock, step, rep, due)
select * from unnest($1::bigint[], $2::text[], $3::integer[], $4::integer[], $5::timestamptz[])
on conflict (ticket, clock) do update set step = excluded.step, rep = excluded.rep, due = excluded.due`

	disarmBefore = `delete from alarms where ticket = $1 and clock = any($2)`

	sweepBefore = `
select ticket, clock, step, rep, due from alarms
where (due, ticket, clock) > (coalesce($1, '-infinity'::timestamptz), $2, $3)
order by due, ticket, clock limit $4`
)

func TestAReplicaFromBeforeSharesTheTicketsAlarms(t *testing.T) {
	t.Parallel()
	url := database(t)
	db, old := openAt(t, url), connect(t, url)
	k := ticket(t, db, boris(t, db))
	prune := desk.Alarm{Subject: desk.Of("routine", "prune"), Due: noon}
	arm(t, db, alarm(k, desk.ClockReaction, 0, 1), alarm(k, desk.ClockClose, 0, 3), alarm(k, desk.ClockPromise, 0, 4), prune)

	exec(t, old, armBefore, []int64{int64(k.ID), int64(k.ID)}, []string{"reaction", "resolution"}, []int{1, 0}, []int{0, 0},
		[]time.Time{noon.Add(5 * time.Minute), noon.Add(2 * time.Minute)})
	exec(t, old, disarmBefore, k.ID, []string{"close"})
	want := []desk.Alarm{alarm(k, desk.ClockResolution, 0, 2), alarm(k, desk.ClockPromise, 0, 4), alarm(k, desk.ClockReaction, 1, 5)}
	if diff := cmp.Diff(want, locked(t, db, k).Armed); diff != "" {
		t.Errorf("what it armed (-want +got):\n%s", diff)
	}

	rows, _ := old.Query(t.Context(), sweepBefore, nil, 0, "", 10)
	swept, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (clock string, err error) {
		var ticket, step, rep int64 // null if there is none
		var due time.Time
		err = row.Scan(&ticket, &clock, &step, &rep, &due)
		return clock, err
	})
	if diff := cmp.Diff([]string{"resolution", "reaction"}, swept); diff != "" || err != nil {
		t.Errorf("what it sweeps: %v (-want +got):\n%s", err, diff)
	}
}

// Memberships that a version before 0010 stored expire, unless their invitation is known.
func TestStaffWhomAProgramFromBeforeNotedRunOut(t *testing.T) {
	t.Parallel()
	url := database(t)
	db, conn := openAt(t, url), connect(t, url)
	guest, invited, lead := boris(t, db), personOf(t, db, desk.Person{Handle: "vera"}), personOf(t, db, desk.Person{Handle: "olga"})
	for who, role := range map[desk.PersonID]string{guest.ID: "staff", invited.ID: "staff", lead.ID: "manager"} {
		exec(t, conn, `insert into members (person, project, role, since) values ($1, 'ROM', $2, $3)`, who, role, noon)
	}
	exec(t, conn, `insert into invites (code_hash, project, role, invited_by, expires_at, taken_by, taken_at) values ('x', 'ROM', 'staff', 'anna', $1, $2, $1)`, noon, invited.ID)
	sql, err := os.ReadFile("schema/0015_identity.sql")
	if err != nil {
		t.Fatal(err)
	}
	exec(t, conn, string(sql[strings.Index(string(sql), "update"):]))
	of := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]storage.ProjectMember, error) {
		return tx.Members(ctx, "ROM")
	})
	for _, m := range of {
		if runsOut := !m.SeenAt.IsZero(); runsOut != (m.ID == guest.ID) || !m.Lasts(&desk.Project{}, time.Now()) || runsOut == m.Lasts(&desk.Project{}, time.Now().Add(desk.Present)) {
			t.Errorf("%s %d runs out: %v", m.Role, m.ID, runsOut)
		}
	}
	if len(of) != 3 {
		t.Errorf("%d are members, want all three", len(of))
	}
}
