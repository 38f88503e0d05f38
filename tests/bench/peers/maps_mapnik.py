"""A map of each change by Mapnik, the overlay by shapely: maps_mapnik.py OUT-FOLDER png|svg FILE...

Written to be fast: the base map is read, clipped and projected once. For PNG what lies below the change and what lies
above it are drawn once, and each map puts the change between the two images."""

import os
import sys

import mapnik
import pyproj
from shapely import wkb
from shapely.geometry import Point
from shapely.ops import transform

import changes
import frame

FONT = 'face-name="DejaVu Sans Book" fill="black"'
LAND = f'<PolygonSymbolizer fill="{frame.LAND}"/>'
CHANGE = {"held": frame.HELD, "gained": frame.GAINED, "lost": frame.LOST}
ABOVE = {
    "rivers_lake_centerlines": f'<LineSymbolizer stroke="{frame.RIVER}" stroke-width="1.1"/>',
    "admin_1_states_provinces_lines": f'<LineSymbolizer stroke="{frame.PROVINCE}" stroke-width="0.8"/>',
    "admin_0_boundary_lines_land": f'<LineSymbolizer stroke="{frame.BORDER}" stroke-width="1.7"/>',
    "populated_places_simple":
        f'<MarkersSymbolizer fill="black" width="5" height="5" stroke-width="0" allow-overlap="true"/>'
        f'<TextSymbolizer {FONT} size="12" halo-fill="rgba(255,255,255,0.8)" halo-radius="1.2" '
        f'placement-type="simple" placements="NE,SE,NW,SW,N,S" dx="4" dy="4">[name]</TextSymbolizer>',
}
TITLE = f'<TextSymbolizer {FONT} size="20" halo-fill="white" halo-radius="2" allow-overlap="true">[name]</TextSymbolizer>'

context = mapnik.Context()
context.push("name")


def make_features(items):
    """A data source of (projected geometry, name)."""
    source = mapnik.MemoryDatasource()
    for number, (geometry, name) in enumerate(items):
        feature = mapnik.Feature(context, number + 1)
        feature.geometry = mapnik.Geometry.from_wkb(geometry.wkb)
        feature["name"] = name
        source.add_feature(feature)
    return source


class Maps:
    def __init__(self, first):
        shown, self.clip = frame.find_frame(first)
        self.crs = frame.make_projection(shown)
        self.project = pyproj.Transformer.from_crs(4326, self.crs, always_xy=True).transform
        self.bounds = transform(self.project, shown).bounds
        self.land = ("land", LAND, self.read("land"))
        self.above = [(name, symbol, self.read(name)) for name, symbol in ABOVE.items()]

    def read(self, name):
        query = mapnik.Query(mapnik.Box2d(*self.clip.bounds))
        has_name = name.startswith("populated")
        if has_name:
            query.add_property_name("name")
        items = []
        for feature in mapnik.Shapefile(file=frame.NATURAL_EARTH + name).features(query):
            geometry = wkb.loads(bytes(feature.geometry.to_wkb(mapnik.wkbByteOrder.NDR))).intersection(self.clip)
            if not geometry.is_empty:
                items.append((transform(self.project, geometry), feature["name"] if has_name else ""))
        return make_features(items)

    def make_map(self, layers, background=None):
        styles = "".join(f'<Style name="{name}"><Rule>{symbol}</Rule></Style>' for name, symbol, _ in layers)
        result = mapnik.Map(*frame.SIZE_PX)
        color = f' background-color="{background}"' if background else ""
        mapnik.load_map_from_string(result, f'<Map srs="{self.crs}"{color}>{styles}</Map>')
        for name, _, source in layers:
            layer = mapnik.Layer(name, self.crs)
            layer.styles.append(name)
            layer.datasource = source
            result.layers.append(layer)
        result.zoom_to_box(mapnik.Box2d(*self.bounds))
        return result

    def list_changing(self, areas, title):
        """Layers of the change, and that of the title."""
        west, _, east, north = self.bounds
        layers = []
        for (name, color), area in zip(CHANGE.items(), areas):
            items = [] if area.is_empty else [(transform(self.project, area), "")]
            layers.append((name, f'<PolygonSymbolizer fill="{color}"/>', make_features(items)))
        at = Point((west + east) / 2, north - (north - self.bounds[1]) / 50)
        return layers, ("title", TITLE, make_features([(at, title)]))


class Pngs:
    def __init__(self, maps):
        self.maps = maps
        self.below, self.above = mapnik.Image(*frame.SIZE_PX), mapnik.Image(*frame.SIZE_PX)
        mapnik.render(maps.make_map([maps.land], frame.SEA), self.below)
        mapnik.render(maps.make_map(maps.above), self.above)
        self.above.premultiply()

    def write(self, path, areas, title):
        change, caption = self.maps.list_changing(areas, title)
        image = self.below.copy(mapnik.ImageType.rgba8)
        mapnik.render(self.maps.make_map(change), image)
        image.premultiply()
        image.composite(self.above, mapnik.CompositeOp.src_over, 1.0, 0, 0)
        mapnik.render(self.maps.make_map([caption]), image)
        image.save(path, "png32:t=0:z=1")  # RGB, the quickest compression


class Svgs:
    def __init__(self, maps):
        self.maps = maps

    def write(self, path, areas, title):
        change, caption = self.maps.list_changing(areas, title)
        layers = [self.maps.land, *change, *self.maps.above, caption]
        mapnik.render_to_file(self.maps.make_map(layers, frame.SEA), path, "svg")


def main(folder, suffix, paths):
    maps = Maps(changes.read(paths[0]))
    writer = {"png": Pngs, "svg": Svgs}[suffix](maps)
    rows = []
    for name, before, after, gained, lost in changes.list_changes(paths):
        rows.append(changes.make_row(name, before, gained, lost))
        title = f"Until {name}: +{rows[-1][2]:.0f} / -{rows[-1][3]:.0f} km²"
        writer.write(os.path.join(folder, f"{name}.{suffix}"), (before, gained, lost), title)
    changes.write_table(folder, rows)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
