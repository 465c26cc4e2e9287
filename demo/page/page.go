// Package page has the files of the demo's page: HTML, styles and modules that
// need no build step and no other host.
package page

import "embed"

// Files are the page's files, index.html first.
//
//go:embed index.html icon.svg *.css *.mjs vendor
var Files embed.FS
