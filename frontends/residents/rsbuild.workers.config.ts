import { defineConfig } from '@rsbuild/core'

export default defineConfig({
  source: { entry: { map: './src/places/map-worker.ts' } },
  output: {
    target: 'web-worker',
    distPath: { root: 'dist/workers', js: '.' },
    filenameHash: false,
    cleanDistPath: false,
    legalComments: 'none',
    sourceMap: { js: false },
  },
  performance: { printFileSize: false },
})
