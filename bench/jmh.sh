#!/usr/bin/env bash
# Measures the steps of a send, each alone, in nanoseconds and bytes.
#   bench/jmh.sh              about ten minutes
#   bench/jmh.sh --quick      about one minute
#   bench/jmh.sh ... Header   only benchmarks whose names match; further JMH options work too
# Results for machines: bench/target/jmh.json.
set -euo pipefail
cd "$(dirname "$0")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

settings=(-f 2 -wi 5 -w 1s -i 5 -r 1s)
if [ "${1:-}" = --quick ]; then
  settings=(-f 1 -wi 3 -w 500ms -i 3 -r 500ms)
  shift
fi
mkdir -p bench/target
if ! mvn -B -ntp -pl bench/jmh -am package -DskipTests -Dmaven.javadoc.skip=true \
  -Dspotless.check.skip=true -Denforcer.skip=true >bench/target/jmh-build.log 2>&1; then
  grep -E '^\[ERROR\]' bench/target/jmh-build.log | head -n 20 >&2
  exit 1
fi
exec "$java" -cp "$(echo bench/jmh/target/rocketjca-bench-jmh-*.jar):$(cat bench/jmh/target/classpath.txt)" \
  org.openjdk.jmh.Main "${settings[@]}" -jvmArgsAppend "-Xms512m -Xmx512m" -prof gc -rf json -rff bench/target/jmh.json "$@"
