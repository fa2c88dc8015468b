import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useParams,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Button, formatDate, Page, today } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import type { HouseholdSheetPageQuery, HouseholdSheetPageQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'
import { birthOf, paperOf, residenceOf, words } from './paper-words.ts'

const HOUSEHOLD: TypedDocumentNode<HouseholdSheetPageQuery, HouseholdSheetPageQueryVariables> = gql`
  query HouseholdSheetPage($id: ID!, $withNumbers: Boolean!) {
    household(id: $id) {
      id
      code
      address
      residentialGroup {
        id
        name
        number
      }
      members {
        id
        relation
        joinedOn
        person {
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
        }
      }
    }
  }
`

/** What the ward knows of a household, on one sheet to check with the people at their table. */
export function HouseholdSheetPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { id = '' } = useParams()
  const withNumbers = !useMay('EMERGENCY_READER')
  const reading = useReading(HOUSEHOLD, { variables: { id, withNumbers } })
  const household = reading.data?.household
  return (
    <Page
      title={t('householdSheet')}
      trail={[
        <Link key="household" to={paths.household(id)}>
          {household?.code ?? id}
        </Link>,
      ]}
      actions={
        household && (
          <Button kind="primary" onClick={printPaper}>
            {t('print')}
          </Button>
        )
      }
    >
      <ReadingView reading={reading} select={(data) => data.household} skeletonRows={12}>
        {({ code, address, residentialGroup, members }) => {
          const head = members.find(({ relation }) => relation === 'HEAD')?.person
          return (
            <OfficialPaper
              label={t('householdSheet')}
              unit={unit.name ?? unit.code}
              title="Phiếu thông tin hộ"
              about={`Mã hộ ${code} · lập ngày ${formatDate(today())}`}
              signatures={['Chủ hộ', 'Người lập phiếu']}
            >
              <ul>
                <li>Chủ hộ: {head?.fullName ?? 'chưa có'}</li>
                <li>Địa chỉ: {address}</li>
                <li>Tổ dân phố: {residentialGroup?.name}</li>
                <li>Số người: {members.length}</li>
              </ul>
              <PaperTable
                caption="Người trong hộ"
                rows={members}
                rowKey={(member) => member.id}
                columns={[
                  { label: 'TT', align: 'end', render: (_, index) => index + 1 },
                  { label: 'Họ và tên', render: ({ person }) => person.fullName },
                  { label: 'Sinh', render: ({ person }) => birthOf(person) },
                  { label: 'Giới', render: ({ person }) => words[`sex.${person.sex ?? 'UNKNOWN'}`] },
                  { label: 'Quan hệ', render: ({ relation }) => words[`relation.${relation}`] },
                  { label: 'Giấy tờ', render: ({ person }) => paperOf(person) },
                  { label: 'Điện thoại', render: ({ person }) => person.phoneMasked ?? '' },
                  { label: 'Cư trú', render: ({ person }) => residenceOf(person.residences, today()) },
                ]}
              />
              <p>
                Số giấy tờ và điện thoại được che bớt. Đề nghị chủ hộ đọc lại, sửa trực tiếp chỗ chưa đúng và ký tên.
              </p>
            </OfficialPaper>
          )
        }}
      </ReadingView>
    </Page>
  )
}
