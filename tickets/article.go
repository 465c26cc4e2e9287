package tickets

import (
	"context"
	"errors"
	"slices"

	"vakhta/desk"
	"vakhta/history"
)

// Article returns the article that was made of the ticket, even if it was withdrawn;
// desk.ErrNotFound: none was.
func (c *Case) Article(ctx context.Context) (desk.Article, error) {
	return c.tx.ArticleOf(ctx, c.Ticket.ID)
}

// WriteArticle makes an article of the ticket, or changes it. It is there for everybody
// after [Service.Reload].
func (c *Case) WriteArticle(by desk.Actor, l desk.Locale, text desk.NoteText) {
	for i, h := range text.Headings {
		text.Headings[i] = c.masked(h)
	}
	text.Body = c.masked(text.Body)
	c.tx.SaveArticle(desk.Article{Ticket: c.Ticket.ID, Key: c.Ticket.Key, Locale: l, NoteText: text}, by.Person, c.now)
	c.apply(effects{by: by, event: history.ArticleWritten{Title: text.Title()}, inside: true, announce: true})
}

// WithdrawArticle takes the ticket's article out of the knowledge base. The error is
// desk.ErrNotFound if it is not there.
func (c *Case) WithdrawArticle(ctx context.Context, by desk.Actor) error {
	a, err := c.Article(ctx)
	if err == nil && a.Withdrawn {
		err = desk.ErrNotFound
	}
	if err != nil {
		return err
	}
	c.tx.WithdrawArticle(c.Ticket.ID, by.Person, c.now)
	c.apply(effects{by: by, event: history.ArticleWritten{Title: a.Title(), Withdrawn: true}, inside: true, announce: true})
	return nil
}

// rewriteArticle erases words from the ticket's article.
func (c *Case) rewriteArticle(ctx context.Context, rewrite func(string) string) error {
	a, err := c.Article(ctx)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	headings, body := slices.Clone(a.Headings), rewrite(a.Body)
	for i, h := range headings {
		headings[i] = rewrite(h)
	}
	if body != a.Body || !slices.Equal(headings, a.Headings) {
		a.Headings, a.Body = headings, body
		c.tx.RewriteArticle(a)
	}
	return nil
}
