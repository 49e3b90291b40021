# The two commands of the README, and the few that developers use besides.
.PHONY: demo test example docs release bench setup format clean

BUILD = swift build --quiet --explicit-target-dependency-import-check error
# With Swift's libraries inside it needs no Swift on the machine, and starts in half the time.
RELEASE = $(BUILD) -c release --static-swift-stdlib

## Set up what is missing, build, and run the demo task with the reader, which needs no key.
demo: setup
	$(BUILD) --product deskwright
	.build/debug/deskwright run tasks/replace-in-a-note.yaml

## Set up what is missing, build, and run every test; four at once: with more, programs on the screens are starved.
test: setup
	$(BUILD) --build-tests
	swift test --skip-build --experimental-maximum-parallelization-width 4

# Build the example package, which uses the library products, and compare what its programs print.
example: setup
	$(BUILD) --product deskwright
	scripts/run-examples

# The pages of all public names: .build/docs, to be read over HTTP (python3 -m http.server -d .build/docs).
DOCUMENTED = Agent Core HTTP Images MockBackend OpenAI Programs X11Backend
docs: setup
	swift package --allow-writing-to-directory .build/docs generate-documentation \
		$(DOCUMENTED:%=--target Deskwright%) --enable-experimental-combined-documentation \
		--enable-inherited-docs --warnings-as-errors --transform-for-static-hosting \
		--output-path .build/docs

# The program to hand out: .build/release/deskwright.
release: setup
	$(RELEASE) --product deskwright

# Measure Deskwright beside other programs, with nothing else running; ONLY=capture measures a part.
# A full run writes docs/bench.* and the figures of the README, a part .build/bench/report.
bench:
	@scripts/setup-bench
	$(RELEASE) --product deskwright
	$(RELEASE) --product deskwright-bench
	.build/release/deskwright-bench $(if $(ONLY),--only $(ONLY),--out docs --readme README.md)

setup:
	@scripts/setup

format:
	swift format format --in-place --recursive --configuration .swift-format Package.swift Sources Tests Examples

clean:
	rm -rf .build runs
