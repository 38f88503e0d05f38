#!/bin/sh
# Clones the public archive of DeepState's occupied area, or brings an earlier clone up to date.
#
#   ./fetch.sh [FOLDER [REPOSITORY]]      FOLDER: deepstate-map-data unless given; needs git
#
# The daily files are in FOLDER/data. Read README.md for what they are and whose they are.
set -eu

folder=${1:-deepstate-map-data}
repository=${2:-https://github.com/cyterat/deepstate-map-data.git}

if [ -d "$folder/.git" ]; then
    git -C "$folder" pull --quiet --ff-only
else
    git clone --quiet --depth 1 "$repository" "$folder"
fi

set -- "$folder"/data/deepstatemap_data_*.geojson
if [ ! -e "$1" ]; then
    echo "fetch.sh: $folder/data: expected deepstatemap_data_YYYYMMDD.geojson, got no such file" >&2
    exit 1
fi
echo "$# daily files in $folder/data"
