#!/usr/bin/env bash
# For CI and machines without Docker: installs Debian's engine, starts it where none answers, and gives the docker
# command its compose and buildx plugins (from Debian trixie). Prints, for 'eval', the environment to use them with.
# What it started goes on; end it with: kill "$(cat /var/tmp/breakwater-engine/pid)"
set -euo pipefail

STATE=${1:-/var/tmp/breakwater-engine}
export DOCKER_CONFIG=${DOCKER_CONFIG:-$STATE/config}
PLUGINS=$DOCKER_CONFIG/cli-plugins
mkdir -p "$STATE" "$PLUGINS"

install_engine() {
  command -v dockerd >/dev/null && return
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends docker.io iptables
} >&2

start_engine() {
  docker info >/dev/null 2>&1 && return
  export DOCKER_HOST=unix://$STATE/docker.sock
  docker info >/dev/null 2>&1 && return
  install_engine
  setsid nohup dockerd --data-root "$STATE/data" --exec-root "$STATE/exec" --pidfile "$STATE/pid" -H "$DOCKER_HOST" \
    >"$STATE/log" 2>&1 </dev/null &
  for _ in $(seq 120); do
    docker info >/dev/null 2>&1 && return
    sleep 0.5
  done
  echo "the engine did not start; $STATE/log ends with:" >&2
  tail -n 20 "$STATE/log" >&2
  return 1
}

# Debian's packages of a newer release, unpacked beside the system and not installed into it.
fetch_plugins() {
  docker compose version >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1 && return
  local apt=$STATE/apt mirror
  mkdir -p "$apt"/state/lists/partial "$apt"/cache/archives/partial
  touch "$apt/status"
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/sources.list"
  local options=(
    -o "Dir::State=$apt/state" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache"
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::Etc::preferences=-
    -o Dir::Etc::preferencesparts=- -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update -qq
  (
    cd "$apt"
    apt-get "${options[@]}" download -qq docker-compose docker-buildx
    for package in docker-*.deb; do dpkg -x "$package" unpacked; done
  )
  cp "$apt"/unpacked/usr/libexec/docker/cli-plugins/docker-* "$PLUGINS/"
} >&2

start_engine
fetch_plugins
echo "export DOCKER_HOST=${DOCKER_HOST:-unix:///var/run/docker.sock} DOCKER_CONFIG=$DOCKER_CONFIG"
