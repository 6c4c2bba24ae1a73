#!/usr/bin/env bash
# Changes the code of some rooms bit by bit, and counts the changes that no test notices. Takes hours, so it is no part of CI.
#   build/mutation.sh                                every build/mutation/*.json, one after the other
#   build/mutation.sh client                         only build/mutation/client.json
#   build/mutation.sh client -m '**/Http/Pages.cs'   only some files of it; what follows the name goes to dotnet-stryker
# Leaves StrykerOutput/NAME/reports/mutation-report.json and .md (each mutant, and what became of it) and StrykerOutput/NAME.log.
# Prints a line for each room, and fails where one is below the "break" threshold of its file. docs/coverage.md keeps the figures.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
command -v jq >/dev/null || { echo "build/mutation.sh reads Stryker's reports with jq. Install it, for example: apt-get install jq" >&2; exit 2; }

# No build node or compiler outlives a build, so there is none to end. Analyzers see nothing in mutated code that they do not see without.
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false RunAnalyzers=false

# Each job has its own process group, so its test hosts end with it.
set -m
job= tests=
end() {
    [ -z "$job" ] || { kill -- "-$job" && wait "$job"; } 2>/dev/null
    # A killed Stryker leaves its changed assembly where the next build does not replace it.
    [ -z "$tests" ] || find "$tests/bin" -name '*.stryker-unchanged' 2>/dev/null | while read -r kept; do mv "$kept" "${kept%.stryker-unchanged}"; done
}
trap end EXIT
trap 'exit 130' INT TERM

if [ $# -gt 0 ]; then
    names=("$1")
    shift
    [ -f "build/mutation/${names[0]}.json" ] || { echo "There is no build/mutation/${names[0]}.json. There are: $(cd build/mutation && echo *.json)" >&2; exit 2; }
else
    names=($(cd build/mutation && ls ./*.json | sed 's|^\./||; s|\.json$||'))
fi

# A line for each room: time-outs count as noticed, and the last figure is the score if they did not.
table='
def of(status): map(select(.status == status)) | length;
def percent(part; whole): "\((part * 1000 / whole | round) / 10)%";
[ .files | to_entries[] | .key as $file | .value.mutants[]
  | { status, room: ($file | sub(".*/src/"; "") | sub("^src/"; "") | sub("/[^/]*$"; "")) } ]
| map(select(.status == "Killed" or .status == "Survived" or .status == "Timeout" or .status == "NoCoverage"))
| group_by(.room)[]
| [ .[0].room, length, of("Killed"), of("Survived"), of("Timeout"), of("NoCoverage"),
    percent(of("Killed") + of("Timeout"); length), percent(of("Killed"); length) ]
| @tsv'
line='%-32s %8s %8s %9s %10s %12s %8s %17s\n'
header=(Room mutants killed survived "timed out" "no coverage" score "without time-outs")

dotnet tool restore >/dev/null || exit 1
status=0
for name in "${names[@]}"; do
    config=$root/build/mutation/$name.json
    output=$root/StrykerOutput/$name
    project=$(jq -r '."stryker-config".project' "$config")
    least=$(jq -r '."stryker-config".thresholds.break' "$config")
    tests=$root/tests/${project%.csproj}.Tests
    rm -rf "$output"
    mkdir -p "$output"
    echo "+ build/mutation.sh $name (log: StrykerOutput/$name.log)"
    # From the folder of the tests: that is how Stryker finds both projects.
    (cd "$tests" && exec dotnet stryker -f "../../build/mutation/$name.json" -O "$output" "$@") >"$output.log" 2>&1 </dev/null &
    job=$!
    wait "$job"
    code=$?
    job=
    report=$output/reports/mutation-report.json
    if [ ! -f "$report" ]; then
        tail -20 "$output.log" >&2
        echo "$name was not measured: dotnet stryker ended with $code before it wrote a report. StrykerOutput/$name.log says why." >&2
        status=1
        continue
    fi
    printf "$line" "${header[@]}"
    while IFS=$'\t' read -r -a row; do
        printf "$line" "${row[@]}"
        awk -v score="${row[6]%\%}" -v least="$least" 'BEGIN { exit score >= least }' && { echo "${row[0]} is below $least %." >&2; status=1; }
    done < <(jq -r "$table" "$report")
done
exit $status
