#!/usr/bin/env bash
# What the make targets for containers do: containers.sh TARGET [ARGUMENTS]. Each says what it did and where to look.
# COMPOSE names the tool; found by itself otherwise, podman-compose before docker compose.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/compose_tool.sh
. scripts/backups.sh

need() { # VALUE USAGE
  [ -n "$1" ] || { echo "Usage: $2" >&2; exit 2; }
}

address() { echo "http://127.0.0.1:$(setting API_PORT 5000)"; }

await() { python3 scripts/wait_for_system.py "$(address)" "$@"; }

tell_addresses() {
  echo "  page     http://localhost:$(setting PAGE_PORT 3000)"
  echo "  API      http://localhost:$(setting API_PORT 5000)/health"
  echo "  console  http://localhost:$(setting CONSOLE_PORT 15672)  user $(setting RABBITMQ_ADMIN_USER admin), password in .env"
  if [[ $(setting COMPOSE_PROFILES "") == *observability* ]]; then
    echo "  metrics  http://localhost:$(setting PROMETHEUS_PORT 9090)"
    echo "  boards   http://localhost:$(setting GRAFANA_PORT 3001)  user $(setting GRAFANA_ADMIN_USER admin), password in .env"
  fi
  echo "  logs     make logs [s=ai-service]     state  make ps     stop  make down"
}

start() {
  scripts/env.sh
  compose up --build --detach
  replace_outdated
  await_tables
}

await_tables() { # they are made beside the start of the services
  local codes
  codes=$(containers_of -aq migrate | xargs "$(engine)" wait) && ! grep -qvx 0 <<<"$codes" ||
    { echo "The database could not be prepared. Look: make logs s=migrate" >&2; return 1; }
}

up() {
  start
  # What `make dev` alone runs.
  containers_of -aq page | xargs --no-run-if-empty "$(engine)" rm --force >/dev/null
  await
  tell_addresses
}

start_again() {
  compose up --detach --no-build
  replace_outdated
  await_tables
  await
}

dev() {
  start
  await
  tell_addresses
  echo "  Sources are mounted: a service starts again when its files change, the page reloads by itself."
}

# Whatever was started, by `make dev` and with the profile observability included.
remove_all() {
  stop_ours
  containers_of -aq "${OURS[@]}" | xargs --no-run-if-empty "$(engine)" rm --force >/dev/null
  # What is not there, it says of each.
  DEVELOPING=yes compose --profile observability down "$@" 2>&1 | sed -E '/no such (container|pod)/d'
}

down() {
  remove_all
  echo "Stopped. The data is kept in volumes: make up finds it again."
}

wipe() {
  remove_all --volumes
  echo "Stopped, and the data removed."
}

logs() { # [SERVICE] [SINCE] [ID]: on a terminal, follows them unless an id is asked for
  local names since=() trace command
  names=$(containers_of '-a --format={{.Names}}' ${1:+"$1"})
  [ -n "$names" ] || { echo "There is no container${1:+ of $1}. Look: make ps" >&2; return 1; }
  [ -z "${2:-}" ] || since=(--since "$2")
  if [ -n "${3:-}" ]; then
    # A command's id without its dashes is its trace's.
    trace=${3//-/}
    command=$(sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12})$/\1-\2-\3-\4-\5/' <<<"$trace")
    stored_lines | grep -F -e "$trace" -e "$command" || { echo "No line has $3." >&2; return 1; }
  elif [ -t 1 ]; then follow_lines
  else stored_lines
  fi
}

stored_lines() { # of all `names`, in the order of time, without the colours that the broker gives its own
  local name colour=$'\e\\[[0-9;]*m'
  for name in $names; do
    "$(engine)" logs --timestamps "${since[@]}" "$name" 2>&1 | sed "s/ / $name | /; s/$colour//g"
  done | LC_ALL=C sort -s -k 1,1 | cut -d ' ' -f 2-
}

follow_lines() {
  local name
  [ ${#since[@]} -gt 0 ] || since=(--tail 100)
  # Started in the background, they would not hear Control-C.
  trap 'jobs -p | xargs --no-run-if-empty kill 2>/dev/null' EXIT
  for name in $names; do
    "$(engine)" logs --follow "${since[@]}" "$name" 2>&1 | sed -u "s/^/$name | /" &
  done
  wait
}

ps() {
  compose ps
  await 5
}

restart() {
  need "${1:-}" "make restart s=SERVICE"
  [ "$(copies "$1")" -gt 0 ] || { echo "No container of $1 is running." >&2; return 1; }
  # Ours in new containers: a container keeps the settings that it was made with.
  if is_ours "$1" || [ "$1" = frontend ]; then replace "$1"
  else containers_of --quiet "$1" | xargs "$(engine)" restart >/dev/null
  fi
  await
  echo "Restarted $1. Look: make logs s=$1"
}

scale() {
  need "${2:-}" "make scale s=SERVICE n=COPIES"
  is_ours "$1" || { echo "These run in several copies: ${OURS[*]}." >&2; return 2; }
  [[ $2 =~ ^[1-9][0-9]*$ ]] || { echo "$2 is no number of copies." >&2; return 2; }
  compose up --detach --no-build --no-deps --no-recreate --scale "$1=$2" "$1"
  # podman-compose adds copies and takes none away.
  local superfluous act
  superfluous=$(containers_of '--format={{.Names}}' "$1" | sort --version-sort | tail -n "+$(($2 + 1))")
  for act in "stop --time $GRACE_SECONDS" rm; do xargs --no-run-if-empty "$(engine)" $act >/dev/null <<<"$superfluous"; done
  # Those that were there keep older settings than those that were added.
  if is_outdated "$1"; then replace "$1"; fi
  await 180 "${1%-service}=$2"
  echo "$1 runs in $(copies "$1") copies. Look: make ps"
}

shell() {
  need "${1:-}" "make shell s=SERVICE"
  local terminal=()
  # Given commands on standard input instead of a terminal, it runs them and ends.
  [ -t 0 ] || terminal=(-T)
  case $1 in
    db) compose exec "${terminal[@]}" db sh -c 'MYSQL_PWD="$MARIADB_PASSWORD" exec mariadb --user="$MARIADB_USER" "$MARIADB_DATABASE"' ;;
    *) compose exec "${terminal[@]}" "$1" sh ;;
  esac
}

images() {
  compose build
  "$(engine)" images --filter reference='localhost/assistant/*' --format 'table {{.Repository}} {{.Tag}} {{.Size}}'
}

migrate() {
  compose run --rm --no-deps -T migrate || return
  echo "Tables, database users and examples are in place."
}

seed() {
  compose run --rm --no-deps -T migrate python -m scenario_service.seed
  echo "Five examples, unless there were scenarios already. Look: http://localhost:$(setting PAGE_PORT 3000)"
}

dead() { compose exec -T scenario-service python -m assistant.runtime.dead "$@"; }

purge() {
  compose exec -T purge-job python -m purge_job --once
  echo "Purged what was over its time (rows by table above). It also runs by itself: PURGE_CRON."
}

upgrade() {
  # Database first: a new revision keeps what the running version reads. Then one service after the other; meanwhile its
  # commands wait in its queue.
  compose build
  migrate
  for service in "${CONSUMERS[@]}" purge-job gateway frontend; do
    replace "$service"
    await
  done
  echo "Every service runs the new images."
}

target=$1
shift
TOOL=$(find_tool)
# What `make dev` started is spoken to as such; what replaces it is not.
case $target in
  up | start_again | images | upgrade) DEVELOPING= ;;
  dev) DEVELOPING=yes ;;
  *) DEVELOPING=$(containers_of --quiet page) ;;
esac
"$target" "$@"
