package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Folder stores files in a folder of this machine.
type Folder struct{ Path string }

var _ Store = Folder{}

// ErrName means that a name cannot be that of a stored file.
var ErrName = errors.New("this is no name of a stored file")

// at returns the path of a name. Only letters and digits are allowed, so no
// name leads out of the folder.
func (f Folder) at(name string) (string, error) {
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') }
	if stem := strings.TrimSuffix(name, partial); len(stem) < 3 || strings.ContainsFunc(stem, odd) {
		return "", ErrName
	}
	return filepath.Join(f.Path, name[:2], name), nil
}

// partial is the ending of a file that is not stored completely. One that was
// left by a process that ended is in All, and nothing refers to it.
const partial = ".part"

// Put stores a file. It appears under its name only when it is complete.
func (f Folder) Put(_ context.Context, k Kept, from io.Reader) (err error) {
	path, err := f.at(k.Name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("%w: %w", ErrNoRoom, err)
	}
	to, err := os.OpenFile(path+partial, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoRoom, err)
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err == nil {
		err = os.Rename(path+partial, path)
	}
	if err != nil {
		_ = os.Remove(path + partial) // the first error counts
		return fmt.Errorf("%w: %w", ErrNoRoom, err)
	}
	return nil
}

// Open opens a stored file.
func (f Folder) Open(_ context.Context, name string) (io.ReadCloser, error) {
	path, err := f.at(name)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing(name)
	}
	return file, err
}

// Remove deletes a stored file.
func (f Folder) Remove(_ context.Context, name string) error {
	path, err := f.at(name)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// All returns everything in the folder.
func (f Folder) All(ctx context.Context) (all []Kept, err error) {
	err = filepath.WalkDir(f.Path, func(_ string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // there is no folder yet, or it was removed meanwhile
			return nil
		}
		if err != nil || d.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			all = append(all, Kept{Name: d.Name(), Size: info.Size(), At: info.ModTime()})
		}
		return err
	})
	return all, err
}
