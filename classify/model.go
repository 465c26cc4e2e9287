package classify

import "vakhta/classify/softmax"

// Model returns the classifier's model, for comparison with another.
func (c *Classifier) Model() *softmax.Model { return c.model }
