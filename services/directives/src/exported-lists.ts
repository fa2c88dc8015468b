import { type ExportedList, localDateOf } from '@vungxanh/subgraph'
import type { CheckpointDecision, CheckpointPaper, CheckpointPurpose } from './checkpoints/checkpoint-entry.ts'

const purposeWords: Record<CheckpointPurpose, string> = {
  HOME: 'Về nhà',
  STAY: 'Đến ở, trở về từ nơi khác',
  WORK: 'Đi làm',
  GOODS: 'Chở hàng',
  SHOPPING: 'Mua nhu yếu phẩm',
  MEDICAL: 'Khám, chữa bệnh',
  OFFICIAL: 'Công vụ',
  OTHER: 'Việc khác',
}

const paperWords: Record<CheckpointPaper, string> = {
  NONE: 'Không có giấy',
  TRAVEL_PERMIT: 'Giấy đi đường',
  WORK_PAPER: 'Giấy công tác',
  MARKET_TICKET: 'Phiếu đi chợ',
  GOODS_CODE: 'Mã xe luồng xanh',
  TEST_PAPER: 'Giấy xét nghiệm',
  OTHER: 'Giấy khác',
}

const decisionWords: Record<CheckpointDecision, string> = {
  LET_THROUGH: 'Cho qua',
  TURNED_BACK: 'Không cho qua',
  SENT_TO_STATION: 'Chuyển trạm y tế',
}

/** `1980-05-01` as everybody here writes it. */
const dayText = (day: string | null): string | null => (day ? day.split('-').reverse().join('/') : null)

const momentText = (at: Date): string => {
  const moment = new Date(at)
  const time = new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
  return `${dayText(localDateOf(moment))} ${time}`
}

/** Lists that may be taken away as a file. A name that the register knows is not this department's to write. */
export const exportedLists: readonly ExportedList[] = [
  {
    name: 'checkpoint-entries',
    title: 'Sổ chốt kiểm soát',
    query: 'checkpointEntries',
    columns: [
      { header: 'Lúc', fields: 'at', text: ({ at }) => momentText(at), width: 17 },
      { header: 'Vào/ra', fields: 'direction', text: ({ direction }) => (direction === 'IN' ? 'Vào' : 'Ra'), width: 8 },
      {
        header: 'Họ và tên',
        fields: 'saidName person { id }',
        text: ({ saidName, person }) => saidName ?? (person ? 'Người trong sổ cư trú' : null),
        width: 26,
      },
      { header: 'Năm sinh', fields: 'birthYear', kind: 'number', text: ({ birthYear }) => birthYear },
      { header: 'Số người', fields: 'people', kind: 'number', text: ({ people }) => people },
      { header: 'Biển số xe', fields: 'plate', text: ({ plate }) => plate, width: 14 },
      { header: 'Điện thoại', fields: 'phoneMasked', text: ({ phoneMasked }) => phoneMasked, width: 14 },
      {
        header: 'Việc',
        fields: 'purpose',
        text: ({ purpose }) => purposeWords[purpose as CheckpointPurpose],
        width: 24,
      },
      { header: 'Việc cụ thể', fields: 'note', text: ({ note }) => note, width: 24 },
      {
        header: 'Giấy',
        fields: 'paper',
        text: ({ paper }) => paper && paperWords[paper as CheckpointPaper],
        width: 18,
      },
      { header: 'Giấy đến ngày', fields: 'paperUntil', text: ({ paperUntil }) => dayText(paperUntil), width: 14 },
      { header: 'Thân nhiệt', fields: 'temperature', kind: 'number', text: ({ temperature }) => temperature },
      {
        header: 'Quyết định',
        fields: 'decision',
        text: ({ decision }) => decisionWords[decision as CheckpointDecision],
        width: 18,
      },
      { header: 'Lý do', fields: 'reason', text: ({ reason }) => reason, width: 28 },
      { header: 'Lý do chuyển trạm', fields: 'healthReason', text: ({ healthReason }) => healthReason, width: 28 },
      { header: 'Từ đâu đến', fields: 'fromPlace', text: ({ fromPlace }) => fromPlace, width: 28 },
      { header: 'Đến ở', fields: 'stayingAt', text: ({ stayingAt }) => stayingAt, width: 24 },
      { header: 'Người ghi', fields: 'byName', text: ({ byName }) => byName, width: 22 },
      { header: 'Đã hủy vì', fields: 'annulReason', text: ({ annulReason }) => annulReason, width: 24 },
    ],
  },
]
