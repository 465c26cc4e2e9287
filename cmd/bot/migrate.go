package main

import (
	"context"
	"fmt"

	"vakhta/app"
)

// migrateCommand brings the schema up to date.
type migrateCommand struct {
	app.StoreOptions
	app.LogOptions
}

// Run migrates and says where the schema stands.
func (c migrateCommand) Run(ctx context.Context, std streams) error {
	s, err := c.Open(ctx, c.Logger(std.err))
	if err != nil {
		return err
	}
	defer s.Close()
	have, _, err := s.Store.Version(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "the database schema is at version %d\n", have)
	return nil
}
