// Package page is the demo's page as the browser gets it: HTML, styles and
// modules that need no build step and ask no other host for anything.
package page

import "embed"

// Files are the page's files, index.html first.
//
//go:embed index.html icon.svg *.css *.mjs vendor
var Files embed.FS
