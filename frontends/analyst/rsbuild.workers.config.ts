import { defineConfig } from '@rsbuild/core'

export default defineConfig({
  source: {
    entry: {
      editor: './src/workers/editor.ts',
      json: './src/workers/json.ts',
      graphql: './src/workers/graphql.ts',
    },
  },
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
