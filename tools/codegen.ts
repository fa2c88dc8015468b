import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codegen } from '@graphql-codegen/core'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import { buildSchema, type DocumentNode, parse, printSchema } from 'graphql'

// Types of the operations that each frontend keeps beside its components, from the committed supergraph. Types only: the
// documents themselves stay `gql` in the component, masked by Apollo's own data masking.

const root = join(import.meta.dirname, '..')
const supergraphFile = process.env.SUPERGRAPH_FILE ?? join(root, 'gateway', 'supergraph.graphql')
const wanted = process.argv.slice(2)

const schema = buildSchema(readFileSync(supergraphFile, 'utf8'), { assumeValidSDL: true })
const schemaDocument = parse(printSchema(schema))

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.tsx?$/.test(entry.name) && !/\.(generated|test)\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function documentsOf(folder: string): { location: string; document: DocumentNode }[] {
  return sourceFiles(folder).flatMap((path) => {
    const source = readFileSync(path, 'utf8')
    return [...source.matchAll(/\bgql`([^`]*)`/g)].map((match) => ({
      location: path,
      // Fragments are interpolated at run time; for the types every document of the frontend is known at once.
      document: parse((match[1] ?? '').replaceAll(/\$\{[^}]*\}/g, '')),
    }))
  })
}

for (const name of readdirSync(join(root, 'frontends'))) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const folder = join(root, 'frontends', name, 'src')
  if (!existsSync(folder)) continue
  const documents = documentsOf(folder)
  const filename = join(folder, 'operations.generated.ts')
  if (documents.length === 0) continue
  const output = await codegen({
    filename,
    schema: schemaDocument,
    schemaAst: schema,
    documents,
    plugins: [{ operations: {} }],
    pluginMap: { operations: typescriptOperations },
    config: {
      inlineFragmentTypes: 'mask',
      enumType: 'string-literal',
      useTypeImports: true,
      scalars: { VND: 'number', LocalDate: 'string', DateTime: 'string', ID: 'string' },
      defaultScalarType: 'unknown',
      nonOptionalTypename: true,
      skipTypeNameForRoot: true,
    },
  })
  if (!existsSync(filename) || readFileSync(filename, 'utf8') !== output) writeFileSync(filename, output)
  console.log(`${name}: ${documents.length} documents`)
}
