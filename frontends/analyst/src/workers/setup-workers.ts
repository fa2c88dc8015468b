import type { Environment } from 'monaco-editor'

declare const __webpack_public_path__: string

export type WorkerLabel = 'editor' | 'json' | 'graphql'

// The workers are files of their own (rsbuild.workers.config.ts): inside the federated build their first lines would look
// for the page's federation runtime, which no worker has.
function fileOf(label: string): WorkerLabel {
  return label === 'json' || label === 'graphql' ? label : 'editor'
}

const environment: Environment = {
  getWorker: (_module, label) => new Worker(`${__webpack_public_path__}workers/${fileOf(label)}.js`),
}
Object.assign(globalThis, { MonacoEnvironment: environment })
