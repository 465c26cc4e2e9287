package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// A bucket stores files in S3, or in a server that speaks its protocol.
type bucket struct {
	client *minio.Client
	name   string
}

var _ Store = bucket{}

// openBucket opens a bucket, which must exist. It does not call the server yet.
func openBucket(u *url.URL) (Store, error) {
	name := strings.Trim(u.Path, "/")
	secret, _ := u.User.Password()
	if u.Host == "" || name == "" || strings.Contains(name, "/") || u.User.Username() == "" || secret == "" {
		return nil, errors.New("a bucket is written as s3://KEY:SECRET@host/bucket")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds:  credentials.NewStaticV4(u.User.Username(), secret, ""),
		Secure: u.Query().Get("plain") == "", Region: u.Query().Get("region"),
	})
	if err != nil {
		return nil, errors.New("the host of the bucket is no host")
	}
	return bucket{client, name}, nil
}

// Put stores a file. Types that a browser should not show are stored as mere
// bytes, to be saved.
func (b bucket) Put(ctx context.Context, k Kept, from io.Reader) error {
	options := minio.PutObjectOptions{ContentType: k.Type, DisableMultipart: k.Size < 64<<20}
	if !Inline(k.Type) {
		options.ContentType, options.ContentDisposition = "application/octet-stream", "attachment"
	}
	if _, err := b.client.PutObject(ctx, b.name, k.Name, from, k.Size, options); err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	return nil
}

// Open opens a stored file.
func (b bucket) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	object, err := b.client.GetObject(ctx, b.name, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, fmt.Errorf("open a stored file: %w", err)
	}
	if _, err := object.Stat(); err != nil { // GetObject itself calls nobody
		object.Close() //nolint:errcheck // nothing of it is read
		if minio.ToErrorResponse(err).StatusCode == http.StatusNotFound {
			return nil, missing(name)
		}
		return nil, fmt.Errorf("open a stored file: %w", err)
	}
	return object, nil
}

// Remove deletes a stored file.
func (b bucket) Remove(ctx context.Context, name string) error {
	if err := b.client.RemoveObject(ctx, b.name, name, minio.RemoveObjectOptions{}); err != nil {
		return fmt.Errorf("remove a stored file: %w", err)
	}
	return nil
}

// All returns everything in the bucket, which belongs to the desk alone.
func (b bucket) All(ctx context.Context) (all []Kept, err error) {
	for o := range b.client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Recursive: true}) {
		if o.Err != nil {
			return nil, fmt.Errorf("list stored files: %w", o.Err)
		}
		all = append(all, Kept{Name: o.Key, Size: o.Size, At: o.LastModified})
	}
	return all, nil
}
