#!/usr/bin/env bash
# Shows RocketJCA at work on this machine: RocketMQ, an application server, the adapter and a small application.
#   ./demo.sh          stays until Ctrl-C
#   ./demo.sh --once   sends one round in all three modes and in transactions, and exits 0 only if all of it arrived as it was sent
# Needs JDK 17 or newer and Maven.
set -euo pipefail
cd "$(dirname "$0")"

if [ $# -gt 1 ] || { [ $# -eq 1 ] && [ "$1" != "--once" ]; }; then
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
for tool in "$java" mvn; do
  command -v "$tool" >/dev/null || { echo "$tool was not found: the demo needs JDK 17 or newer and Maven" >&2; exit 1; }
done

target=samples/demo/target
mkdir -p "$target"

build() {
  mvn -B -ntp -pl samples/demo -am package -DskipTests -Dmaven.javadoc.skip=true \
    -Dspotless.check.skip=true -Denforcer.skip=true >"$target/build.log" 2>&1 &
  local maven=$! seconds=0
  trap 'kill "$maven" 2>/dev/null || true; wait "$maven" 2>/dev/null || true; exit 143' INT TERM
  printf '  Building with Maven (the first time it downloads for some minutes) '
  while kill -0 "$maven" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    if [ $((seconds % 30)) -eq 0 ]; then
      printf '\n    %s s: %s ' "$seconds" "$(grep -o 'Building RocketJCA.*' "$target/build.log" | tail -n 1)"
    elif [ $((seconds % 2)) -eq 0 ]; then
      printf '.'
    fi
  done
  if ! wait "$maven"; then
    echo " FAILED"
    grep -E '^\[ERROR\]' "$target/build.log" | head -n 20 >&2
    echo "The whole story is in $target/build.log" >&2
    exit 1
  fi
  echo " done ($seconds s)"
  trap - INT TERM
}

echo "RocketJCA demo"
build
run="$target/run-$$"
mkdir -p "$run"
exec "$java" @samples/demo/jvm.options -Djava.io.tmpdir="$PWD/$run" \
  -cp "$(echo "$target"/rocketjca-sample-demo-*.jar):$(cat "$target/classpath.txt")" \
  io.rocketjca.samples.demo.Demo "$PWD" "$PWD/$run" "$@"
