package app

// Relearn is what happens each minute.
var Relearn = (*App).relearn
