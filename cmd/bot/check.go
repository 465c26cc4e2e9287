package main

import (
	"errors"
	"fmt"

	"vakhta/app"
	"vakhta/deskfile"
)

// checkCommand validates desk.yaml.
type checkCommand struct{ app.DeskOptions }

// Run prints every warning and mistake, or that there is no mistake.
func (c checkCommand) Run(std streams) error {
	d, warnings, err := c.Load()
	for _, w := range warnings {
		fmt.Fprintln(std.out, w)
	}
	if mistakes, ok := errors.AsType[deskfile.Mistakes](err); ok {
		for _, m := range mistakes {
			fmt.Fprintln(std.out, m.Error())
		}
		return errSaid
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%s is valid. Projects: %d, teams: %d, people: %d, contracts: %d.\n",
		c.Config, len(d.Projects), len(d.Teams), len(d.People), len(d.Contracts))
	return nil
}
