import {
  gql,
  Link,
  paths,
  ReadingView,
  Slot,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useParams,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Button, formatDate, formatDateTime, Page, today } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import { placeOf } from '../households/place-of.ts'
import { LIFE_EVENT_LINE } from '../movements/history-panel.tsx'
import type { PersonSheetPageQuery, PersonSheetPageQueryVariables } from '../operations.generated.ts'
import { linesOf } from '../people/timeline.ts'
import { useContributions, useOwnEntries } from '../people/timeline-panel.tsx'
import { messages } from './messages.ts'
import { birthOf, paperOf, residenceOf, words } from './paper-words.ts'

const PERSON: TypedDocumentNode<PersonSheetPageQuery, PersonSheetPageQueryVariables> = gql`
  query PersonSheetPage($id: ID!, $withNumbers: Boolean!) {
    person(id: $id) {
      id
      fullName
      bornOn
      birthYear
      sex
      phoneMasked @include(if: $withNumbers)
      provisionalCode @include(if: $withNumbers)
      identityDocuments @include(if: $withNumbers) {
        id
        kind
        numberMasked
      }
      residences {
        id
        kind
        address
        fromOn
        toOn
      }
      history @include(if: $withNumbers) {
        ...LifeEventLine @unmask
      }
      arrivals @include(if: $withNumbers) {
        id
        arrivedOn
        fromPlace
        withdrawnAt
        household {
          id
          code
        }
      }
      household {
        id
        code
        address
        residentialGroup {
          id
          name
          number
        }
      }
    }
  }
  ${LIFE_EVENT_LINE}
`

type Person = NonNullable<PersonSheetPageQuery['person']>

export function PersonSheetPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const withNumbers = !useMay('EMERGENCY_READER')
  const reading = useReading(PERSON, { variables: { id, withNumbers } })
  const person = reading.data?.person
  return (
    <Page
      title={t('personSheet')}
      trail={[
        <Link key="person" to={paths.person(id)}>
          {person?.fullName ?? id}
        </Link>,
      ]}
      actions={
        person && (
          <Button kind="primary" onClick={printPaper}>
            {t('print')}
          </Button>
        )
      }
    >
      <ReadingView reading={reading} select={(data) => data.person} skeletonRows={12}>
        {(found) => <PersonPaper person={found} />}
      </ReadingView>
    </Page>
  )
}

/** What this viewer may see of a person, in every department. */
function PersonPaper({ person }: { person: Person }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const { contributions, contribute } = useContributions()
  const residents = useOwnEntries(person)
  return (
    <>
      <Slot name="personTimeline" given={{ personId: person.id, contribute }} />
      <OfficialPaper
        label={t('personSheet')}
        unit={unit.name ?? unit.code}
        title="Phiếu thông tin người"
        signatures={['Người khai', 'Người lập phiếu']}
      >
        <h3>1. Nhân thân</h3>
        <ul>
          <li>Họ và tên: {person.fullName}</li>
          <li>Sinh: {birthOf(person) || 'không rõ'}</li>
          <li>Giới tính: {words[`sex.${person.sex ?? 'UNKNOWN'}`]}</li>
          <li>Giấy tờ: {paperOf(person) || 'chưa ghi'}</li>
          <li>Điện thoại: {person.phoneMasked ?? 'chưa ghi'}</li>
        </ul>
        <h3>2. Hộ và cư trú</h3>
        <ul>
          <li>
            {person.household
              ? `Hộ ${person.household.code}, ${placeOf(person.household, ', ')}`
              : 'Hiện không được xếp vào hộ nào'}
          </li>
          <li>Hình thức: {residenceOf(person.residences, today()) || 'không cư trú'}</li>
        </ul>
        <h3>3. Dòng thời gian</h3>
        <PaperTable
          caption="Dòng thời gian"
          rows={linesOf({ residents, ...contributions })}
          rowKey={({ department, id }) => `${department} ${id}`}
          columns={[
            { label: 'Lúc', render: ({ at }) => (at.includes('T') ? formatDateTime(at) : formatDate(at)) },
            { label: 'Việc', render: ({ title }) => title },
            { label: 'Nội dung', render: ({ detail }) => detail ?? '' },
          ]}
        />
        <p>Số giấy tờ và điện thoại được che bớt. Phiếu chỉ ghi những gì người lập phiếu được xem.</p>
      </OfficialPaper>
    </>
  )
}
