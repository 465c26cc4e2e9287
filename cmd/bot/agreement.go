package main

import (
	"io"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/papers"
)

// agreementCommand writes what is promised to a shop: the annex to a contract.
type agreementCommand struct {
	app.DeskOptions
	Project string      `required:"" help:"The project's code."`
	Format  string      `default:"md" enum:"md,pdf" help:"md (Markdown) or pdf."`
	Lang    desk.Locale `enum:"ru,en," default:"" help:"ru or en. Default: the desk's language."`
	Out     string      `help:"The file to write, which must not exist yet; only its owner may read it. Default: standard output."`
}

// Help says what is in the file.
func (agreementCommand) Help() string {
	return "The file says what desk.yaml promises the shop: targets, hours, who is called, rules and people. Its version stays the same, in both languages, until something of that changes. " +
		"No database is needed."
}

// Run writes the file, completely or not at all.
func (c agreementCommand) Run(std streams) error {
	d, _, err := c.Load()
	if err != nil {
		return err
	}
	o := paperOptions{Project: c.Project, Lang: c.Lang, Out: c.Out}
	p, err := o.project(d)
	if err != nil {
		return err
	}
	a := papers.Annex{Desk: d, Project: p, At: desk.WallClock{}.Now()}
	return o.write(std, func(to io.Writer) error {
		return papers.WriteAgreement(to, papers.FileFormat(c.Format), a, o.in(d))
	})
}
