package deskfile_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vakhta/desk"
	"vakhta/deskfile"
)

// checks reports whether a key changes nothing in the desk and is only checked: another value has to be a mistake.
func checks(key string) bool { return key == "team.line" } // a project's first line has to be of line 1

// reads reports whether a key names a folder or a file, which Read does not look at;
// TestNotesAreReadAsPeopleReadThem and TestTheMapsOfProjectsAreReadBesideDeskYAML do.
func reads(key string) bool {
	return strings.HasSuffix(key, ".knowledge") || key == "project.techmap"
}

// spare is a team that no project names, so that its line may be changed.
const spare = "    members: [vera]\n  spare: {line: 2, channel: slack:C0L9, members: [vera]}\n"

// What the example says about people on call, and an override for it.
const (
	onCallLine   = "    on_call:                     # or rotations: [{…}, {…}], in layers; overrides: [{person: anna, from: 2026-12-31T10:00, to: 2027-01-01T10:00}]\n"
	rotationLine = "      rotation: {start: 2026-11-02T10:00, every: 1w, order: [anna, boris]}\n"
	wait         = "    wait: {nudge: 1d"
	rating       = "    rating: {remind: 4h, expire: 3d, review: 8h}\n"
	major        = "    major_updates: 20m\n"
	later        = "    versions: [{valid_from: 2027-01-01}]\n"
	inPlace      = "{person: anna, from: 2026-12-31T10:00, to: 2027-01-01T10:00}"
)

// changes returns, for each key that may be in desk.yaml, replacements in the example with a spare team that change
// its value: the old and the new text in turn.
func changes() map[string][]string {
	const types = "      change_request: {reaction: 1d"
	return map[string][]string{
		"desk.name":      {"name: Поддержка магазинов", "name: Support"},
		"desk.locale":    {"locale: ru  ", "locale: en  "},
		"desk.timezone":  {"timezone: Europe/Moscow\n\npeople", "timezone: UTC\n\npeople"},
		"desk.people":    {"  maria: {", "  zoe: {telegram: 7009}\n  maria: {"},
		"desk.teams":     {"  shop-dev:\n", "  more: {line: 2, channel: slack:C0L8, members: [vera]}\n  shop-dev:\n"},
		"desk.calendars": {"  always: {", "  nights: {hours: {mon-fri: 00:00-06:00}}\n  always: {"},
		"desk.contracts": {"  gold:", "  platinum:", "contract: gold", "contract: platinum"},
		"desk.projects":  {"  ROM:", "  SHOP:"},

		"person.name":     {"Мария Петрова", "Мария"},
		"person.telegram": {"telegram: 7001", "telegram: 7002"},
		"person.slack":    {"slack: U0VERA", "slack: U1VERA"},
		"person.locale":   {"telegram: 6001, locale: ru", "telegram: 6001, locale: en"},
		"person.timezone": {"timezone: Europe/London", "timezone: Europe/Paris"},
		"person.prefers":  {"prefers: telegram", "prefers: slack"},
		"person.admin":    {"admin: true", "admin: false"},

		"team.line":         {"line: 2\n", "line: 1\n"},
		"team.channel":      {"slack:C0L9", "slack:C0L8"},
		"team.members":      {"members: [anna, boris]", "members: [anna, boris, vera]"},
		"team.leads":        {"members: [anna, boris]", "leads: [anna]\n    members: [anna, boris]"},
		"team.thread":       {"thread: internal", "thread: open"},
		"team.on_call":      {onCallLine + rotationLine, ""},
		"team.name":         {"    line: 2\n", "    name: Dev\n    line: 2\n"},
		"on_call.rotations": {rotationLine, "      rotations:\n        - {start: 2026-11-02T10:00, every: 1w, order: [anna, boris]}\n        - {start: 2026-11-02T10:00, every: 1d, order: [anna]}\n"},
		"on_call.overrides": {rotationLine, rotationLine + "      overrides: [" + inPlace + "]\n"},

		"rotation.calendar":      {"order: [anna, boris]", "order: [anna, boris], calendar: office"},
		"rotation-member.person": {"order: [anna, boris]", "order: [anna, {person: boris, to: 2026-12-31}]"},
		"rotation-member.from":   {"order: [anna, boris]", "order: [anna, {person: boris, from: 2026-12-31}]"},
		"rotation-member.to":     {"order: [anna, boris]", "order: [anna, {person: boris, to: 2026-12-30}]"},
		"override.person":        {rotationLine, rotationLine + "      overrides: [" + strings.Replace(inPlace, "anna", "boris", 1) + "]\n"},
		"override.from":          {rotationLine, rotationLine + "      overrides: [" + strings.Replace(inPlace, "12-31T10", "12-31T11", 1) + "]\n"},
		"override.to":            {rotationLine, rotationLine + "      overrides: [" + strings.Replace(inPlace, "01-01T10", "01-01T11", 1) + "]\n"},

		"on_call.rotation":  {"order: [anna, boris]", "order: [anna]"},
		"rotation.start":    {"2026-11-02T10:00", "2026-11-02T11:00"},
		"rotation.every":    {"every: 1w", "every: 2w"},
		"rotation.order":    {"order: [anna, boris]", "order: [boris, anna]"},
		"calendar.timezone": {"    timezone: Europe/Moscow", "    timezone: Asia/Omsk"},

		"calendar.hours":      {"sat: 10:00-14:00", "sat: 10:00-15:00"},
		"calendar.day":        {"day: 8h", "day: 7h"},
		"calendar.holidays":   {"holidays: ru ", "# "},
		"calendar.days_off":   {"days_off: [2026-12-31]", "days_off: [2026-12-29]"},
		"calendar.work_days":  {"work_days: [2026-11-07]", "work_days: [2026-11-08]"},
		"calendar.short_days": {"2026-12-30: 1h", "2026-12-30: 2h"},

		"contract.valid_from":         {"valid_from: 2026-01-01", "valid_from: 2026-02-01"},
		"contract.calendar":           {"    calendar: always", "    calendar: office"},
		"contract.targets":            {"P1: {reaction: 15m", "P1: {reaction: 16m"},
		"contract.types":              {types, "      change_request: {reaction: 2d"},
		"contract.escalation":         {"      - {after: 80%, notify: line_2}\n", ""},
		"contract.warnings":           {"      - {after: 75%, notify: assignee}\n", ""},
		"contract.reaction_by":        {"reaction_by: either", "reaction_by: ack"},
		"contract.pause_on":           {"pause_on: [waiting_customer]", "pause_on: [waiting_vendor]"},
		"contract.on_contract_change": {"on_change: recompute", "on_contract_change: keep"},
		"contract.on_change":          {"on_change: recompute", "on_change: restart"},
		"contract.on_reopen":          {"on_reopen: resume", "on_reopen: restart"},
		"contract.remind_taken":       {"remind_taken: 4h", "remind_taken: 5h"},
		"contract.escalate_again":     {"escalate_again: 30m", "escalate_again: 45m"},
		"contract.close_after":        {"close_after: 3d", "close_after: 4d"},
		"contract.wait":               {"wait: {nudge: 1d, close: 3d}", "wait: {nudge: 2d, close: 3d}"},
		"contract.major_updates":      {wait, major + wait},
		"contract.alert_notice":       {wait, "    alert_notice: {P1: at_once}\n" + wait},
		"notices.P1":                  {wait, "    alert_notice: {P1: acknowledged}\n" + wait},
		"notices.P2":                  {wait, "    alert_notice: {P2: 15m}\n" + wait},
		"notices.P3":                  {wait, "    alert_notice: {P3: at_once}\n" + wait},
		"notices.P4":                  {wait, "    alert_notice: {P4: 1h}\n" + wait},
		"contract.sales":              {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00}]\n" + wait},
		"sale.name":                   {wait, "    sales: [{name: B, from: 2026-11-27T00:00, to: 2026-11-30T00:00}]\n" + wait},
		"sale.from":                   {wait, "    sales: [{name: A, from: 2026-11-28T00:00, to: 2026-11-30T00:00}]\n" + wait},
		"sale.to":                     {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-12-01T00:00}]\n" + wait},
		"sale.projects":               {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, projects: [ROM]}]\n" + wait},
		"sale.targets":                {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P1: {}}}]\n" + wait},
		"sale.calm":                   {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, calm: {}}]\n" + wait},
		"sale-targets.P1":             {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P1: {reaction: 5m}}}]\n" + wait},
		"sale-targets.P2":             {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P2: {reaction: 5m}}}]\n" + wait},
		"sale-targets.P3":             {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P3: {reaction: 5m}}}]\n" + wait},
		"sale-targets.P4":             {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P4: {reaction: 5m}}}]\n" + wait},
		"sale-target.reaction":        {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P3: {reaction: 5m}}}]\n" + wait},
		"sale-target.resolution":      {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P3: {resolution: 30h}}}]\n" + wait},
		"sale-target.updates":         {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P3: {updates: 10m}}}]\n" + wait},
		"sale-target.next_response":   {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P3: {next_response: 9m}}}]\n" + wait},
		"sale-target.calendar":        {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P3: {calendar: always}}}]\n" + wait},
		"calm.from":                   {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, calm: {from: 2026-11-26T00:00}}]\n" + wait},
		"calm.to":                     {wait, "    sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, calm: {to: 2026-12-02T00:00}}]\n" + wait},
		"contract.forgotten":          {wait, "    forgotten: 24h\n" + wait},
		"contract.rating":             {wait, rating + wait},
		"contract.post_mortem":        {wait, "    post_mortem: 24h\n" + wait},
		"contract.matrix":             {"me: {high: P3, ", "me: {high: P2, "},
		"contract.ola":                {"line_2: {reaction: 1h, resolution: 16h, calendar: office}", "line_2: {reaction: 2h}"},
		"contract.suppliers":          {"noc: {reaction: 30m, resolution: 4h, chase: 1h}", "noc: {reaction: 31m}"},
		"contract.billing":            {"plan: hybrid", "plan: fixed", "      overage: {", "      # {"},
		"contract.report":             {"report: {every: month", "report: {every: week"},
		"contract.versions":           {wait, later + wait},
		"version.valid_from":          {wait, strings.Replace(later, "2027-01-01", "2027-02-01", 1) + wait},
		"version.calendar":            {wait, strings.Replace(later, "}", ", calendar: office}", 1) + wait},
		"version.targets":             {wait, strings.Replace(later, "}", ", targets: {P1: {reaction: 16m}, P2: {reaction: 1h}, P3: {reaction: 1h}, P4: {reaction: 1h}}}", 1) + wait},
		"version.types":               {wait, strings.Replace(later, "}", ", types: {incident: {reaction: 1h}}}", 1) + wait},
		"version.escalation":          {wait, strings.Replace(later, "}", ", escalation: [{after: 10%, notify: line_1}]}", 1) + wait},
		"version.escalate_again":      {wait, strings.Replace(later, "}", ", escalate_again: 1h}", 1) + wait},
		"version.warnings":            {wait, strings.Replace(later, "}", ", warnings: [{after: 10%, notify: assignee}]}", 1) + wait},
		"version.reaction_by":         {wait, strings.Replace(later, "}", ", reaction_by: ack}", 1) + wait},
		"version.pause_on":            {wait, strings.Replace(later, "}", ", pause_on: [waiting_vendor]}", 1) + wait},
		"version.on_change":           {wait, strings.Replace(later, "}", ", on_change: restart}", 1) + wait},
		"version.on_reopen":           {wait, strings.Replace(later, "}", ", on_reopen: restart}", 1) + wait},
		"version.remind_taken":        {wait, strings.Replace(later, "}", ", remind_taken: 5h}", 1) + wait},
		"version.close_after":         {wait, strings.Replace(later, "}", ", close_after: 4d}", 1) + wait},
		"version.wait":                {wait, strings.Replace(later, "}", ", wait: {nudge: 2d}}", 1) + wait},

		"version.major_updates": {wait, strings.Replace(later, "}", ", major_updates: 20m}", 1) + wait},
		"version.alert_notice":  {wait, strings.Replace(later, "}", ", alert_notice: {P1: at_once}}", 1) + wait},
		"version.sales":         {wait, strings.Replace(later, "}", ", sales: [{name: A, from: 2027-11-27T00:00, to: 2027-11-30T00:00}]}", 1) + wait},
		"version.forgotten":     {wait, strings.Replace(later, "}", ", forgotten: 24h}", 1) + wait},
		"version.post_mortem":   {wait, strings.Replace(later, "}", ", post_mortem: 24h}", 1) + wait},
		"version.matrix":        {wait, strings.Replace(later, "}", ", matrix: {all: {high: P1, medium: P1, low: P1}, some: {high: P1, medium: P1, low: P1}, me: {high: P1, medium: P1, low: P1}}}", 1) + wait},
		"matrix.all":            {"all: {high: P1, medium: P2", "all: {high: P1, medium: P1"},
		"matrix.some":           {"some: {high: P2", "some: {high: P1"},
		"matrix.me":             {"me: {high: P3", "me: {high: P2"},
		"matrix.examples":       {"examples: {P1", "examples: {P2"},
		"row.high":              {"some: {high: P2", "some: {high: P1"},
		"row.medium":            {"all: {high: P1, medium: P2", "all: {high: P1, medium: P1"},
		"row.low":               {"low: P3}", "low: P2}"},
		"examples.P1":           {"nobody can pay", "nobody pays"},
		"examples.P2":           {"examples: {P1: [", "examples: {P2: [слово], P1: ["},
		"examples.P3":           {"examples: {P1: [", "examples: {P3: [слово], P1: ["},
		"examples.P4":           {"a typo on a page", "a typo"},
		"version.rating":        {wait, strings.Replace(later, "}", ", rating: {remind: 4h}}", 1) + wait},
		"rating.remind":         {wait, rating + wait},
		"rating.expire":         {wait, strings.Replace(rating, "3d", "4d", 1) + wait},
		"rating.review":         {wait, strings.Replace(rating, "8h", "9h", 1) + wait},

		"targets.P1":                {"P1: {reaction: 15m", "P1: {reaction: 16m"},
		"targets.P2":                {"P2: {reaction: 30m", "P2: {reaction: 31m"},
		"targets.P3":                {"P3: {reaction: 2h", "P3: {reaction: 3h"},
		"targets.P4":                {"P4: {reaction: 1d", "P4: {reaction: 2d"},
		"target.reaction":           {"P1: {reaction: 15m", "P1: {reaction: 16m"},
		"target.resolution":         {"resolution: 4h", "resolution: 5h"},
		"target.next_response":      {"updates: 30m", "next_response: 40m"},
		"target.updates":            {"updates: 30m", "updates: 40m"},
		"target.calendar":           {"P3: {reaction: 2h, resolution: 3d, calendar: office}", "P3: {reaction: 2h, resolution: 3d}"},
		"types.incident":            {types, "      incident: {reaction: 1h}\n" + types},
		"types.service_request":     {types, "      service_request: {reaction: 1h}\n" + types},
		"types.change_request":      {types, "      change_request: {reaction: 2d"},
		"types.information_request": {types, "      information_request: {reaction: 1h}\n" + types},

		"step.after":  {"after: 50%", "after: 40%"},
		"step.notify": {"notify: on_call", "notify: line_1"},
		"step.repeat": {"repeat: 10m", "repeat: 11m"},
		"step.times":  {"times: 6", "times: 5"},

		"wait.nudge": {"nudge: 1d", "nudge: 5h"},
		"wait.close": {"close: 3d", "close: 5h"},

		"ola.line_1":          {"ola: {line_2: {reaction: 1h,", "ola: {line_1: {reaction: 1h}, line_2: {reaction: 1h,"},
		"ola.line_2":          {"line_2: {reaction: 1h,", "line_2: {reaction: 2h,"},
		"line.reaction":       {"line_2: {reaction: 1h,", "line_2: {reaction: 2h,"},
		"line.resolution":     {"resolution: 16h, calendar: office}", "resolution: 15h, calendar: office}"},
		"line.calendar":       {"resolution: 16h, calendar: office}", "resolution: 16h}"},
		"supplier.reaction":   {"noc: {reaction: 30m", "noc: {reaction: 31m"},
		"supplier.resolution": {"resolution: 4h, chase", "resolution: 5h, chase"},
		"supplier.calendar":   {"chase: 1h}", "chase: 1h, calendar: office}"},
		"supplier.chase":      {"chase: 1h}", "chase: 2h}"},

		"billing.plan":              {"plan: hybrid", "plan: fixed", "      overage: {", "      # {"},
		"billing.hours":             {"hours: 40", "hours: 41"},
		"billing.price":             {"price: 120000", "price: 120000.50"},
		"billing.rate":              {"rate: 3500", "rate: 3600"},
		"billing.currency":          {"currency: RUB", "currency: EUR"},
		"billing.vat":               {"vat: {percent: 22", "vat: {percent: 7"},
		"billing.round_up":          {"round_up: 15m", "round_up: 20m"},
		"billing.round":             {"round: entry", "round: sum"},
		"billing.carry_over":        {"carry_over: {months: 1", "carry_over: {months: 2"},
		"billing.after_hours":       {"rate: 5250", "rate: 5000"},
		"billing.activities":        {"разработка: {}, ", ""},
		"billing.lock_after":        {"lock_after: 3", "lock_after: 5"},
		"billing.from":              {"from: 2026-01-01  ", "from: 2026-01-15  "},
		"VAT.percent":               {"percent: 22", "percent: 8.1"},
		"VAT.included":              {"included: true", "included: false"},
		"carry-over.months":         {"months: 1", "months: 2"},
		"carry-over.cap":            {"cap: 10", "cap: 11"},
		"carry-over.use":            {"use: first", "use: last"},
		"after-hours work.calendar": {"after_hours: {calendar: office", "after_hours: {calendar: always"},
		"after-hours work.rate":     {"rate: 5250", "rate: 5000"},
		"activity.billable":         {"billable: false", "billable: true"},

		"report.every":   {"every: month", "every: week"},
		"report.formats": {"formats: [pdf, xlsx]", "formats: [csv]"},
		"report.chats":   {"formats: [pdf, xlsx]", "formats: [pdf, xlsx], chats: [slack:C0ROM]"},

		"project.name":     {"name: Ромашка", "name: Василёк"},
		"project.contract": {"  gold:", "  platinum:", "contract: gold", "contract: platinum"},
		"project.line_1":   {"line_1: first-line", "line_1: spare", "spare: {line: 2", "spare: {line: 1"},
		"project.line_2":   {"line_2: shop-dev", "line_2: spare"},
		"project.line_3":   {"line_3: [noc]", "line_3: [vera]"},
		"project.managers": {"managers: [olga]", "managers: [olga, vera]"},
		"project.staff":    {"staff: [maria, john]", "staff: [maria, john, vera]"},
		"project.chats":    {"      - {chat: slack:C0ROM, intake: all}\n", ""},
		"project.privacy":  {"privacy: masked", "privacy: plain"},

		"project.second_opinion": {"second_opinion: false", "second_opinion: true"},

		"project.retention":  {"retention: 24 months", "retention: forever"},
		"desk.digest":        {"name: ", "digest: week\nname: "},
		"desk.knowledge":     {"name: ", "knowledge: notes\nname: "},
		"project.knowledge":  {"# knowledge: notes ", "knowledge: notes "},
		"project.techmap":    {"# techmap: romashka.map.yaml", "techmap: romashka.map.yaml"},
		"project.logo":       {"# logo: romashka.png", "logo: romashka.png"},
		"project.answers":    {"answers:  ", "# answers:  ", "      cache:", "#     cache:", "      access:", "#     access:"},
		"answer.ru":          {"Помогло?", "Получилось?"},
		"answer.en":          {"Did that help?", "Is it better?"},
		"project.alerts":     {"page: P1", "page: P2"},
		"alerts.severities":  {"page: P1", "page: P2"},
		"alerts.cancel":      {"cancel: false", "cancel: true"},
		"alerts.reopen":      {"reopen: 1h", "reopen: 2h"},
		"project.onboarding": {"audit: {owner", "map: {owner"},
		"milestone.owner":    {"{audit: {owner: anna", "{audit: {owner: vera"},
		"milestone.due":      {"due: 2026-01-20", "due: 2026-01-21"},
		"milestone.done":     {"done: 2026-01-19", "done: 2026-01-18"},

		"alerts.probes":          {"      reopen: 1h", "      probes: {cart: {url: https://r.test}}\n      reopen: 1h"},
		"probe.url":              {"      reopen: 1h", "      probes: {cart: {url: https://r.test}}\n      reopen: 1h"},
		"probe.every":            {"      reopen: 1h", "      probes: {cart: {url: https://r.test, every: 5m}}\n      reopen: 1h"},
		"probe.status":           {"      reopen: 1h", "      probes: {cart: {url: https://r.test, status: 204}}\n      reopen: 1h"},
		"probe.says":             {"      reopen: 1h", "      probes: {cart: {url: https://r.test, says: Корзина}}\n      reopen: 1h"},
		"probe.within":           {"      reopen: 1h", "      probes: {cart: {url: https://r.test, within: 5s}}\n      reopen: 1h"},
		"probe.failures":         {"      reopen: 1h", "      probes: {cart: {url: https://r.test, failures: 2}}\n      reopen: 1h"},
		"probe.severity":         {"      reopen: 1h", "      probes: {cart: {url: https://r.test, severity: page}}\n      reopen: 1h"},
		"probe.certificate_days": {"      reopen: 1h", "      probes: {cart: {url: https://r.test, certificate_days: 7}}\n      reopen: 1h"},
		"probe.domain":           {"      reopen: 1h", "      probes: {cart: {url: https://r.test, domain: r.test}}\n      reopen: 1h"},
		"probe.domain_until":     {"      reopen: 1h", "      probes: {cart: {url: https://r.test, domain_until: 2027-03-01}}\n      reopen: 1h"},
		"probe.domain_days":      {"      reopen: 1h", "      probes: {cart: {url: https://r.test, domain_days: 7}}\n      reopen: 1h"},
		"alerts.group":           {"      reopen: 1h", "      group: 5m\n      reopen: 1h"},
		"alerts.limit":           {"      reopen: 1h", "      limit: 5\n      reopen: 1h"},
		"alerts.map":             {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title}}\n      reopen: 1h"},
		"mappings.json":          {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title}}\n      reopen: 1h"},
		"mappings.cloudevents":   {"      reopen: 1h", "      map: {cloudevents: {id: it.id, title: it.title}}\n      reopen: 1h"},
		"mapping.id":             {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title}}\n      reopen: 1h"},
		"mapping.title":          {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title}}\n      reopen: 1h"},
		"mapping.each":           {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, each: body.all}}\n      reopen: 1h"},
		"mapping.skip":           {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, skip: it.test}}\n      reopen: 1h"},
		"mapping.over":           {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, over: it.ok}}\n      reopen: 1h"},
		"mapping.text":           {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, text: it.text}}\n      reopen: 1h"},
		"mapping.severity":       {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, severity: it.level}}\n      reopen: 1h"},
		"mapping.link":           {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, link: it.link}}\n      reopen: 1h"},
		"mapping.runbook":        {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, runbook: it.help}}\n      reopen: 1h"},
		"mapping.group":          {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, group: it.host}}\n      reopen: 1h"},
		"mapping.labels":         {"      reopen: 1h", "      map: {json: {id: it.id, title: it.title, labels: it.tags}}\n      reopen: 1h"},
		"alerts.maintenance":     {"      reopen: 1h", "      maintenance: [{from: 2026-12-31T22:00, to: 2027-01-01T02:00}]\n      reopen: 1h"},
		"alerts.heartbeats":      {"      reopen: 1h", "      heartbeats: {night-backup: 25h}\n      reopen: 1h"},
		"maintenance.from":       {"      reopen: 1h", "      maintenance: [{from: 2026-12-31T22:00, to: 2027-01-01T02:00}]\n      reopen: 1h"},
		"maintenance.to":         {"      reopen: 1h", "      maintenance: [{from: 2026-12-31T22:00, to: 2027-01-01T02:00}]\n      reopen: 1h"},

		"alerts.silence":        {"      reopen: 1h", "      silence: {grafana: https://g.test}\n      reopen: 1h"},
		"silences.alertmanager": {"      reopen: 1h", "      silence: {alertmanager: https://a.test}\n      reopen: 1h"},
		"silences.grafana":      {"      reopen: 1h", "      silence: {grafana: https://g.test}\n      reopen: 1h"},
		"silences.zabbix":       {"      reopen: 1h", "      silence: {zabbix: https://z.test}\n      reopen: 1h"},
		"silences.for":          {"      reopen: 1h", "      silence: {grafana: https://g.test, for: 1h}\n      reopen: 1h"},

		"billing.overage":  {"      overage: {approval: true, urgent: [P1]}", "      #"},
		"overage.approval": {"{approval: true, ", "{approval: false, "},
		"overage.urgent":   {"urgent: [P1]", "urgent: [P1, P2]"},

		"project.approvers":   {"people: [olga]", "people: [olga, john]"},
		"approvers.people":    {"people: [olga]", "people: [olga, john]"},
		"approvers.need":      {"people: [olga]", "people: [olga, john]", "need: 1", "need: 2"},
		"approvers.delegates": {"{olga: john}", "{olga: maria}"},
		"approvers.remind":    {"remind: 4h", "remind: 5h"},
		"approvers.expire":    {"expire: 24h", "expire: 25h"},

		"desk.channels":   {"\nchannels:", "\n# channels:", "\n  email: {from", "\n# email: {from", "\n  phone: {url", "\n# phone: {url"},
		"channels.email":  {"  email: {from", "  # email: {from"},
		"channels.phone":  {"  phone: {url", "  # phone: {url"},
		"e-mail.from":     {"desk@vakhta.example", "bot@vakhta.example"},
		"phone.url":       {"gateway.example/call", "gateway.example/sms"},
		"phone.body":      {", success:", ", body: 'x={text}', success:"},
		"phone.success":   {`"ok"'`, `"done"'`},
		"phone.after":     {"after: 2m}", "after: 3m}"},
		"person.email":    {"noc@fasthost", "night@fasthost"},
		"person.absences": {"slack: U0VERA}", "slack: U0VERA, absences: \"https://example.com/vera.ics\"}"},
		"on_call.feed":    {rotationLine, rotationLine + "      feed: https://example.com/shifts.ics\n"},
		"person.phone":    {"+441632960961", "+441632960962"},

		"project.services":  {"      certificate:\n", "      ssl:\n"},
		"service.name":      {"ru: Сертификат для домена", "ru: Сертификат"},
		"service.words":     {"[сертификат, ssl, certificate]", "[ssl]"},
		"service.form":      {"        form: ", "        # form: ", deskForm(), ""},
		"service.line":      {"        line: 2 ", "        line: 1 "},
		"service.priority":  {"        priority: P3", "        priority: P2"},
		"service.target":    {"target: 16h", "target: 17h"},
		"service.hours":     {"        hours: 1h", "        hours: 2h"},
		"service.checklist": {"          - {ru: Включить автопродление, en: Turn the renewal on}\n", ""},
		"text.ru":           {"ru: Сертификат для домена", "ru: Сертификат"},
		"text.en":           {"en: Certificate for a domain", "en: Certificate"},
		"field.field":       {"field: until", "field: day"},
		"field.type":        {"            type: date\n", "", "check: {min: today, ", "check: {min: 3, "},
		"field.label":       {"Для какого домена?", "Домен?"},
		"field.placeholder": {"placeholder: shop.example", "placeholder: example.org"},
		"field.options":     {"ru: На один домен", "ru: На домен"},
		"field.required":    {"            required: true\n", ""},
		"field.when":        {"            when: {field: kind, is: wildcard}", "            #"},
		"field.check":       {"            check: {max: 200}\n", ""},
		"condition.field":   {"when: {field: kind, is: wildcard}", "when: {field: domain, is: wildcard}"},
		"condition.is":      {"is: wildcard", "is: one"},
		"check.pattern":     {"check: {pattern: '[A-Za-z0-9-]+", "check: {pattern: '[a-z0-9-]+"},
		"check.min":         {"min: today", "min: 2026-11-01"},
		"check.max":         {"max: 200", "max: 100"},
		"check.error":       {"ru: Этот день уже прошёл.", "ru: Поздно."},

		"chat.chat":   {"slack:C0ROM", "slack:C1ROM"},
		"chat.intake": {"intake: all}", "intake: mention}"},
	}
}

// deskForm is the example's form.
func deskForm() string {
	src, err := os.ReadFile(examplePath)
	if err != nil {
		panic(err)
	}
	_, form, _ := strings.Cut(string(src), "# asked once the ticket is registered\n")
	form, _, _ = strings.Cut(form, "        checklist:")
	return form
}

// TestEachKeyChangesTheDeskOrSaysThatItDoesNot checks every declared key. Package house tests that what it changes is
// read outside this package.
func TestEachKeyChangesTheDeskOrSaysThatItDoesNot(t *testing.T) {
	right := strings.Replace(example(t), "    members: [vera]\n", spare, 1)
	all := changes()
	before := read(t, right)
	for _, table := range deskfile.Tables() {
		for _, row := range table.Rows {
			key := table.Of + "." + row.Key
			t.Run(key, func(t *testing.T) {
				change := all[key]
				delete(all, key)
				if change == nil {
					t.Fatal("add to changes how its value changes")
				}
				changed := right
				for i := 0; i < len(change); i += 2 {
					if !strings.Contains(changed, change[i]) {
						t.Fatalf("the example does not say %q", change[i])
					}
					changed = strings.Replace(changed, change[i], change[i+1], 1)
				}
				if _, _, err := deskfile.Read("desk.yaml", []byte(changed)); checks(key) {
					if err == nil {
						t.Error("its other value is no mistake, though it is there to be checked")
					}
					return
				}
				if same := sameDesk(before, read(t, changed)); same != reads(key) {
					t.Errorf("the desk stays the same: %t", same)
				}
			})
		}
	}
	for key := range all {
		t.Errorf("%s is no key", key)
	}
}

func TestTheExampleNamesEveryKey(t *testing.T) {
	for _, table := range deskfile.Tables() {
		for _, row := range table.Rows {
			if !strings.Contains(example(t), row.Key) {
				t.Errorf("desk.example.yaml does not show %s of a %s", row.Key, table.Of)
			}
		}
	}
}

func sameDesk(a, b *desk.Desk) bool {
	zones := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	return cmp.Equal(a, b, zones, cmpopts.IgnoreFields(desk.Contract{}, "Digest"))
}
