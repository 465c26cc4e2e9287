package main

import (
	"context"
	"fmt"
)

// migrateCommand brings the schema up to date.
type migrateCommand struct {
	storeFlags
	logFlags
}

// Run migrates and says where the schema stands.
func (c migrateCommand) Run(ctx context.Context, std streams) error {
	s, err := c.open(ctx, c.logger(std.err))
	if err != nil {
		return err
	}
	defer s.close()
	have, _, err := s.store.Version(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "the database schema is at version %d\n", have)
	return nil
}
