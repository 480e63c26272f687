# tiny.sh - a corpus of three short texts, for tests that show exact output:
# . "$TESTS/cli/tiny.sh"
# shellcheck shell=bash
. "$TESTS/cli/lib.sh"

# snapshot TEXT: keep it as a snapshot of the corpus tiny; prints its hash.
snapshot() {
    local hash
    hash=$(printf '%s' "$1" | sha256sum | cut -d' ' -f1)
    mkdir -p corpus/tiny/snapshots
    printf '%s' "$1" >"corpus/tiny/snapshots/$hash.txt"
    echo "$hash"
}

# source_entry ID SNAPSHOT [LINE]...: an entry of sources.yaml on stdout.
source_entry() {
    printf '  - id: %s\n    snapshot: %s\n    media_type: text/plain\n' "$1" "$2"
    shift 2
    printf '    %s\n' "$@"
    [[ "$*" = *rights:* ]] ||
        echo '    rights: {licence: CC0-1.0, text: open}'
}

BRIDGE=$'The old bridge over the Leam is closed from today.\n\nIt opens again in spring, the county says.\n'
FERRY=$'The ferry runs every hour until the bridge is open again.\n'
LETTER=$'Nobody asked those of us who live on the far bank.\n'

# bridge_entry SNAPSHOT, ferry_entry, letter_entry: the three sources.
bridge_entry() {
    source_entry bridge-closed "$1" 'url: https://leam.example/bridge' \
        'kind: report' 'title: The bridge is closed' \
        'publisher: Leam Courier' 'published: "2021-10-04"' 'language: en-GB'
}
ferry_entry() {
    source_entry ferry-hourly "$(snapshot "$FERRY")" \
        'url: https://leam.example/ferry' 'kind: release' \
        'title: A ferry every hour' 'publisher: Leam County' \
        'published: "2021-10-05"'
}
letter_entry() {
    source_entry letter-far-bank \
        "$(printf '%s' "$LETTER" | sha256sum | cut -d' ' -f1)" \
        'kind: opinion' 'title: The far bank' 'speaker: ida-marsh' \
        'byline: [Ida Marsh]' 'rights: {licence: LicenseRef-private, text: withheld}'
}

# tiny_sources SNAPSHOT: sources.yaml, with that snapshot of the bridge.
tiny_sources() {
    {
        echo 'sources:'
        bridge_entry "$1"
        ferry_entry
        letter_entry
    } >corpus/tiny/sources.yaml
}

# tiny_corpus: lay out and commit tiny: two open texts and a letter whose text
# is withheld, which lies in private/ beside the repository. Nothing is built.
tiny_corpus() {
    mkdir ../tmp/private
    printf '%s' "$LETTER" >../tmp/private/letter.txt
    git init -q .
    dictum init --quiet tiny --title 'A tiny corpus' --licence CC0-1.0
    cat >corpus/tiny/people.yaml <<'END'
people:
  - id: ida-marsh
    name: Ida Marsh
    aliases: [Mrs Marsh]
    pronouns: she
    memberships:
      - {office: Ferry warden, organisation: Leam County, from: 2019-01-01}
END
    tiny_sources "$(snapshot "$BRIDGE")"
    commit 'Choose three sources'
}

# tiny_built: tiny_corpus, built and committed.
tiny_built() {
    tiny_corpus
    dictum build --quiet tiny --from ../tmp/private
    commit 'Build'
}

# masked COMMAND...: hashes read SHA256, cut ones HASH, commits COMMIT, ids of
# statements STATEMENT; the status is that of the command.
masked() {
    local status=0
    "$@" >../tmp/masked 2>../tmp/masked.err || status=$?
    sed -E -e 's/\b[0-9a-f]{64}\b/SHA256/g' -e 's/\b[0-9a-f]{40}\b/COMMIT/g' \
        -e 's/^[0-9a-f]{10}  /COMMIT  /' -e 's/[0-9a-f]{12}…/HASH/g' -e 's/s-[0-9a-f]{16}/STATEMENT/g' \
        -e 's/dictum [0-9]+\.[0-9.]+$/dictum VERSION/' ../tmp/masked
    cat ../tmp/masked.err >&2
    return "$status"
}
