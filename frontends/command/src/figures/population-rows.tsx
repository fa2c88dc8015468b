import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { messages } from '../messages.ts'
import type { CommandPopulationRowsQuery, CommandPopulationRowsQueryVariables } from '../operations.generated.ts'
import { GroupCounts } from './group-counts.tsx'

const POPULATION: TypedDocumentNode<CommandPopulationRowsQuery, CommandPopulationRowsQueryVariables> = gql`
  query CommandPopulationRows($unit: ID!, $asOf: DateTime!) {
    adminUnit(code: $unit) {
      code
      population(asOf: $asOf) {
        households
        persons
        byResidentialGroup {
          households
          persons
          residentialGroup {
            id
            name
            number
          }
        }
      }
    }
  }
`

/** Behind "households" and "residents". The register itself is the residents department's to open. */
export function PopulationRows({ unit, asOf, persons }: { unit: string; asOf: string; persons: boolean }) {
  const t = useMessages(messages)
  const reading = useReading(POPULATION, { variables: { unit, asOf } })
  return (
    <ReadingView reading={reading} select={(data) => data.adminUnit?.population} skeletonRows={12}>
      {(population) => (
        <GroupCounts
          rows={population.byResidentialGroup.map((one) => ({
            group: one.residentialGroup,
            value: persons ? one.persons : one.households,
            other: persons ? one.households : one.persons,
          }))}
          tile={persons ? population.persons : population.households}
          label={persons ? t('persons') : t('households')}
          otherLabel={persons ? t('households') : t('persons')}
        />
      )}
    </ReadingView>
  )
}
