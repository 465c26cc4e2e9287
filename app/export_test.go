package app

import "context"

// Relearn is what happens each minute.
var Relearn = (*App).relearn

// Routes are those of the listener that the platforms reach.
var Routes = (*App).routes

// Auditor returns what makes one audit after another.
func Auditor(a *App) func(context.Context) { return (&auditor{App: a}).look }
