#!/usr/bin/env bash
# Makes .env from .env.example when there is none, and gives the passwords that are empty in it values of their own; changes
# nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

made=
umask 077
[ -e .env ] || { cp .env.example .env && made=yes; }
grep -qE '_(PASS|PASSWORD)=$' .env || exit 0

while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    *_PASS= | *_PASSWORD=) printf '%s%s\n' "$line" "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" ;;
    *) printf '%s\n' "$line" ;;
  esac
done < .env > .env.new
mv .env.new "$(readlink -f .env)"
if [ -n "$made" ]; then echo "Made .env from .env.example, with new passwords. Set OPENAI_API_KEY in it to use a model."
else echo "Gave the empty passwords of .env new values."
fi
