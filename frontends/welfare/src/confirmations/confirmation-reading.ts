import { gql, type TypedDocumentNode } from '@vungxanh/remote'
import type { ConfirmationPageQuery, ConfirmationPageQueryVariables } from '../operations.generated.ts'

export const CONFIRMATION: TypedDocumentNode<ConfirmationPageQuery, ConfirmationPageQueryVariables> = gql`
  query ConfirmationPage($id: ID!) {
    confirmationRequest(id: $id) {
      id
      state
      programmeCode
      programmeName
      askingCode
      askingName
      askedCode
      askedName
      askedAt
      askedByName
      expiresAt
      receivedAt
      receivedByName
      slip
      dossier {
        id
        code
        person {
          id
          fullName
          bornOn
          birthYear
        }
      }
      search {
        searchedAt
        searchedByName
        says
        person {
          id
          fullName
          bornOn
          birthYear
        }
        claims {
          id
          code
          status
        }
      }
      confirmation {
        id
        answer
        stage
        paidOn
        isValid
        answeredByName
        answeredAt
        expiresAt
        keyId
        token
        againstBooks
        enteredAt
        enteredByName
      }
    }
  }
`

export type Exchanged = NonNullable<ConfirmationPageQuery['confirmationRequest']>
