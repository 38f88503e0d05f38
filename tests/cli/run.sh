#!/bin/sh
# Runs the command line cases and reports in TAP: run.sh PROGRAM [CASE...]
#
# A case is a folder beside this script:
#   command          shell lines, run in an empty folder with $SALIENT (the program) and data/ (the folder here)
#   stdout, stderr   what is printed, exactly; no file: nothing
#   stdout.pattern, stderr.pattern   instead: a shell pattern a line
#   exit             the exit status; no file: 0
# EVERY=N runs one of N cases, where none are named.
# ACCEPT=1 writes what was printed as the new expectation (patterns stay), to be read before it is committed.
# As many cases run at once as there are processors; what they report is printed in their order.
set -u

here=$(cd "$(dirname "$0")" && pwd)
SALIENT=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
export SALIENT
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
unset NO_COLOR
XDG_CACHE_HOME=$scratch/cache # all cases share it, so that what one keeps is there for another
export XDG_CACHE_HOME

# matches_lines ACTUAL PATTERNS: as many lines, each like its pattern
matches_lines() {
  [ "$(wc -l <"$1")" -eq "$(wc -l <"$2")" ] || return 1
  exec 3<"$2"
  while IFS= read -r line; do
    IFS= read -r pattern <&3
    # shellcheck disable=SC2254
    case $line in
    $pattern) ;;
    *) return 1 ;;
    esac
  done <"$1"
}

# matches ACTUAL EXPECTED
matches() {
  if [ -e "$2.pattern" ]; then
    matches_lines "$1" "$2.pattern"
  elif [ -e "$2" ]; then
    cmp -s "$1" "$2"
  else
    [ ! -s "$1" ]
  fi
}

# explain ACTUAL EXPECTED
explain() {
  if [ -e "$2.pattern" ]; then
    diff "$2.pattern" "$1" | sed 's/^/# /'
  elif [ -e "$2" ]; then
    diff "$2" "$1" | sed 's/^/# /'
  else
    sed 's/^/# unexpected: /' "$1"
  fi
}

# accept ACTUAL EXPECTED
accept() {
  if [ ! -e "$2.pattern" ]; then
    rm -f "$2"
    [ ! -s "$1" ] || cp "$1" "$2"
  fi
}

# run_case NAME: 0 if all three are as expected
run_case() {
  folder=$here/$1
  result=$scratch/$1
  mkdir -p "$result/in"
  ln -s "$here/data" "$result/in/data"
  (cd "$result/in" && sh "$folder/command") >"$result/stdout" 2>"$result/stderr" </dev/null
  status=$?
  sed -i 's/^\( *"\(gdal\|proj\|geos\)": \)".*"/\1"..."/' "$result/stdout" # as JSON says which libraries there are
  expected=0
  [ ! -e "$folder/exit" ] || expected=$(cat "$folder/exit")
  if [ "${ACCEPT-}" = 1 ]; then
    accept "$result/stdout" "$folder/stdout"
    accept "$result/stderr" "$folder/stderr"
    rm -f "$folder/exit"
    [ "$status" = 0 ] || echo "$status" >"$folder/exit"
    return 0
  fi
  [ "$status" = "$expected" ] && matches "$result/stdout" "$folder/stdout" && matches "$result/stderr" "$folder/stderr"
}

# report_case NUMBER NAME
report_case() {
  if run_case "$2"; then
    echo "ok $1 - /cli/$2"
  else
    echo "not ok $1 - /cli/$2"
    echo "# exit $status, expected $expected"
    explain "$result/stdout" "$folder/stdout"
    explain "$result/stderr" "$folder/stderr"
  fi
  rm -rf "$result"
}

# claim NUMBER: 0 for the first who asks
claim() {
  set -C
  { true >"$scratch/$1.claim"; } 2>/dev/null
  claimed=$?
  set +C
  return "$claimed"
}

# Runs every case that no other worker has, and says the number of each that is done.
work() {
  number=0
  for case in "$@"; do
    number=$((number + 1))
    claim "$number" || continue
    report_case "$number" "${case%/command}" >"$scratch/$number.report"
    mv "$scratch/$number.report" "$scratch/$number.tap"
    echo "$number"
  done
}

work_together() {
  n=$(getconf _NPROCESSORS_ONLN)
  while [ "$n" -gt 0 ]; do
    work "$@" &
    n=$((n - 1))
  done
  wait
}

if [ $# -eq 0 ]; then
  cd "$here" || exit 1
  set -- */command
  n=$#
  while [ "$n" -gt 0 ]; do
    [ $((n % ${EVERY:-1})) -ne 0 ] || set -- "$@" "$1"
    shift
    n=$((n - 1))
  done
fi
echo "1..$#"
next=1
work_together "$@" | while read -r _; do
  while [ -e "$scratch/$next.tap" ]; do
    cat "$scratch/$next.tap"
    next=$((next + 1))
  done
done
[ "$(cat "$scratch"/*.tap | grep -c '^ok ')" -eq $# ]
