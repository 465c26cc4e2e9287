package monitoring

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/locales"
	"vakhta/storage"
)

// A Checker checks an address once.
type Checker interface {
	Probe(ctx context.Context, p desk.Probe) desk.Probing
	// DomainUntil returns when the registration of a domain ends, as its registry
	// says; zero: that is not known. An error is returned once, and not again until
	// the registry is asked the next time.
	DomainUntil(ctx context.Context, domain string, now time.Time) (time.Time, error)
}

// probe is the source of alerts about addresses.
const probe = "probe"

// probings reads what is known of the project's checks.
func probings(ctx context.Context, tx *storage.Tx, p *desk.Project, now time.Time) ([]storage.ProbeRow, error) {
	if len(p.Alerts.Probes) == 0 {
		return nil, nil
	}
	return tx.Probes(ctx, p.Code, slices.Sorted(maps.Keys(p.Alerts.Probes)), now)
}

// probe makes the checks of a project that are due, all at once, and returns the
// alerts that follow. The alarm rings for one replica at a time, so an address is
// checked by one.
func (t *Taker) probe(ctx context.Context, p *desk.Project, now time.Time) (alerts []desk.Alert, err error) {
	if t.Checker == nil {
		return nil, nil
	}
	var rows []storage.ProbeRow
	err = t.Tickets.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		rows, err = probings(ctx, tx, p, now)
		return err
	})
	rows = slices.DeleteFunc(rows, func(r storage.ProbeRow) bool { return r.Next.After(now) })
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	found, ends := make([]desk.Probing, len(rows)), make([]time.Time, len(rows))
	var all sync.WaitGroup
	for i, r := range rows {
		how := p.Alerts.Probes[r.Name]
		all.Go(func() { found[i] = t.Checker.Probe(ctx, how) })
		if how.Domain != "" {
			all.Go(func() { ends[i] = t.domainUntil(ctx, p, how.Domain, now) })
		}
	}
	all.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err // what was found is of the desk's making
	}
	for i := range rows {
		r := &rows[i]
		found[i].DomainUntil = ends[i]
		how := p.Alerts.Probes[r.Name]
		if r.Next = now.Add(how.Every); found[i].Fault == "" {
			r.Failures = 0
		} else {
			r.Failures++
		}
		alerts = append(alerts, t.judge(p, *r, found[i])...)
	}
	return alerts, t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		for _, r := range rows {
			tx.SaveProbe(p.Code, r)
		}
		return nil
	})
}

// domainUntil asks when a domain's registration ends. That it is not known is
// written into the log only: a shop whose registry is silent is not broken.
func (t *Taker) domainUntil(ctx context.Context, p *desk.Project, domain string, now time.Time) time.Time {
	until, err := t.Checker.DomainUntil(ctx, domain, now)
	if err != nil {
		t.Tickets.Log.Warn("it is not known when a domain ends", "project", p.Code, "domain", domain, "error", err)
	}
	return until
}

// judge returns what a check means: that the address fails or works, and whether
// its certificate and its domain end soon. What is not known is left out.
func (t *Taker) judge(p *desk.Project, r storage.ProbeRow, found desk.Probing) (alerts []desk.Alert) {
	d, now, how := t.Tickets.Current(), t.Clock.Now(), p.Alerts.Probes[r.Name]
	voice := locales.New(d.Locale, d.ZoneOfProject(p))
	alert := func(what, severity, title string, over bool) {
		alerts = append(alerts, desk.Alert{
			Source: probe, System: "Vakhta", Fingerprint: r.Name + what, Over: over, Title: title, Severity: severity, Link: how.URL,
		})
	}
	if found.Fault == "" || r.Failures >= how.Failures {
		title := voice.Say("probe.works", "Name", r.Name)
		if found.Fault != "" {
			title = voice.Say("probe."+string(found.Fault), "Name", r.Name, "Status", strconv.Itoa(found.Status), "Words", how.Says)
		}
		alert("", how.Severity, title, found.Fault == "")
	}
	if !found.Expires.IsZero() {
		title := voice.Say("probe.certificate_ends", "Name", r.Name, "At", voice.WhenIn(found.Expires, now))
		alert("/certificate", "warning", title, found.Expires.Sub(now) > days(how.CertificateDays))
	}
	until := how.DomainUntil
	if until.IsZero() {
		until = found.DomainUntil
	}
	if !until.IsZero() {
		title := voice.Say("probe.domain_ends", "Name", r.Name, "At", voice.WhenIn(until, now))
		alert("/domain", "warning", title, until.Sub(now) > days(how.DomainDays))
	}
	return alerts
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }
