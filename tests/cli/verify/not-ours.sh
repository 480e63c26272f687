# A repository that git has of another folder, or of another user.
. "$TESTS/cli/town.bash"
[ -z "$SANITIZED" ] || skip "libgit2 leaks when it cannot open a repository"
[ "$(id -u)" = 0 ] || skip "only root gives files away"
built_corpus
git init -q .
commit "Build"
git clone -q . "$TMPDIR/elsewhere"
git config core.worktree "$TMPDIR/elsewhere"
sed -i 's/^title: .*/title: Not committed/' corpus/town/corpus.yaml
asked() {
    status=0
    dictum "$@" 2>"$TMPDIR/err" || status=$?
    sed "s|$TMPDIR|TMP|g" "$TMPDIR/err"
    echo "$status"
}
asked pack --quiet town 1.0.0 --output "$TMPDIR/releases"
asked verify --quiet --at HEAD town
git config --unset core.worktree
chown -R 65534 .git .
asked pack --quiet town 1.0.0 --output "$TMPDIR/releases"
rm "$HOME/.gitconfig"
asked verify --quiet --at HEAD town
