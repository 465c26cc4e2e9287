package classify

import "vakhta/classify/softmax"

// Model returns the model that the classifier guesses by, to be compared with
// another.
func (c *Classifier) Model() *softmax.Model { return c.model }
