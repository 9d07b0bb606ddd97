#!/usr/bin/env bash
# Runs every part of the test suite, goes on after a failure, and closes with what each part took and which failed.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/sbin:/usr/local/sbin"

summary=()
failed=()

part() { # name, command...
  local name=$1 began=$SECONDS result=ok
  shift
  printf '\n=== %s: %s\n' "$name" "$*"
  "$@" || { result=FAILED; failed+=("$name"); }
  summary+=("$(printf '%-8s %-6s %4d s' "$name" "$result" $((SECONDS - began)))")
}

has_servers() { # in continuous integration their absence is an error, which the tests themselves report
  [ -n "${CI:-}" ] || { command -v mariadbd && command -v rabbitmq-server; } >/dev/null
}

part check make --no-print-directory check
# Of the fault tests, those of the main promise run here; `make faults` runs them all.
part pytest .venv/bin/python -m pytest -m "not faults"
if has_servers; then
  part faults .venv/bin/python -m pytest tests/faults/test_services.py
else
  summary+=("faults   left out: MariaDB or RabbitMQ is not installed")
fi
part vitest npm --prefix frontend test
if [ -n "${CI:-}${CHROMIUM:-}" ] || command -v chromium >/dev/null; then
  part e2e npm --prefix frontend run e2e
  if has_servers; then
    part e2e-full .venv/bin/python scripts/e2e_full.py
  else
    summary+=("e2e-full left out: MariaDB or RabbitMQ is not installed")
  fi
else
  summary+=("e2e      left out: chromium is not installed")
fi

printf '\n=== summary\n'
printf '%s\n' "${summary[@]}" "$(printf '%-8s %-6s %4d s' total '' "$SECONDS")"
if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "All parts passed."
