#!/usr/bin/env bash
# Builds and tests everything from a clean checkout with the two commands of the README, and counts what they ran.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What a shell starts in the background ignores SIGINT, and passes that on to every test host; a test sends one.
if [ -z "${CEKURA_CI_SIGNALS:-}" ] && env --default-signal=INT true 2>/dev/null; then
    CEKURA_CI_SIGNALS=default exec env --default-signal=INT bash build/ci.sh "$@"
fi

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Reused build nodes would outlive this script.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

log=$(mktemp)
trap 'rm -f "$log"; dotnet build-server shutdown >/dev/null 2>&1' EXIT
status=0

run() {
    echo "+ $*"
    "$@" 2>&1 | tee -a "$log" || status=1
}

# The contract and differential tests compare with npm's tools, the report is opened in a real browser; what cannot be installed is
# skipped by the tests, with a notice.
if command -v npm >/dev/null; then
    run npm ci --prefix build/contract --no-audit --no-fund
    run npm ci --prefix build/browser --no-audit --no-fund
fi
if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    { apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } >/dev/null 2>&1 || echo "Chromium could not be installed."
fi

run dotnet test Cekura.TestAdapter.sln -p:UseSharedCompilation=false
run dotnet test samples/AppointmentTests -p:UseSharedCompilation=false

# "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12, ..."
count() { grep -E '^(Passed|Failed|Skipped)! ' "$log" | sed -E "s/.*$1: *([0-9]+).*/\1/" | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count Skipped)
[ "$passed" -gt 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
