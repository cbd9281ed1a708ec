# The chores, the same at home and in CI. CMake knows how to build; this knows in which order, and what a fresh machine lacks.
#
#   make setup          install the packages and grammars that are missing (Debian; as root or with sudo)
#   make build          build/onewriter, optimised
#   make run            build, then lint the broken example shop; make run ARGS="check ../my-system"
#   make test           build everything and run all tests
#   make bench          times beside ripgrep and ast-grep; make bench ARGS="1000 ../my-system" for sizes and folders of yours
#   make install        copy the binary to PREFIX/bin (default /usr/local/bin); DESTDIR is respected
#   make package        a .deb and a .tar.gz in build/
#   make format         rewrite the sources with clang-format; format-check only tells
#   make lint           clang-tidy over src/
#   make clean          remove build/

JOBS ?= $(shell nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2)
PREFIX ?= /usr/local
EXAMPLE := fixtures/shop/broken
SOURCES = git ls-files -z -- 'src/*.cpp' 'src/*.h' 'tests/*.cpp' 'tests/*.h'

.PHONY: build setup run test bench install package format format-check lint clean

build: build/build.ninja
	@ninja -C build -j $(JOBS) onewriter >&2

setup:
	@third_party/setup

# Ninja runs CMake again by itself when a CMakeLists.txt changes; the presets it does not know.
build/build.ninja: CMakePresets.json | setup
	@cmake --preset release --log-level=WARNING >&2
	@touch $@

# The example is broken on purpose: findings are its success. Who passes ARGS gets the exit code.
run: build
ifdef ARGS
	@build/onewriter $(ARGS)
else
	@build/onewriter check $(EXAMPLE); status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi; \
	echo; echo "This was $(EXAMPLE), which is broken on purpose (exit code $$status). For a system of yours: make run ARGS=\"check PATH\""
endif

test: build/build.ninja
	@ninja -C build -j $(JOBS) >&2
	@ctest --test-dir build --output-on-failure -j $(JOBS)

bench: build
	@node bench/run.mjs $(ARGS)

install: build
	@ninja -C build -j $(JOBS) beside >&2
	@cmake --install build --prefix $(PREFIX) --strip

package: build
	@ninja -C build -j $(JOBS) beside >&2
	@cd build && cpack -G "DEB;TGZ" >&2

format:
	@third_party/setup clang-format
	@$(SOURCES) | xargs -0 clang-format -i

format-check:
	@third_party/setup clang-format
	@$(SOURCES) | xargs -0 clang-format --dry-run -Werror

lint: build/build.ninja
	@third_party/setup clang-tidy
	@ninja -C build build.ninja >&2
	@run-clang-tidy -p build -j $(JOBS) -quiet '$(CURDIR)/src/.*\.cpp$$'

clean:
	@rm -rf build
