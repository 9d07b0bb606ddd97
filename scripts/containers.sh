#!/usr/bin/env bash
# What the make targets for containers do: containers.sh TARGET [ARGUMENTS]. Each says what it did and where to look.
# COMPOSE names the tool; found by itself otherwise, podman-compose before docker compose.
set -euo pipefail
cd "$(dirname "$0")/.."

CONSUMERS=(scenario-service ai-service plan-service search-service)
OURS=("${CONSUMERS[@]}" gateway purge-job)
# podman keeps HEALTHCHECK in this format alone.
export BUILDAH_FORMAT=docker

find_tool() {
  if [ -n "${COMPOSE:-}" ]; then echo "$COMPOSE"
  elif command -v podman-compose >/dev/null; then echo podman-compose
  elif docker compose version >/dev/null 2>&1; then echo docker compose
  else echo "Neither podman-compose nor docker compose is installed (migrate, seed, purge, dead: or set DATABASE_URL, RABBITMQ_URL)." >&2; return 1
  fi
}

compose() {
  local tool options=(-f podman-compose.yml) profile
  read -ra tool <<<"$TOOL"
  [ -z "$DEVELOPING" ] || options+=(-f podman-compose.dev.yml)
  # Said as options: older versions of podman-compose do not read the variable.
  for profile in $(setting COMPOSE_PROFILES "" | tr , ' '); do options+=(--profile "$profile"); done
  "${tool[@]}" "${options[@]}" "$@"
}

setting() { # NAME DEFAULT: from the environment, else from .env
  local line
  [ -n "${!1:-}" ] && { echo "${!1}"; return; }
  line=$(grep -m1 "^$1=" .env 2>/dev/null || true)
  line=${line#*=}
  echo "${line:-$2}"
}

engine() { if [[ $TOOL == docker* ]]; then echo docker; else echo podman; fi; }

containers_of() { # OPTION SERVICE...: every copy; podman-compose itself forgets those that were added by scaling
  local option=$1 service
  shift
  for service in "$@"; do
    "$(engine)" ps "$option" --filter "label=com.docker.compose.project=${COMPOSE_PROJECT_NAME:-assistant}" \
      --filter "label=com.docker.compose.service=$service"
  done
}

copies() { containers_of --quiet "$1" | wc -l; }

stop_ours() {
  containers_of --quiet "${OURS[@]}" | xargs --no-run-if-empty "$(engine)" stop >/dev/null
}

need() { # VALUE USAGE
  [ -n "$1" ] || { echo "Usage: $2" >&2; exit 2; }
}

is_ours() { [[ " ${OURS[*]} " == *" $1 "* ]]; }

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

is_outdated() { # SERVICE: whether a copy of it runs an image that has been built anew since
  local container image
  for container in $(containers_of --quiet "$1"); do
    image=$("$(engine)" inspect --format '{{.Config.Image}}' "$container")
    [ "$("$(engine)" inspect --format '{{.Image}}' "$container")" = \
      "$("$(engine)" image inspect --format '{{.Id}}' "$image")" ] || return 0
  done
  return 1
}

replace() { # SERVICE: all its copies, by the present image
  compose up --detach --no-build --no-deps --force-recreate --scale "$1=$(copies "$1")" "$1"
}

start() {
  scripts/env.sh
  compose up --build --detach
  # podman-compose leaves a container alone whose settings are the same, whatever its image.
  local service
  for service in "${OURS[@]}" frontend; do
    if is_outdated "$service"; then replace "$service"; fi
  done
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
  DEVELOPING=yes compose --profile observability down "$@"
}

down() {
  remove_all
  echo "Stopped. The data is kept in volumes: make up finds it again."
}

wipe() {
  remove_all --volumes
  echo "Stopped, and the data removed."
}

logs() { compose logs --follow --tail=100 ${1:+"$1"}; }

ps() {
  compose ps
  await 5
}

restart() {
  need "${1:-}" "make restart s=SERVICE"
  local running
  # Every copy: podman-compose would restart the first alone.
  running=$(containers_of --quiet "$1")
  [ -n "$running" ] || { echo "No container of $1 is running." >&2; return 1; }
  xargs "$(engine)" restart >/dev/null <<<"$running"
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
  superfluous=$(containers_of --format='{{.Names}}' "$1" | sort --version-sort | tail -n "+$(($2 + 1))")
  for act in stop rm; do xargs --no-run-if-empty "$(engine)" "$act" >/dev/null <<<"$superfluous"; done
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
  compose run --rm --no-deps -T migrate
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

is_whole() { # FILE: a dump says so at its end
  gunzip --stdout "$1" | tail -n 1 | grep -q 'Dump completed' || { echo "$1 is no whole backup." >&2; return 1; }
}

backup() {
  local file=${1:-var/backups/assistant-$(date -u +%Y%m%dT%H%M%SZ).sql.gz}
  mkdir -p "$(dirname "$file")"
  # One consistent state, without holding anything up: see docs/exploitation.md for what it holds and what it does not.
  compose exec -T db sh -c 'MYSQL_PWD="$MARIADB_PASSWORD" exec mariadb-dump --user="$MARIADB_USER" --single-transaction \
    --no-tablespaces --hex-blob --skip-dump-date "$MARIADB_DATABASE"' | gzip > "$file.part"
  is_whole "$file.part"
  mv "$file.part" "$file"
  echo "Saved the database in $file ($(du -h "$file" | cut -f1)). Restore: make restore file=$file"
}

restore() {
  need "${1:-}" "make restore file=var/backups/….sql.gz"
  is_whole "$1"
  local stopped
  mapfile -t stopped < <(containers_of --quiet "${OURS[@]}")
  stop_ours
  { echo 'DROP DATABASE assistant; CREATE DATABASE assistant CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE assistant;'
    gunzip --stdout "$1"
  } | compose exec -T db sh -c 'MYSQL_PWD="$MARIADB_PASSWORD" exec mariadb --user="$MARIADB_USER"'
  migrate
  "$(engine)" start "${stopped[@]}" >/dev/null
  await
  echo "Restored the database from $1."
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
