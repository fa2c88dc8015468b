import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ApolloLink, Observable } from '@apollo/client'
import { createGraph } from '@vungxanh/remote/graph'
import { trustedDocument } from '@vungxanh/remote/trusted-document'
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

/** A portal's documents by their ids. What the package of every portal asks is asked by the shell, which alone carries it. */
export async function trustedDocumentsOf(portal: string): Promise<Record<string, string>> {
  const asked = portalOperations().filter(
    (operation) => operation.portal === portal || (portal === 'shell' && operation.portal === 'remote'),
  )
  const documents = await Promise.all(asked.map(async ({ query }) => trustedDocument(await asClientSends(query))))
  return Object.fromEntries(documents.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, text }) => [id, text]))
}

/** The document after everything that the pages' own client does to it before it travels. */
export function asClientSends(text: string): Promise<DocumentNode> {
  const document = parse(text)
  return new Promise((resolve, reject) => {
    const transport = new ApolloLink(({ query }) => {
      resolve(query)
      return new Observable(() => {})
    })
    const client = createGraph({ onSignedOut: () => {}, transport })
    const [operation] = document.definitions
    const isQuery = operation?.kind === Kind.OPERATION_DEFINITION && operation.operation === 'query'
    const asking = isQuery
      ? client.query({ query: document, fetchPolicy: 'no-cache' })
      : client.mutate({ mutation: document, fetchPolicy: 'no-cache' })
    // There will be no answer; only a document that the client itself refuses is of interest.
    asking.catch(reject)
  })
}
