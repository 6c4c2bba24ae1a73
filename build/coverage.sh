#!/bin/sh
# Measures what the tests reach that run in one process, and writes the table of docs/coverage.md. With a folder as argument the whole report goes there.
set -eu
cd "$(dirname "$0")/.."
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

for part in Client Manifests Runs Reports TestHost Emulator TestAdapter TestingPlatform NUnit Contract; do
  dotnet test "tests/Cekura.$part.Tests" --settings build/coverage.runsettings --collect "Code Coverage" --results-directory "$results" ${CEKURA_COVERAGE_ARGS:-}
done

report=${1:-$results/report}
dotnet tool restore
dotnet reportgenerator "-reports:$results/**/*.cobertura.xml" "-targetdir:$report" "-reporttypes:Html;MarkdownAssembliesSummary;TextSummary" -verbosity:Warning

# The table alone, without emphasis and pictures.
grep '^|' "$report/Summary.md" | tr -d '*' > "$results/table"
awk -v table="$results/table" '
  /^<!-- coverage -->$/ { marks++; if (marks == 1) { print; print ""; while ((getline line < table) > 0) print line; print ""; next } }
  marks != 1 { print }
' docs/coverage.md > "$results/page"
cp "$results/page" docs/coverage.md
