# Where git is asked: repositories that are not laid out as most are.
. "$TESTS/cli/town.bash"
built_corpus
git init -q .
commit "Build"
dictum pack --quiet town 1.0.0 --output "$TMPDIR/releases"
commit "Release"
echo >>corpus/town/people.yaml
sed -i '/id: walk/,/rights/d' corpus/town/sources.yaml
dictum build --quiet town
commit "One source less"
asked() {
    echo "$*:"
    status=0
    dictum "$@" >"$TMPDIR/out" 2>"$TMPDIR/err" || status=$?
    sed "s|$TMPDIR|TMP|g; s/[0-9a-f]\{12\}/COMMIT/" "$TMPDIR/err"
    echo "$status"
}
at=$TMPDIR/'a folder – with é'
mkdir "$at"
git worktree add -q "$at/tree" HEAD
git clone -q --bare . "$at/bare.git"
git clone -q --depth 1 "file://$PWD" "$at/shallow"
cp -R corpus manifests "$at"
git init -q "$at/outer"
mkdir "$at/outer/in"
cp -R corpus manifests "$at/outer/in"
git -C "$at/outer" add in
git -C "$at/outer" commit -qm "Below the top"
cd "$at"
for place in tree shallow . outer/in; do
    asked -C "$place" verify --quiet town
done
for place in tree shallow . outer/in bare.git; do
    asked -C "$place" verify --quiet --at HEAD town
done
asked -C outer/in pack --quiet town 2.0.0
asked -C outer/in diff HEAD HEAD
asked -C outer/in log talk
