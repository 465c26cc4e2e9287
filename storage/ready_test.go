package storage_test

import (
	"testing"

	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

func TestAConnectionThatIsKeptReadyHasChangedNothing(t *testing.T) {
	t.Parallel()
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	db, err := storage.Open(t.Context(), url, storage.Ready(2))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	enqueue(t, db, notice("waits", group))
	again, err := storage.Open(t.Context(), url, storage.Ready(2))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	wantKeys(t, claim(t, again, noon), "waits")
}
