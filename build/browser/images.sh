#!/usr/bin/env bash
# Makes docs/images anew from fixed sample data: needs the .NET SDK, node and Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
[ -d build/browser/node_modules ] || npm ci --prefix build/browser --no-audit --no-fund
CEKURA_DOCUMENTATION_REPORT="$report/cekura-report.html" \
    dotnet test tests/Cekura.Reports.Tests --nologo --filter FullyQualifiedName~Html.DocumentationTests
mkdir -p docs/images
node build/browser/images.mjs "$report/cekura-report.html" docs/images "$chromium"
