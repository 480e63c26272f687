# dictum: build, check, install. `make help` lists the targets.

BUILD := build
PREFIX ?= /usr/local
DESTDIR ?=
MACHINE := $(shell uname -sm)

# Every processor, unless -j says otherwise. `make clean all` keeps its order.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN)
endif
ifneq ($(filter clean,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

CC ?= cc
CFLAGS ?= -O2 -g
STANDARD := -std=c17 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wwrite-strings -Wformat=2 -Wundef -Werror
HARDENING ?= -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fPIE \
             $(if $(findstring x86_64,$(MACHINE)),-fcf-protection)
HARDENED_LINK ?= $(if $(findstring Darwin,$(MACHINE)),,-pie -Wl,-z,relro,-z,now)

# Asked once, when the first recipe needs it: `make check` and `make corpus`
# start where pkg-config and the libraries are not installed yet.
PACKAGES := libcrypto libzstd libdeflate zlib libbrotlidec jansson yaml-0.1 icu-uc icu-i18n sqlite3 uchardet libcmark
# Loaded when they are first needed (adapt/library.h): only their headers here.
HEADERS_ONLY := libgit2 libarchive libcurl poppler-glib
ask = $(or $(shell pkg-config $(1) && echo " "),$(error libraries are missing: run `make deps`))
PACKAGE_CFLAGS = $(eval PACKAGE_CFLAGS := $(patsubst -I%,-isystem %,$(call ask,--cflags $(PACKAGES) $(HEADERS_ONLY))))$(PACKAGE_CFLAGS)
PACKAGE_LIBS = $(eval PACKAGE_LIBS := $(call ask,--libs $(PACKAGES)))$(PACKAGE_LIBS)

COMPILE = $(STANDARD) $(WARNINGS) $(HARDENING) -pthread -Itools -I$(BUILD)/gen $(CFLAGS)
LINK = $(CC) $(CFLAGS) $(HARDENED_LINK) -pthread
# V=1 shows the commands.
say = $(if $(V),,@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo '$(1)';))

SOURCES := $(filter-out tools/main.c,$(sort $(wildcard tools/*/*.c)))
HEADERS := $(sort $(wildcard tools/*/*.h))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
UNIT_TESTS := $(sort $(wildcard tests/unit/*.c))
UNIT_OBJECTS := $(UNIT_TESTS:%.c=$(BUILD)/%.o)
BENCH := $(sort $(wildcard tests/bench/*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_PROGRAMS := $(FUZZERS:tests/fuzz/%.c=$(BUILD)/%)
C_FILES := tools/main.c $(SOURCES) $(HEADERS) $(UNIT_TESTS) $(sort $(wildcard tests/*/*.h)) $(FUZZERS) $(BENCH)
# Data files that become part of the program: tools/X is included as "X.inc".
DATA := $(sort $(filter-out %/README.txt,$(wildcard tools/*/rules/*.txt tools/*/rules/*/*.txt tools/*/schema/*.json)))
GENERATED := $(DATA:tools/%=$(BUILD)/gen/%.inc) $(BUILD)/gen/base/html_references.inc \
             $(BUILD)/gen/statement/languages.inc

.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
.PHONY: all deps packages check unit cli corpus install uninstall asan clang format format-check lint headers layers \
        docs docs-check bench fuzz fuzz-programs interop clean help

all: $(BUILD)/dictum ## build the program, build/dictum

# -- packages ------------------------------------------------------------

deps: packages ## install what is missing for every target here (check and corpus install only what they need)
check corpus: packages

# Which set the goals need; nothing is installed for any other goal.
PACKAGE_SET := $(firstword $(patsubst deps,all,$(filter deps,$(MAKECMDGOALS))) $(filter check,$(MAKECMDGOALS)) \
                           $(patsubst corpus,build,$(filter corpus,$(MAKECMDGOALS))))
packages:
	@tools/deps.sh $(PACKAGE_SET)

# -- program -------------------------------------------------------------

$(BUILD)/dictum: $(BUILD)/tools/main.o $(BUILD)/libdictum.a
	$(call say,link $@)$(LINK) -o $@ $^ $(PACKAGE_LIBS)

$(BUILD)/libdictum.a: $(OBJECTS) $(BUILD)/sources.txt
	@rm -f $@
	$(call say,ar $@)ar rcs $@ $(OBJECTS)

$(BUILD)/%.o: %.c $(BUILD)/flags.txt | $(GENERATED) $(if $(PACKAGE_SET),packages)
	@mkdir -p $(@D)
	$(call say,$(CC) $<)$(CC) $(COMPILE) $(EXTRA) $(PACKAGE_CFLAGS) -MMD -MP -c -o $@ $<

# The assertion macros of Criterion convert, drop const and add on their own.
$(BUILD)/tests/unit/%.o: EXTRA := -Wno-conversion -Wno-write-strings -Wno-string-plus-int

# What tests/bench/effort counts the basic blocks of.
COUNTED := $(sort $(wildcard tools/statement/*.c)) tools/source/people_index.c tools/source/name_words.c \
           tools/article/fold.c
COUNTED_OBJECTS := $(COUNTED:%.c=$(BUILD)/counted/%.o)
$(BUILD)/counted/%.o: %.c $(BUILD)/flags.txt | $(GENERATED) $(if $(PACKAGE_SET),packages)
	@mkdir -p $(@D)
	$(call say,$(CC) counted $<)$(CC) $(COMPILE) $(PACKAGE_CFLAGS) -fsanitize-coverage=trace-pc -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.inc: tools/%
	@mkdir -p $(@D)
	$(call say,data $<)od -An -v -tx1 $< | sed "s/ \(..\)/'\\\\x\1',/g" > $@

# Every folder of statement/rules/ is a language: an array of bytes a list,
# and the table "lists" of {language, name, bytes, size}.
LISTS := $(sort $(wildcard tools/statement/rules/*/*.txt))
.PHONY: always
$(BUILD)/lists.txt: always
	@$(call write_if_changed,$(LISTS))
$(BUILD)/gen/statement/languages.inc: $(BUILD)/lists.txt
	@mkdir -p $(@D)
	$(call say,data $@)n=0; table=; for list in $(LISTS); do n=$$((n + 1)); \
	    echo "static const char list_$$n[] = {"; echo "#include \"$${list#tools/}.inc\""; echo "};"; \
	    file=$${list#tools/statement/rules/}; \
	    table="$$table {\"$${file%/*}\", \"$${file#*/}\", list_$$n, sizeof list_$$n},"; \
	done > $@; echo "static const struct list lists[] = {$$table};" >> $@

# A line "NAME CODE CODE" becomes {"NAME", 0xCODE, 0xCODE}.
$(BUILD)/gen/base/html_references.inc: tools/base/html_references.txt
	@mkdir -p $(@D)
	$(call say,data $<)sed 's/^\([^ ]*\) \([^ ]*\) *\(.*\)$$/{"\1", 0x\2, 0x0\3},/' $< > $@

# These change when what they say changes: everything is built again after
# other flags, library and tests after a source file went away.
$(BUILD)/flags.txt: always
	@$(call write_if_changed,$(CC) $(COMPILE))
$(BUILD)/sources.txt: always
	@$(call write_if_changed,$(SOURCES) $(UNIT_TESTS))
write_if_changed = mkdir -p $(@D); echo '$(1)' | cmp -s - $@ || echo '$(1)' > $@

-include $(patsubst %.c,$(BUILD)/%.d,tools/main.c $(SOURCES) $(UNIT_TESTS) $(FUZZERS) $(BENCH)) $(COUNTED_OBJECTS:.o=.d)

# -- tests ---------------------------------------------------------------

$(BUILD)/unit-tests: $(UNIT_OBJECTS) $(BUILD)/libdictum.a $(BUILD)/sources.txt
	$(call say,link $@)$(LINK) -o $@ $(UNIT_OBJECTS) $(BUILD)/libdictum.a $(PACKAGE_LIBS) -lcriterion -lgumbo

# Made for measuring, and used by command-line tests as well.
CLI_PROGRAMS := $(patsubst %,$(BUILD)/tests/bench/%,generate effort)

check: $(BUILD)/dictum $(BUILD)/unit-tests $(CLI_PROGRAMS) ## run the unit and command-line tests, after installing what they need
	@BUILD=$(BUILD) tests/run.sh

unit: $(BUILD)/unit-tests ## run the unit tests
	@BUILD=$(BUILD) tests/run.sh unit

cli: $(BUILD)/dictum $(CLI_PROGRAMS) ## run the command-line tests (UPDATE=1 rewrites what they expect)
	@BUILD=$(BUILD) tests/run.sh cli

corpus: $(BUILD)/dictum ## build and verify the sample corpus, after installing what that needs
	$(BUILD)/dictum build northmoor
	$(BUILD)/dictum verify northmoor

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
asan: ## run the unit and command-line tests under the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory BUILD=build/asan HARDENING= HARDENED_LINK= \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE)' sanitized
.PHONY: sanitized
sanitized: $(BUILD)/dictum $(BUILD)/unit-tests $(CLI_PROGRAMS)
	@BUILD=$(BUILD) SANITIZED=1 tests/run.sh

clang: ## build everything with clang too, and run the unit tests
	@$(MAKE) --no-print-directory BUILD=build/clang CC=clang all unit

interop: $(BUILD)/dictum ## hold our output against other people's programs
	@BUILD=$(BUILD) tests/interop/run.sh

BENCH_PROGRAMS := $(patsubst %,$(BUILD)/tests/bench/%,generate measure parse align copies kept lines statements effort)
$(BUILD)/tests/bench/generate: $(patsubst %,$(BUILD)/tests/bench/%.o,generate words story page)
$(BUILD)/tests/bench/align: $(patsubst %,$(BUILD)/tests/bench/%.o,align words)
$(BUILD)/tests/bench/lines: $(patsubst %,$(BUILD)/tests/bench/%.o,lines words story)
$(BUILD)/tests/bench/kept: $(patsubst %,$(BUILD)/tests/bench/%.o,kept words story)
$(BUILD)/tests/bench/copies: $(patsubst %,$(BUILD)/tests/bench/%.o,copies words)
$(BUILD)/tests/bench/statements: $(patsubst %,$(BUILD)/tests/bench/%.o,statements words story)
$(BUILD)/tests/bench/effort: $(COUNTED_OBJECTS) $(patsubst %,$(BUILD)/tests/bench/%.o,effort words)
$(BUILD)/tests/bench/measure: $(BUILD)/tests/bench/measure.o
$(BUILD)/tests/bench/parse: $(BUILD)/tests/bench/parse.o $(BUILD)/tests/unit/html_pages.o
$(BUILD)/tests/bench/parse: PEER_LIBS := -lgumbo
$(BUILD)/tests/bench/parse.o: EXTRA := -Itests/unit
$(BENCH_PROGRAMS): $(BUILD)/libdictum.a
	$(call say,link $@)$(LINK) -o $@ $(filter %.o,$^) $(BUILD)/libdictum.a $(PACKAGE_LIBS) $(PEER_LIBS)
bench: $(BUILD)/dictum $(BENCH_PROGRAMS) ## measure speed and memory against the required figures
	@BUILD=$(BUILD) tests/bench/run.sh

.PHONY: eval-dedup
eval-dedup: $(BUILD)/dictum $(BUILD)/tests/bench/copies ## measure how well copies are found, against peers
	@BUILD=$(BUILD) tests/bench/eval_dedup.sh

FUZZ_SECONDS ?= 60
fuzz: ## fuzz each parser of outside bytes, or those in FUZZ, for FUZZ_SECONDS (60)
	@$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang HARDENING= HARDENED_LINK= \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
	    fuzz-programs
	@BUILD=build/fuzz tests/fuzz/run.sh $(FUZZ_SECONDS) $(FUZZ)
fuzz-programs: $(FUZZ_PROGRAMS)
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/libdictum.a
	$(call say,link $@)$(LINK) -fsanitize=fuzzer -o $@ $^ $(PACKAGE_LIBS)

# -- the code itself -----------------------------------------------------

format: ## rewrite the C files as .clang-format says
	clang-format -i $(C_FILES)

format-check: ## fail where a C file is not as .clang-format says
	clang-format --dry-run -Werror $(C_FILES)

# An object is made again when one of its headers changes, and so is this.
# TIDY_NODES bounds the states that the analyzer visits in a function; with
# its own bound, 225,000, lint takes four times as long.
TIDY_NODES := 50000
TIDIED := $(patsubst %.c,$(BUILD)/tidy/%.ok,$(SOURCES) tools/main.c)
$(BUILD)/tidy/%.ok: %.c $(BUILD)/%.o .clang-tidy
	@mkdir -p $(@D)
	$(call say,clang-tidy $<)clang-tidy --quiet $< -- $(STANDARD) -Itools -I$(BUILD)/gen $(PACKAGE_CFLAGS) \
	    -Xclang -analyzer-config -Xclang max-nodes=$(TIDY_NODES) 2> $@ || \
	    { cat $@; rm -f $@; exit 1; }

lint: $(TIDIED) lint-cppcheck lint-banned lint-scripts ## cppcheck, clang-tidy, banned functions, shellcheck
.PHONY: lint-cppcheck lint-banned lint-scripts
lint-cppcheck: $(GENERATED)
	cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --std=c11 \
	    --suppress=missingIncludeSystem --suppress=uninitvar --suppress=uninitStructMember --suppress=ctuuninitvar \
	    --library=tests/lint/jansson.cfg -Itools -I$(BUILD)/gen tools
lint-banned:
	@tests/lint/banned.sh $(C_FILES)
lint-scripts:
	@tests/lint/scripts.sh

headers: $(GENERATED) ## prove that each header compiles alone, with gcc and clang
	@tests/lint/headers.sh '$(COMPILE)' $(HEADERS)

layers: ## prove that includes point left only and that each third-party header has one file
	@tests/lint/layers.sh

# -- manual and installation ---------------------------------------------

# write_manual FOLDER: everything that the option tables say.
write_manual = mkdir -p $(1)/man $(1)/completions && \
    $(BUILD)/dictum help --format man > $(1)/man/dictum.1 && \
    $(BUILD)/dictum help --format bash > $(1)/completions/dictum.bash && \
    $(BUILD)/dictum help --format zsh > $(1)/completions/_dictum && \
    $(BUILD)/dictum help --format fish > $(1)/completions/dictum.fish

docs: $(BUILD)/dictum ## write the man page and the shell completions from the option tables
	@$(call write_manual,tools/share)

docs-check: $(BUILD)/dictum ## prove that the man page and the completions are fresh and well-formed
	@$(call write_manual,$(BUILD)/share)
	diff -r tools/share $(BUILD)/share
	! mandoc -T lint -W warning tools/share/man/dictum.1 | grep -v 'missing date'
	bash -n tools/share/completions/dictum.bash
	zsh -n tools/share/completions/_dictum
	fish -n tools/share/completions/dictum.fish

SHARE = $(DESTDIR)$(PREFIX)/share
install: $(BUILD)/dictum ## install program, man page and completions under PREFIX (/usr/local)
	install -D -m 755 $(BUILD)/dictum $(DESTDIR)$(PREFIX)/bin/dictum
	install -D -m 644 tools/share/man/dictum.1 $(SHARE)/man/man1/dictum.1
	install -D -m 644 tools/share/completions/dictum.bash $(SHARE)/bash-completion/completions/dictum
	install -D -m 644 tools/share/completions/_dictum $(SHARE)/zsh/site-functions/_dictum
	install -D -m 644 tools/share/completions/dictum.fish $(SHARE)/fish/vendor_completions.d/dictum.fish

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/dictum $(SHARE)/man/man1/dictum.1 $(SHARE)/bash-completion/completions/dictum \
	    $(SHARE)/zsh/site-functions/_dictum $(SHARE)/fish/vendor_completions.d/dictum.fish

clean: ## remove build/
	rm -rf build

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-13s %s\n", $$1, $$2 }' Makefile
