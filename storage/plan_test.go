package storage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// tenThousand fills five lanes with rows, four out of five of which were sent.
const tenThousand = `
insert into notices (key, state, ticket, platform, chat, thread, in_thread, slot, class, kind, utterance, person,
    clock, step, rep, queued_at, not_before)
select 'key ' || i, case when i % 5 = 0 then 'living' else 'sent' end, i, 'slack', 'C' || i % 25, '', false, '', i % 3, 'text',
    0, 0, '', 0, 0, $1, $1
from generate_series(1, 50000) i`

// fill makes a database with these rows and returns its address and a connection that plans statements as the store's
// connections do.
func fill(t *testing.T) (url string, conn *pgx.Conn) {
	t.Helper()
	url = testpg.New(t, schema.SQL(), storage.Migrate)
	conn = connect(t, url)
	exec(t, conn, tenThousand, noon)
	exec(t, conn, "set plan_cache_mode = force_generic_plan; set enable_seqscan = on")
	return url, conn
}

// plan returns the server's generic plan of a statement.
func plan(t *testing.T, conn *pgx.Conn, sql string) string {
	t.Helper()
	described, err := conn.Prepare(t.Context(), "planned", sql)
	if err != nil {
		t.Fatal(err)
	}
	arguments := strings.TrimSuffix(strings.Repeat("null, ", len(described.ParamOIDs)), ", ")
	rows, _ := conn.Query(t.Context(), "explain execute planned ("+arguments+")")
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Deallocate(t.Context(), "planned"); err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

func TestNoStatementWalksTheWholeOutbox(t *testing.T) {
	t.Parallel()
	_, conn := fill(t)
	for sql, index := range map[string]string{
		storage.ClaimUrgentSQL: "using notices_turns",
		storage.ClaimRestSQL:   "using notices_heads",
		storage.InsertSQL:      "notices_ticket",
	} {
		if p := plan(t, conn, sql); !strings.Contains(p, index) || strings.Contains(p, "Seq Scan on notices") {
			t.Errorf("among 10 000 living and 40 000 sent notices this does not go by %s alone:\n%s", index, p)
		}
	}
}

func TestTheNoticesOfATicketAreFoundByItsIndex(t *testing.T) {
	t.Parallel()
	_, conn := fill(t)
	for _, sql := range storage.OfTicketSQL {
		if p := plan(t, conn, sql); !strings.Contains(p, "notices_ticket") || strings.Contains(p, "Seq Scan on notices") {
			t.Errorf("%s\nreads the whole outbox:\n%s", sql, p)
		}
	}
}

func TestAClaimTakesTheHeadOfEachLane(t *testing.T) {
	t.Parallel()
	url, _ := fill(t)
	db, err := storage.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for urgent, want := range map[bool]int{true: 5, false: 0} {
		all := storage.ClaimOpts{Urgent: urgent, Now: noon, Lease: time.Minute, Limit: 50}
		if got, err := db.Claim(t.Context(), all); len(got) != want || err != nil {
			t.Errorf("claimed %d of five lanes, %v; want %d: the head of each is an escalation", len(got), err, want)
		}
	}
}

// Neither the turn of a notice nor the first notice of a lane is found by reading all that wait there.
func TestTurnsAreFoundByLane(t *testing.T) {
	t.Parallel()
	_, conn := fill(t)
	for sql, indexes := range map[string][]string{
		storage.InsertSQL:      {"Scan using notices_heads on notices n_", "Backward using notices_shares"},
		storage.ClaimUrgentSQL: {"Scan using notices_heads on notices u"},
	} {
		for _, index := range indexes {
			if p := plan(t, conn, sql); !strings.Contains(p, index) || strings.Contains(p, "Seq Scan on tickets") {
				t.Errorf("it goes otherwise than by %q:\n%s", index, p)
			}
		}
	}
}
