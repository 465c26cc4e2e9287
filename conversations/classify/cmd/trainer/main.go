// Command trainer fits the classifier's model and prints how good it is.
//
//	trainer fit      learns from the corpus and writes model.bin
//	trainer report   prints the tables of docs/classification.md
//
// It runs in the root of the repository.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path"

	"vakhta/conversations/classify"
	"vakhta/conversations/classify/corpus"
	"vakhta/conversations/classify/score"
	"vakhta/conversations/classify/train"
)

// modelFile is where the built-in model lives.
const modelFile = "conversations/classify/model.bin"

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "trainer:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("trainer", flag.ContinueOnError)
	typedata := flags.String("typedata", "", "a folder of further sets to watch, each with a data.jsonl")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch flags.Arg(0) {
	case "fit":
		return fit(out)
	case "report":
		return report(out, *typedata)
	default:
		return fmt.Errorf("want fit or report, not %q", flags.Arg(0))
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
	fmt.Fprintf(out, "%s: %d features, %d bytes; macro-F1 ru %.3f, en %.3f\n",
		modelFile, m.Len(), len(file), m.Settings.Score["ru"], m.Settings.Score["en"])
	fmt.Fprintf(out, "%+v\n", m.Settings)
	return nil
}

func report(out io.Writer, typedata string) error {
	c, err := classify.Load()
	if err != nil {
		return err
	}
	var results []score.Named
	for _, lang := range train.Langs() {
		dev, err := corpus.Dev(lang)
		if err != nil {
			return err
		}
		results = append(results, score.Named{Name: lang, Result: score.Measure(c, dev)})
	}
	score.Summary(out, results)
	for _, r := range results {
		fmt.Fprintln(out)
		score.Confusions(out, r)
		fmt.Fprintln(out)
		score.Reliability(out, r)
	}
	if typedata == "" {
		return nil
	}
	return watch(out, c, typedata)
}

// watch measures sets that nobody here wrote and nothing was fitted to.
func watch(out io.Writer, c *classify.Classifier, dir string) error {
	folders, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		examples, err := corpus.Read(os.DirFS(dir), path.Join(f.Name(), "data.jsonl"))
		if err != nil {
			return err
		}
		r := score.Named{Name: f.Name(), Result: score.Measure(c, examples)}
		fmt.Fprintln(out)
		score.Summary(out, []score.Named{r})
		fmt.Fprintln(out)
		score.Confusions(out, r)
	}
	return nil
}
