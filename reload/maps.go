package reload

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/history"
	"vakhta/storage"
	"vakhta/techmap"
)

// A MapEffect is what a proposal changes about a project's tech map.
type MapEffect struct {
	Project string
	Version int // that it will be, from 1
	Changes []desk.MapChange
	text    string
}

// mapsDigest is the digest of the tech maps of a desk, "" without any.
func mapsDigest(d *desk.Desk) string {
	all := sha256.New()
	none := true
	for _, code := range slices.Sorted(maps.Keys(d.Projects)) {
		if m := d.Projects[code].TechMap; m != nil {
			none = false
			fmt.Fprintf(all, "%s %d\n%s", code, len(m.Text), m.Text)
		}
	}
	if none {
		return ""
	}
	return hex.EncodeToString(all.Sum(nil))
}

// Seal stands for all that a proposal was read from: desk.yaml and its tech maps.
func (p *Proposal) Seal() string { return digestOf([]byte(p.Digest + p.maps)) }

// withMaps replaces the tech maps of a proposal, whose files this replica may have in
// another version, by those in the store.
func (p *Proposal) withMaps(stored []storage.MapVersion) error {
	if mapsDigest(p.Desk) == p.maps {
		return nil
	}
	people := slices.Collect(maps.Keys(p.Desk.People))
	projects := maps.Clone(p.Desk.Projects)
	for _, v := range stored {
		is := projects[v.Project]
		if is == nil || is.TechMap == nil || is.TechMap.Text == v.Text {
			continue
		}
		m, err := deskfile.ReadMap("the tech map of "+v.Project, []byte(v.Text), people)
		if err != nil {
			return err
		}
		with := *is
		with.TechMap = m
		projects[v.Project] = &with
	}
	d := *p.Desk
	d.Projects = projects
	p.Desk = &d
	return nil
}

// foreseeMaps compares the tech maps of a desk with the last stored ones.
func foreseeMaps(ctx context.Context, tx *storage.Tx, will *desk.Desk) (all []MapEffect, err error) {
	stored, err := tx.LatestMaps(ctx)
	if err != nil {
		return nil, err
	}
	last := map[string]storage.MapVersion{}
	for _, v := range stored {
		last[v.Project] = v
	}
	for _, code := range slices.Sorted(maps.Keys(will.Projects)) {
		is, was := will.Projects[code].TechMap, last[code]
		if is == nil || is.Text == was.Text {
			continue
		}
		e := MapEffect{Project: code, Version: was.Version + 1, text: is.Text}
		if before, err := deskfile.ReadMap(code, []byte(was.Text), nil); err == nil { // none yet, or of another version of this program
			e.Changes = techmap.Changes(before, is)
		}
		all = append(all, e)
	}
	return all, nil
}

// keepMaps stores the versions of tech maps that come into force, and who changed what.
func keepMaps(ctx context.Context, tx *storage.Tx, will *desk.Desk, by Cause, now time.Time) ([]MapEffect, error) {
	all, err := foreseeMaps(ctx, tx, will)
	for _, e := range all {
		tx.AddMapVersion(storage.MapVersion{Project: e.Project, Version: e.Version, Digest: digestOf([]byte(e.text)), Text: e.text, At: now})
		tx.Record(storage.JournalRow{Project: e.Project, At: now, By: by.By, Source: by.Source, Event: history.MapChanged{Version: e.Version, Changes: e.Changes}})
	}
	return all, err
}
