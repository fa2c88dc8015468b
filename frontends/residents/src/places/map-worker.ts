import MapWorker from 'maplibre-gl/dist/maplibre-gl-worker.mjs'

// The package says of itself that importing it does nothing: unused, the worker would be left out as dead.
Object.assign(globalThis, { MapWorker })
