package history

// MajorDeclared says that a ticket is a major incident from now on.
type MajorDeclared struct {
	Shops []string `json:"shops,omitempty"` // codes of the shops that are hit besides those with linked tickets
}

// MajorUndone says that a ticket is no major incident after all.
type MajorUndone struct{}

// PostMortem says what a major incident came from. Its fields are named so that words are
// found when they are to be erased.
type PostMortem struct {
	Cause    string `json:"text,omitempty"`
	Done     string `json:"resolution,omitempty"`
	Prevents string `json:"note,omitempty"` // what prevents it from now on
}

// Kind names MajorDeclared in the store.
func (MajorDeclared) Kind() ActivityKind { return "major" }

// Kind names MajorUndone in the store.
func (MajorUndone) Kind() ActivityKind { return "major_undone" }

// Kind names PostMortem in the store.
func (PostMortem) Kind() ActivityKind { return "post_mortem" }

func (MajorDeclared) event() {}
func (MajorUndone) event()   {}
func (PostMortem) event()    {}
