# The project needs only Go and git. `make test` sets up what it needs and says what it cannot.
GO       ?= go
BIN      ?= bin/shelfwise
SHARED   ?= ../shared
LINT     := $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
VULN     := $(GO) run golang.org/x/vuln/cmd/govulncheck@v1.9.0
FUZZTIME ?= 10s

.PHONY: build demo test race vet lint fmt fuzz eval mongo browser bench check generate clean

build: ## the binary, without Gin's msgpack codec
	$(GO) build -trimpath -tags nomsgpack -o $(BIN) ./cmd/shelfwise

demo: ## the whole flow on the bundled shops
	$(GO) run ./cmd/shelfwise demo

test: ## all tests; says which optional servers it found
	@sh scripts/test.sh

race:
	$(GO) test -race -short -timeout 40m ./...

vet:
	$(GO) vet ./...

fmt:
	gofmt -l -w .

lint:
	$(LINT) run ./...

fuzz: ## each fuzz target for FUZZTIME
	@GO="$(GO)" FUZZTIME=$(FUZZTIME) sh scripts/fuzz.sh

eval: build ## the evaluations of $(SHARED)/eval, with the minimum reached
	@BIN="$(CURDIR)/$(BIN)" SHARED="$(SHARED)" sh scripts/eval.sh

mongo: ## the store's conformance suite on a MongoDB-compatible server
	$(GO) test -count=1 ./store/mongo/...

browser: ## the dashboard in headless Chromium, and Chromium as a fetcher
	$(GO) test -count=1 -run 'Browser' ./api/...
	$(GO) vet -tags browser ./scraper/fetch ./cmd/...
	$(GO) test -count=1 -tags browser -run 'Browser' ./scraper/fetch

bench: ## against peers, in a module of its own
	cd bench && $(GO) test -run '^$$' -bench . -benchmem ./...

generate:
	$(GO) generate ./...

check: vet lint test race ## what a change must pass before it is shared

clean:
	rm -rf bin
