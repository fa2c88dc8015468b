import { gql, Link, paths, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { DataTable, Panel, parseBirth, parsePhone, tidy } from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { useBirth } from '../birth.ts'
import type { LikelyDuplicatesQuery, LikelyDuplicatesQueryVariables, Sex } from '../operations.generated.ts'
import { messages } from './messages.ts'

const LIKELY: TypedDocumentNode<LikelyDuplicatesQuery, LikelyDuplicatesQueryVariables> = gql`
  query LikelyDuplicates($input: LikelyDuplicatesInput!) {
    likelyDuplicates(input: $input) {
      id
      score
      parts {
        part
        found
        points
      }
      person {
        id
        fullName
        bornOn
        birthYear
        household {
          id
          code
          address
        }
      }
    }
  }
`

const PAUSE_MS = 300

interface Typed {
  fullName: string
  born: string
  sex: Sex | ''
  phone: string
  residentialGroupId?: string | null
}

/** Who of the register may be meant by what is being typed: a panel beside the form, which never stops anybody. */
export function LikelyDuplicates({ typed, of }: { typed: Typed; of?: string }) {
  const t = useMessages(messages)
  const birth = useBirth()
  const unit = useUnit()
  const said = JSON.stringify(typed)
  const [settled, setSettled] = useState(said)
  useEffect(() => {
    const pause = setTimeout(() => setSettled(said), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [said])
  const { fullName, born, sex, phone, residentialGroupId } = JSON.parse(settled) as Typed
  const birthday = parseBirth(born)
  const input = {
    unit: unit.code,
    fullName: tidy(fullName),
    ...birthday,
    sex: sex || null,
    phone: parsePhone(phone) ?? null,
    residentialGroupId: residentialGroupId || null,
  }
  // A name alone means too many.
  const isEnough = input.fullName.includes(' ') && Boolean(birthday || input.phone)
  const { data } = useReading(LIKELY, { variables: { input }, skip: !isEnough })
  const found = isEnough ? (data?.likelyDuplicates ?? []) : []
  if (found.length === 0) return null
  const title = of ? `${of}: ${t('likely')}` : t('likely')
  return (
    <Panel title={title} note={t('likelyText')} flush>
      <DataTable
        caption={title}
        rows={found}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'person',
            label: t('name'),
            render: ({ person }) => <Link to={paths.person(person.id)}>{person.fullName}</Link>,
          },
          { key: 'born', label: t('born'), nowrap: true, render: ({ person }) => birth(person) },
          {
            key: 'household',
            label: t('household'),
            render: ({ person }) => person.household && `${person.household.code}, ${person.household.address}`,
          },
          {
            key: 'why',
            label: t('verdict'),
            render: ({ parts }) =>
              parts
                .filter(({ points }) => points > 0)
                .map(({ part, found: how }) => `${t(`part.${part}`)} ${t(`found.${how}`)}`)
                .join(' · '),
          },
          { key: 'score', label: t('score'), align: 'end', render: ({ score }) => score },
        ]}
      />
    </Panel>
  )
}
