# The two commands of the README, and the few that developers use besides.
.PHONY: demo test setup format clean

BUILD = swift build --quiet --explicit-target-dependency-import-check error

## Set up what is missing, build, and run the demo task with the stand-in model.
demo: setup
	$(BUILD) --product deskwright
	.build/debug/deskwright run tasks/replace-in-a-note.yaml

## Set up what is missing, build, and run every test.
test: setup
	$(BUILD) --build-tests
	swift test --skip-build

setup:
	@scripts/setup

format:
	swift format format --in-place --recursive --configuration .swift-format Package.swift Sources Tests

clean:
	rm -rf .build runs
