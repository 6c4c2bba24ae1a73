#!/usr/bin/env bash
# A tour of the command: everything that can be done with runs, on an emulator of this machine. Needs: cekura, bash.
set -euo pipefail
cd "$(dirname "$0")"
export CEKURA_API_KEY=any-key-will-do

say() { printf '\n== %s\n' "$*"; }

# The emulator tells its address on its first line, and lives as long as the tour.
coproc EMULATOR { exec cekura emulator --seed emulator.seed.json; }
trap 'kill "$EMULATOR_PID" 2>/dev/null || true' EXIT
read -r _ _ CEKURA_API_URL <&"${EMULATOR[0]}"
export CEKURA_API_URL

say "Trigger"
started=$(cekura scenarios run-text --agent-id 12 --scenario-ids 101,102 --name tour --format json)
result=$(sed -n 's/^  "result_id": \([0-9]*\),*$/\1/p' <<<"$started")
echo "result $result"

say "Poll: one scenario does not pass, so this ends with 1"
cekura results wait "$result" && exit 1 || [ $? -eq 1 ]

say "Inspect"
cekura runs list --result-id "$result"
failed=$(cekura runs list --result-id "$result" | awk '/Reschedule/ { print $1 }')
cekura runs get "$failed"

say "Listen to a phone call, and end it"
call=$(cekura scenarios run-voice --agent-id 12 --scenario-ids 103 --name "tour call" --format json | sed -n 's/^  "result_id": \([0-9]*\),*$/\1/p')
held=$(cekura runs list --result-id "$call" | awk '/Hold the line/ { print $1 }')
until cekura runs listen-url "$held" 2>/dev/null; do :; done
cekura runs end-call "$held"

say "Vote: the metric should have passed"
cekura runs mark-metric-vote "$failed" --metric-id 55 --thumbs-down --expected-value true --feedback "Nothing was to be read back"
cekura runs mark-expected-outcome-vote "$failed" --thumbs-up

say "Re-score what was said; no call is placed"
cekura run rerun "$result" --metric-ids 55
cekura runs run-expected-outcome "$failed" --wait

say "Mark a critical deviation wrong"
cekura runs mark-critical-scenario-wrong "$failed"
cekura runs mark-critical-scenario-wrong "$failed" --scenario-id 42

say "Re-evaluate: the verdict as it is now"
cekura results wait "$result" || true

say "Promote"
cekura test-sets create-from-run --run-id "$failed" --name "Does not move appointments"

say "Improve the prompt"
cekura runs improve-prompt --run-ids "$failed" --agent-id 12 --prompt "You are the front desk of a clinic."
