import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  visit,
} from 'graphql'
import { limitExceeded, limits } from './limits.ts'

/** What a selection asks for, fragments spread. Sizes, so they add; depth is the longest way down. */
interface Measure {
  depth: number
  fields: number
  cost: number
  rootFields: number
  introspectionDepth: number
}

type Variables = Readonly<Record<string, unknown>>

const nothing: Measure = { depth: 0, fields: 0, cost: 0, rootFields: 0, introspectionDepth: 0 }

// Two to the power of anything stays an ordinary number: infinity times zero would be no number, which exceeds nothing.
const most = 1e12
const capped = (size: number) => Math.min(size, most)

export interface TextMeasure {
  aliases: number
  directives: number
  readsSchema: boolean
}

/** What can be counted in the document as written. Names that begin with two underscores are the schema's own. */
export function measureText(document: DocumentNode): TextMeasure {
  const found: TextMeasure = { aliases: 0, directives: 0, readsSchema: false }
  visit(document, {
    Field: (field) => {
      if (field.alias) found.aliases += 1
      if (field.name.value === '__schema' || field.name.value === '__type') found.readsSchema = true
    },
    Directive: () => {
      found.directives += 1
    },
  })
  return found
}

export function refuseText({ aliases, directives }: TextMeasure): void {
  if (aliases > limits.aliases) throw limitExceeded('aliases')
  if (directives > limits.directives) throw limitExceeded('directives')
}

/**
 * Measures the operation against the graph and refuses what is too large. Each fragment is measured once, however often it
 * is spread, so the measuring itself takes no longer than reading the document.
 */
export function refuseOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): void {
  const { depth, introspectionDepth, rootFields, fields, cost } = measureOperation(
    schema,
    document,
    operation,
    variables,
  )
  if (depth > limits.depth) throw limitExceeded('depth')
  if (introspectionDepth > limits.introspectionDepth) throw limitExceeded('introspectionDepth')
  if (rootFields > limits.rootFields) throw limitExceeded('rootFields')
  if (fields > limits.fields) throw limitExceeded('fields')
  if (cost > limits.cost) throw limitExceeded('cost')
}

export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measured = new Map<string, Measure>()
  const root = schema.getRootType(operation.operation) ?? undefined
  return measureSelections(operation.selectionSet, root)

  function measureSelections(selectionSet: SelectionSetNode, parent: GraphQLNamedType | undefined): Measure {
    const total = { ...nothing }
    for (const selection of selectionSet.selections) {
      const part =
        selection.kind === Kind.FIELD
          ? measureField(selection, parent)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? measureFragment(selection.name.value)
            : measureSelections(selection.selectionSet, typeOf(selection.typeCondition?.name.value) ?? parent)
      total.depth = Math.max(total.depth, part.depth)
      total.introspectionDepth = Math.max(total.introspectionDepth, part.introspectionDepth)
      total.fields = capped(total.fields + part.fields)
      total.cost = capped(total.cost + part.cost)
      total.rootFields = capped(total.rootFields + part.rootFields)
    }
    return total
  }

  function measureFragment(name: string): Measure {
    const known = measured.get(name)
    if (known) return known
    const fragment = fragments.get(name)
    if (!fragment) return nothing
    // A fragment that spreads itself meets this; validation refuses the document.
    measured.set(name, nothing)
    const measure = measureSelections(fragment.selectionSet, typeOf(fragment.typeCondition.name.value))
    measured.set(name, measure)
    return measure
  }

  function measureField(field: FieldNode, parent: GraphQLNamedType | undefined): Measure {
    const definition = definitionOf(field.name.value, parent)
    const type = definition && getNamedType(definition.type)
    const inner = field.selectionSet ? measureSelections(field.selectionSet, type) : nothing
    const fields = capped(1 + inner.fields)
    if (type?.name.startsWith('__')) {
      const introspectionDepth = 1 + Math.max(inner.introspectionDepth, inner.depth)
      return { depth: 1, introspectionDepth, fields, cost: 1, rootFields: 1 }
    }
    return {
      depth: 1 + inner.depth,
      introspectionDepth: inner.introspectionDepth,
      fields,
      cost: capped(costOf(field, definition, parent, inner.cost)),
      rootFields: 1,
    }
  }

  function costOf(
    field: FieldNode,
    definition: GraphQLField<unknown, unknown> | undefined,
    parent: GraphQLNamedType | undefined,
    innerCost: number,
  ): number {
    if (!definition) return field.selectionSet ? 1 + innerCost : 0
    if (!isCompositeType(getNamedType(definition.type))) return 0
    const isPage = definition.args.some((argument) => argument.name === 'first')
    if (isPage) return 1 + pageSizeOf(field) * innerCost
    // A connection's edges and nodes were already counted by its page size.
    const isPart = parent?.name.endsWith('Connection') ?? false
    const isList = isListType(getNullableType(definition.type))
    return (isList && !isPart ? limits.listSize : 1) * (1 + innerCost)
  }

  function pageSizeOf(field: FieldNode): number {
    const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value
    const asked =
      first?.kind === Kind.INT
        ? Number(first.value)
        : first?.kind === Kind.VARIABLE
          ? (variables[first.name.value] ?? defaultOf(first.name.value))
          : undefined
    if (typeof asked !== 'number') return limits.defaultPageSize
    if (asked > limits.pageSize) throw limitExceeded('pageSize')
    return Math.max(asked, 0)
  }

  function defaultOf(variable: string): number | undefined {
    const value = operation.variableDefinitions?.find(({ variable: { name } }) => name.value === variable)?.defaultValue
    return value?.kind === Kind.INT ? Number(value.value) : undefined
  }

  function typeOf(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : schema.getType(name)
  }

  function definitionOf(
    name: string,
    parent: GraphQLNamedType | undefined,
  ): GraphQLField<unknown, unknown> | undefined {
    if (name === '__schema') return SchemaMetaFieldDef
    if (name === '__type') return TypeMetaFieldDef
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
  }
}
