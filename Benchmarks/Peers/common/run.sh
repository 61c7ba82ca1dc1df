# Sourced by every peer's `run` script after it has set `here` to its own folder.
# Nothing is ever written into the checkout: downloads and builds live in $cache,
# and all that installers and compilers say goes to a log, because stdout belongs
# to the JSON lines.

set -euo pipefail

peer=$(basename "$here")
common="$here/../common"
cache="${PEERS_CACHE:-$HOME/.cache/dataflow-peers}/$peer"
log="$cache/build.log"
mkdir -p "$cache"

# Runs a command into the log; shows the log's end if the command fails.
quietly() {
    if ! "$@" >>"$log" 2>&1; then
        echo "$peer: failed: $*" >&2
        tail -n 30 "$log" >&2
        exit 1
    fi
}

# Installs those of the named Debian packages that are missing.
need_packages() {
    local missing=() name as_root=()
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "$peer: no apt-get here; install by hand: ${missing[*]}" >&2
        exit 1
    fi
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    quietly "${as_root[@]}" apt-get update -qq
    quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# Installs packages when a command is missing, so that a newer one on PATH wins.
need_command() {
    local command=$1
    shift
    command -v "$command" >/dev/null || need_packages "$@"
}

# Makes $cache/venv with exactly the named PyPI requirements.
need_venv() {
    local stamp="$cache/venv/requirements"
    [ "$(cat "$stamp" 2>/dev/null)" != "$*" ] || return 0
    need_command python3 python3 python3-venv
    rm -rf "$cache/venv"
    quietly python3 -m venv "$cache/venv"
    quietly "$cache/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
    echo "$*" >"$stamp"
}

# True if the target is missing or older than one of the sources.
stale() {
    local target=$1 source
    shift
    [ -e "$target" ] || return 0
    for source in "$@"; do
        [ ! "$source" -nt "$target" ] || return 0
    done
    return 1
}

# Ends the script after the build if that is all that was asked for.
stop_if_only_build() {
    [ "${1:-}" != "--build" ] || exit 0
}
