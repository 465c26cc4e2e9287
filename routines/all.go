package routines

// All are the routines of the desk.
func All() []Routine {
	return []Routine{
		prune(),
	}
}
