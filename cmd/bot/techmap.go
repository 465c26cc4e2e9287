package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/locales"
	"vakhta/storage"
	"vakhta/techmap"
)

// techmapCommand has the commands about tech maps.
type techmapCommand struct {
	New  techmapNewCommand  `cmd:"" help:"Write a commented map to begin with."`
	Show techmapShowCommand `cmd:"" help:"Draw a project's map."`
}

// techmapNewCommand writes a map to begin with.
type techmapNewCommand struct {
	Platform techmap.SitePlatform `required:"" enum:"magento,bitrix,woocommerce,opencart,custom" help:"magento, bitrix, woocommerce, opencart or custom."`
	Lang     desk.Locale          `enum:"ru,en" default:"ru" help:"ru or en."`
	Answer   map[string]string    `help:"Answers to the questions of /audit, such as version=2.4.6 or payment=YooKassa."`
	Out      string               `help:"The file to write, which must not exist yet. Default: standard output."`
}

// Run writes the file, completely or not at all.
func (c techmapNewCommand) Run(std streams) error {
	answers := map[string]string{"platform": string(c.Platform)}
	form := deskfile.Audit().Form
	for name, text := range c.Answer {
		f := form.Field(name)
		if f == nil {
			return fmt.Errorf("there is no question %q; known are %s", name, strings.Join(form.Names(), ", "))
		}
		value, fault := f.Read(text, desk.WallClock{}.Now())
		if fault != "" {
			return fmt.Errorf("%s: %q is no answer to %q", name, text, f.Label.In(c.Lang))
		}
		answers[name] = value
	}
	write := func(w io.Writer) error { return techmap.Filled(w, answers, c.Lang) }
	if c.Out == "" {
		return write(std.out)
	}
	return toNewFile(c.Out, write)
}

// techmapShowCommand draws a project's map.
type techmapShowCommand struct {
	paperOptions
	Format  string `default:"png" enum:"png,pdf" help:"png or pdf."`
	Offline bool   `help:"Do not read open incidents from the database."`
	Shop    bool   `help:"What the shop sees: without internal risks and contacts."`
}

// Help says what the command needs.
func (techmapShowCommand) Help() string {
	return "The map is the one that desk.yaml names. What open incidents are about is marked; with --offline no database is needed."
}

// incidentsWithin is how far back incidents confirm risks.
const incidentsWithin = 90 * 24 * time.Hour

// Run writes the file, completely or not at all.
func (c techmapShowCommand) Run(ctx context.Context, std streams) error {
	now := desk.WallClock{}.Now()
	d, all, err := c.read(ctx, now)
	if err != nil {
		return err
	}
	p, err := c.project(d)
	if err != nil {
		return err
	}
	if p.TechMap == nil {
		return fmt.Errorf("project %s has no techmap in desk.yaml; bot techmap new begins one", p.Code)
	}
	s := techmap.SheetOf(d, p, now, locales.New(c.in(d), d.ZoneOfProject(p)))
	s.State, s.Inside = techmap.StateOf(p.TechMap, all), !c.Shop
	return c.write(std, func(w io.Writer) error {
		if c.Format == "pdf" {
			return techmap.Document(w, s)
		}
		return techmap.Picture(w, s)
	})
}

// read returns the desk, and the project's incidents if they are wanted.
func (c techmapShowCommand) read(ctx context.Context, now time.Time) (*desk.Desk, []desk.MapIncident, error) {
	if c.Offline {
		d, _, err := c.Load()
		return d, nil, err
	}
	service, end, err := c.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer end()
	var all []desk.MapIncident
	err = service.Store.View(ctx, func(tx *storage.Tx) (err error) {
		all, err = tx.Incidents(ctx, c.Project, now.Add(-incidentsWithin))
		return err
	})
	return service.Current(), all, err
}
