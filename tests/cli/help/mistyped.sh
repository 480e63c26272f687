# A command or an option that is none: what it may have been meant to be.
try() {
    local status=0
    dictum "$@" >out.txt 2>err.txt || status=$?
    echo "status $status: $(cat out.txt err.txt)"
}
try biuld
try varify
try publish-everything
try ''
try verify --rebiuld
try verify --quite
try pack sample 1.0.0 --levle=3
try pack --nothing-like-it
try pack -Z
try pack --jsonn sample 1.0.0
