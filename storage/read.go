package storage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// one is the only row of a query as scan reads it, or desk.ErrNotFound.
func one[T any](ctx context.Context, tx *Tx, what string, scan pgx.RowToFunc[T], sql string, args ...any) (T, error) {
	all, err := pgtx.Rows(ctx, tx.t, what, scan, sql, args...)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s: %w", what, desk.ErrNotFound)
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

// scanRef reads platform, chat, thread and message.
func scanRef(row pgx.CollectableRow) (desk.MessageRef, error) {
	var r desk.MessageRef
	err := row.Scan(&r.Platform, &r.Chat, &r.Thread, &r.Message)
	return r, err
}
