package silences

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
)

// A silencer is Alertmanager, or the one inside Grafana, which has the same API
// under another path.
// https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
type silencer struct{ api string }

type matcher struct {
	Name    string `json:"name"`
	Value   string `json:"value"`
	IsRegex bool   `json:"isRegex"`
	IsEqual bool   `json:"isEqual"`
}

type wireSilence struct {
	ID        string    `json:"id,omitempty"`
	Matchers  []matcher `json:"matchers"`
	StartsAt  time.Time `json:"startsAt"`
	EndsAt    time.Time `json:"endsAt"`
	CreatedBy string    `json:"createdBy"`
	Comment   string    `json:"comment"`
	Status    *struct {
		State string `json:"state"`
	} `json:"status,omitempty"`
}

// silence matches all of the alert's labels, so that it silences this alert and
// no other. The key is in the comment: after a lost answer the silence is found
// by it and not made twice.
func (s silencer) silence(ctx context.Context, c call, want desk.Silence) (string, error) {
	if len(want.Labels) == 0 {
		return "", refused(errors.New("the alert has no labels"))
	}
	key := "[" + want.Key + "]"
	var all []wireSilence
	if err := c.do(ctx, http.MethodGet, s.api+"/silences", nil, &all); err != nil {
		return "", err
	}
	for _, one := range all {
		if one.Status != nil && one.Status.State != "expired" && strings.HasSuffix(one.Comment, key) {
			return one.ID, nil
		}
	}
	made := wireSilence{StartsAt: c.now.UTC(), EndsAt: want.Until.UTC(), CreatedBy: "Vakhta", Comment: want.Comment + " " + key}
	for _, name := range slices.Sorted(maps.Keys(want.Labels)) {
		if want.Labels[name] != "" { // an empty label is none
			made.Matchers = append(made.Matchers, matcher{Name: name, Value: want.Labels[name], IsEqual: true})
		}
	}
	var answer struct {
		SilenceID string `json:"silenceID"`
	}
	if err := c.do(ctx, http.MethodPost, s.api+"/silences", made, &answer); err != nil {
		return "", err
	}
	if answer.SilenceID == "" {
		return "", refused(errors.New("its answer names no silence"))
	}
	return answer.SilenceID, nil
}

// unsilence ends a silence. Alertmanager answers 404 for one that it does not
// know any more, and some versions 500 for one that has ended.
func (s silencer) unsilence(ctx context.Context, c call, _ desk.Silence, id string) error {
	at := s.api + "/silence/" + url.PathEscape(id)
	var now wireSilence
	err := c.do(ctx, http.MethodGet, at, nil, &now)
	if status, answered := errors.AsType[desk.StatusError](err); answered && status == http.StatusNotFound {
		return nil
	}
	if err != nil || now.Status != nil && now.Status.State == "expired" {
		return err
	}
	return c.do(ctx, http.MethodDelete, at, nil, nil)
}

// firing lists the alerts that fire: those that are over are not listed.
func (s silencer) firing(ctx context.Context, c call) (fingerprints []string, err error) {
	var all []struct {
		Fingerprint string `json:"fingerprint"`
	}
	if err := c.do(ctx, http.MethodGet, s.api+"/alerts?active=true&silenced=true&inhibited=true&unprocessed=true", nil, &all); err != nil {
		return nil, err
	}
	for _, one := range all {
		fingerprints = append(fingerprints, one.Fingerprint)
	}
	return fingerprints, nil
}
