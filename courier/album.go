package courier

import (
	"context"
	"errors"
	"strings"
	"time"

	"vakhta/desk"
)

// bringTogether brings the first of the missing files with those after it that the
// messenger can show as one message. It returns how many it brought: 0 if there is
// nothing to bring together, or if one of them has to be brought or excused by
// itself.
func (c *Courier) bringTogether(ctx context.Context, m desk.Messenger, p *parcel, all []desk.File, parts []int) (n int, living bool, err error) {
	poster, can := m.(desk.AlbumPoster)
	if !can || p.past.singly || len(parts) < 2 {
		return 0, true, nil
	}
	ships := c.mates(poster, m, p, all, parts)
	if len(ships) < 2 {
		return 0, true, nil
	}
	release, free := c.Spool.Reserve()
	if !free {
		return 0, false, &notYetError{after: placeBusy, err: errBusy}
	}
	defer release()
	if err := c.prepare(ctx, p, ships); err != nil {
		return 0, false, err
	}
	sent, err := c.carryTogether(ctx, poster, m, p, ships)
	if err != nil {
		return 0, true, c.apart(p, err)
	}
	living = true
	for i, f := range sent {
		copied := desk.FileCopy{Utterance: p.Utterance, Part: ships[i].part, At: f.At, ID: f.File.ID}
		stays, err := c.Tickets.FileSent(ctx, p.Notice, copied, nil)
		if err != nil {
			return 0, false, err
		}
		living = living && stays
		p.files = append(p.files, copied)
	}
	if !living { // the words were taken back meanwhile
		return 0, false, c.detach(ctx, m, p)
	}
	return len(sent), true, nil
}

// mates returns the first of the missing files with those that go with it: they
// are brought in the same way, and none is known to be too large.
func (c *Courier) mates(poster desk.AlbumPoster, m desk.Messenger, p *parcel, all []desk.File, parts []int) (ships []shipment) {
	_, copies := m.(desk.Copier)
	here := func(f desk.File) bool { return copies && f.Platform == p.To.Platform }
	var files []desk.File
	for _, part := range parts {
		f := all[part]
		most := m.Traits().MaxUpload
		if here(f) != here(all[parts[0]]) || !here(f) && (f.Preview != "" || most > 0 && f.Size > most) {
			break
		}
		files = append(files, f)
	}
	if len(files) < 2 {
		return nil
	}
	for i := range files[:min(poster.Together(files), len(files))] {
		ships = append(ships, shipment{part: parts[i], file: files[i]})
	}
	return ships
}

// carryTogether puts files into the notice's chat as one message.
func (c *Courier) carryTogether(ctx context.Context, poster desk.AlbumPoster, m desk.Messenger, p *parcel, ships []shipment) ([]desk.PostedFile, error) {
	words := p.past.shown[0]
	u := desk.Upload{To: words.Address, Quiet: true, Again: p.past.again}
	if p.besideOthers(words) {
		u.ReplyTo = words
	}
	p.touched = u.To.Root()
	_, copies := m.(desk.Copier)
	var pieces []desk.AlbumItem
	for _, s := range ships {
		piece := desk.AlbumItem{File: s.file}
		if !copies || s.file.Platform != p.To.Platform {
			kept, known, err := c.obtain(ctx, s, s.file, m.Traits().MaxUpload)
			if err != nil {
				return nil, err
			}
			defer kept.Close() //nolint:errcheck // it is temporary
			piece = desk.AlbumItem{File: asItIs(known, kept), From: kept}
			piece.File.Name = nameOf(s.file, known, piece.File)
		} else if err := c.evidence(ctx, s); err != nil {
			return nil, err
		}
		pieces = append(pieces, piece)
	}
	if files := filesOf(pieces); poster.Together(files) < len(files) { // their bytes are of other kinds than was said
		return nil, errNotTogether
	}
	sent, err := poster.PostAlbum(ctx, u, pieces)
	p.posted = p.posted || err == nil
	if send, ok := errors.AsType[*desk.SendError](err); ok && send.Fate == desk.Unknown {
		var ids []string
		for _, f := range sent {
			ids = append(ids, f.File.ID)
		}
		p.past.again = strings.Join(ids, ",")
	}
	return sent, err
}

var errNotTogether = errors.New("the files cannot be one message")

func filesOf(pieces []desk.AlbumItem) (files []desk.File) {
	for _, piece := range pieces {
		files = append(files, piece.File)
	}
	return files
}

// apart decides what becomes of files that could not be brought together: they are
// tried again, or brought one by one, which also tells which of them fails and
// why. It returns the error of a try that is to be repeated.
func (c *Courier) apart(p *parcel, err error) error {
	missed, err := c.gaveUp(p, desk.File{}, err)
	if missed == nil {
		return err
	}
	p.past.singly, p.past.again, p.past.stuck = true, "", time.Time{}
	return nil
}
