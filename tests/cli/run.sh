#!/bin/sh
# Runs the command line cases and reports in TAP: run.sh PROGRAM [CASE...]
#
# A case is a folder beside this script:
#   command          shell lines, run in an empty folder with $SALIENT (the program) and data/ (the folder here)
#   stdout, stderr   what is printed, exactly; no file: nothing
#   stdout.pattern, stderr.pattern   instead: a shell pattern a line
#   exit             the exit status; no file: 0
# ACCEPT=1 writes what was printed as the new expectation (patterns stay), to be read before it is committed.
set -u

here=$(cd "$(dirname "$0")" && pwd)
SALIENT=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
export SALIENT
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
unset NO_COLOR

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

if [ $# -eq 0 ]; then
  cd "$here" || exit 1
  set -- */command
fi
echo "1..$#"
number=0
failed=0
for case in "$@"; do
  name=${case%/command}
  number=$((number + 1))
  if run_case "$name"; then
    echo "ok $number - /cli/$name"
  else
    failed=$((failed + 1))
    echo "not ok $number - /cli/$name"
    echo "# exit $status, expected $expected"
    explain "$result/stdout" "$folder/stdout"
    explain "$result/stderr" "$folder/stderr"
  fi
  rm -rf "$result"
done
[ "$failed" = 0 ]
