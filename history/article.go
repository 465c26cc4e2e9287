package history

// ArticleWritten says that an engineer made an article of the knowledge base of the
// ticket, changed it, or withdrew it.
type ArticleWritten struct {
	Title     string `json:"text,omitempty"`
	Withdrawn bool   `json:"withdrawn,omitempty"`
}

// Kind names ArticleWritten in the store.
func (ArticleWritten) Kind() ActivityKind { return "article" }

func (ArticleWritten) event() {}
