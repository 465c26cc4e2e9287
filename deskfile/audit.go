package deskfile

import (
	_ "embed"
	"sync"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

//go:embed audit.yaml
var auditText []byte

var auditItem = sync.OnceValue(func() *desk.CatalogueItem {
	r := &reader{&keys.Reader{File: "audit.yaml"}}
	written, _ := keys.Read(r.Reader, serviceKind, auditText)
	item := &desk.CatalogueItem{Code: desk.AuditCode, Names: written.name.V.build(), Form: r.buildForm(written.form)}
	if err := r.Err(); err != nil {
		panic(err.Error()) // it is part of the program, and tested
	}
	return item
})

// Audit returns the standard work that every shop has: the audit of its site, with the
// questions that fill a tech map.
func Audit() *desk.CatalogueItem { return auditItem() }
