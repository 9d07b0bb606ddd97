#!/usr/bin/env bash
# Makes .env from .env.example, with passwords of its own; leaves one that is there alone.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e .env ] && exit 0

umask 077
while IFS= read -r line; do
  case $line in
    *_PASS= | *_PASSWORD=) printf '%s%s\n' "$line" "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" ;;
    *) printf '%s\n' "$line" ;;
  esac
done < .env.example > .env.new
mv .env.new .env
echo "Made .env from .env.example, with new passwords. Set OPENAI_API_KEY in it to use a model."
