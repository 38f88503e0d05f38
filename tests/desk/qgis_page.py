#!/usr/bin/python3
"""The page of desk.yaml as QGIS draws it, to be looked at beside ours: qgis_page.py FOLDER OUT.png

FOLDER has what the scripts beside this one make (osm.osm.pbf, dem.tif, trenches, strikes and axes), and changes.geojson, which
`salient export` wrote of the month. Needs QGIS (Debian: python3-qgis). Layers are styled as one does by hand in an hour."""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")

from qgis.core import (  # noqa: E402
    QgsApplication, QgsArrowSymbolLayer, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsFillSymbol,
    QgsHillshadeRenderer, QgsLayoutExporter, QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemScaleBar,
    QgsLayoutPoint, QgsLayoutSize, QgsLineSymbol, QgsMarkerSymbol, QgsPalLayerSettings, QgsPrintLayout, QgsProject,
    QgsProperty, QgsRasterLayer, QgsRectangle, QgsSingleSymbolRenderer, QgsTextBufferSettings, QgsTextFormat,
    QgsUnitTypes, QgsVectorLayer, QgsVectorLayerSimpleLabeling)
from qgis.PyQt.QtGui import QColor, QFont, QPainter  # noqa: E402

PAGE_MM, MAP_MM = (240, 335), (6, 20, 228, 302)
BOX = QgsRectangle(37.0, 47.6, 38.2, 48.6)
MM = QgsUnitTypes.LayoutMillimeters


def vector(folder, name, title, where=""):
    layer = QgsVectorLayer(os.path.join(folder, name), title, "ogr")
    if not layer.isValid():
        sys.exit(f"{name}: expected a layer that QGIS reads")
    layer.setSubsetString(where)
    return layer


def drawn(layer, symbol):
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def filled(layer, color):
    return drawn(layer, QgsFillSymbol.createSimple({"color": color, "outline_style": "no"}))


def stroked(layer, color, width_mm, **more):
    return drawn(layer, QgsLineSymbol.createSimple({"color": color, "width": str(width_mm), "capstyle": "round", **more}))


def text_format(size_pt, is_bold=False):
    style = QgsTextFormat()
    font = QFont("Inter")
    font.setBold(is_bold)
    style.setFont(font)
    style.setSize(size_pt)
    style.setColor(QColor("#222222"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.5)
    halo.setColor(QColor(255, 255, 255, 216))
    style.setBuffer(halo)
    return style


def labelled(layer, field, size_pt, is_bold=False):
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    settings.setFormat(text_format(size_pt, is_bold))
    settings.placement = QgsPalLayerSettings.OrderedPositionsAroundPoint
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    return layer


def towns(folder, kind, size_pt, dot_mm, is_bold=False):
    layer = vector(folder, "osm.osm.pbf|layername=points", kind, f"place = '{kind}'")
    drawn(layer, QgsMarkerSymbol.createSimple({"color": "#222222", "size": str(dot_mm), "outline_style": "no"}))
    return labelled(layer, "name", size_pt, is_bold)


def make_layers(folder):
    """From the top to the bottom."""
    strikes = vector(folder, "strikes.geojson", "Strikes", "day >= '2024-11-01' AND day < '2024-12-01'")
    star = QgsMarkerSymbol.createSimple({"name": "star", "color": "#5b2a86", "outline_color": "#ffffff", "outline_width": "0.2"})
    star.setDataDefinedSize(QgsProperty.fromExpression("3.5 * sqrt(number / 13.0)"))
    arrow = QgsArrowSymbolLayer.create({"arrow_width": "1.2", "head_length": "3", "head_thickness": "1.6"})
    arrow.setIsRepeated(False)
    arrow.setIsCurved(False)
    arrow.setColor(QColor("#111111"))
    arrow.subSymbol().setColor(QColor("#111111"))
    axis = QgsLineSymbol()
    axis.changeSymbolLayer(0, arrow)
    roads = "osm.osm.pbf|layername=lines"
    hillshade = QgsRasterLayer(os.path.join(folder, "dem.tif"), "Relief")
    shade = QgsHillshadeRenderer(hillshade.dataProvider(), 1, 315, 45)
    shade.setZFactor(0.00002)  # degrees for metres
    hillshade.setRenderer(shade)
    hillshade.setBlendMode(QPainter.CompositionMode_Multiply)
    hillshade.setOpacity(0.35)
    return [
        towns(folder, "city", 11, 1.6, True), towns(folder, "town", 9, 1.2), towns(folder, "village", 7, 0.7),
        drawn(strikes, star), drawn(vector(folder, "axes.geojson", "Axis of advance"), axis),
        stroked(vector(folder, "trenches.geojson", "Fortifications"), "#333333", 0.6, line_style="dash"),
        filled(vector(folder, "changes.geojson", "Gained", "kind = 'gained'"), "#c2362b"),
        stroked(vector(folder, roads, "Motorways", "highway IN ('motorway', 'trunk')"), "#b98a4a", 0.7),
        stroked(vector(folder, roads, "Primary roads", "highway = 'primary'"), "#c9a46c", 0.5),
        stroked(vector(folder, roads, "Secondary roads", "highway = 'secondary'"), "#d8c3a0", 0.3),
        stroked(vector(folder, roads, "Railways", "other_tags LIKE '%\"railway\"=>\"rail\"%'"), "#777777", 0.25),
        filled(vector(folder, "changes.geojson", "Held", "kind = 'held'"), "235,207,198,170"),
        filled(vector(folder, "osm.osm.pbf|layername=multipolygons", "Water", "\"natural\" = 'water'"), "#c6dbe6"),
        filled(vector(folder, "osm.osm.pbf|layername=multipolygons", "Built-up areas",
                      "landuse IN ('residential', 'industrial', 'commercial')"), "#d9d4cc"),
        filled(vector(folder, "osm.osm.pbf|layername=multipolygons", "Woods",
                      "\"natural\" = 'wood' OR landuse = 'forest'"), "#dfe6d3"),
        hillshade,
    ]


def place(layout, item, x, y, width=None, height=None):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, MM))
    if width is not None:
        item.attemptResize(QgsLayoutSize(width, height, MM))


def make_label(layout, text, size_pt, is_bold, y):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    font = QFont("Inter", size_pt)
    font.setBold(is_bold)
    label.setFont(font)
    label.adjustSizeToText()
    place(layout, label, 6, y, 228, 8)


def make_layout(project, layers):
    crs = QgsCoordinateReferenceSystem("EPSG:32637")
    project.setCrs(crs)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*PAGE_MM, MM))
    page_map = QgsLayoutItemMap(layout)
    page_map.setLayers(layers)
    page_map.setCrs(crs)
    page_map.setBackgroundColor(QColor("#f3f1ec"))
    page_map.setFrameEnabled(True)
    place(layout, page_map, *MAP_MM)
    turn = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, project)
    page_map.setExtent(turn.transformBoundingBox(BOX))
    page_map.attemptResize(QgsLayoutSize(*MAP_MM[2:], MM))  # setExtent() has changed it
    page_map.setScale(400000)
    make_label(layout, "Territorial change, November 2024", 15, True, 5)
    make_label(layout, "1 Nov to 1 Dec 2024", 10, False, 13)
    make_label(layout, "Base map: OpenStreetMap contributors", 6, False, 325)
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(page_map)
    legend.setAutoUpdateModel(False)
    legend.setBackgroundEnabled(True)
    place(layout, legend, 8, 22)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(page_map)
    bar.setUnits(QgsUnitTypes.DistanceKilometers)
    bar.setUnitsPerSegment(5)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setUnitLabel("km")
    place(layout, bar, 8, 308)
    return layout


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    layers = make_layers(sys.argv[1])
    project.addMapLayers(layers)
    layout = make_layout(project, layers)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 300
    status = QgsLayoutExporter(layout).exportToImage(sys.argv[2], settings)
    sys.stdout.flush()
    os._exit(0 if status == QgsLayoutExporter.Success else 1)  # QGIS 3.22 may crash while it is taken down


if __name__ == "__main__":
    main()
