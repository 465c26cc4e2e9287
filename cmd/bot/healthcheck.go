package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthcheckCommand asks the bot on this machine whether it is alive. It is
// for containers: the image has no other program that could ask.
type healthcheckCommand struct {
	HTTPAddr string `env:"HTTP_ADDR" default:":8080" help:"Address of the bot's HTTP listener."`
}

// healthyWithin is how long the bot may take to answer.
const healthyWithin = 3 * time.Second

// Run fails unless /healthz answers with OK.
func (c healthcheckCommand) Run(ctx context.Context) error {
	host, port, err := net.SplitHostPort(c.HTTPAddr)
	if err != nil {
		return fmt.Errorf("HTTP_ADDR: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // the bot listens on all addresses; a container may know no names
	}
	ctx, cancel := context.WithTimeout(ctx, healthyWithin)
	defer cancel()
	url := "http://" + net.JoinHostPort(host, port) + "/healthz"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := (&http.Client{}).Do(req)
	if err != nil {
		return fmt.Errorf("the bot does not answer: %w", err)
	}
	defer resp.Body.Close() //nolint:errcheck // only the status is needed
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the bot answers %s", resp.Status)
	}
	return nil
}
