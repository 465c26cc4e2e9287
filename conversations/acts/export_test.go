package acts

// Phrases returns what people may write for the choices of an act, by field.
func (a *Act) Phrases() map[string][]string {
	all := map[string][]string{}
	for _, f := range a.Asks {
		if q := f.question(); len(q.phrases) > 0 {
			all[q.Name] = q.phrases
		}
	}
	return all
}

// TakesWords reports whether anything is written behind the command.
func (a *Act) TakesWords() bool { return a.takesWords() }
