package keys

import "maps"

// A Schema is a JSON Schema, or a part of one.
type Schema map[string]any

// With returns the schema with one more keyword. s is not changed.
func (s Schema) With(keyword string, v any) Schema {
	c := maps.Clone(s)
	c[keyword] = v
	return c
}

// Pattern returns the schema of a word that matches an expression. YAML reads
// some words as numbers, to which a pattern does not apply.
func Pattern(expression string) Schema {
	return Schema{"type": []string{"string", "integer"}, "pattern": expression}
}

func mappingSchema[T any](fields []Property[T]) Schema {
	properties := Schema{}
	required := []string{}
	for _, f := range fields {
		properties[f.row.Key] = f.schema()
		if f.needed != "" {
			required = append(required, f.row.Key)
		}
	}
	return Schema{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func dictionarySchema(naming Naming, value Schema) Schema {
	return Schema{
		"type":                 "object",
		"patternProperties":    Schema{naming.Pattern.String(): value},
		"additionalProperties": false,
		"minProperties":        1,
	}
}
