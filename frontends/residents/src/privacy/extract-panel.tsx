import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { Button, formatDate, Panel } from '@vungxanh/ui'
import { OfficialPaper } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import { messages as register } from '../messages.ts'
import type { SubjectExtractQuery, SubjectExtractQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const EXTRACT: TypedDocumentNode<SubjectExtractQuery, SubjectExtractQueryVariables> = gql`
  query SubjectExtract($id: ID!) {
    subjectRequest(id: $id) {
      id
      number
      receivedOn
      person {
        id
        fullName
        bornOn
        birthYear
        sex
        phoneMasked
        provisionalCode
        identityDocuments {
          id
          kind
          numberMasked
        }
        household {
          id
          code
          address
        }
        residences {
          id
          kind
          address
          fromOn
          toOn
        }
      }
      arrivals {
        id
        arrivedOn
        fromPlace
      }
      consents {
        id
        standing
        purpose {
          code
          name
          basis
          source
          verified
        }
      }
    }
  }
`

type Extract = NonNullable<SubjectExtractQuery['subjectRequest']>

/** Everything that the registry holds on the person, as a paper to hand over. */
export function ExtractPanel({ id }: { id: string }) {
  const t = useMessages(messages)
  const reading = useReading(EXTRACT, { variables: { id } })
  return (
    <Panel
      title={t('extract')}
      actions={
        <Button size="small" onClick={printPaper}>
          {t('print')}
        </Button>
      }
    >
      <ReadingView reading={reading} select={(data) => data.subjectRequest} skeletonRows={8}>
        {(extract) => <ExtractPaper extract={extract} />}
      </ReadingView>
    </Panel>
  )
}

function ExtractPaper({ extract: { number, receivedOn, person, arrivals, consents } }: { extract: Extract }) {
  const t = useMessages(messages)
  const unit = useUnit()
  return (
    <OfficialPaper
      label={t('extract')}
      unit={unit.name ?? unit.code}
      title="Bản trích dữ liệu cá nhân"
      about={`Theo yêu cầu số ${number} nhận ngày ${formatDate(receivedOn)}, căn cứ Luật số 91/2025/QH15`}
      signatures={['Người nhận', 'Cán bộ bảo vệ dữ liệu cá nhân']}
    >
      <h3>1. Nhân thân</h3>
      <ul>
        <li>Họ và tên: {person.fullName}</li>
        <li>Sinh: {formatDate(person.bornOn) || (person.birthYear ?? 'không rõ')}</li>
        <li>Giới tính: {register.texts.vi[`sex.${person.sex ?? 'UNKNOWN'}`]}</li>
        <li>Điện thoại: {person.phoneMasked ?? 'không lưu'}</li>
        {(person.identityDocuments ?? []).map((document) => (
          <li key={document.id}>
            {register.texts.vi[`identity.${document.kind}`]}: {document.numberMasked}
          </li>
        ))}
        {person.provisionalCode && (
          <li>
            {register.texts.vi.provisionalCode}: {person.provisionalCode}
          </li>
        )}
      </ul>
      <h3>2. Hộ và cư trú</h3>
      <ul>
        <li>
          {person.household
            ? `Hộ ${person.household.code}, ${person.household.address}`
            : 'Hiện không được xếp vào hộ nào'}
        </li>
        {(person.residences ?? []).map((residence) => (
          <li key={residence.id}>
            {register.texts.vi[`residence.${residence.kind}`]} tại {residence.address}, từ{' '}
            {formatDate(residence.fromOn)}
            {residence.toOn ? ` đến ${formatDate(residence.toOn)}` : ' đến nay'}
          </li>
        ))}
        {arrivals.map((arrival) => (
          <li key={arrival.id}>
            Đến từ {arrival.fromPlace} ngày {formatDate(arrival.arrivedOn)}
          </li>
        ))}
      </ul>
      <h3>3. Mục đích xử lý và căn cứ</h3>
      <ul>
        {consents.map(({ id, standing, purpose }) => (
          <li key={id}>
            {purpose.name}. Căn cứ: {messages.texts.vi[`basis.${purpose.basis}`].toLowerCase()} ({purpose.source}
            {purpose.verified ? '' : '; chưa đối chiếu văn bản gốc'})
            {standing === 'NOT_NEEDED'
              ? '.'
              : `. Sự đồng ý: ${messages.texts.vi[`consent.${standing}`].toLowerCase()}.`}
          </li>
        ))}
      </ul>
      <h3>4. Ai đã xem dữ liệu</h3>
      <p>
        Danh sách người đã xem dữ liệu này được trích từ nhật ký truy cập và giao kèm theo yêu cầu của người có dữ liệu.
      </p>
      <p>
        Số giấy tờ và điện thoại được che bớt. Dữ liệu về y tế và hỗ trợ an sinh do trạm y tế và bộ phận an sinh giữ,
        được trích riêng khi có yêu cầu.
      </p>
    </OfficialPaper>
  )
}
