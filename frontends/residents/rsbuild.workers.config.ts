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
  // MapLibre loads what others hand it by an address; nothing of ours does, and the warning prints the whole worker.
  tools: { rspack: { ignoreWarnings: [/Critical dependency/] } },
  performance: { printFileSize: false },
})
