#!/usr/bin/env bash
# Measures RocketJCA beside the official client and a floor of raw netty, and prints one table.
#   bench/run.sh             everything: about an hour
#   bench/run.sh --quick     the main figures: less than 10 minutes
#   --brief                  everything in fewer and shorter rounds: about 25 minutes
#   --only=async,sync        only scenarios with these names
#   --smoke                  so briefly that it shows no more than that all of it works
# Results for machines: bench/target/results.jsonl. Needs Linux, JDK 17 or newer, Maven, and a machine with nothing else to do.
set -euo pipefail
cd "$(dirname "$0")/.."

for option in "$@"; do
  case "$option" in
    --quick | --brief | --smoke | --only=*) ;;
    *) sed -n '2,8s/^# \{0,1\}//p' bench/run.sh >&2; exit 2 ;;
  esac
done
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
for tool in "$java" mvn; do
  command -v "$tool" >/dev/null || { echo "$tool was not found: the bench needs JDK 17 or newer and Maven" >&2; exit 1; }
done

mkdir -p bench/target
if ! mvn -B -ntp -pl bench/runner,bench/official,bench/container -am package -DskipTests -Dmaven.javadoc.skip=true \
  -Dspotless.check.skip=true -Denforcer.skip=true >bench/target/build.log 2>&1; then
  grep -E '^\[ERROR\]' bench/target/build.log | head -n 20 >&2
  echo "The whole story is in bench/target/build.log" >&2
  exit 1
fi

# A sleeping caller shall wake when it is due and not 50 us later; inherited by all processes started from here.
{ echo 1000 >/proc/self/timerslack_ns; } 2>/dev/null || true

with_own_jar() {
  echo "$(echo "bench/$1/target/rocketjca-bench-$1"-*.jar):$(cat "bench/$1/target/classpath.txt")"
}
for process in official container; do
  with_own_jar "$process" >"bench/target/$process-classpath.txt"
done
exec "$java" -Xmx128m -XX:+UseSerialGC -cp "$(with_own_jar runner)" \
  ${BENCH_CLIENT_OPTIONS:+-Dbench.client.options="$BENCH_CLIENT_OPTIONS"} \
  io.rocketjca.bench.runner.BenchMain bench/target "$@"
