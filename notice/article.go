package notice

import (
	"time"

	"vakhta/desk"
)

// Articles lists the notes of the knowledge base that engineers made of tickets.
type Articles struct {
	Project string
	Made    []MadeArticle
	More    int `json:",omitempty"` // how many older ones were left out
	Files   int `json:",omitempty"` // how many notes are files
}

// A MadeArticle is one of them.
type MadeArticle struct {
	Name, Title string
	By          string // who wrote it last
	At          time.Time
}

// Kind names Articles in the store.
func (Articles) Kind() desk.NoticeKind { return "articles" }

// The sentences about articles.
const (
	DoneArticle        = "article.done"          // Key
	DoneWithdrawn      = "article.done_off"      // Key
	RefusedNotMade     = "article.refused_none"  // Key
	RefusedNoHeading   = "article.refused_empty" // Key
	RefusedLongArticle = "article.refused_long"
)
