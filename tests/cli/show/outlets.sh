# Who prints somebody else's article, word for word or nearly, is no outlet of
# its own; neither is a copy because a curator says so.
. "$TESTS/cli/lib.sh"
cp -r "$ROOT/corpus" "$ROOT/manifests" .
git init -q .
attested() { dictum show "$1" | sed -n 's/^attested *//p'; }
attested s-6dee788e1d4c7465
echo 'copies: [{article: night-bus-coastroad, not_copy_of: night-bus-agency}]' >corpus/northmoor/decisions.yaml
dictum build -q northmoor
attested s-6dee788e1d4c7465
