package main

import (
	"context"
	"fmt"

	"vakhta/app"
)

// migrateCommand migrates the schema.
type migrateCommand struct {
	app.StoreOptions
	app.LogOptions
}

// Run migrates and prints the schema's version.
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
