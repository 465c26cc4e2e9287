package files

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Store keeps the bytes of files under names that the desk chose: people's
// names of files are never part of a path.
type Store interface {
	// Put stores so many bytes under a new name. kind is their content type.
	Put(ctx context.Context, k Kept, from io.Reader) error
	// Open returns what is stored under a name, which the caller closes. If there
	// is nothing, that is fs.ErrNotExist.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	// Remove deletes what is stored under a name. If there is nothing, that is no
	// error.
	Remove(ctx context.Context, name string) error
	// All returns everything that is stored.
	All(ctx context.Context) ([]Kept, error)
}

// A Kept is a stored file.
type Kept struct {
	Name string
	Size int64 // bytes
	Type string
	At   time.Time // when it was stored
}

// Nowhere is the address of no store.
const Nowhere = "none"

// OpenStore opens the store at an address:
//
//	""                                      the folder "files" under dir
//	file:///var/lib/vakhta/files            that folder
//	s3://KEY:SECRET@host[:port]/bucket      a bucket of S3 or of a server like it;
//	                                        ?region=…, and ?plain=1 for http
//	none                                    none: it returns nil
//
// An error does not contain the address, because that has a secret.
func OpenStore(address, dir string) (Store, error) {
	switch address {
	case "":
		return Folder{filepath.Join(dir, "files")}, nil
	case Nowhere:
		return nil, nil //nolint:nilnil // that is what the address says
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("it is no address")
	}
	switch u.Scheme {
	case "file":
		if !filepath.IsAbs(u.Path) || u.Host != "" {
			return nil, errors.New("a folder is written as file:///path")
		}
		return Folder{u.Path}, nil
	case "s3":
		return openBucket(u)
	default:
		return nil, fmt.Errorf("%q is no kind of store: it begins with file:// or s3://, or is %q", u.Scheme, Nowhere)
	}
}

// Inline reports whether a browser may show a file of this type instead of
// saving it. Pages, scripts and drawings with scripts are not among them.
func Inline(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return slices.Contains([]string{
		"image/png", "image/jpeg", "image/gif", "image/webp", "audio/ogg", "application/ogg", "audio/mpeg", "audio/mp4",
		"video/mp4", "video/webm", "text/plain",
	}, kind)
}

// A Limit is how long files are kept, and how many bytes of them. Zero is no
// limit.
type Limit struct {
	For  time.Duration
	Most int64
}

// settled is after how long a stored file that nothing refers to is surplus: it
// is stored before what refers to it is committed.
const settled = time.Hour

// Surplus returns which stored files are to be removed at now: those that
// nothing refers to, the too old ones, and of the rest the oldest, if they are
// too many bytes together.
func (l Limit) Surplus(all []Kept, referred func(name string) bool, now time.Time) (names []string) {
	all = slices.SortedFunc(slices.Values(all), func(a, b Kept) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Name, b.Name)) })
	var total int64
	for _, k := range all { // the newest first
		age := now.Sub(k.At)
		total += k.Size
		switch {
		case age > settled && !referred(k.Name), l.For > 0 && age > l.For, l.Most > 0 && total > l.Most:
			names = append(names, k.Name)
		}
	}
	return names
}

// missing returns the error of a name under which nothing is stored.
func missing(name string) error { return fmt.Errorf("stored file %s: %w", name, fs.ErrNotExist) }
