package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// A File is something attached to a message. It is a reference: the bytes stay with the platform, under Platform and
// ID. Nothing in it opens the file without the bot's token, so it may be stored and logged.
type File struct {
	Name string `json:"name,omitempty"` // "" where the platform gives none, as of a photo
	Kind string `json:"kind,omitempty"` // photo, document, voice, video, video_note, audio, animation, sticker; location, venue, contact, story
	Type string `json:"type,omitempty"` // the content type (MIME), if the platform tells it
	Size int64  `json:"size,omitempty"` // bytes; 0: unknown

	Platform Platform `json:"platform,omitempty"`
	ID       string   `json:"id,omitempty"`  // the platform's; "" of what has no bytes, such as a location
	URL      string   `json:"url,omitempty"` // a link that people may open: Slack's permalink, or a map of a place
	// Message is the message that the file came in, if that is another item of the
	// album than the first, whose message is that of the words. Lines is how many
	// lines of the words are its caption.
	Message string `json:"message,omitempty"`
	Lines   int    `json:"lines,omitempty"`
	// Preview is the platform's id of a still picture, if only its own clients
	// can show the file itself, such as an animated sticker; "" otherwise.
	Preview string `json:"preview,omitempty"`
}

// Sign returns an emoji for the file's kind, with the space after it.
func (f File) Sign() string {
	switch f.Kind {
	case "photo", "sticker", "animation":
		return "🖼 "
	case "voice", "audio":
		return "🎤 "
	case "video", "video_note", "story":
		return "🎬 "
	case "location", "venue":
		return "📍 "
	case "contact":
		return "👤 "
	default:
		return "📎 "
	}
}

// A FileCopy is a copy of an utterance's file on another platform.
type FileCopy struct {
	Utterance int64
	Part      int // index among the utterance's files, from 0
	At        MessageRef
	ID        string // the copy's file id on that platform, by which it can be shown again
}

// A Fetcher opens a file that is stored on its platform.
type Fetcher interface {
	// Fetch returns the file's bytes, which the caller closes, and the file with the size and content type that the
	// platform tells now. It does not hold the whole file in memory. A file that was deleted, or that is not stored
	// on this platform, is Refused with ErrFileGone, one larger than Traits.MaxFetch is Refused with ErrFileTooLarge,
	// and one that is not ready yet is Later.
	Fetch(ctx context.Context, f File) (io.ReadCloser, File, error)
}

// An Uploader posts a file to a chat of its platform.
type Uploader interface {
	// Upload reads the file to its end and returns the message that shows it, and the file's reference there. The
	// message is in the chat when Upload returns, so what is posted next comes after it. With an unknown outcome, too,
	// it returns the file's reference if it has one, for Upload.Again. A file larger than
	// Traits.MaxUpload is Refused with ErrFileTooLarge before a byte is read.
	Upload(ctx context.Context, u Upload, from io.Reader) (MessageRef, File, error)
}

// A Copier shows a file of its own platform in another chat there, without its
// bytes, so that no limit applies to its size.
type Copier interface {
	// Copy posts the file with u.File.ID as the kind it is. One that the platform
	// does not know is Refused with ErrFileGone.
	Copy(ctx context.Context, u Upload) (MessageRef, File, error)
}

// An AlbumPoster posts several files as one message, or as messages that people
// see as one.
type AlbumPoster interface {
	// Together returns how many of the files, from the first on, it can post as one; 1: no others with the first.
	Together(files []File) int
	// PostAlbum posts the pieces, all or none, and returns where each of them is, in order. u.File is not used. With an
	// unknown outcome it returns the files' references if it has them, for Upload.Again, joined by commas.
	PostAlbum(ctx context.Context, u Upload, pieces []AlbumItem) ([]PostedFile, error)
}

// An AlbumItem is a file of an album. From is nil if the platform has it already.
type AlbumItem struct {
	File File
	From io.Reader
}

// A PostedFile is a posted file and the message that shows it.
type PostedFile struct {
	At   MessageRef
	File File
}

// An Upload is a file on its way to a chat.
type Upload struct {
	To      Address
	File    File   // Size must be the number of bytes
	Caption string // plain text shown with the file: its author and their words
	ReplyTo MessageRef
	Quiet   bool // without a sound where the platform can
	// Again is the platform's id of an earlier upload of the same file whose
	// outcome is unknown, "" if there was none. If it is in the chat it is not
	// posted a second time.
	Again string
}

// What a refusal may mean for a file.
var (
	// ErrFileGone means that the file was deleted, or was never stored on this platform.
	ErrFileGone = errors.New("the file is gone")
	// ErrFileEmpty means that it has no bytes; no platform takes such a file.
	ErrFileEmpty = errors.New("the file is empty")
	// ErrFileTooLarge means that the platform does not accept a file of this size.
	ErrFileTooLarge = errors.New("the file is too large")
)

// A FileTooLargeError is ErrFileTooLarge with the limit in bytes; 0: not known.
type FileTooLargeError struct{ Most int64 }

// Error returns the limit.
func (e FileTooLargeError) Error() string {
	return fmt.Sprintf("%v: over %d bytes", ErrFileTooLarge, e.Most)
}

// Is reports that it is an ErrFileTooLarge.
func (e FileTooLargeError) Is(target error) bool { return target == ErrFileTooLarge }
