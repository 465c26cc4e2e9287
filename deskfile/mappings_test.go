package deskfile_test

import "testing"

func TestMistakesInExpressions(t *testing.T) {
	t.Parallel()
	const reopen, fix = "      reopen: 1h ", "; it is the alert, body is all that was sent; see docs/monitoring.md"
	find(t, []mistaken{
		{
			sentence: "a name that is none is found", instead: reopen,
			write: "      map: {json: {id: it.id, title: 'itt.title'}}\n" + reopen,
			want:  []string{"117:39: in this expression: unknown name itt" + fix},
		},
		{
			sentence: "a text instead of a condition is found", instead: reopen,
			write: "      map: {json: {id: it.id, title: it.t, over: \"'a'\"}}\n" + reopen,
			want:  []string{"117:51: in this expression: this is string, and has to be true or false" + fix},
		},
		{
			sentence: "a mistake in a later line is found", instead: reopen,
			write: "      map:\n        json:\n          id: it.id\n          title: |\n            it.a +\n              oops(it.b)\n" + reopen,
			want:  []string{"122:15: in this expression: unknown name oops" + fix},
		},
	})
}
