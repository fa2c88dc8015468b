import { gql, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { Button, Form, FormActions, FormGrid, Panel, SelectField, useForm } from '@vungxanh/ui'
import { useState } from 'react'
import type {
  ImportField,
  ImportGroupsQuery,
  ImportGroupsQueryVariables,
  MapImportMutation,
  MapImportMutationVariables,
  ResidenceKind,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const GROUPS: TypedDocumentNode<ImportGroupsQuery, ImportGroupsQueryVariables> = gql`
  query ImportGroups($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        number
      }
    }
  }
`

const MAP: TypedDocumentNode<MapImportMutation, MapImportMutationVariables> = gql`
  mutation MapImport($input: MapImportInput!) {
    mapImport(input: $input) {
      __typename
      ... on ImportSuccess {
        batch {
          id
          mapping
          residenceKind
          residentialGroup {
            id
          }
          progress {
            isRunning
            hasFailed
            done
            total
            differing
            touched
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`

const fields = [
  'IGNORE',
  'FULL_NAME',
  'BIRTH',
  'SEX',
  'MALE',
  'FEMALE',
  'IDENTITY_NUMBER',
  'PHONE',
  'HOUSEHOLD',
  'RELATION',
  'GROUP',
  'ADDRESS',
  'RESIDENCE_KIND',
  'RESIDES_FROM',
] as const satisfies readonly ImportField[]

const kinds = ['PERMANENT', 'TEMPORARY', 'STAYING'] as const satisfies readonly ResidenceKind[]

interface Batch {
  id: string
  headerLine: number
  headers: readonly string[]
  mapping: readonly ImportField[]
  residenceKind: ResidenceKind
  residentialGroup: { id: string } | null
}

/** What each column of the list is; the list is judged anew when it is changed. */
export function MappingPanel({ batch, onChanged }: { batch: Batch; onChanged: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const { data } = useReading(GROUPS, { variables: { unit: unit.code } })
  const [map, { busy, failure }] = useAction(MAP)
  const [refusal, setRefusal] = useState<string>()
  const form = useForm<Record<string, string>>({
    residentialGroupId: batch.residentialGroup?.id ?? '',
    residenceKind: batch.residenceKind,
    ...Object.fromEntries(batch.mapping.map((field, column) => [`column${column}`, field])),
  })

  async function submit(values: Record<string, string>) {
    setRefusal(undefined)
    const answer = await map({
      input: {
        id: batch.id,
        mapping: batch.headers.map(
          (_, column) => fields.find((field) => field === values[`column${column}`]) ?? 'IGNORE',
        ),
        residentialGroupId: values.residentialGroupId || null,
        residenceKind: kinds.find((kind) => kind === values.residenceKind) ?? 'PERMANENT',
      },
    })
    if (answer && 'message' in answer.mapImport) setRefusal(answer.mapImport.message)
    else if (answer) onChanged()
  }

  return (
    <Panel title={t('mapping')} note={t('mappingNote', { line: String(batch.headerLine) })} flush>
      {/* What was proposed is mostly right, and the rows below are what one came for. */}
      <details className="vx-fold" open={!batch.mapping.includes('FULL_NAME')}>
        <summary>
          {t('mapped', {
            known: String(batch.mapping.filter((field) => field !== 'IGNORE').length),
            all: String(batch.mapping.length),
          })}
        </summary>
        <Form form={form} label={t('mapping')} onSubmit={submit} failure={refusal ?? failure}>
          <FormGrid>
            {batch.headers.map((header, column) => (
              <SelectField
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place
                key={column}
                name={`column${column}`}
                label={header || t('column', { column: String(column + 1) })}
                span={3}
                options={fields.map((value) => ({ value, label: t(`field.${value}`) }))}
              />
            ))}
            <SelectField
              name="residentialGroupId"
              label={t('groupOfRest')}
              span={3}
              options={[
                { value: '', label: t('noGroup') },
                ...(data?.adminUnit?.residentialGroups ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <SelectField
              name="residenceKind"
              label={t('residenceKind')}
              span={3}
              options={kinds.map((value) => ({ value, label: t(`residence.${value}`) }))}
            />
          </FormGrid>
          <FormActions>
            <Button type="submit" busy={busy}>
              {t('check')}
            </Button>
          </FormActions>
        </Form>
      </details>
    </Panel>
  )
}
