# What there is to do. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help build run demo test test-all lint fmt bench screenshots axe generate train classify-report deps-test vulncheck sbom clean

# One release, through Go's module proxy; the binary stays in .cache, so only the first run builds it.
GOLANGCI_VERSION := v2.15.0
GOVULNCHECK_VERSION := v1.9.0
CYCLONEDX_VERSION := v1.10.0
GOLANGCI := .cache/golangci-lint-$(GOLANGCI_VERSION)
TESTFLAGS ?=

help: ## list what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build the program into bin/bot
	CGO_ENABLED=0 go build -trimpath -o bin/bot ./cmd/bot

run: ## run the desk: desk.yaml and the tokens in the environment are all it needs
	go run ./cmd/bot run

demo: ## play the desk in a browser, with simulated messengers and no token
	@go run ./internal/withservers -install postgresql
	go run ./cmd/bot demo

# What a test repeats in other clothes (the other language, the other light, all texts there are) is for test-all, and so
# is the race detector, which makes each test several times slower.
# The race detector lets every test binary sleep a second at its end, for goroutines that are left: goleak sees to those.
# go vet is one of the linters. The heaps of tests are small, so collecting garbage less often costs little
# memory and saves a tenth of their processor time; with the race detector they are larger.
test: deps-test ## run every test on real PostgreSQL and Redis
	GOGC=400 go run ./internal/withservers go test -vet=off -short $(TESTFLAGS) ./...

# What the race detector is not for, and what it makes many times slower: packages and tests that do one thing after the
# other, and the scripts, whose goroutines are those of the tests of crashes, replicas and stories. They are run without it.
SEQUENTIAL := vakhta/(internal/house|papers|techmap|classify/corpus)
ALONE := ^(TestAStoryIs|TestHoweverAnAct|TestForgedData|TestWhoMayGive|TestErrorsNameNobody|FuzzTwoShops|FuzzWithdrawal)
AGAIN := ^TestScripts$$

test-all: deps-test ## the same with every repetition and the race detector, as .ci/run does
	@go run ./internal/withservers -install libreoffice poppler prometheus prometheus-alertmanager
	@failed=0; \
	GOGC=200 GORACE=atexit_sleep_ms=0 go run ./internal/withservers go test -race -vet=off -skip '$(AGAIN)|$(ALONE)' $(TESTFLAGS) $$(go list ./... | grep -vxE '$(SEQUENTIAL)') || failed=1; \
	GOGC=400 go run ./internal/withservers go test -vet=off -run '$(AGAIN)|$(ALONE)' $(TESTFLAGS) ./cmd/bot ./conversations ./app || failed=1; \
	go run ./internal/withservers go test -vet=off $(TESTFLAGS) $$(go list ./... | grep -xE '$(SEQUENTIAL)') || failed=1; \
	exit $$failed

lint: $(GOLANGCI) ## run the linters
	$(GOLANGCI) run ./...

fmt: $(GOLANGCI) ## format the code
	$(GOLANGCI) fmt ./...

bench: ## measure throughput, lateness of alarms, bytes and memory
	go run ./cmd/bench

screenshots: deps-test ## make the pictures of the README, in docs/pictures
	go run ./internal/withservers go test ./cmd/bot -count=1 -run '^TestPictures$$' -pictures $(CURDIR)/docs/pictures

axe: ## bring the newest axe-core, with which the page's accessibility is tested
	@dir=$$(mktemp -d) && cd $$dir && npm pack --silent axe-core >/dev/null && tar xzf axe-core-*.tgz && \
	cp package/axe.min.js $(CURDIR)/demo/page/browser/axe.min.js && cp package/LICENSE $(CURDIR)/demo/page/browser/axe.LICENSE && rm -rf $$dir

generate: ## write the generated files
	go generate ./...

train: ## train the classifier from the texts in the repository, and write its tables into the docs
	go run ./classify/cmd/trainer fit
	go run ./classify/cmd/trainer report -docs docs/classification.md

classify-report: ## print how well the classifier does
	go run ./classify/cmd/trainer report


deps-test: ## install what the tests need and this machine lacks: PostgreSQL, Redis, a C compiler, Chromium
	@go run ./internal/withservers -install

vulncheck: ## ask the Go vulnerability database about what the program calls; needs the network
	go run golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK_VERSION) ./cmd/bot

sbom: ## write bin/sbom.json, the list of what the program is made of (CycloneDX)
	@mkdir -p bin
	go run github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(CYCLONEDX_VERSION) app -json -licenses -output bin/sbom.json -main cmd/bot .

clean: ## remove what was built; data/ stays
	rm -rf bin .cache

$(GOLANGCI):
	GOBIN=$(CURDIR)/.cache go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv .cache/golangci-lint $@
