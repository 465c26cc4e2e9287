package golden

// CompareAt is Compare with the path and the flag given.
var CompareAt = compare
