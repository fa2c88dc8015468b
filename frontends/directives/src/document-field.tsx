import { gql, type TypedDocumentNode, useReading, useUnit } from '@vungxanh/remote'
import { PickerField } from '@vungxanh/ui'
import { useState } from 'react'
import type { DocumentChoicesQuery, DocumentChoicesQueryVariables } from './operations.generated.ts'

const DOCUMENTS: TypedDocumentNode<DocumentChoicesQuery, DocumentChoicesQueryVariables> = gql`
  query DocumentChoices($unit: ID!, $search: String!) {
    documents(unit: $unit, search: $search, first: 8) {
      edges {
        node {
          id
          symbol
          subject
        }
      }
    }
  }
`

/** A document of the register, by symbol or subject; its value is `document` of the form. */
export function DocumentField({ label, placeholder }: { label: string; placeholder: string }) {
  const unit = useUnit()
  const [search, setSearch] = useState('')
  const documents = useReading(DOCUMENTS, { variables: { unit: unit.code, search }, skip: search === '' })
  return (
    <PickerField
      name="document"
      label={label}
      placeholder={placeholder}
      required={false}
      span={12}
      searching={documents.loading}
      onSearch={setSearch}
      options={(documents.data?.documents?.edges ?? []).map(({ node }) => ({
        id: node.id,
        label: node.symbol,
        note: node.subject ?? undefined,
      }))}
    />
  )
}
