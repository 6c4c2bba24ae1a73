#!/usr/bin/env bash
# Builds and tests everything from a clean checkout with the two commands of the README, and counts what they ran.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What a shell starts in the background ignores SIGINT, and under nohup SIGHUP, and passes that on to every test host; tests send both.
if [ -z "${CEKURA_CI_SIGNALS:-}" ] && env --default-signal=INT,HUP true 2>/dev/null; then
    CEKURA_CI_SIGNALS=default exec env --default-signal=INT,HUP bash build/ci.sh "$@"
fi

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
. build/compiler.sh

log=$(mktemp)
tools_log=$(mktemp)
tools=
end() {
    [ -z "$tools" ] || { pkill -P "$tools"; kill "$tools"; } 2>/dev/null
    rm -f "$log" "$tools_log"
    end_compiler
}
trap end EXIT
status=0

run() {
    echo "+ $*"
    "$@" 2>&1 | tee -a "$log" || status=1
}

# The contract and differential tests compare with npm's tools, protocols are spoken to the agents of others, the report is opened in a real
# browser; what cannot be installed is skipped by the tests, with a notice.
install_tools() {
    local failed=0
    if command -v npm >/dev/null; then
        for folder in contract browser peers; do
            echo "+ npm ci --prefix build/$folder --no-audit --no-fund"
            npm ci --prefix "build/$folder" --no-audit --no-fund || failed=1
        done
    fi
    if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        { apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } >/dev/null 2>&1 || echo "Chromium could not be installed."
    fi
    return $failed
}

# They are fetched while the processors build.
install_tools >"$tools_log" 2>&1 &
tools=$!

# Built before, the tests of two projects run side by side: a project that is tested would otherwise hold up the build of others.
run dotnet build Cekura.TestAdapter.sln
wait "$tools" || status=1
tools=
cat "$tools_log"
run dotnet test Cekura.TestAdapter.sln --no-build
run dotnet test samples/AppointmentTests

# "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12, ..."
count() { grep -E '^(Passed|Failed|Skipped)! ' "$log" | sed -E "s/.*$1: *([0-9]+).*/\1/" | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count Skipped)
[ "$passed" -gt 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
