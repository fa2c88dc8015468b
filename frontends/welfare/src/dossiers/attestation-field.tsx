import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { formatDate, Notice, SelectField } from '@vungxanh/ui'
import { useEffect } from 'react'
import { messages } from '../messages.ts'
import type { AttestationsOfPersonQuery, AttestationsOfPersonQueryVariables } from '../operations.generated.ts'

const ATTESTATIONS: TypedDocumentNode<AttestationsOfPersonQuery, AttestationsOfPersonQueryVariables> = gql`
  query AttestationsOfPerson($id: ID!) {
    person(id: $id) {
      id
      quarantineAttestations {
        id
        statement
        days
        startsOn
        endsOn
        document {
          id
          symbol
        }
      }
    }
  }
`

interface AttestationFieldProps {
  personId: string
  /** The chosen one. */
  attestationId: string
  onDays: (days: number) => void
}

/** What the health station says of a person's quarantine: its days alone, and nothing of why. */
export function AttestationField({ personId, attestationId, onDays }: AttestationFieldProps) {
  const t = useMessages(messages)
  const reading = useReading(ATTESTATIONS, { variables: { id: personId } })
  const attestations = reading.data?.person?.quarantineAttestations
  const days = attestations?.find(({ id }) => id === attestationId)?.days
  // biome-ignore lint/correctness/useExhaustiveDependencies: filled in once for each choice; what is typed after it stays
  useEffect(() => {
    if (days !== undefined) onDays(days)
  }, [attestationId, days])
  return (
    <div data-span={12}>
      <ReadingView reading={reading} select={() => attestations} skeletonRows={1}>
        {(found) =>
          found.length === 0 ? (
            <Notice tone="warning">{t('noAttestation')}</Notice>
          ) : (
            <SelectField
              name="attestationId"
              label={t('attestation')}
              description={t('attestationHint')}
              options={[
                { value: '', label: t('pickAttestation') },
                ...found.map(({ id, statement, startsOn, endsOn, document }) => ({
                  value: id,
                  label: [
                    t('attestationOf', { statement, from: formatDate(startsOn), to: formatDate(endsOn) }),
                    document?.symbol,
                  ]
                    .filter(Boolean)
                    .join(' · '),
                })),
              ]}
            />
          )
        }
      </ReadingView>
    </div>
  )
}
