import { gql, type TypedDocumentNode } from '@vungxanh/remote'
import type { ConfirmationPageQuery, ConfirmationPageQueryVariables } from '../operations.generated.ts'
import { STANDING } from './confirmation-state.tsx'

export const CONFIRMATION: TypedDocumentNode<ConfirmationPageQuery, ConfirmationPageQueryVariables> = gql`
  query ConfirmationPage($id: ID!) {
    confirmationRequest(id: $id) {
      id
      ...ConfirmationStanding @unmask
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
  ${STANDING}
`

export type Exchanged = NonNullable<ConfirmationPageQuery['confirmationRequest']>
