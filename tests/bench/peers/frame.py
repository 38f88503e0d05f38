"""What the peers' maps show: the bounds of a snapshot with a margin, in an equal-area projection made for them."""

from shapely.geometry import box

NATURAL_EARTH = "/usr/share/magics/10m/ne_10m_"
SEA, LAND, HELD, GAINED, LOST = "#cfe3ee", "#f4f1ea", "#d9a5a0", "#b2182b", "#2166ac"
RIVER, PROVINCE, BORDER = "#9cc3d8", "#bbbbbb", "#555555"
SIZE_PX = (1600, 1200)


def find_frame(geometry):
    """Bounds in degrees: what is shown at the least, and what a base map must have at the most."""
    west, south, east, north = geometry.bounds
    x, y = (east - west) / 10, (north - south) / 10
    shown = box(west - x, south - y, east + x, north + y)
    return shown, box(west - 10 * x, south - 5 * y, east + 10 * x, north + 5 * y)


def make_projection(shown):
    west, south, east, north = shown.bounds
    return (f"+proj=aea +lat_1={south + (north - south) / 6} +lat_2={north - (north - south) / 6} "
            f"+lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +datum=WGS84 +units=m +no_defs")
