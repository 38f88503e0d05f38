<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" xmlns:t="http://example.org/t"><gml:featureMember><t:area gml:id="area.1"><t:geom>
<gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326"><gml:exterior><gml:LinearRing><gml:posList>20 10 20 10.5 20.5 10.5 20.5 10 20 10</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>
</t:geom></t:area></gml:featureMember></wfs:FeatureCollection>
