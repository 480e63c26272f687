# bash completion for dictum
_dictum() {
    local cur=${COMP_WORDS[COMP_CWORD]}
    local prev=${COMP_WORDS[COMP_CWORD-1]}
    local verb=${COMP_WORDS[1]} words=
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W 'init add fetch build status verify diff log show people stats duplicates review export pack get normalise statements align dedup warc help' -- "$cur"))
        return
    fi
    case $verb:$prev in
    add:--kind) COMPREPLY=($(compgen -W 'transcript report opinion release interview post' -- "$cur")); return ;;
    fetch:--from) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    build:--from) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    verify:--from) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    log:--kind) COMPREPLY=($(compgen -W 'article source statement person snapshot redirect release' -- "$cur")); return ;;
    show:--kind) COMPREPLY=($(compgen -W 'article source statement person snapshot redirect release' -- "$cur")); return ;;
    review:--output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    review:--apply) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    export:--output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    pack:--output) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    get:--from) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    get:--output) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    get:--extract) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    normalise:--type) COMPREPLY=($(compgen -W 'html xhtml text markdown pdf vtt srt' -- "$cur")); return ;;
    normalise:--output) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    statements:--people) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    statements:--kind) COMPREPLY=($(compgen -W 'transcript report opinion release interview post' -- "$cur")); return ;;
    dedup:--work) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    dedup:--output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    help:--format) COMPREPLY=($(compgen -W 'text man bash zsh fish' -- "$cur")); return ;;
    esac
    case $verb in
    init) words=' --title --licence --help --quiet' ;;
    add) words=' --corpus --kind --id --speaker --title --published --event --event-date --event-place --licence --withheld --url --allow-private --dry-run --help --quiet --json' ;;
    fetch) words=' --refresh --from --memento --contact --delay --at-a-time --tries --timeout --max-bytes --allow-private --dry-run --help --quiet --json' ;;
    build) words=' --from --empty --help --quiet --json --jobs' ;;
    status) words=' --help --quiet --json --jobs' ;;
    verify) words=' --rebuild --from --history --at --help --quiet --json --jobs' ;;
    diff) words=' --corpus --schema --help --quiet --json' ;;
    log) words=' --corpus --kind --help --quiet --json' ;;
    show) words=' --corpus --kind --help --quiet --json' ;;
    people) words=' --add --help --quiet --json' ;;
    stats) words=' --help --quiet --json --jobs' ;;
    duplicates) words=' --decide --copy-of --not-copy-of --canonical --note --paragraphs --more-than --rules --schema --help --quiet --json --jobs' ;;
    review) words=' --below --most --output --apply --help --quiet' ;;
    export) words=' --output --article --speaker --base --help --quiet' ;;
    pack) words=' --output --level --tag --help --quiet --json --jobs' ;;
    get) words=' --from --output --extract --help --quiet --json --jobs' ;;
    normalise) words=' --type --charset --url --output --schema --help --quiet --json --jobs' ;;
    statements) words=' --people --kind --published --language --speaker --help --quiet' ;;
    align) words=' --help --quiet' ;;
    dedup) words=' --clusters --near --contains --shingle --permutations --key --memory --work --progress --sign --join --merge --output --keep-going --help --quiet --jobs' ;;
    warc) words=' --help --quiet --json' ;;
    help) words=' --format --help --quiet' ;;
    esac
    case $cur in
    -*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$(command ls corpus 2>/dev/null)" -- "$cur") $(compgen -f -- "$cur")) ;;
    esac
}
complete -F _dictum dictum
