import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql'
import { root } from './platform/paths.ts'

/** An operation that a portal sends, with every fragment it spreads. */
export interface PortalOperation {
  /** The remote, the shell, or `remote` for what every remote may show. */
  portal: string
  name: string
  kind: 'query' | 'mutation' | 'subscription'
  query: string
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.tsx?$/.test(entry.name) && !/\.(generated|test)\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** The `gql` documents of a source folder, each as it stands in its file. */
export function documentsOf(folder: string): { location: string; document: DocumentNode }[] {
  return sourceFiles(folder).flatMap((path) => {
    const source = readFileSync(path, 'utf8')
    return [...source.matchAll(/\bgql`([^`]*)`/g)].map((match) => ({
      location: path,
      // Fragments are interpolated at run time; whoever reads them here knows all documents of the folder at once.
      document: parse((match[1] ?? '').replaceAll(/\$\{[^}]*\}/g, '')),
    }))
  })
}

/** Where operations are kept: in every frontend, and in what all of them build on. */
export function operationFolders(): { portal: string; folder: string }[] {
  return ['packages/remote', ...readdirSync(join(root, 'frontends')).map((name) => `frontends/${name}`)]
    .map((project) => ({ portal: basename(project), folder: join(root, project, 'src') }))
    .filter(({ folder }) => existsSync(folder))
}

/** Every operation of every portal: what the budgets of sub-requests, statements and bytes are kept for. */
export function portalOperations(): PortalOperation[] {
  return operationFolders().flatMap(({ portal, folder }) => {
    const definitions = documentsOf(folder).flatMap(({ document }) => document.definitions)
    const fragments = new Map(
      definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
    )
    return definitions
      .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => {
        const needed = new Map<string, FragmentDefinitionNode>()
        const gather = (node: typeof operation | FragmentDefinitionNode): void => {
          visit(node, {
            FragmentSpread: ({ name: { value } }) => {
              const fragment = fragments.get(value)
              if (!fragment) throw new Error(`${portal}: no fragment ${value}`)
              if (needed.has(value)) return
              needed.set(value, fragment)
              gather(fragment)
            },
          })
        }
        gather(operation)
        return {
          portal,
          name: operation.name?.value ?? '',
          kind: operation.operation,
          query: [operation, ...needed.values()].map(print).join('\n\n'),
        }
      })
  })
}
