#!/usr/bin/env bash
# What is slow and rare: once a night, and before a release. build/ci.sh has one test of each kind.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What a shell starts in the background ignores SIGINT, and under nohup SIGHUP, and passes that on to every test host; tests send both.
if [ -z "${CEKURA_CI_SIGNALS:-}" ] && env --default-signal=INT,HUP true 2>/dev/null; then
    CEKURA_CI_SIGNALS=default exec env --default-signal=INT,HUP bash build/long.sh "$@"
fi

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
. build/compiler.sh
trap end_compiler EXIT
status=0
run() {
    echo "+ $*"
    env "$@" || status=1
}

# Every way in which packages are installed, packed, and run, and every way in which a test run is stopped.
run CEKURA_LONG=1 CEKURA_STOPS="${CEKURA_STOPS:-5}" dotnet test tests/Cekura.EndToEnd.Tests
# A report of ten thousand pairs in a real browser.
run CEKURA_LONG=1 dotnet test tests/Cekura.Reports.Tests --filter LargeReportTests
# What is said of any input, of more of them.
for project in Manifests Runs Reports Client; do
    run CEKURA_FUZZ="${CEKURA_FUZZ:-20}" dotnet test "tests/Cekura.$project.Tests" --filter FullyQualifiedName~Robustness
done
# Faults, cancellations and kills in number, then batches without a pause.
run CEKURA_TRIALS="${CEKURA_TRIALS:-1000}" dotnet test tests/Cekura.Reliability.Tests
run CEKURA_SOAK_MINUTES="${CEKURA_SOAK_MINUTES:-10}" dotnet test tests/Cekura.Reliability.Tests --filter SoakTests
# Every comparison with other frameworks works.
run dotnet run -c Release --project tests/Benchmarks -- --quick
exit $status
