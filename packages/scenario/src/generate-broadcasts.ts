import { Chance } from './chance.ts'
import { at, dayBefore } from './days.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { BroadcastFact, DocumentFact, GroupFact, SelfManagementGroupFact } from './world.ts'

const MORNING = 8 * 60
const EVENING = 18 * 60

type Recipient = BroadcastFact['recipients'][number]
type Step = Recipient['steps'][number]

/** One broadcast of yesterday that nearly everybody has, and a draft for the self-management groups; from chance of their own. */
export function generateBroadcasts(
  file: ScenarioFile,
  asOf: Date,
  groups: readonly GroupFact[],
  selfManagementGroups: readonly SelfManagementGroupFact[],
  documents: readonly DocumentFact[],
): BroadcastFact[] {
  if (groups.length === 0) return []
  const chance = new Chance(file.randomSeed + 46, `${file.scenario}/${file.unit.code}`)
  const document = documents.find(({ type }) => type === 'CHI_THI') ?? documents[0]
  const yesterday = dayBefore(asOf, 1)

  const told = groups.map(({ id: groupId, number }): Recipient => {
    const sentAt = MORNING + 30 + chance.between(0, 240)
    const step = (kind: Step['kind'], minutes: number, facts: Partial<Step> = {}): Step => ({
      id: chance.id(`delivery/${number}/${kind}`),
      kind,
      channel: kind === 'ACKNOWLEDGED' ? null : 'ZALO',
      reason: null,
      at: at(yesterday, minutes),
      ...facts,
    })
    const steps = chance.weighted([
      ['ACKNOWLEDGED', 70],
      ['SENT', 15],
      ['FAILED', 8],
      ['PENDING', 7],
    ] as const)
    return {
      id: chance.id(`recipient/${number}`),
      groupId,
      selfManagementGroupId: null,
      steps:
        steps === 'PENDING'
          ? []
          : steps === 'FAILED'
            ? [step('FAILED', sentAt, { channel: 'LOUDSPEAKER', reason: 'Loa của tổ đang hỏng' })]
            : [
                step('SENT', sentAt),
                ...(steps === 'SENT' ? [] : [step('ACKNOWLEDGED', sentAt + chance.between(5, 300))]),
              ],
    }
  })
  return [
    {
      id: chance.id('broadcast/1'),
      title: 'Thực hiện các biện pháp phòng, chống dịch tại tổ dân phố',
      text: [
        'Kính gửi các tổ dân phố và toàn thể nhân dân.',
        'Đề nghị mỗi hộ thực hiện nghiêm 5K; khi có người từ địa bàn khác đến hoặc trở về từ vùng có dịch, báo ngay cho tổ trưởng và Trạm Y tế trong ngày.',
        'Tổ trưởng phổ biến tới từng hộ và xác nhận đã nhận thông báo này.',
      ].join('\n\n'),
      documentId: document?.id ?? null,
      channels: ['ZALO', 'LOUDSPEAKER', 'PRINT'],
      draftedAt: at(yesterday, MORNING),
      issuedAt: at(yesterday, MORNING + 20),
      recipients: told,
    },
    {
      id: chance.id('broadcast/2'),
      title: 'Lập nhóm Zalo của tổ nhân dân tự quản',
      text: 'Tổ trưởng tổ nhân dân tự quản lập nhóm Zalo với các hộ trong tổ để trao đổi, hạn chế tiếp xúc trực tiếp. Tổ nào đã có nhóm thì gửi liên kết cho phường.',
      documentId: null,
      channels: ['ZALO', 'SMS'],
      draftedAt: at(yesterday, EVENING),
      issuedAt: null,
      recipients: selfManagementGroups.map(
        ({ id }, index): Recipient => ({
          id: chance.id(`draft-recipient/${index + 1}`),
          groupId: null,
          selfManagementGroupId: id,
          steps: [],
        }),
      ),
    },
  ]
}
