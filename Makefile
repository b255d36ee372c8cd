# SPDX-License-Identifier: MIT
# A short front door over Meson, which knows how things are built.
BUILD = build
PREFIX =
PYTHON = python3
DESTDIR =
PYTHONS =

.PHONY: all deps try test check asan tsan bench format one wheel install clean

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

$(BUILD)/build.ninja:
	tools/install-deps
	meson setup $(BUILD) $(if $(PREFIX),--prefix=$(PREFIX))

deps:
	tools/install-deps

try:
	tools/try --build $(BUILD)

test:
	tools/run-tests --build $(BUILD)

# The include graph and the rules of the house, without building anything.
check:
	python3 tools/check-layers
	python3 tools/check-house

asan:
	tools/run-tests --build $(BUILD)-asan --sanitize address,undefined

tsan:
	tools/run-tests --build $(BUILD)-tsan --sanitize thread

# PYTHONS: the interpreters to compare with, PATH or PATH=NOTE each; the machine's own.
bench: all
	python3 bench/run --build $(BUILD) --table docs/bench.md --plot docs/bench.svg \
		$(foreach python,$(PYTHONS),--python '$(python)')

format:
	git ls-files '*.c' '*.h' | grep -vE '^(src/one\.c|include/kiln\.h)$$' | \
		xargs grep -LiE 'do not edit|not to be edited' | xargs clang-format -i

# The table of contents, from the files that there are.
one:
	python3 tools/gen-one

# The Python package, into $(BUILD)/wheel.
wheel:
	tools/install-deps
	$(PYTHON) tools/make-wheel --out $(BUILD)/wheel

install: all
	$(if $(PREFIX),meson configure $(BUILD) -Dprefix=$(PREFIX))
	DESTDIR=$(if $(DESTDIR),$(abspath $(DESTDIR))) meson install -C $(BUILD)

clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-tsan
