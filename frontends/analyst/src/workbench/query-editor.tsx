import '../workers/setup-workers.ts'
import { GraphiQL } from 'graphiql'
import { buildSchema, type GraphQLSchema } from 'graphql'
import 'graphiql/style.css'
import '../workbench.css'

export interface QueryEditorProps {
  sdl: string | undefined
  query: string | undefined
  variables: string
  /** Tells the stored tabs of one saved query from those of another. */
  storageKey: string
}

interface Storage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
  clear(): void
  length: number
}

/** Browser storage under a prefix, so that each saved query keeps its own edits. */
function prefixedStorage(prefix: string): Storage {
  const own = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  return {
    getItem: (key) => localStorage.getItem(prefix + key),
    setItem: (key, value) => localStorage.setItem(prefix + key, value),
    removeItem: (key) => localStorage.removeItem(prefix + key),
    clear: () => {
      for (const key of own()) localStorage.removeItem(key)
    },
    get length() {
      return own().length
    },
  }
}

let built: { sdl: string; schema: GraphQLSchema } | undefined

function schemaOf(sdl: string): GraphQLSchema {
  if (built?.sdl !== sdl) built = { sdl, schema: buildSchema(sdl, { assumeValid: true }) }
  return built.schema
}

async function run(request: { query: string; operationName?: string | null; variables?: unknown }) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
    body: JSON.stringify(request),
  })
  return response.json()
}

/** What GraphiQL would fetch only after it stands: a button that runs nothing yet is worse than a moment's wait. */
export async function editorReady(): Promise<void> {
  await Promise.all([import('monaco-graphql/esm/monaco-editor.js'), import('monaco-graphql/esm/lite.js')])
}

/** GraphiQL on the live graph. Heavy, so it is a chunk of its own. */
export function QueryEditor({ sdl, query, variables, storageKey }: QueryEditorProps) {
  return (
    <div className="vx-workbench">
      <GraphiQL
        fetcher={run}
        schema={sdl === undefined ? null : schemaOf(sdl)}
        storage={prefixedStorage(`vungxanh.analyst.${storageKey}.`)}
        {...(query === undefined ? {} : { initialQuery: query })}
        initialVariables={variables}
        defaultEditorToolsVisibility="variables"
        isHeadersEditorEnabled={false}
        forcedTheme="light"
      >
        <GraphiQL.Logo> </GraphiQL.Logo>
      </GraphiQL>
    </div>
  )
}
