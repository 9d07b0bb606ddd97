# Read by containers.sh: how to speak to podman-compose or docker compose, and to the containers that run.

CONSUMERS=(scenario-service ai-service plan-service search-service)
OURS=("${CONSUMERS[@]}" gateway purge-job)
# Longer than a service takes to finish what is in flight: the grace that podman-compose.yml gives.
GRACE_SECONDS=30
# podman keeps HEALTHCHECK in this format alone.
export BUILDAH_FORMAT=docker

find_tool() {
  if [ -n "${COMPOSE:-}" ]; then echo "$COMPOSE"
  elif command -v podman-compose >/dev/null; then echo podman-compose
  elif docker compose version >/dev/null 2>&1; then echo docker compose
  else echo "Neither podman-compose nor docker compose is installed (migrate, seed, purge, dead: or set DATABASE_URL, RABBITMQ_URL)." >&2; return 1
  fi
}

engine() { if [[ $TOOL == docker* ]]; then echo docker; else echo podman; fi; }

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

# OPTIONS [SERVICE...]: every copy, of all services when none is named. podman-compose itself forgets those that were added
# by scaling.
containers_of() {
  local options service project="label=com.docker.compose.project=${COMPOSE_PROJECT_NAME:-assistant}"
  read -ra options <<<"$1"
  shift
  [ $# -gt 0 ] || "$(engine)" ps "${options[@]}" --filter "$project"
  for service in "$@"; do
    "$(engine)" ps "${options[@]}" --filter "$project" --filter "label=com.docker.compose.service=$service"
  done
}

copies() { containers_of --quiet "$1" | wc -l; }

stop_ours() {
  containers_of --quiet "${OURS[@]}" | xargs --no-run-if-empty "$(engine)" stop --time "$GRACE_SECONDS" >/dev/null
}

start_ours() { # whoever stopped them
  containers_of -aq "${OURS[@]}" | xargs --no-run-if-empty "$(engine)" start >/dev/null
}

is_ours() { [[ " ${OURS[*]} " == *" $1 "* ]]; }

# SERVICE: whether a copy of it runs an image that has been built anew since, or other settings than another copy.
is_outdated() {
  local containers states image tag
  containers=$(containers_of --quiet "$1")
  [ -n "$containers" ] || return 1
  states=$(xargs "$(engine)" inspect --format "{{.Image}} {{.Config.Image}} $(made_from io.podman)$(made_from com.docker)" \
    <<<"$containers" | sort -u)
  [ "$(wc -l <<<"$states")" = 1 ] || return 0
  read -r image tag _ <<<"$states"
  [ "$image" != "$("$(engine)" image inspect --format '{{.Id}}' "$tag")" ]
}

made_from() { # WHOSE: where that compose tool notes the settings that a container was made with
  echo "{{index .Config.Labels \"$1.compose.config-hash\"}}"
}

replace() { # SERVICE: all its copies, by the present image and settings
  compose up --detach --no-build --no-deps --force-recreate --scale "$1=$(copies "$1")" "$1"
}

# podman-compose leaves a container alone whose settings are the same, whatever its image; and of several copies, it knows
# the first only.
replace_outdated() {
  local service
  for service in "${OURS[@]}" frontend; do
    if is_outdated "$service"; then replace "$service"; fi
  done
}
