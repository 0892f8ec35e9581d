# shellcheck shell=bash
# install_packages NAME…: installs those Debian packages that are missing; quick and quiet when none is. False when it cannot.

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    printf 'Packages have to be installed: please run this as root, or install sudo.\n' >&2
    return 1
  fi
}

missing_packages() {
  # dpkg-query prints a line for each package it knows and complains about the others.
  dpkg-query -W -f='${Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^install ok installed //p' |
    sort -u | comm -13 - <(printf '%s\n' "$@" | sort -u)
}

install_packages() {
  local missing
  command -v dpkg-query >/dev/null || { printf 'This is no Debian system; the packages are taken as installed.\n' >&2; return 0; }
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  printf 'Installing from Debian: %s\n' "${missing[*]}" >&2
  as_root apt-get update -q >/dev/null || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null || return 1
}
