import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codegen } from '@graphql-codegen/core'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import { buildSchema, parse, printSchema } from 'graphql'
import { documentsOf, operationFolders } from './operations.ts'

// Types of the operations that are kept beside the components that ask them, from the committed supergraph. Types only: the
// documents themselves stay `gql` in the component, masked by Apollo's own data masking.

const root = join(import.meta.dirname, '..')
const supergraphFile = process.env.SUPERGRAPH_FILE ?? join(root, 'gateway', 'supergraph.graphql')
const wanted = process.argv.slice(2)

const schema = buildSchema(readFileSync(supergraphFile, 'utf8'), { assumeValidSDL: true })
const schemaDocument = parse(printSchema(schema))

for (const { portal: name, folder } of operationFolders()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
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
