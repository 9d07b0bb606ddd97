#!/bin/sh
# Fills users, passwords and vhost into the definitions from the environment, then becomes the command it is given:
#   render-definitions.sh docker-entrypoint.sh rabbitmq-server
# RABBITMQ_DEFINITIONS names the file to write, which rabbitmq.conf loads; it holds passwords.
set -eu
umask 077

template=$(dirname "$0")/definitions.json
target=${RABBITMQ_DEFINITIONS:-/var/lib/rabbitmq/definitions.json}

# Values end up inside JSON strings, whatever characters a password has. awk, for the image has no envsubst.
awk '
  function json(value,    quoted, i, c) {
    for (i = 1; i <= length(value); i++) {
      c = substr(value, i, 1)
      quoted = quoted (c == "\"" || c == "\\" ? "\\" c : c)
    }
    return quoted
  }
  {
    rest = $0; line = ""
    while (match(rest, /\$\{[A-Z_]+\}/)) {
      name = substr(rest, RSTART + 2, RLENGTH - 3)
      if (ENVIRON[name] == "") { print name " is not set" > "/dev/stderr"; exit 1 }
      line = line substr(rest, 1, RSTART - 1) json(ENVIRON[name])
      rest = substr(rest, RSTART + RLENGTH)
    }
    print line rest
  }
' "$template" > "$target"

exec "$@"
