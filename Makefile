# dictum: build, check, install. `make help` lists the targets.

CC ?= cc
BUILD := build
PACKAGES := libgit2 libcrypto libarchive libzstd libcurl gumbo jansson yaml-0.1 icu-uc icu-i18n sqlite3

CFLAGS ?= -O2 -g
STANDARD := -std=c17 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wwrite-strings -Wformat=2 -Wundef -Werror
HARDENING ?= -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
HARDENED_LINK ?= -pie -Wl,-z,relro,-z,now
PACKAGE_CFLAGS = $(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g')
PACKAGE_LIBS = $(shell pkg-config --libs $(PACKAGES))
ALL_CFLAGS = $(STANDARD) $(WARNINGS) $(HARDENING) -pthread -Itools -I$(BUILD)/gen $(PACKAGE_CFLAGS) $(CFLAGS)

SOURCES := $(filter-out tools/main.c,$(sort $(wildcard tools/*/*.c)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
UNIT_TESTS := $(sort $(wildcard tests/unit/*.c))
UNIT_OBJECTS := $(UNIT_TESTS:%.c=$(BUILD)/%.o)
# Data files that become part of the program: tools/X is included as "X.inc".
DATA := $(sort $(wildcard tools/*/rules/*.txt tools/*/schema/*.json))
GENERATED := $(DATA:tools/%=$(BUILD)/gen/%.inc)

.DELETE_ON_ERROR:
.PHONY: all check unit

all: $(BUILD)/dictum ## build the program

$(BUILD)/dictum: $(BUILD)/tools/main.o $(BUILD)/libdictum.a
	$(CC) $(CFLAGS) $(HARDENED_LINK) -pthread -o $@ $^ $(PACKAGE_LIBS)

$(BUILD)/libdictum.a: $(OBJECTS)
	rm -f $@
	ar rcs $@ $^

# The assertion macros of Criterion convert, and drop const, on their own.
$(BUILD)/tests/unit/%.o: WARNINGS += -Wno-conversion -Wno-write-strings

$(BUILD)/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.inc: tools/%
	@mkdir -p $(@D)
	od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g' > $@

$(BUILD)/tests/unit/all: $(UNIT_OBJECTS) $(BUILD)/libdictum.a
	$(CC) $(CFLAGS) $(HARDENED_LINK) -pthread -o $@ $^ $(PACKAGE_LIBS) -lcriterion

unit: $(BUILD)/tests/unit/all ## run the unit tests
	$(BUILD)/tests/unit/all

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
