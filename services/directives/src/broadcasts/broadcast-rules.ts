import { InvalidInput, isUuid, refuse, refuseText } from '@vungxanh/subgraph'
import { type BroadcastChannel, DeliveryState, DeliveryStepKind } from './broadcast.ts'

const LONGEST_TITLE = 200
const LONGEST_TEXT = 4000
const LONGEST_REASON = 500
export const MOST_RECIPIENTS = 500

/** Chats leave the ward: twelve digits in a row are somebody's identity number. */
const identityNumber = /(?<!\d)\d{12}(?!\d)/

interface Draft {
  title: string
  text: string
  channels: readonly BroadcastChannel[]
  residentialGroupIds: readonly string[]
  selfManagementGroupIds: readonly string[]
}

export function refuseDraft({
  title,
  text,
  channels,
  residentialGroupIds,
  selfManagementGroupIds,
}: Draft): InvalidInput | undefined {
  const groups = [...residentialGroupIds, ...selfManagementGroupIds]
  return refuse(
    /[\p{L}\p{N}]/u.test(title) ? undefined : new InvalidInput('title', 'Hãy nhập tiêu đề thông báo.'),
    refuseText('title', 'Tiêu đề', title, LONGEST_TITLE),
    /[\p{L}\p{N}]/u.test(text) ? undefined : new InvalidInput('text', 'Hãy nhập nội dung thông báo.'),
    refuseText('text', 'Nội dung', text, LONGEST_TEXT),
    identityNumber.test(`${title} ${text}`)
      ? new InvalidInput('text', 'Nội dung có dãy 12 chữ số như số căn cước. Thông báo không được nêu giấy tờ của ai.')
      : undefined,
    channels.length > 0 && new Set(channels).size === channels.length
      ? undefined
      : new InvalidInput('channels', 'Hãy chọn ít nhất một kênh, mỗi kênh một lần.'),
    groups.length <= MOST_RECIPIENTS && groups.every(isUuid) && new Set(groups).size === groups.length
      ? undefined
      : new InvalidInput('recipients', `Hãy chọn tối đa ${MOST_RECIPIENTS} tổ, mỗi tổ một lần.`),
  )
}

export function refuseReason(field: string, what: string, reason: string): InvalidInput | undefined {
  return refuse(
    reason === '' ? new InvalidInput(field, `Hãy nhập ${what}.`) : undefined,
    refuseText(field, 'Lý do', reason, LONGEST_REASON),
  )
}

/** A tap by mistake shows at once; whatever is later than a day is a second thought. */
const TAKE_BACK_HOURS = 24

interface Done {
  kind: DeliveryStepKind
  at: Date
  accountId: string
}

/** The acknowledgement that stands, when whoever asks gave it themselves within the last day. Steps are in their order. */
export function takeBackable(steps: readonly Done[], accountId: string, now: Date): boolean {
  const given = steps.findLast(
    ({ kind }) => kind === DeliveryStepKind.ACKNOWLEDGED || kind === DeliveryStepKind.TAKEN_BACK,
  )
  return (
    given?.kind === DeliveryStepKind.ACKNOWLEDGED &&
    given.accountId === accountId &&
    now.getTime() - given.at.getTime() <= TAKE_BACK_HOURS * 3_600_000
  )
}

/** As if nobody had acknowledged. */
export function stateWithout(steps: readonly Done[]): DeliveryState {
  const last = steps.findLast(({ kind }) => kind === DeliveryStepKind.SENT || kind === DeliveryStepKind.FAILED)
  return last ? stateAfter(DeliveryState.PENDING, last.kind) : DeliveryState.PENDING
}

/** A group that has acknowledged has it, whatever becomes of another channel; else the last step counts. */
export function stateAfter(state: DeliveryState, step: DeliveryStepKind): DeliveryState {
  if (state === DeliveryState.ACKNOWLEDGED || step === DeliveryStepKind.ACKNOWLEDGED) return DeliveryState.ACKNOWLEDGED
  return step === DeliveryStepKind.SENT ? DeliveryState.SENT : DeliveryState.FAILED
}
