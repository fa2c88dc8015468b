import { ref } from '@mikro-orm/core'
import type { Role } from '@vungxanh/access'
import { departmentTest, EnumValue, type Given, viewerOf, type World } from '@vungxanh/testing'
import {
  Broadcast,
  BroadcastChannel,
  BroadcastRecipient,
  BroadcastState,
  DeliveryState,
  DeliveryStep,
  DeliveryStepKind,
} from './broadcasts/broadcast.ts'
import { Checkpoint, CheckpointChange, CheckpointKind } from './checkpoints/checkpoint.ts'
import {
  CheckpointDecision,
  CheckpointDirection,
  CheckpointEntry,
  CheckpointPaper,
  CheckpointPurpose,
  SaidSex,
} from './checkpoints/checkpoint-entry.ts'
import { sealEntryNumbers } from './checkpoints/sealed-entry-numbers.ts'
import { Commitment, CommitmentRound } from './commitments/commitment.ts'
import { database } from './database.ts'
import { Document, Urgency } from './documents/document.ts'
import { DocumentRelation, RelationKind } from './documents/document-relation.ts'
import { documentColumns } from './documents/document-rules.ts'
import { files } from './files.ts'
import { Organisation, OrganisationKind } from './organisations/organisation.ts'
import { nameKey } from './organisations/organisation-name.ts'
import { Post } from './organisations/post.ts'
import { AccountChange } from './responsibilities/account-change.ts'
import { Responsibility, ResponsibilityKind } from './responsibilities/responsibility.ts'
import { subgraph } from './schema.ts'
import { Task, TaskState } from './tasks/task.ts'

function builders({ unit: unitCode, save, vault }: Given) {
  let issuers = 0
  let worlds = 0
  const organisation = (name: string, kind = OrganisationKind.STATE, residentialGroupId: string | null = null) =>
    save((em) =>
      em.create(Organisation, { unitCode, name, nameKey: nameKey(name), kind, ofUnit: true, residentialGroupId }),
    )
  const issuer = (name: string) =>
    save((em) =>
      em.create(Organisation, { unitCode, name, nameKey: nameKey(name), kind: OrganisationKind.STATE, ofUnit: false }),
    )
  return {
    organisation,
    issuer,
    post: (title: string, { organisation, holderTitle }: { organisation: Organisation; holderTitle?: string }) =>
      save((em) =>
        em.create(Post, { unitCode, title, holderTitle, organisation: em.getReference(Organisation, organisation.id) }),
      ),
    document: async (raw: string, { issuer: of, issuedOn, subject, ...links }: DocumentSetting = {}) => {
      const from = of ?? (await issuer(`Cơ quan ${++issuers}`))
      return save((em) => {
        const document = em.create(Document, {
          ...documentColumns({ raw, issuedOn, subject }, undefined, from.name),
          unitCode,
          raw,
          issuer: em.getReference(Organisation, from.id),
          issuedOn,
          subject,
          urgency: Urgency.NORMAL,
          duplicate: 0,
        })
        for (const [name, kind] of Object.entries(kinds)) {
          for (const { id } of links[name as keyof typeof kinds] ?? [])
            em.create(DocumentRelation, { unitCode, from: document, to: em.getReference(Document, id), kind })
        }
        return document
      })
    },
    relation: (from: Document, kind: RelationKind, to: Document) =>
      save((em) =>
        em.create(DocumentRelation, {
          unitCode,
          from: em.getReference(Document, from.id),
          to: em.getReference(Document, to.id),
          kind,
        }),
      ),
    task: (title: string, { document, dueAt, assignee, state = TaskState.OPEN }: TaskSetting = {}) =>
      save((em) =>
        em.create(Task, {
          unitCode,
          title,
          dueAt: dueAt ? new Date(dueAt) : null,
          state,
          closedAt: state === TaskState.OPEN ? null : new Date('2021-09-20T08:00:00+07:00'),
          document: document ? em.getReference(Document, document.id) : null,
          assignee: assignee ? em.getReference(Organisation, assignee.id) : null,
        }),
      ),
    /** One of everything, with every field filled, and what to ask for it by. */
    world: () =>
      save((em): World => {
        const number = ++worlds
        const organisationOf = (name: string, kind: OrganisationKind, ofUnit: boolean) =>
          em.create(Organisation, { unitCode, name, nameKey: nameKey(name), kind, ofUnit })
        const city = organisationOf(`Thành ủy ${number}`, OrganisationKind.PARTY, false)
        const team = organisationOf(`Tổ Covid ${number}`, OrganisationKind.COMMUNITY_TEAM, true)
        team.parent = ref(city)
        team.residentialGroupId = crypto.randomUUID()
        const post = em.create(Post, {
          unitCode,
          title: 'Tổ trưởng',
          holderTitle: 'Trưởng ban công tác Mặt trận',
          organisation: team,
        })
        const documentOf = (raw: string) => {
          const facts = { raw, issuedOn: '2021-08-01', subject: 'Về phòng, chống dịch' }
          return em.create(Document, {
            ...documentColumns(facts, undefined, city.name),
            ...facts,
            unitCode,
            issuer: city,
            note: 'Bản sao',
            urgency: Urgency.FLASH,
            duplicate: 0,
          })
        }
        const document = documentOf(`${number}/KH-UBND`)
        const other = documentOf(`${number}/CT-UBND`)
        const alone = documentOf(`${number}/TB-UBND`)
        for (const kind of Object.values(kinds)) {
          em.create(DocumentRelation, { unitCode, from: document, to: other, kind })
          // Only implementing may not go round in a circle.
          if (kind !== RelationKind.IMPLEMENTS)
            em.create(DocumentRelation, { unitCode, from: other, to: document, kind })
        }
        em.create(DocumentRelation, {
          unitCode,
          from: documentOf(`${number}/BC-UBND`),
          to: document,
          kind: RelationKind.IMPLEMENTS,
        })
        const task = { unitCode, dueAt: new Date('2021-09-30T17:00:00+07:00'), document, assignee: team }
        const open = em.create(Task, { ...task, title: 'Lập chốt kiểm soát' })
        em.create(Task, {
          ...task,
          title: 'Rà soát F1',
          state: TaskState.DONE,
          closedAt: new Date('2021-09-20T08:00:00+07:00'),
          outcome: 'Đã rà soát',
        })
        const round = em.create(CommitmentRound, {
          unitCode,
          document,
          title: 'Ký cam kết đợt 1',
          startsOn: '2021-09-01',
          endsOn: '2021-09-30',
        })
        const householdId = crypto.randomUUID()
        const commitment = (signedOn: string, changes: Partial<Commitment>) =>
          em.create(Commitment, {
            unitCode,
            document,
            round,
            householdId,
            signedOn,
            signerName: 'Nguyễn Thị Ký',
            collectedBy: 'Tổ Covid 1',
            recordedAt: new Date('2021-09-20T08:00:00+07:00'),
            accountId: crypto.randomUUID(),
            byName: 'Quách Thị Thu Hiền',
            ...changes,
          })
        const inForce = commitment('2021-09-20', {})
        const replaced = {
          endedOn: '2021-09-20',
          endReason: 'Viết nhầm tên',
          replacedBy: em.getReference(Commitment, inForce.id, { wrapped: true }),
        }
        commitment('2021-09-10', replaced)
        const pileOf = (role: Role) => {
          const mine = commitment('2021-09-20', {
            householdId: crypto.randomUUID(),
            recordedAt: new Date(),
            accountId: viewerOf(role, []).accountId,
          })
          return { takeBackCommitments: { ids: [mine.id] } }
        }
        const [selfManagementGroupId, answeredGroupId] = [crypto.randomUUID(), crypto.randomUUID()]
        const responsibility = (holderName: string, area: Partial<Responsibility>) =>
          em.create(Responsibility, {
            unitCode,
            kind: ResponsibilityKind.GENERAL,
            ...area,
            holderName,
            holderKey: nameKey(holderName),
            organisation: team,
            post,
            document,
            fromOn: '2021-08-01',
            recordedAt: new Date('2021-09-20T08:00:00+07:00'),
            accountId: crypto.randomUUID(),
            byName: 'Quách Thị Thu Hiền',
          })
        const held = responsibility('Trần Thị Phụ', { householdId })
        responsibility('Lê Văn Trách', { selfManagementGroupId })
        // Groups of their own, so that whoever tests acknowledges for the others.
        responsibility('Vũ Thị Hạnh', { residentialGroupId: answeredGroupId, holderAccountId: crypto.randomUUID() })
        responsibility('Ngô Thị Nhiệm', { residentialGroupId: team.residentialGroupId })
        const answering = responsibility('Đỗ Văn Tài', { residentialGroupId: crypto.randomUUID() })
        em.create(AccountChange, {
          unitCode,
          responsibility: em.getReference(Responsibility, held.id, { wrapped: true }),
          formerAccountId: crypto.randomUUID(),
          at: new Date('2021-09-21T08:00:00+07:00'),
          accountId: crypto.randomUUID(),
          byName: 'Quách Thị Thu Hiền',
        })
        const former = { toOn: '2021-09-01', endReason: 'Chuyển công tác', endedByName: 'Quách Thị Thu Hiền' }
        responsibility('Hồ Văn Cũ', { householdId, ...former })
        const broadcastOf = (changes: Partial<Broadcast>) =>
          em.create(Broadcast, {
            unitCode,
            title: 'Ở nhà sau 18 giờ',
            text: 'Từ tối nay, bà con ở nhà sau 18 giờ.',
            document,
            channels: [BroadcastChannel.ZALO, BroadcastChannel.LOUDSPEAKER],
            residentialGroupIds: [team.residentialGroupId ?? ''],
            selfManagementGroupIds: [selfManagementGroupId],
            draftedAt: new Date('2021-09-20T08:00:00+07:00'),
            accountId: crypto.randomUUID(),
            byName: 'Quách Thị Thu Hiền',
            ...changes,
          })
        const issuing = {
          state: BroadcastState.ISSUED,
          issuedAt: new Date('2021-09-20T09:00:00+07:00'),
          issuedByName: 'Quách Thị Thu Hiền',
        }
        const draft = broadcastOf({})
        const issued = broadcastOf(issuing)
        const withdrawn = broadcastOf({
          ...issuing,
          state: BroadcastState.WITHDRAWN,
          withdrawnAt: new Date('2021-09-20T10:00:00+07:00'),
          withdrawReason: 'Viết nhầm giờ',
          withdrawnByName: 'Quách Thị Thu Hiền',
        })
        const recipientOf = (broadcast: Broadcast, area: Partial<BroadcastRecipient>) =>
          em.create(BroadcastRecipient, { unitCode, broadcast, state: DeliveryState.FAILED, ...area })
        const recipient = recipientOf(issued, { selfManagementGroupId })
        const recipients = [
          recipient,
          recipientOf(issued, { residentialGroupId: team.residentialGroupId }),
          recipientOf(withdrawn, { selfManagementGroupId }),
          recipientOf(withdrawn, { residentialGroupId: answeredGroupId }),
        ]
        const acknowledgedBy = (role: Role) => {
          const acknowledged = recipientOf(issued, {
            residentialGroupId: crypto.randomUUID(),
            state: DeliveryState.ACKNOWLEDGED,
          })
          em.create(DeliveryStep, {
            unitCode,
            recipient: acknowledged,
            kind: DeliveryStepKind.ACKNOWLEDGED,
            onBehalfOf: 'Ngô Thị Nhiệm',
            at: new Date(),
            recordedAt: new Date(),
            accountId: viewerOf(role, []).accountId,
            byName: 'Tống Việt Dũng',
            byPost: 'Trưởng đoàn công tác',
          })
          return { takeBackAcknowledgement: { recipientId: acknowledged.id, reason: 'Bấm nhầm' } }
        }
        for (const one of recipients)
          em.create(DeliveryStep, {
            unitCode,
            recipient: one,
            kind: DeliveryStepKind.FAILED,
            channel: BroadcastChannel.ZALO,
            reason: 'Nhóm đã giải tán',
            at: new Date('2021-09-20T09:30:00+07:00'),
            recordedAt: new Date('2021-09-20T09:40:00+07:00'),
            accountId: crypto.randomUUID(),
            byName: 'Tống Việt Dũng',
            byPost: 'Trưởng đoàn công tác',
          })
        const checkpointOf = (name: string, activeTo: string | null) =>
          em.create(Checkpoint, {
            unitCode,
            name,
            kind: CheckpointKind.WARD_GATE,
            place: 'Đầu đường Phúc Lợi',
            latitude: 21.06,
            longitude: 105.92,
            residentialGroupId: crypto.randomUUID(),
            document,
            activeFrom: '2021-08-01',
            activeTo,
            endReason: activeTo && 'Hết giãn cách',
            accountId: crypto.randomUUID(),
            byName: 'Quách Thị Thu Hiền',
          })
        const gate = checkpointOf('Chốt số 1', null)
        const endedGate = checkpointOf('Chốt số 2', '2021-09-20')
        em.create(CheckpointChange, {
          unitCode,
          checkpoint: em.getReference(Checkpoint, endedGate.id, { wrapped: true }),
          name: 'Chốt 2',
          kind: CheckpointKind.OTHER,
          place: 'Cuối đường Phúc Lợi',
          latitude: 21.05,
          longitude: 105.91,
          residentialGroupId: crypto.randomUUID(),
          document,
          at: new Date('2021-08-02T08:00:00+07:00'),
          accountId: crypto.randomUUID(),
          byName: 'Quách Thị Thu Hiền',
        })
        const personId = crypto.randomUUID()
        const entry = (changes: Partial<CheckpointEntry>) => {
          const id = crypto.randomUUID()
          return em.create(CheckpointEntry, {
            ...sealEntryNumbers({ id, phone: '0912345678', identityNumber: '001180012345' }, vault),
            id,
            unitCode,
            checkpoint: gate,
            at: new Date('2021-09-20T08:00:00+07:00'),
            direction: CheckpointDirection.IN,
            personId,
            saidName: 'Nguyễn Văn Khách',
            birthYear: 1990,
            sex: SaidSex.MALE,
            people: 2,
            plate: '29H-123.45',
            purpose: CheckpointPurpose.STAY,
            note: 'Về ở với con',
            paper: CheckpointPaper.TRAVEL_PERMIT,
            paperUntil: '2021-09-30',
            temperature: 36.8,
            decision: CheckpointDecision.LET_THROUGH,
            decisionReason: 'Có người bảo lãnh',
            originCode: unitCode,
            fromPlace: 'Gia Bình, Bắc Ninh',
            departedOn: '2021-09-19',
            stayingAt: 'Số 9 ngõ 2',
            recordedAt: new Date('2021-09-20T08:01:00+07:00'),
            accountId: crypto.randomUUID(),
            byName: 'Tổ Covid 1',
            ...changes,
          })
        }
        const passage = entry({})
        entry({ checkpoint: em.getReference(Checkpoint, endedGate.id, { wrapped: true }) })
        entry({ decision: CheckpointDecision.SENT_TO_STATION, decisionReason: 'Sốt, ho' })
        entry({
          annulledAt: new Date('2021-09-20T09:00:00+07:00'),
          annulledByName: 'Tổ Covid 1',
          annulReason: 'Ghi nhầm chốt',
        })
        return {
          queries: {
            checkpoint: { id: endedGate.id },
            checkpointEntries: { checkpoint: gate.id },
            broadcast: { id: withdrawn.id },
            document: { id: document.id },
            responsibility: { id: held.id },
            documentBySymbol: { symbol: document.raw },
            parseSymbol: { raw: '30/2020/NĐ-CP' },
          },
          mutations: {
            registerDocument: {
              unit: unitCode,
              raw: `${number}/QĐ-UBND`,
              issuerId: team.id,
              relations: [{ kind: new EnumValue('IMPLEMENTS'), documentId: document.id }],
            },
            relateDocuments: { fromId: document.id, kind: new EnumValue('FOUNDED_ON'), toId: alone.id },
            addTask: { unit: unitCode, title: 'Phun khử khuẩn', documentId: document.id, assigneeId: team.id },
            completeTask: { taskId: open.id, outcome: 'Đã lập ba chốt' },
            openCommitmentRound: {
              unit: unitCode,
              documentId: document.id,
              title: 'Ký cam kết đợt 2',
              startsOn: '2021-10-01',
            },
            recordCommitments: {
              unit: unitCode,
              documentId: document.id,
              signedOn: '2021-09-27',
              households: [{ id: crypto.randomUUID(), householdId: crypto.randomUUID() }],
            },
            assignResponsibility: {
              id: crypto.randomUUID(),
              unit: unitCode,
              kind: new EnumValue('GENERAL'),
              householdId,
              holderName: 'Đào Thị Mới',
              organisationId: team.id,
              fromOn: '2021-09-27',
            },
            saveBroadcastDraft: {
              id: crypto.randomUUID(),
              unit: unitCode,
              title: 'Lịch tiêm',
              text: 'Sáng mai tiêm tại nhà văn hóa.',
              channels: [new EnumValue('PRINT')],
              residentialGroupIds: [team.residentialGroupId],
            },
            issueBroadcast: { id: draft.id, recipients: 2 },
            withdrawBroadcast: { id: issued.id, reason: 'Viết nhầm giờ' },
            recordDeliveries: {
              broadcastId: issued.id,
              channel: new EnumValue('ZALO'),
              deliveries: [{ id: crypto.randomUUID(), recipientId: recipient.id }],
            },
            acknowledgeBroadcast: { recipientId: recipient.id, onBehalfOf: 'Ngô Thị Nhiệm' },
            takeBackAcknowledgement: { recipientId: recipient.id, reason: 'Bấm nhầm' },
            setResponsibilityAccount: { id: answering.id, holderAccountId: crypto.randomUUID() },
            endResponsibility: { id: held.id, on: '2021-09-27', reason: 'Chuyển công tác' },
            takeBackCommitments: { ids: [inForce.id] },
            withdrawCommitment: { id: inForce.id, on: '2021-09-27', reason: 'Hộ xin rút' },
            openCheckpoint: {
              unit: unitCode,
              name: 'Chốt số 3',
              kind: new EnumValue('MARKET'),
              place: 'Cổng chợ',
              documentId: document.id,
              activeFrom: '2021-09-01',
            },
            correctCheckpoint: {
              id: gate.id,
              name: 'Chốt số 1',
              kind: new EnumValue('WARD_GATE'),
              place: 'Đầu đường Phúc Lợi, bên phải',
            },
            placeCheckpoint: { id: gate.id, latitude: 21.066, longitude: 105.916 },
            endCheckpoint: { id: gate.id, on: '2021-09-27', reason: 'Hết giãn cách' },
            reopenCheckpoint: { id: endedGate.id },
            recordCheckpointEntry: {
              id: crypto.randomUUID(),
              checkpointId: gate.id,
              at: '2021-09-27T08:00:00+07:00',
              direction: new EnumValue('IN'),
              saidName: 'Trần Thị Lượt',
              purpose: new EnumValue('WORK'),
              decision: new EnumValue('LET_THROUGH'),
            },
            annulCheckpointEntry: { id: passage.id, reason: 'Ghi nhầm người' },
            revealEntryNumbers: { id: passage.id, reason: 'Gọi báo kết quả' },
            cancelTask: { taskId: open.id, outcome: 'Đã có chốt của thành phố' },
          },
          own: {
            CHAIR: acknowledgedBy('CHAIR'),
            CLERK: { ...acknowledgedBy('CLERK'), ...pileOf('CLERK') },
            COMMUNITY_TEAM: { ...acknowledgedBy('COMMUNITY_TEAM'), ...pileOf('COMMUNITY_TEAM') },
            TEAM_LEADER: { ...acknowledgedBy('TEAM_LEADER'), ...pileOf('TEAM_LEADER') },
            REGISTRAR: pileOf('REGISTRAR'),
          },
          arguments: { 'Household.responsibilities': { withEnded: true } },
          references: {
            AdminUnit: unitCode,
            Document: document.id,
            Household: householdId,
            ResidentialGroup: team.residentialGroupId,
            SelfManagementGroup: selfManagementGroupId,
            Person: personId,
            CheckpointEntry: passage.id,
          },
          required: {
            AdminUnit: { name: 'Phường Cũ', validTo: '2999-12-31', successorNames: ['Phường Mới'] },
            ResidentialGroup: { householdIds: [householdId], unit: { code: unitCode } },
          },
        }
      }),
  }
}

const kinds = {
  implements: RelationKind.IMPLEMENTS,
  supplements: RelationKind.SUPPLEMENTS,
  replaces: RelationKind.REPLACES,
  foundedOn: RelationKind.FOUNDED_ON,
}

type DocumentSetting = {
  issuer?: Organisation
  issuedOn?: string
  subject?: string
} & { [name in keyof typeof kinds]?: Document[] }

interface TaskSetting {
  document?: Document
  dueAt?: string
  assignee?: Organisation
  state?: TaskState
}

export const test = departmentTest({ database, subgraph, given: builders, files })
