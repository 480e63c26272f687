#!/bin/sh
# Install what is missing to build, check or develop dictum.
#
#   tools/deps.sh [build|check|all]     all is what `make deps` asks for
#   tools/deps.sh --print [SET]         only print the command, if any
#
# Asks nothing. Uses sudo only when not root. Where it cannot install, it
# prints the exact command and stops with status 2.
set -u
LC_ALL=C
export LC_ALL

print=
if [ "${1-}" = --print ]; then
    print=1
    shift
fi
case ${1-all} in
    build) sets="build" ;;
    check) sets="build check" ;;
    all) sets="build check all" ;;
    *)
        echo "usage: tools/deps.sh [--print] [build|check|all]" >&2
        exit 2
        ;;
esac

# Set, how to see that it is there, and its packages; + joins two, - is none.
# A need is a command, lib:NAME for pkg-config, py:MODULE or a file's path.
table() {
    cat <<'TABLE'
# set  need            apt                    dnf                    apk               pacman        brew
build  cc              gcc+libc6-dev          gcc                    gcc+musl-dev      gcc           gcc
build  make            make                   make                   make              make          make
build  ar              binutils               binutils               binutils          binutils      -
build  pkg-config      pkg-config             pkgconf-pkg-config     pkgconf           pkgconf       pkgconf
build  git             git                    git                    git               git           git
build  lib:libgit2     libgit2-dev            libgit2-devel          libgit2-dev       libgit2       libgit2
build  lib:libcrypto   libssl-dev             openssl-devel          openssl-dev       openssl       openssl@3
build  lib:libarchive  libarchive-dev         libarchive-devel       libarchive-dev    libarchive    libarchive
build  lib:libzstd     libzstd-dev            libzstd-devel          zstd-dev          zstd          zstd
build  lib:libdeflate  libdeflate-dev         libdeflate-devel       libdeflate-dev    libdeflate    libdeflate
build  lib:zlib        zlib1g-dev             zlib-devel             zlib-dev          zlib          zlib
build  lib:libbrotlidec libbrotli-dev         brotli-devel           brotli-dev        brotli        brotli
build  lib:libcurl     libcurl4-openssl-dev   libcurl-devel          curl-dev          curl          curl
build  lib:jansson     libjansson-dev         jansson-devel          jansson-dev       jansson       jansson
build  lib:yaml-0.1    libyaml-dev            libyaml-devel          yaml-dev          libyaml       libyaml
build  lib:icu-uc      libicu-dev             libicu-devel           icu-dev           icu           icu4c
build  lib:uchardet    libuchardet-dev        uchardet-devel         uchardet-dev      uchardet      uchardet
build  lib:libcmark    libcmark-dev           cmark-devel            cmark-dev         cmark         cmark
build  lib:poppler-glib libpoppler-glib-dev   poppler-glib-devel     poppler-dev       poppler-glib  poppler
build  lib:sqlite3     libsqlite3-dev         sqlite-devel           sqlite-dev        sqlite        sqlite
check  bash            bash                   bash                   bash              bash          bash
check  lib:criterion   libcriterion-dev       libcriterion-devel     criterion-dev     criterion     criterion
check  lib:gumbo       libgumbo-dev           gumbo-parser-devel     gumbo-parser-dev  gumbo-parser  gumbo-parser
check  zstd            zstd                   zstd                   zstd              zstd          zstd
check  python3         python3                python3                python3           python        python
check  nginx           nginx-light            nginx                  nginx             nginx         nginx
check  openssl         openssl                openssl                openssl           openssl       openssl@3
check  ip              iproute2               iproute                iproute2          iproute2      -
all    clang           clang                  clang                  clang             clang         llvm
all    sanitizers      @libclang-rt           compiler-rt            compiler-rt       compiler-rt   -
all    clang-format    clang-format           clang-tools-extra      clang-extra-tools clang         clang-format
all    clang-tidy      clang-tidy             clang-tools-extra      clang-extra-tools clang         llvm
all    cppcheck        cppcheck               cppcheck               cppcheck          cppcheck      cppcheck
all    shellcheck      shellcheck             ShellCheck             shellcheck        shellcheck    shellcheck
all    rhash           rhash                  rhash                  rhash             rhash         rhash
all    py:jsonschema   python3-jsonschema     python3-jsonschema     py3-jsonschema    python-jsonschema -
all    jing            jing                   jing                   -                 -             jing-trang
all    mandoc          mandoc                 mandoc                 mandoc            mandoc        mandoc
all    zsh             zsh                    zsh                    zsh               zsh           zsh
all    fish            fish                   fish                   fish              fish          fish
TABLE
}

# The folder of Python's own modules differs everywhere, and starting Python
# takes longer than all the other looks together.
found_python_module() {
    for folder in /usr/lib/python3/dist-packages \
        /usr/lib*/python3*/site-packages /usr/local/lib/python3*/*-packages \
        /opt/homebrew/lib/python3*/site-packages; do
        [ -d "$folder/$1" ] && return 0
    done
    return 1
}

# clang links -fsanitize=fuzzer and =address only with its runtime library,
# which lies in a package of its own.
found_sanitizers() {
    for library in /usr/lib/llvm*/lib/clang/*/lib/*/libclang_rt.fuzzer* \
        /usr/lib*/clang/*/lib/*/libclang_rt.fuzzer* \
        /opt/homebrew/opt/llvm/lib/clang/*/lib/*/libclang_rt.fuzzer* \
        /Library/Developer/CommandLineTools/usr/lib/clang/*/lib/*/*.osx.a; do
        [ -e "$library" ] && return 0
    done
    return 1
}

libraries_found=
found() {
    case $1 in
        lib:*) [ -n "$libraries_found" ] || pkg-config --exists "${1#lib:}" ;;
        py:*) found_python_module "${1#py:}" ;;
        sanitizers) found_sanitizers ;;
        nginx) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
        ip) command -v ip >/dev/null || [ -x /sbin/ip ] || [ "$manager" = brew ] ;;
        /*) [ -e "$1" ] ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

manager=
column=3
for candidate in apt-get dnf apk pacman brew; do
    if command -v $candidate >/dev/null; then
        manager=$candidate
        break
    fi
    column=$((column + 1))
done

# Compare the table with this machine: sets missing and packages.
look() {
    missing=
    packages=
    lacking=
    libraries_found=
    # One call for all libraries is the common case: nothing is missing.
    # shellcheck disable=SC2046 # one word a library
    if command -v pkg-config >/dev/null &&
        pkg-config --exists $(table | awk -v sets=" $sets " '
            index(sets, " " $1 " ") && sub(/^lib:/, "", $2) { print $2 }'); then
        libraries_found=1
    fi 2>/dev/null
    while read -r set need package; do
        case " $sets " in *" $set "*) ;; *) continue ;; esac
        found "$need" 2>/dev/null && continue
        # What only develops can do without: its checks are skipped by name.
        if [ "$set-$package" = all-- ]; then
            lacking="$lacking ${need#*:}"
            continue
        fi
        missing="$missing ${need#*:}"
        [ "$package" = - ] || packages="$packages $package"
    done <<LIST
$(table | awk -v column="$column" '!/^#/ { print $1, $2, $(column) }')
LIST
    packages=$(printf '%s' "$packages" | tr + ' ')
}

# Debian's runtime package carries clang's version in its name.
runtime_package() {
    version=$(apt-cache depends clang 2>/dev/null |
        sed -n 's/.*Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
    echo "libclang-rt-${version:-14}-dev"
}

refuse() {
    echo "tools/deps.sh: $1: missing:$missing" >&2
    [ -z "$command" ] || echo "tools/deps.sh: run: $command" >&2
    exit 2
}

look
command=
[ -z "$lacking" ] || [ -z "$manager" ] ||
    echo "tools/deps.sh: $manager has no package for:$lacking" >&2
[ -n "$missing" ] || exit 0
if [ -z "$manager" ]; then
    column=3
    look
    refuse "none of apt, dnf, apk, pacman, brew; on Debian it would be$packages"
fi
[ -n "$packages" ] || refuse "$manager has no package for this"

sudo=
if [ "$manager" != brew ] && [ "$(id -u)" != 0 ]; then
    sudo="sudo "
fi
refresh=:
patience=
case $manager in
    apt-get)
        refresh="${sudo}apt-get update"
        install="${sudo}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends"
        # With another apt, and with the network.
        patience="-q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3"
        ;;
    dnf) install="${sudo}dnf install -y" ;;
    apk) install="${sudo}apk add" ;;
    pacman) install="${sudo}pacman -Sy --needed --noconfirm" ;;
    brew) install="brew install" ;;
esac

name_packages() {
    case $packages in
        *@libclang-rt*)
            packages=$(printf '%s' "$packages" |
                sed "s/@libclang-rt/$(runtime_package)/")
            ;;
    esac
    command="$install$packages"
    [ "$refresh" = : ] || command="$refresh && $command"
}

name_packages
if [ -n "$print" ]; then
    echo "$command"
    exit 0
fi
if [ -n "$sudo" ]; then
    command -v sudo >/dev/null || refuse "neither root nor sudo"
    # -n: a question for a password would be a question.
    sudo -n true 2>/dev/null || refuse "sudo wants a password"
fi
echo "tools/deps.sh: installing$packages" >&2
# shellcheck disable=SC2086 # several words
$refresh $patience >&2 || refuse "cannot read the package lists"
# Only now may the lists tell which version of clang this is.
case $packages in *libclang-rt*) look && name_packages ;; esac
# shellcheck disable=SC2086 # one word a package
$install $patience $packages >&2 || refuse "$manager failed"
look
[ -z "$missing" ] || refuse "$manager installed$packages, and yet"
