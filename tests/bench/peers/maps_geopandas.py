"""A map of each change by geopandas and matplotlib: maps_geopandas.py OUT-FOLDER png|svg|pdf FILE..."""

import os
import sys
import warnings

import geopandas
import matplotlib

import changes
import frame

matplotlib.use("Agg")
warnings.filterwarnings("ignore")

import matplotlib.pyplot as plt  # noqa: E402 (after the back end is chosen)

LINES = [("rivers_lake_centerlines", frame.RIVER, 0.8), ("admin_1_states_provinces_lines", frame.PROVINCE, 0.6),
         ("admin_0_boundary_lines_land", frame.BORDER, 1.2)]


def read_base(clip, crs):
    names = ["land", "populated_places_simple", *(name for name, _, _ in LINES)]
    return {name: geopandas.read_file(frame.NATURAL_EARTH + name + ".shp", bbox=clip.bounds).clip(clip).to_crs(crs)
            for name in names}


def read(path):
    return geopandas.read_file(path).geometry.unary_union


def draw_towns(axes, towns):
    towns.plot(ax=axes, color="black", markersize=6)
    for point, name in zip(towns.geometry, towns["name"]):
        axes.annotate(name, (point.x, point.y), fontsize=8, xytext=(3, 3), textcoords="offset points", clip_on=True)


def draw(axes, base, areas, crs):
    base["land"].plot(ax=axes, color=frame.LAND)
    for area, color in zip(areas, (frame.HELD, frame.GAINED, frame.LOST)):
        if not area.is_empty:
            geopandas.GeoSeries([area], crs=4326).to_crs(crs).plot(ax=axes, color=color)
    for name, color, width in LINES:
        base[name].plot(ax=axes, color=color, linewidth=width)
    draw_towns(axes, base["populated_places_simple"])


def main(folder, suffix, paths):
    before, rows = read(paths[0]), []
    shown, clip = frame.find_frame(before)
    crs = frame.make_projection(shown)
    base = read_base(clip, crs)
    west, south, east, north = geopandas.GeoSeries([shown], crs=4326).to_crs(crs).total_bounds
    half = (north - south) * frame.SIZE_PX[0] / frame.SIZE_PX[1] / 2
    for path in paths[1:]:
        name = os.path.splitext(os.path.basename(path))[0]
        after = read(path)
        gained, lost = after.difference(before), before.difference(after)
        rows.append(changes.make_row(name, before, gained, lost))
        figure = plt.figure(figsize=(16, 12), dpi=100, facecolor=frame.SEA)
        axes = figure.add_axes([0, 0, 1, 1])
        draw(axes, base, (before, gained, lost), crs)
        axes.set_axis_off()
        axes.set_xlim((west + east) / 2 - half, (west + east) / 2 + half)
        axes.set_ylim(south, north)
        axes.text(0.5, 0.985, f"Until {name}: +{rows[-1][2]:.0f} / -{rows[-1][3]:.0f} km²",
                  transform=axes.transAxes, ha="center", va="top", fontsize=15)
        figure.savefig(os.path.join(folder, f"{name}.{suffix}"))
        plt.close(figure)
        before = after
    changes.write_table(folder, rows)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
