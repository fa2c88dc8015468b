import { type AccessTable, everyone } from '@vungxanh/access'
import { type ConstDirectiveNode, Kind, parse, print, visit } from 'graphql'

const definition = `
"""
Loại dữ liệu của trường và các mục đích được đọc; trống purposes: mọi mục đích. Ai được gì: access-catalogue.json.
"""
directive @access(class: String!, purposes: [String!]) on FIELD_DEFINITION
`

/** The schema with each field's class and purposes written beside it, for whoever reads or reviews it. */
export function printAccess(sdl: string, table: AccessTable): string {
  let type = ''
  const marked = visit(parse(sdl), {
    ObjectTypeDefinition: (node) => {
      type = node.name.value
    },
    InterfaceTypeDefinition: () => false,
    InputObjectTypeDefinition: () => false,
    FieldDefinition: (node) => {
      const access = table.get(type)?.fields.get(node.name.value)
      if (!access) return undefined
      const isForAll = access.purposes.size === everyone.purposes.size
      const directive = `@access(class: "${access.class}"${isForAll ? '' : `, purposes: ${JSON.stringify([...access.purposes])}`})`
      return { ...node, directives: [...(node.directives ?? []), directiveNode(directive)] }
    },
  })
  return `${print(marked)}\n${definition}`
}

function directiveNode(text: string): ConstDirectiveNode {
  const [field] = parse(`type T { f: Int ${text} }`).definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []) : [],
  )
  const [directive] = field?.directives ?? []
  if (!directive) throw new Error(text)
  return directive
}
