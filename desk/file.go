package desk

import (
	"context"
	"errors"
	"io"
)

// A File is something attached to a message. It is named, not held: its bytes are
// with the platform that Platform and ID say. Nothing in it opens the file by
// itself, so that it may be stored and logged.
type File struct {
	Name string `json:"name,omitempty"` // "" where the platform gives none, as of a photo
	Kind string `json:"kind,omitempty"` // photo, document, voice, video, audio, sticker, location …
	Type string `json:"type,omitempty"` // the content type (MIME), as far as the platform tells it
	Size int64  `json:"size,omitempty"` // bytes, 0 unknown

	Platform Platform `json:"platform,omitempty"`
	ID       string   `json:"id,omitempty"`  // the platform's; "" of what has no bytes, such as a location
	URL      string   `json:"url,omitempty"` // a link that people may open; Slack's permalink
}

// A FileCopy is a file of an utterance as it stands on another platform.
type FileCopy struct {
	Utterance int64
	Part      int // the file's place among the utterance's files, from 0
	At        MessageRef
	ID        string // the file's on that platform: it can be shown again by it
}

// A Fetcher opens a file that is on its platform.
type Fetcher interface {
	// Fetch returns the file's bytes, which the caller closes, and the file with
	// what the platform told of it by now: its size and content type. It does not
	// hold the whole file in memory. A file that was deleted, or is none of the
	// platform's own, is Refused with ErrFileGone; one beyond Traits.Fetch is Refused
	// with ErrFileTooLarge. One that is not ready yet is Later.
	Fetch(ctx context.Context, f File) (io.ReadCloser, File, error)
}

// An Uploader posts a file in a chat of its platform.
type Uploader interface {
	// Upload reads the file to its end and returns the message that shows it, with
	// the file as it stands there. The message is in the chat when Upload returns, so
	// that what is posted next comes after it. A file beyond Traits.Upload is Refused
	// with ErrFileTooLarge before a byte is read.
	Upload(ctx context.Context, u Upload, from io.Reader) (MessageRef, File, error)
}

// An Upload is a file on its way to a chat.
type Upload struct {
	To      Address
	File    File   // Size must be the number of bytes
	Caption string // plain text, shown with the file: who sent it, and their words
	ReplyTo MessageRef
	Quiet   bool // without a sound where the platform can
}

// What a refusal may mean for a file.
var (
	// ErrFileGone means that there are no bytes to be had: the file was deleted, or
	// never was the platform's own.
	ErrFileGone = errors.New("the file is gone")
	// ErrFileTooLarge means that the platform does not move a file of this size.
	ErrFileTooLarge = errors.New("the file is too large")
)
