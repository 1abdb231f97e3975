#!/usr/bin/env bash
# For CI and machines without an image registry: builds stand-ins, from Debian's packages, under the very names that the
# Dockerfile, the compose file and Testcontainers use. Names that are there are left alone.
# Never push a stand-in: it carries this machine's own certificate authorities.
set -euo pipefail
cd "$(dirname "$0")/images"
export DOCKER_BUILDKIT=0 # the classic builder needs no frontend image

declare -A NAMES=(
  [jre]=eclipse-temurin:25-jre
  [maven]=maven:3.9-eclipse-temurin-25
  [postgres]=postgres:17
  [redis]=redis:8.0
  [prometheus]=prom/prometheus:v2.53.3
  [tiny]=alpine:3.17 # Testcontainers starts it to see whether the engine works
)

present() { docker image inspect "$1" >/dev/null 2>&1; }

# A minimal Debian with this machine's certificate authorities.
base() {
  present debian:trixie-slim && return
  command -v mmdebstrap >/dev/null ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends mmdebstrap; } >/dev/null
  local work mirror
  work=$(mktemp -d)
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
  mkdir "$work/ca"
  cp /usr/local/share/ca-certificates/*.crt "$work/ca/" 2>/dev/null || :
  mmdebstrap --quiet --mode=root --variant=apt --include=ca-certificates,netbase,passwd,tzdata \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --aptopt='Acquire::GzipIndexes "true"' --aptopt='Acquire::Languages "none"' \
    --customize-hook='rm -f "$1"/var/cache/apt/*.bin "$1"/var/cache/apt/archives/*.deb' \
    --customize-hook='sync-in '"$work/ca"' /usr/local/share/ca-certificates' \
    --customize-hook='chroot "$1" update-ca-certificates >/dev/null' \
    --customize-hook='mkdir -p "$1/usr/share/man/man1" "$1/usr/share/man/man7"' \
    --customize-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"; chmod +x "$1/usr/sbin/policy-rc.d"' \
    trixie "$work/base.tar" "$mirror"
  docker import -c 'ENV LANG=C.UTF-8' -c 'CMD ["bash"]' \
    -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "$work/base.tar" debian:trixie-slim >/dev/null
  rm -r "$work"
}

base
for stage in jre maven postgres redis prometheus tiny; do
  present "${NAMES[$stage]}" && continue
  started=$SECONDS
  docker build --quiet --target "$stage" --tag "${NAMES[$stage]}" . >/dev/null || docker build --target "$stage" .
  present "${NAMES[$stage]}"
  echo "stand-in ${NAMES[$stage]}: $((SECONDS - started)) s"
done
