# Who else said a quotation is asked of new and changed transcripts alone, and
# yet is what a build from nothing finds.
. "$TESTS/cli/town.bash"
town_corpus
cat >>corpus/town/people.yaml <<'END'
  - id: bob-ray
    name: Bob Ray
  - id: cat-fox
    name: Cat Fox
END
new_repo

verbatim='We counted nineteen herons on the weir before breakfast and the mill was open until noon'
altered=${verbatim/nineteen/twenty}
other='The baker sold eleven loaves to a stranger who came by the early train'

spoken() { # TITLE SENTENCE
    printf 'A talk: %s\n\nGood morning to all of you.\n\n%s.\n\nThat is all that I have to say about %s.\n' \
        "$1" "$2" "$1"
}
# told WHO ID SENTENCE [LINE]...: what a talk is made of, anew or otherwise.
told() {
    local who=$1 id=$2
    forget "$id"
    spoken "$id" "$3" >talk.txt
    shift 3
    add_source "$id" talk.txt 'kind: transcript' "speaker: $who" "$@"
}
forget() { # ID
    sed -i "/  - id: $1$/,/rights:/d" corpus/town/sources.yaml
}
built() { # WHAT: what was found, and that a build from nothing finds it
    dictum build --quiet town
    rm -rf new
    mkdir -p new/manifests/town
    cp -R corpus new
    rm -rf new/corpus/town/articles/* new/corpus/town/statements.jsonl
    git -C new init -q
    dictum -C new build --quiet town
    diff -r corpus new/corpus && diff -r manifests new/manifests || exit 1
    python3 - "$1" <<'END'
import json, sys
for line in open("corpus/town/statements.jsonl"):
    s = json.loads(line)
    if s["article"] == "quoted":
        print(f"{sys.argv[1]}: {s['fidelity']['verdict']} against {s['fidelity']['against']}")
END
}

printf 'The mill\n\nThe vote was on Tuesday.\n\n“%s,” said Ann Lee on 5 February 2024.\n' \
    "$verbatim" >report.txt
add_source quoted report.txt 'kind: report' 'published: 2024-02-06'
built 'nobody said it'
told bob-ray bob-one "$altered"
built 'somebody said nearly that'
told cat-fox cat-one "$verbatim"
built 'another said just that'
told cat-fox cat-one "$other"
built 'which is not so any more'
told cat-fox cat-one "$verbatim"
built 'and is again'
told bob-ray bob-two "$verbatim"
built 'who comes first of those who did'
told cat-fox cat-none "$verbatim"
built 'and stays it'
forget bob-two
built 'until it is gone'
told ann-lee ann-one "$verbatim" 'published: 2024-01-01'
built 'the speaker said it, on another day'
told ann-lee ann-one "$other" 'published: 2024-01-01'
built 'or did not'
forget cat-one
forget cat-none
built 'one is left'
forget bob-one
built 'and none'
