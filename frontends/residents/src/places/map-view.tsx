import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import {
  type GeoJSONSource,
  Map as MapLibre,
  Marker,
  NavigationControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { asideOf, type Standing } from './label-places.ts'

declare const __webpack_public_path__: string

export type Position = [longitude: number, latitude: number]

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

interface Placed {
  id: string
  latitude?: number | null
  longitude?: number | null
}

interface MapViewProps {
  label: string
  groups: readonly { id: string; name: string; shortName: string; ring: readonly (readonly number[])[] }[]
  households: readonly Placed[]
  establishments: readonly Placed[]
  checkpoints: readonly Placed[]
  clusters: readonly { latitude: number; longitude: number; count: number }[]
  clusterLabel: (count: number) => string
  /** What is being drawn: a place, or the corners of an outline. */
  draft: readonly Position[]
  onMove: (box: Box) => void
  /** While something is drawn a click is a place; else it opens what lies there. */
  isDrawing: boolean
  /** The group that the map turns to. */
  focus?: string | undefined
  zoomLabels: { zoomIn: string; zoomOut: string }
  onClick: (position: Position) => void
  onHousehold: (id: string) => void
  onEstablishment: (id: string) => void
  onCheckpoint: (id: string) => void
  onFailure: () => void
}

// The worker is a file of its own (rsbuild.workers.config.ts) of the signed build: the page's policy needs no exception.
setWorkerUrl(new URL(`${__webpack_public_path__}workers/map.js`, document.baseURI).href)

const points = (of: readonly Position[], properties: (index: number) => Record<string, string> = () => ({})) => ({
  type: 'FeatureCollection' as const,
  features: of.map((coordinates, index) => ({
    type: 'Feature' as const,
    properties: properties(index),
    geometry: { type: 'Point' as const, coordinates: [...coordinates] },
  })),
})

/** What has a place, each point with whose it is. */
const placedPoints = (of: readonly Placed[]) => {
  const placed = of.flatMap(({ id, longitude, latitude }) =>
    longitude == null || latitude == null ? [] : [{ id, at: [longitude, latitude] as Position }],
  )
  return points(
    placed.map(({ at }) => at),
    (index) => ({ id: placed[index]?.id ?? '' }),
  )
}

const rings = (of: readonly (readonly (readonly number[])[])[]) => ({
  type: 'FeatureCollection' as const,
  features: of.map((ring) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'LineString' as const, coordinates: ring.map((position) => [...position]) },
  })),
})

/** No tiles, no glyphs, no sprite: nothing is asked of anybody. Names are elements of the page. */
const style: StyleSpecification = {
  version: 8,
  sources: {
    outlines: { type: 'geojson', data: rings([]) },
    households: { type: 'geojson', data: points([]) },
    establishments: { type: 'geojson', data: points([]) },
    checkpoints: { type: 'geojson', data: points([]) },
    draft: { type: 'geojson', data: points([]) },
    draftLine: { type: 'geojson', data: rings([]) },
  },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#f4f6f2' } },
    {
      id: 'outlines',
      type: 'line',
      source: 'outlines',
      paint: { 'line-color': '#14532d', 'line-width': 1.5, 'line-dasharray': [3, 2] },
    },
    {
      id: 'households',
      type: 'circle',
      source: 'households',
      paint: {
        'circle-radius': 5,
        'circle-color': '#b45309',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'establishments',
      type: 'circle',
      source: 'establishments',
      paint: {
        'circle-radius': 7,
        'circle-color': '#1d4f91',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'checkpoints',
      type: 'circle',
      source: 'checkpoints',
      paint: {
        'circle-radius': 8,
        'circle-color': '#b91c1c',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 3,
      },
    },
    { id: 'draftLine', type: 'line', source: 'draftLine', paint: { 'line-color': '#7c2d12', 'line-width': 2 } },
    {
      id: 'draft',
      type: 'circle',
      source: 'draft',
      paint: {
        'circle-radius': 7,
        'circle-color': '#ffffff',
        'circle-stroke-color': '#7c2d12',
        'circle-stroke-width': 3,
      },
    },
  ],
}

const centreOf = (ring: readonly (readonly number[])[]): Position => {
  const corners = ring.slice(1)
  const mean = (axis: 0 | 1) => corners.reduce((sum, position) => sum + (position[axis] ?? 0), 0) / corners.length
  return [mean(0), mean(1)]
}

const setData = (map: MapLibre, source: string, data: ReturnType<typeof points> | ReturnType<typeof rings>) =>
  map.getSource<GeoJSONSource>(source)?.setData(data)

function standingOf(map: MapLibre, marker: Marker): Standing {
  const { x, y } = map.project(marker.getLngLat())
  const { offsetWidth: width, offsetHeight: height } = marker.getElement()
  return { x, y, width, height }
}

/** Names of groups go aside for the numbers of households, which say nothing when they are half read. */
function stepAside(map: MapLibre, names: readonly Marker[], numbers: readonly Marker[]): void {
  const standing = (markers: readonly Marker[]) => markers.map((marker) => standingOf(map, marker))
  for (const [index, step] of asideOf(standing(names), standing(numbers)).entries()) names[index]?.setOffset([0, step])
}

/** The map itself. Everything on it is in the table beside it: it may fail, and nobody loses anything. */
export default function MapView(props: MapViewProps) {
  const { label, groups, households, establishments, checkpoints, clusters, draft, focus } = props
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre>()
  const handlers = useRef(props)
  handlers.current = props
  const names = useRef<Marker[]>([])
  const numbers = useRef<Marker[]>([])

  useEffect(() => {
    if (!place.current) return
    // Where there is no WebGL, MapLibre says so much later or not at all.
    if (!document.createElement('canvas').getContext('webgl2')) {
      handlers.current.onFailure()
      return
    }
    let made: MapLibre
    try {
      made = new MapLibre({
        container: place.current,
        style,
        center: [105.915, 21.065],
        zoom: 13,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        locale: {
          'NavigationControl.ZoomIn': handlers.current.zoomLabels.zoomIn,
          'NavigationControl.ZoomOut': handlers.current.zoomLabels.zoomOut,
        },
      })
    } catch {
      handlers.current.onFailure()
      return
    }
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    const tellBox = () => {
      const bounds = made.getBounds()
      handlers.current.onMove({
        west: bounds.getWest(),
        south: bounds.getSouth(),
        east: bounds.getEast(),
        north: bounds.getNorth(),
      })
    }
    made.on('load', () => {
      setMap(made)
      tellBox()
    })
    made.on('moveend', tellBox)
    made.on('click', (event) => {
      if (handlers.current.isDrawing) {
        handlers.current.onClick([event.lngLat.lng, event.lngLat.lat])
        return
      }
      const [found] = made.queryRenderedFeatures(event.point, {
        layers: ['checkpoints', 'establishments', 'households'],
      })
      const id: unknown = found?.properties.id
      if (typeof id !== 'string') return
      if (found?.source === 'checkpoints') handlers.current.onCheckpoint(id)
      else if (found?.source === 'establishments') handlers.current.onEstablishment(id)
      else handlers.current.onHousehold(id)
    })
    return () => made.remove()
  }, [])

  useEffect(() => {
    if (!map) return
    setData(map, 'outlines', rings(groups.map(({ ring }) => ring)))
    const labels = groups.map(({ name, shortName, ring }) => {
      const element = document.createElement('span')
      element.className = 'vx-map-label'
      element.title = name
      const marker = new Marker({ element }).setLngLat(centreOf(ring)).addTo(map)
      return { marker, element, name, shortName, ring }
    })
    // From afar there is room for a short name only.
    const write = () => {
      for (const { element, name, shortName, ring } of labels) {
        const across = ring.map(([x = 0, y = 0]) => map.project([x, y]).x)
        const isWide = Math.max(...across) - Math.min(...across) > 160
        element.textContent = isWide ? name : shortName
      }
      stepAside(map, names.current, numbers.current)
    }
    names.current = labels.map(({ marker }) => marker)
    write()
    map.on('zoom', write)
    return () => {
      map.off('zoom', write)
      names.current = []
      for (const { marker } of labels) marker.remove()
    }
  }, [map, groups])

  // Where there are outlines the map begins with them, and turns to the one that somebody works at.
  const hasOutlines = groups.length > 0
  useEffect(() => {
    if (!map || !hasOutlines) return
    const { groups: all } = handlers.current
    const wanted = all.filter(({ id }) => id === focus)
    const corners = (wanted.length > 0 ? wanted : all).flatMap(({ ring }) => ring)
    const [longitudes, latitudes] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)]
    map.fitBounds(
      [
        [Math.min(...longitudes), Math.min(...latitudes)],
        [Math.max(...longitudes), Math.max(...latitudes)],
      ],
      { padding: 24, duration: 0 },
    )
  }, [map, hasOutlines, focus])

  useEffect(() => {
    if (!map) return
    setData(map, 'households', placedPoints(households))
  }, [map, households])

  useEffect(() => {
    if (!map) return
    setData(map, 'establishments', placedPoints(establishments))
  }, [map, establishments])

  useEffect(() => {
    if (!map) return
    setData(map, 'checkpoints', placedPoints(checkpoints))
  }, [map, checkpoints])

  useEffect(() => {
    if (!map) return
    const counts = clusters.map(({ longitude, latitude, count }) => {
      const element = document.createElement('button')
      element.type = 'button'
      element.className = 'vx-map-cluster'
      element.textContent = String(count)
      element.title = handlers.current.clusterLabel(count)
      element.tabIndex = -1
      element.addEventListener('click', (event) => {
        event.stopPropagation()
        map.easeTo({ center: [longitude, latitude], zoom: map.getZoom() + 1.5 })
      })
      return new Marker({ element }).setLngLat([longitude, latitude]).addTo(map)
    })
    numbers.current = counts
    stepAside(map, names.current, counts)
    return () => {
      numbers.current = []
      for (const marker of counts) marker.remove()
    }
  }, [map, clusters])

  useEffect(() => {
    if (!map) return
    setData(map, 'draft', points(draft))
    setData(map, 'draftLine', rings(draft.length > 1 ? [[...draft, draft[0] as Position]] : []))
  }, [map, draft])

  return (
    <div
      ref={place}
      className="vx-map"
      role="application"
      aria-label={label}
      data-ready={map !== undefined}
      data-drawing={props.isDrawing}
    />
  )
}
