package notice

// FileMissed says that a file did not arrive. With Here it stands in the file's place; otherwise it is for the sender,
// who is also told what to do.
type FileMissed struct {
	Name  string // "": it has none
	File  string // its kind
	Size  int64  // bytes; 0: unknown
	Limit int64  // bytes, if it was too large; 0: unknown
	Why   FileCause
	Here  bool `json:",omitempty"`
}

// A FileCause is why a file did not arrive.
type FileCause string

// The causes.
const (
	FileTooLarge FileCause = "too_large"
	FileGone     FileCause = "gone"
	FileEmpty    FileCause = "empty"
	FileRefused  FileCause = "refused" // the messenger does not accept it
	FileNoRoom   FileCause = "no_room" // the desk's disk is full
	FileStuck    FileCause = "stuck"   // it could not be brought in time
)
