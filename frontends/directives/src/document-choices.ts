import { gql, type TypedDocumentNode } from '@vungxanh/remote'
import type { DocumentChoicesQuery, DocumentChoicesQueryVariables } from './operations.generated.ts'

/** Documents of the register to choose among, by symbol or subject. */
export const DOCUMENTS: TypedDocumentNode<DocumentChoicesQuery, DocumentChoicesQueryVariables> = gql`
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
