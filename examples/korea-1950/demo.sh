#!/bin/sh
# Maps the Korean War month by month into FOLDER, which is demo/ if none is named, and prints the table.
# SALIENT names another program than the salient on your path. usage: demo.sh [FOLDER]
set -eu
salient=${SALIENT:-salient}
folder=${1:-demo}
example=$(dirname "$0")

set -- "$example/fronts" --territory "$example/territory.geojson" --side 126.6,41.0
"$salient" measure "$@" --format text
set -- "$@" --overwrite -q --credit 'Fronts: coarse, digitised by hand for Salient'
"$salient" render "$@" --title 'Korea, {period}: area held by the North' \
  -o "$folder/{period}.png" -o "$folder/{period}.svg" -o "$folder/{period}.pdf"
"$salient" render "$@" --title 'Korea, {period}: area held by the North' --layout map+chart -o "$folder/chart-{period}.png"
"$salient" render "$@" --title 'Korea, month by month: area held by the North' --layout grid -o "$folder/grid.png"
"$salient" render "$@" --title 'Korea, {period}: what the North gained and still held' --layout cumulative \
  --from 1950-12 --to 1951-01 -o "$folder/cumulative.png"
