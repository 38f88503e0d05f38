#!/bin/sh
# Builds and installs into $PREFIX, as conda's tools call it: they set PREFIX, SRC_DIR and CPU_COUNT.
set -eu
cd "$SRC_DIR"
meson setup conda-build --prefix="$PREFIX" --libdir=lib --buildtype=release -Dtests=false
ninja -C conda-build -j "${CPU_COUNT:-1}"
meson install -C conda-build --no-rebuild
