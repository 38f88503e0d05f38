#!/bin/sh
# The gallery's promises, in TAP: gallery.sh SOURCE_ROOT BUILD. Its commands run, they make the pictures that the
# document shows, each of those is committed with the size that its command gives it, and no other.
set -u

root=$1 build=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
n=0

# report STATUS NAME
report() {
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n $2"; else echo "not ok $n $2"; fi
}

# Width and height of a PNG, as its header has them.
get_size() {
  od -An -tx1 -j16 -N8 "$1"
}

"$root/docs/make-gallery" "$build" "$scratch" >"$scratch/list" 2>"$scratch/log"
status=$?
report "$status" 'the commands run and make what is shown'
[ "$status" -eq 0 ] || sed 's/^/# /' "$scratch/log"

(cd "$scratch" && ls ./*.png) >"$scratch/made"
(cd "$root/docs/images" && ls ./*.png) >"$scratch/committed"
cmp -s "$scratch/made" "$scratch/committed"
report $? 'the pictures that are shown are committed, and no others'

status=0
while IFS= read -r picture; do
  [ "$(get_size "$scratch/$picture")" = "$(get_size "$root/docs/images/$picture")" ] || {
    echo "# $picture: not of the size that its command gives it"
    status=1
  }
done <"$scratch/made"
report "$status" 'the committed pictures have the sizes that their commands give them'

total=$(cat "$root"/docs/images/*.png | wc -c)
[ "$total" -le 1600000 ]
report $? 'the committed pictures take less than 1.6 MB together'

[ "$(cat "$root/docs/images/first-1950-12.png" | wc -c)" -lt 60000 ] && grep -q 'docs/images/first-1950-12.png' "$root/README.md"
report $? 'README.md shows a picture that is made here, and it takes less than 60 kB'
echo "1..$n"
