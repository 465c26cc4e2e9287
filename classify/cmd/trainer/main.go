// Command trainer fits the classifier's model and evaluates it.
//
//	trainer fit                           trains on the corpus, writes model.bin
//	trainer report [--typedata DIR] [--docs FILE]
//
// The report has the tables of docs/classification.md: of the development set,
// and of the sets in DIR, which nothing was fitted to. With a FILE they replace
// the tables there instead of being printed. Run it in the root of the
// repository.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/classify/score"
	"vakhta/classify/train"
)

// modelFile is the path of the built-in model.
const modelFile = "classify/model.bin"

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "trainer:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("want fit or report")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	switch args[0] {
	case "fit":
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return fit(out)
	case "report":
		typedata := flags.String("typedata", "", "folder of further sets, each a folder with a data.jsonl")
		docs := flags.String("docs", "", "file to put the tables into")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return report(out, *typedata, *docs)
	default:
		return fmt.Errorf("want fit or report, not %q", args[0])
	}
}

func fit(out io.Writer) error {
	m, err := train.Fit()
	if err != nil {
		return err
	}
	file, err := m.Encode()
	if err != nil {
		return err
	}
	if err := os.WriteFile(modelFile, file, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d features, %d bytes\n%+v\n", modelFile, m.Len(), len(file), m.Settings)
	return nil
}

func report(out io.Writer, typedata, docs string) error {
	c, err := classify.Load()
	if err != nil {
		return err
	}
	tables := map[string]string{}
	if tables["development"], err = development(c); err != nil {
		return err
	}
	if tables["fresh"], err = fresh(c); err != nil {
		return err
	}
	if typedata != "" {
		if tables["watched"], err = watched(c, typedata); err != nil {
			return err
		}
	}
	if docs != "" {
		return replace(docs, tables)
	}
	fmt.Fprint(out, tables["development"], "\n", tables["fresh"], "\n", tables["watched"])
	return nil
}

// development evaluates the messages that thresholds were set on.
func development(c *classify.Classifier) (string, error) {
	var results []score.Named
	var halves strings.Builder
	halves.WriteString("\nWith thresholds set on one half of these messages and evaluated on the other:\n\n")
	for _, lang := range train.Langs() {
		dev, err := corpus.Dev(lang)
		if err != nil {
			return "", err
		}
		results = append(results, score.Named{Name: lang, Result: score.Measure(c, dev)})
		covered, precision, err := train.Beforehand(c.Model(), dev)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&halves, "- %s: %.0f %% not asked about, %.1f %% of these right\n", lang, 100*covered, 100*precision)
	}
	var b strings.Builder
	score.Summary(&b, results)
	b.WriteString(halves.String())
	for _, r := range results {
		b.WriteByte('\n')
		score.Confusions(&b, r)
	}
	for _, r := range results {
		b.WriteByte('\n')
		score.Reliability(&b, r)
	}
	return b.String(), nil
}

// fresh evaluates the messages that are used for nothing else.
func fresh(c *classify.Classifier) (string, error) {
	var results []score.Named
	var kinds, partings, confusions strings.Builder
	for _, lang := range train.Langs() {
		messages, err := corpus.Fresh(lang)
		if err != nil {
			return "", err
		}
		several, err := corpus.Several(lang)
		if err != nil {
			return "", err
		}
		r := score.Named{Name: lang, Result: score.Measure(c, messages)}
		results = append(results, r)
		kinds.WriteByte('\n')
		score.Kinds(&kinds, lang, c, messages)
		partings.WriteByte('\n')
		score.Partings(&partings, lang, score.MeasureParts(c, several), score.MeasureParts(c, messages))
		confusions.WriteByte('\n')
		score.Confusions(&confusions, r)
	}
	var b strings.Builder
	score.Summary(&b, results)
	return b.String() + kinds.String() + partings.String() + confusions.String(), nil
}

// watched evaluates sets from elsewhere that nothing was fitted to.
func watched(c *classify.Classifier, dir string) (string, error) {
	folders, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		examples, err := corpus.Read(os.DirFS(dir), path.Join(f.Name(), "data.jsonl"))
		if err != nil {
			return "", err
		}
		score.Confusions(&b, score.Named{Name: f.Name(), Result: score.Measure(c, examples)})
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// replace puts tables between their marks in a file.
func replace(file string, tables map[string]string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := string(b)
	for name, table := range tables {
		begin, end := "<!-- "+name+": begin -->\n", "<!-- "+name+": end -->"
		head, rest, ok := strings.Cut(text, begin)
		_, tail, closed := strings.Cut(rest, end)
		if !ok || !closed {
			return fmt.Errorf("%s has no marks for the table %q", file, name)
		}
		text = head + begin + "\n" + strings.TrimRight(table, "\n") + "\n\n" + end + tail
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
