import { Link, ReadingView, useMessages, useParams, useReading, useUnit } from '@vungxanh/remote'
import { Button, formatDate, Notice, Page, today } from '@vungxanh/ui'
import { OfficialPaper } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import { QrCode } from '@vungxanh/ui/qr-code'
import { nameOf } from './confirmation-page.tsx'
import { CONFIRMATION, type Exchanged } from './confirmation-reading.ts'
import './confirmations.css'
import { messages } from './messages.ts'
import { CommuneName, useKnownName } from './unit-field.tsx'

// Paper is Vietnamese whatever the screen speaks.
const inVietnamese = messages.texts.vi

/** The question on paper, for a ward that is not on this installation; or the answer to theirs. */
export function ConfirmationPaperPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { id = '' } = useParams()
  const reading = useReading(CONFIRMATION, { variables: { id } })
  return (
    <Page
      title={reading.data?.confirmationRequest?.confirmation ? t('printAnswer') : t('printRequest')}
      trail={[
        <Link key="list" to="/an-sinh/xac-nhan">
          {t('title')}
        </Link>,
        <Link key="request" to={`/an-sinh/xac-nhan/${id}`}>
          {t('request')}
        </Link>,
      ]}
      actions={
        <Button kind="primary" onClick={printPaper}>
          {t('printNow')}
        </Button>
      }
    >
      <ReadingView reading={reading} select={(data) => data.confirmationRequest} skeletonRows={12}>
        {(request) => {
          if (request.confirmation) return <AnswerPaper request={request} confirmation={request.confirmation} />
          if (request.askingCode === unit.code && request.slip)
            return <QuestionPaper request={request} slip={request.slip} />
          return <Notice tone="info">{t('notAnswered')}</Notice>
        }}
      </ReadingView>
    </Page>
  )
}

function QuestionPaper({ request, slip }: { request: Exchanged; slip: string }) {
  const unit = useUnit()
  const person = request.dossier?.person
  return (
    <OfficialPaper
      label={inVietnamese.request}
      unit={unit.name ?? unit.code}
      title="Giấy đề nghị xác nhận"
      about="về việc hưởng chính sách hỗ trợ ở nơi cư trú"
      on={today(new Date(request.askedAt))}
      signatures={['Người đề nghị', 'TM. Ủy ban nhân dân']}
    >
      <p>
        Kính gửi: Ủy ban nhân dân <CommuneName code={request.askedCode} name={request.askedName} />
      </p>
      <p>
        Ông (bà) {person ? nameOf(person) : '……………'} đang đề nghị hưởng {request.programmeName} ({request.programmeCode}
        ) tại đây. Đề nghị quý Ủy ban xác nhận người này đã hưởng hay chưa hưởng chính sách này ở địa bàn của quý Ủy
        ban.
      </p>
      <p>
        Mã dưới đây không chứa tên, số giấy tờ của người được hỏi. Đề nghị có giá trị đến ngày{' '}
        {formatDate(request.expiresAt)}.
      </p>
      <Signed label={inVietnamese.code} text={slip} />
    </OfficialPaper>
  )
}

function AnswerPaper({
  request,
  confirmation,
}: {
  request: Exchanged
  confirmation: NonNullable<Exchanged['confirmation']>
}) {
  const unit = useUnit()
  const { answer, stage, paidOn, token } = confirmation
  const isOurs = request.askedCode === unit.code
  const answering = useKnownName({ code: request.askedCode, name: request.askedName }) ?? request.askedCode
  const person = isOurs ? request.search?.person : request.dossier?.person
  const words = {
    RECEIVED: `đã hưởng${stage === 'CLAIMED' ? ' (đang đề nghị hưởng, chưa chi)' : ''}${paidOn ? `, chi ngày ${formatDate(paidOn)}` : ''}`,
    NOT_RECEIVED: 'chưa hưởng',
    UNKNOWN_PERSON: 'không có trong sổ của phường/xã',
    UNKNOWN_PROGRAMME: 'phường/xã không có chương trình mang mã này, nên không xác nhận đã hưởng hay chưa',
  }[answer]
  return (
    <OfficialPaper
      label={inVietnamese.confirmation}
      unit={isOurs ? (unit.name ?? unit.code) : answering}
      title="Giấy xác nhận"
      about="về việc hưởng chính sách hỗ trợ ở nơi cư trú"
      on={today(new Date(confirmation.answeredAt))}
      // Nobody here signs in another ward's name: a copy of its paper is vouched for by the code alone.
      signatures={isOurs ? ['TM. Ủy ban nhân dân'] : []}
    >
      <p>
        Kính gửi: Ủy ban nhân dân <CommuneName code={request.askingCode} name={request.askingName} />
      </p>
      <p>
        Trả lời đề nghị ngày {formatDate(request.askedAt)}: ông (bà) {person ? nameOf(person) : '……………'},{' '}
        {request.programmeName} ({request.programmeCode}): <strong>{words}</strong>.
      </p>
      <p>
        Người trả lời: {confirmation.answeredByName}. Giấy có giá trị đến ngày {formatDate(confirmation.expiresAt)} và
        dùng một lần, cho đúng đề nghị này.
      </p>
      {!isOurs && (
        <p>
          <em>
            Bản in tại {unit.name ?? unit.code} để lưu hồ sơ; chữ ký số của {answering} nằm trong mã dưới đây.
          </em>
        </p>
      )}
      <Signed label={inVietnamese.code} text={token} />
    </OfficialPaper>
  )
}

/** To be scanned, or typed by whoever has no scanner. */
function Signed({ label, text }: { label: string; text: string }) {
  return (
    <div className="welfare-signed">
      <QrCode label={label} text={text} side="62mm" />
      <p className="welfare-token">{text}</p>
    </div>
  )
}
