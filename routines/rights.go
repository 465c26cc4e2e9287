package routines

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/onboarding"
	"vakhta/storage"
	"vakhta/tickets"
)

// rightsAt is the hour, in the desk's zone, at which missing rights are told.
const rightsAt = 9

// rightsMark is where is stored what was missing when it was told last.
const rightsMark = "rights"

// watchRights tells the admins daily what the bot may not do that the desk needs, and
// once what it may do again. What a messenger did not answer stays as it was told.
func watchRights(s *tickets.Service, rights onboarding.Rights) Routine {
	return Routine{
		Name: "rights",
		Next: func(after time.Time) time.Time { return nextAt(after.In(s.Current().TimeZone), rightsAt) },
		Do: func(ctx context.Context, m Moment) (Work, error) {
			d := s.Current()
			found := rights(ctx, d)
			return func(ctx context.Context, tx *storage.Tx) error {
				stored, err := tx.Mark(ctx, rightsMark)
				if err != nil {
					return err
				}
				var was []desk.Right
				if stored != "" {
					if err := json.Unmarshal([]byte(stored), &was); err != nil {
						return fmt.Errorf("read what was missing: %w", err)
					}
				}
				f := compareRights(was, found)
				if len(f.Missing)+len(f.Repaired) == 0 {
					return nil
				}
				now, err := json.Marshal(f.Missing)
				if err != nil {
					return err
				}
				if err := tx.SetMark(ctx, rightsMark, string(now)); err != nil {
					return err
				}
				return tx.Enqueue(ctx, m.Now, toAdmins(d, f, m)...)
			}, nil
		},
	}
}

// compareRights returns what is missing, and what was and is not any more.
func compareRights(was []desk.Right, found []desk.Finding) (f notice.BotRights) {
	for _, one := range found {
		if one.Of.Lack != "" {
			f.Missing = append(f.Missing, one.Of)
		}
	}
	for _, old := range was {
		i := slices.IndexFunc(found, func(o desk.Finding) bool { return o.Of.In == old.In })
		answers := func(o desk.Finding) bool { return o.Of.In.Platform == old.In.Platform }
		switch {
		case i >= 0 && found[i].OK:
			f.Repaired = append(f.Repaired, old)
		case i >= 0 && found[i].Of.Lack == "", i < 0 && !slices.ContainsFunc(found, answers): // nothing is known
			f.Missing = append(f.Missing, old)
		}
	}
	return f
}

func toAdmins(d *desk.Desk, f notice.BotRights, m Moment) (all []desk.Notice) {
	for _, admin := range d.Admins() {
		if to, ok := d.PrivateOf(admin.Handle); ok {
			all = append(all, desk.Notice{
				Key: fmt.Sprintf("rights/%d/%s", m.Due.Unix(), to), To: to, Class: desk.ClassDigest,
				Kind: f.Kind(), Facts: notice.Encode(f), Planned: m.Now,
			})
		}
	}
	return all
}
