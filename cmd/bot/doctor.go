package main

import (
	"context"
	"time"

	"vakhta/app"
)

// doctorCommand checks what run needs.
type doctorCommand struct {
	app.Options
	Files app.FileOptions `embed:""`
}

// Run prints a line for each check.
func (c doctorCommand) Run(ctx context.Context, std streams) error {
	all := append(c.Examine(ctx, time.Now()), c.Files.Examine(ctx, c.DataDir))
	if f, has := c.Files.ExamineScanner(ctx); has {
		all = append(all, f)
	}
	return tellFindings(std.out, all)
}
