package files

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
)

// Try stores a few bytes, reads them and removes them, to find out whether a
// store works.
func Try(ctx context.Context, s Store) (err error) {
	want := []byte("a test of the store; it can be removed\n")
	k := Kept{Name: rand.Text(), Size: int64(len(want)), Type: "text/plain"}
	if err := s.Put(ctx, k, bytes.NewReader(want)); err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	defer func() {
		if gone := s.Remove(ctx, k.Name); gone != nil {
			err = errors.Join(err, fmt.Errorf("remove a file: %w", gone))
		}
	}()
	body, err := s.Open(ctx, k.Name)
	if err != nil {
		return fmt.Errorf("read a stored file: %w", err)
	}
	defer body.Close() //nolint:errcheck // only read
	switch got, err := io.ReadAll(body); {
	case err != nil:
		return fmt.Errorf("read a stored file: %w", err)
	case !bytes.Equal(got, want):
		return errors.New("a stored file comes back as another")
	default:
		return nil
	}
}
