#!/usr/bin/env bash
# Writes the figures of the last bench/run.sh into docs/performance.md, and charts beside it.
#   bench/report.sh [directory with results.jsonl and run.properties; bench/target if not said]
# What is written by hand on that page stays.
set -euo pipefail
cd "$(dirname "$0")/.."
run=${1:-bench/target}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

[ -f "$run/results.jsonl" ] && [ -f "$run/run.properties" ] || { echo "There are no figures in $run: let bench/run.sh end first" >&2; exit 1; }
if ! mvn -B -ntp -pl bench/report -am package -DskipTests -Dmaven.javadoc.skip=true \
  -Dspotless.check.skip=true -Denforcer.skip=true >"$run/report.log" 2>&1; then
  grep -E '^\[ERROR\]' "$run/report.log" | head -n 20 >&2
  exit 1
fi
exec "$java" -cp "$(echo bench/report/target/rocketjca-bench-report-*.jar):$(cat bench/report/target/classpath.txt)" \
  io.rocketjca.bench.report.ReportMain "$run" docs/performance.md
