package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// secretFiles lets every environment variable of a flag be given as NAME_FILE,
// the path of a file with its value. The variable itself takes precedence,
// unless it is empty, as compose files leave unset ones.
func secretFiles(env func(string) (string, bool), read func(string) ([]byte, error)) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, f *kong.Flag) (any, error) {
		for _, name := range f.Envs {
			value, set := env(name)
			if set && value != "" {
				return nil, nil
			}
			if path, ok := env(name + "_FILE"); ok && path != "" {
				b, err := read(path)
				if err != nil {
					return nil, fmt.Errorf("%s_FILE: %w", name, err)
				}
				return strings.TrimSpace(string(b)), nil
			}
			if set && f.HasDefault {
				return f.Default, nil
			}
		}
		return nil, nil
	})
}

// isSecret reports whether a flag may be set only by an environment variable,
// because every user of the machine can read command lines.
func isSecret(f *kong.Flag) bool { return f.Tag.Has("secret") }

// noSecretsIn refuses a command line that has a secret.
func noSecretsIn(parsed *kong.Context) error {
	for _, p := range parsed.Path {
		if p.Flag != nil && !p.Resolved && isSecret(p.Flag) {
			name := p.Flag.Envs[0]
			return fmt.Errorf("--%s: secrets come from the environment alone: set %s, or %s_FILE to a file that holds it", p.Flag.Name, name, name)
		}
	}
	return nil
}

// helpWithSecrets prints the help, followed by what the command reads from the
// environment only.
func helpWithSecrets(o kong.HelpOptions, ctx *kong.Context) error {
	if err := kong.DefaultHelpPrinter(o, ctx); err != nil {
		return err
	}
	command := ctx.Selected()
	if command == nil {
		return nil
	}
	began := false
	for _, f := range command.Flags {
		if !isSecret(f) {
			continue
		}
		if !began {
			fmt.Fprintln(ctx.Stdout, "\nFrom the environment alone (each also as NAME_FILE, a file that holds it):")
			began = true
		}
		fmt.Fprintf(ctx.Stdout, "  %-24s  %s\n", f.Envs[0], f.Help)
	}
	return nil
}
