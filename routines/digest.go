package routines

import (
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// postDigests sends each manager, and each of the desk's admins, a digest of the last
// week of all shops that they see. One that was due while nothing ran is sent
// afterwards, each week's once.
func postDigests(s *tickets.Service) Routine {
	return Routine{
		Name: "digest",
		Next: func(after time.Time) time.Time {
			at, _, _ := s.Current().Digest.Next(after.In(s.Current().TimeZone))
			return at
		},
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				d := s.Current()
				_, of, ok := d.Digest.Next(m.Due.Add(-1).In(d.TimeZone))
				if !ok {
					return nil
				}
				seen, err := managed(ctx, tx, d)
				if err != nil {
					return err
				}
				var all []desk.Notice
				for to, codes := range seen {
					f := notice.ReportText{Projects: codes, All: true, Period: of.Name, At: m.Now, Digest: true}
					all = append(all, desk.Notice{
						Key: "digest/" + of.Name + "/" + to.String(), To: to, Class: desk.ClassDigest, Kind: f.Kind(), Facts: notice.Encode(f), Planned: m.Now,
					})
				}
				return tx.Enqueue(ctx, m.Now, all...)
			}, nil
		},
	}
}

// managed returns the private chats of managers and admins, with the codes of the
// projects that they see, sorted.
func managed(ctx context.Context, tx *storage.Tx, d *desk.Desk) (map[desk.Address][]string, error) {
	seen := map[desk.Address][]string{}
	codes := slices.Sorted(maps.Keys(d.Projects))
	for _, code := range codes {
		chats, err := tx.ManagerChats(ctx, d, d.Projects[code])
		if err != nil {
			return nil, err
		}
		for _, to := range chats {
			seen[to] = append(seen[to], code)
		}
	}
	for _, m := range d.Admins() {
		if to, ok := d.PrivateOf(m.Handle); ok {
			seen[to] = codes
		}
	}
	return seen, nil
}
