#!/usr/bin/env bash
# Installs the servers that the integration and browser tests start privately, where apt and root allow it.
# Their system services are not used.
set -euo pipefail

PATH="$PATH:/usr/sbin:/usr/local/sbin"
missing=()
command -v mariadbd >/dev/null || missing+=(mariadb-server)
command -v rabbitmq-server >/dev/null || missing+=(rabbitmq-server)
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || missing+=(chromium)
# promtool, which tests the alerts.
command -v promtool >/dev/null || missing+=(prometheus)
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "Missing: ${missing[*]} (installing needs apt and root). The tests that use them are left out, all others run."
  exit 0
fi

# RUNLEVEL=1 tells invoke-rc.d that the machine is in single-user mode, where services are not started.
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
