import { analyzeTables, type Context, signedContext } from '@vungxanh/subgraph'
import { departmentTest, EnumValue, type Given, testContextKey, viewerOf, type World } from '@vungxanh/testing'
import { Circumstance, CircumstanceKind } from './circumstances/circumstance.ts'
import { database } from './database.ts'
import { DuplicatePair, DuplicateScan, DuplicateState } from './duplicates/duplicate-pair.ts'
import { MergeField, PersonMerge } from './duplicates/person-merge.ts'
import { scanJob } from './duplicates/scan-job.ts'
import { Establishment, EstablishmentKind } from './establishments/establishment.ts'
import { EstablishmentChange, EstablishmentChangeKind } from './establishments/establishment-change.ts'
import { Room, RoomStay } from './establishments/room.ts'
import { filesOf } from './files.ts'
import { GroupLeader } from './groups/group-leader.ts'
import { ResidentialGroup } from './groups/residential-group.ts'
import { ChannelKind, SelfManagementGroup, SelfManagementMember } from './groups/self-management-group.ts'
import { BulkEdit, BulkEditKind } from './households/bulk-edit.ts'
import { Household, HouseholdMember, HouseholdRelation } from './households/household.ts'
import { HouseholdEdit, HouseholdEditField } from './households/household-edit.ts'
import { SignedCommitment } from './households/signed-commitment.ts'
import { ImportBatch, ImportDecision, ImportRow, ImportState, ImportVerdict } from './imports/import-batch.ts'
import { ImportField } from './imports/import-fields.ts'
import { importJobs } from './imports/import-jobs.ts'
import { sealCells } from './imports/sealed-rows.ts'
import { Arrival } from './movements/arrival.ts'
import { CorrectedField, LifeEvent, LifeEventKind, LifeEventPart, LifeEventPerson } from './movements/life-event.ts'
import { Residence, ResidenceKind } from './movements/residence.ts'
import { StayObstacle, StayReport, StayReportState } from './movements/stay-report.ts'
import { IdentityDocument, IdentityEnd, IdentityKind } from './people/identity-document.ts'
import { Person, Sex } from './people/person.ts'
import { sealContactPhone, sealNumber, sealPhone } from './people/sealed-numbers.ts'
import { naturalKey, searchKey, sortKey } from './people/search-key.ts'
import { GroupOutline } from './places/group-outline.ts'
import { PlaceSource } from './places/point.ts'
import { Consent, ConsentAct } from './privacy/consent.ts'
import { SubjectRequestKind } from './privacy/legal-data.ts'
import {
  ContactMethod,
  CorrectableField,
  RefusalGround,
  Requester,
  SubjectRequest,
  SubjectRequestState,
  SubjectRequestStep,
  SubjectRequestStepKind,
} from './privacy/subject-request.ts'
import { ChangeProposal, ProposalState, ProposedField } from './proposals/change-proposal.ts'
import { sealValues } from './proposals/proposed-values.ts'
import { Round, RoundStop } from './rounds/round.ts'
import { Visit, VisitMet, VisitResult } from './rounds/visit.ts'
import { subgraph } from './schema.ts'
import { AdminLevel, AdminUnit } from './units/admin-unit.ts'
import { SuccessionKind, UnitSuccession } from './units/unit-succession.ts'

const proposers = ['HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER'] as const

export function builders({ unit: unitCode, vault, save, in: givenIn }: Given) {
  let groups = 0
  let households = 0
  let requests = 0
  let proposals = 0
  let selfManagementGroups = 0
  const registrar = { accountId: crypto.randomUUID(), byName: 'Quách Thị Thu Hiền', byPost: 'Cán bộ' }
  return {
    /** For what no builder makes. */
    save,
    unit: () =>
      save((em) => em.create(AdminUnit, { code: unitCode, name: `Phường ${unitCode}`, level: AdminLevel.COMMUNE })),
    group: () =>
      save((em) => em.create(ResidentialGroup, { unitCode, number: ++groups, name: `Tổ dân phố ${groups}` })),
    household: (group: ResidentialGroup) =>
      save((em) =>
        em.create(Household, {
          unitCode,
          code: `H${++households}`,
          address: `Số ${households}`,
          residentialGroup: em.getReference(ResidentialGroup, group.id),
        }),
      ),
    person: (
      fullName: string,
      { household, relation = HouseholdRelation.OTHER, fromOn = '2020-01-01', toOn }: PersonSetting,
    ) =>
      save((em) => {
        const person = em.create(Person, {
          unitCode,
          fullName,
          birthYear: 1980,
          sex: Sex.UNKNOWN,
          nameKey: searchKey(fullName),
          sortKey: sortKey(fullName),
        })
        const home = em.getReference(Household, household.id)
        em.create(HouseholdMember, { unitCode, household: home, person, relation, joinedOn: fromOn })
        em.create(Residence, { unitCode, household: home, person, kind: ResidenceKind.PERMANENT, fromOn, toOn })
        return person
      }),
    /** A card of somebody's. */
    citizenId: (person: Person, number: string) =>
      save((em) => {
        const id = crypto.randomUUID()
        return em.create(IdentityDocument, {
          ...sealNumber({ id, number }, vault),
          id,
          unitCode,
          person: em.getReference(Person, person.id, { wrapped: true }),
          kind: IdentityKind.CITIZEN_ID,
        })
      }),
    selfManagementGroup: (residentialGroup: ResidentialGroup, households: Household[] = []) =>
      save((em) => {
        const group = em.create(SelfManagementGroup, {
          unitCode,
          residentialGroup: em.getReference(ResidentialGroup, residentialGroup.id),
          number: ++selfManagementGroups,
          name: `Tổ tự quản ${selfManagementGroups}`,
          foundedOn: '2020-01-01',
        })
        for (const { id } of households) {
          const household = em.getReference(Household, id)
          em.create(SelfManagementMember, { unitCode, group, household, fromOn: '2020-01-01' })
        }
        return group
      }),
    round: (residentialGroup: ResidentialGroup, households: Household[]) =>
      save((em) => {
        const round = em.create(Round, {
          unitCode,
          purpose: 'Ký cam kết',
          residentialGroup: em.getReference(ResidentialGroup, residentialGroup.id),
          openedAt: new Date('2021-09-27T08:00:00+07:00'),
          ...registrar,
        })
        for (const { id } of households) {
          em.create(RoundStop, { unitCode, round, household: em.getReference(Household, id) })
        }
        return round
      }),
    establishment: (group: ResidentialGroup, kind: EstablishmentKind) =>
      save((em) =>
        em.create(Establishment, {
          unitCode,
          kind,
          name: `Cơ sở ${kind}`,
          nameKey: searchKey(`Cơ sở ${kind} Số 1`),
          sortKey: naturalKey(`Cơ sở ${kind}`),
          address: 'Số 1',
          residentialGroup: em.getReference(ResidentialGroup, group.id),
        }),
      ),
    /** What the rows say, asked past every resolver. */
    select: (sql: string, parameters: unknown[]) =>
      save((em) => em.execute<Record<string, unknown>[]>(sql, parameters as string[])),
    /** One of everything, with every field filled, and what to ask for it by. */
    neighbour: (unit: string) => builders(givenIn(unit)),
    world: () =>
      save(async (em): Promise<World> => {
        if (!(await em.findOne(AdminUnit, { code: unitCode }))) {
          const parent = em.create(AdminUnit, { code: `${unitCode}0`, name: 'Quận', level: AdminLevel.DISTRICT })
          const ward = em.create(AdminUnit, {
            code: unitCode,
            name: `Phường ${unitCode}`,
            level: AdminLevel.COMMUNE,
            validFrom: '2003-11-06',
            validTo: '2030-06-30',
            parent,
          })
          const [former, next] = ['1', '2'].map((end) =>
            em.create(AdminUnit, { code: unitCode + end, name: `Xã ${end}`, level: AdminLevel.COMMUNE, parent }),
          )
          if (!former || !next) throw new Error('two units')
          former.validTo = '2003-11-05'
          // Units are in the database before what they became.
          await em.flush()
          const document = 'Nghị quyết thử'
          const [began, ended] = ['2003-11-06', '2030-07-01']
          em.create(UnitSuccession, {
            ...{ predecessor: former, successor: ward, kind: SuccessionKind.RENAMED, fromOn: began, document },
            verified: false,
          })
          em.create(UnitSuccession, {
            ...{ predecessor: ward, successor: next, kind: SuccessionKind.MERGED, fromOn: ended, document },
            verified: false,
          })
        }
        const number = ++groups
        const residentialGroup = em.create(ResidentialGroup, { unitCode, number, name: `Tổ dân phố ${number}` })
        const household = em.create(Household, {
          unitCode,
          code: `W${number}`,
          address: 'Số 1',
          residentialGroup,
          latitude: 21.0651,
          longitude: 105.9152,
          placeSource: PlaceSource.TYPED,
        })
        const fullName = 'Nguyễn Thị Đủ'
        const id = crypto.randomUUID()
        const phone = '0912345678'
        const person = em.create(Person, {
          id,
          unitCode,
          fullName,
          bornOn: '1980-05-01',
          birthYear: 1980,
          sex: Sex.FEMALE,
          nameKey: searchKey(fullName),
          sortKey: sortKey(fullName),
          ...sealPhone({ id, phone }, vault),
        })
        const documentId = crypto.randomUUID()
        const endedId = crypto.randomUUID()
        em.create(IdentityDocument, {
          id: documentId,
          unitCode,
          person,
          kind: IdentityKind.CITIZEN_ID,
          ...sealNumber({ id: documentId, number: `0011800${String(number).padStart(5, '0')}` }, vault),
        })
        em.create(IdentityDocument, {
          id: endedId,
          unitCode,
          person,
          kind: IdentityKind.OLD_ID,
          ...sealNumber({ id: endedId, number: `0118${String(number).padStart(5, '0')}` }, vault),
          endedOn: '2021-01-01',
          endedAs: IdentityEnd.REPLACED,
        })
        em.create(HouseholdMember, {
          unitCode,
          household,
          person,
          relation: HouseholdRelation.HEAD,
          joinedOn: '2020-01-01',
        })
        const place = { unitCode, household, person }
        em.create(Residence, { ...place, kind: ResidenceKind.PERMANENT, fromOn: '2020-01-01', toOn: '2030-01-01' })
        const gone = em.create(Person, {
          unitCode,
          fullName: 'Nguyễn Văn Mất',
          sex: Sex.MALE,
          nameKey: searchKey('Nguyễn Văn Mất'),
          sortKey: sortKey('Nguyễn Văn Mất'),
          diedOn: '2021-10-02',
        })
        const annulled = em.create(Person, {
          unitCode,
          fullName: 'Nguyễn Văn Nhầm',
          sex: Sex.MALE,
          nameKey: searchKey('Nguyễn Văn Nhầm'),
          sortKey: sortKey('Nguyễn Văn Nhầm'),
          annulledOn: '2021-10-03',
          mergedInto: person,
        })
        em.create(HouseholdMember, {
          unitCode,
          household,
          person: gone,
          relation: HouseholdRelation.PARENT,
          joinedOn: '2020-01-01',
          leftOn: '2021-10-02',
        })
        const away = em.create(Person, {
          unitCode,
          fullName: 'Nguyễn Văn Vắng',
          provisionalCode: `TAM-${unitCode}-2020-${String(number).padStart(5, '0')}`,
          birthYear: 2001,
          sex: Sex.MALE,
          nameKey: searchKey('Nguyễn Văn Vắng'),
          sortKey: sortKey('Nguyễn Văn Vắng'),
        })
        const son = { unitCode, household, person: away }
        em.create(HouseholdMember, {
          ...son,
          relation: HouseholdRelation.CHILD,
          joinedOn: '2020-01-01',
          relationFrom: '2021-01-01',
        })
        em.create(Residence, { ...son, kind: ResidenceKind.PERMANENT, fromOn: '2020-01-01' })
        em.create(Residence, { ...son, kind: ResidenceKind.ABSENT, fromOn: '2022-01-01' })
        const returning = em.create(Person, {
          unitCode,
          fullName: 'Nguyễn Văn Về',
          birthYear: 1990,
          sex: Sex.MALE,
          nameKey: searchKey('Nguyễn Văn Về'),
          sortKey: sortKey('Nguyễn Văn Về'),
        })
        const second = em.create(Household, { unitCode, code: `V${number}`, address: 'Số 4', residentialGroup })
        const closedGroup = em.create(ResidentialGroup, {
          ...{ unitCode, number: ++groups, name: `Tổ dân phố ${groups}`, closedOn: '2026-11-19' },
        })
        const former = em.create(Household, {
          unitCode,
          code: `U${number}`,
          address: 'Số 5',
          residentialGroup: closedGroup,
          dissolvedOn: '2021-10-01',
          successor: household,
        })
        const noEffects = {
          persons: [],
          died: [],
          households: [],
          dissolved: [],
          joined: [],
          left: [],
          opened: [],
          ended: [],
        }
        const event = (changes: Partial<LifeEvent>) =>
          em.create(LifeEvent, {
            unitCode,
            kind: LifeEventKind.MOVED,
            occurredOn: '2020-02-01',
            household,
            recordedAt: new Date('2020-02-01T08:00:00+07:00'),
            effects: noEffects,
            ...registrar,
            ...changes,
          })
        const undone = event({
          place: 'Bắc Ninh',
          household: em.getReference(Household, former.id, { wrapped: true }),
          toHousehold: em.getReference(Household, household.id, { wrapped: true }),
          undoneAt: new Date('2020-02-01T09:00:00+07:00'),
          undoneByName: 'Quách Thị Thu Hiền',
          reason: 'Theo giấy khai sinh',
          corrections: [
            { about: person.id, field: CorrectedField.FULL_NAME, oldValue: 'Nguyễn Thị Du', newValue: fullName },
          ],
        })
        em.create(LifeEventPerson, {
          unitCode,
          event: undone,
          person,
          part: LifeEventPart.SUBJECT,
          relation: HouseholdRelation.HEAD,
          formerRelation: HouseholdRelation.CHILD,
        })
        const fresh = event({
          kind: LifeEventKind.MOVED_OUT,
          household: em.getReference(Household, second.id, { wrapped: true }),
          recordedAt: new Date(),
        })
        em.create(LifeEventPerson, { unitCode, event: fresh, person: returning, part: LifeEventPart.SUBJECT })
        const origin = em.getReference(AdminUnit, unitCode, { wrapped: true })
        const arrival = (changes: Partial<Arrival>) =>
          em.create(Arrival, {
            ...place,
            departedOn: '2021-07-31',
            arrivedOn: '2021-08-01',
            origin,
            fromPlace: 'Bắc Ninh',
            fromEpidemicArea: true,
            note: 'Đi xe khách',
            recordedAt: new Date('2021-08-01T08:00:00+07:00'),
            byName: 'Quách Thị Thu Hiền',
            ...changes,
          })
        const arrived = arrival({})
        const mistaken = arrival({ arrivedOn: '2021-08-05' })
        arrival({
          arrivedOn: '2021-08-06',
          withdrawnAt: new Date('2021-08-06T08:00:00+07:00'),
          withdrawnByName: 'Quách Thị Thu Hiền',
          withdrawnReason: 'Ghi nhầm người',
        })
        const report = (changes: Partial<StayReport>) =>
          em.create(StayReport, {
            unitCode,
            personId: id,
            state: StayReportState.WAITING,
            obstacle: StayObstacle.ORIGIN_UNKNOWN,
            arrivedOn: '2021-08-01',
            reportedAt: new Date('2021-08-01T08:00:00+07:00'),
            ...changes,
          })
        const waiting = report({
          obstacle: StayObstacle.NAME_DIFFERS,
          candidate: em.getReference(Person, id, { wrapped: true }),
        })
        const settled = { closedAt: new Date('2021-08-01T09:00:00+07:00'), closedByName: 'Quách Thị Thu Hiền' }
        const declaredStay = report({
          ...settled,
          state: StayReportState.DECLARED,
          matchedByCard: true,
          arrival: em.getReference(Arrival, arrived.id, { wrapped: true }),
        })
        report({ ...settled, state: StayReportState.DISMISSED, dismissReason: 'Đã khai ở tổ' })
        const groupEdit = em.create(BulkEdit, {
          unitCode,
          kind: BulkEditKind.HOUSEHOLD_GROUP,
          changed: 1,
          recordedAt: new Date(),
          accountId: registrar.accountId,
          byName: registrar.byName,
          effects: { events: [], households: [{ id: second.id, from: residentialGroup.id, to: residentialGroup.id }] },
        })
        const addressEdit = em.create(BulkEdit, {
          unitCode,
          kind: BulkEditKind.ADDRESS,
          changed: 2,
          recordedAt: new Date('2020-02-01T08:00:00+07:00'),
          accountId: registrar.accountId,
          byName: registrar.byName,
          undoneAt: new Date('2020-02-01T09:00:00+07:00'),
          undoneByName: registrar.byName,
          effects: { events: [], households: [] },
        })
        em.create(HouseholdEdit, {
          unitCode,
          bulkEdit: em.getReference(BulkEdit, addressEdit.id, { wrapped: true }),
          household: em.getReference(Household, household.id, { wrapped: true }),
          field: HouseholdEditField.ADDRESS,
          oldValue: 'Số 1 Phố Trạm',
          newValue: 'Số 1 Phố Vũ Đức Thận',
          recordedAt: new Date('2020-02-01T08:00:00+07:00'),
          ...registrar,
          undoneAt: new Date('2020-02-01T09:00:00+07:00'),
          undoneByName: registrar.byName,
        })
        em.create(Arrival, {
          unitCode,
          household: former,
          person: annulled,
          arrivedOn: '2021-08-02',
          fromPlace: 'Bắc Giang',
          fromEpidemicArea: false,
        })
        const establishmentId = crypto.randomUUID()
        const establishment = em.create(Establishment, {
          id: establishmentId,
          unitCode,
          kind: EstablishmentKind.BOARDING_HOUSE,
          name: 'Khu trọ',
          nameKey: ' khu tro so 2',
          sortKey: 'khu tro so 000000002',
          address: 'Số 2',
          residentialGroup,
          contactPerson: person,
          contactName: 'Ông Chủ',
          contactPhoneSealed: sealContactPhone(establishmentId, phone, vault),
          workers: 12,
          stalls: 40,
          latitude: 21.065,
          longitude: 105.915,
          placeSource: PlaceSource.MAP,
          openedOn: '2019-01-01',
        })
        const empty = em.create(Establishment, {
          unitCode,
          kind: EstablishmentKind.OFFICE,
          name: 'Trụ sở',
          nameKey: ' tru so',
          sortKey: 'tru so',
          address: 'Số 2',
          residentialGroup,
        })
        const closed = em.create(Establishment, {
          unitCode,
          kind: EstablishmentKind.MARKET,
          name: 'Chợ cũ',
          nameKey: ' cho cu',
          sortKey: 'cho cu',
          address: 'Số 2',
          residentialGroup,
          closedOn: '2021-01-01',
        })
        const room = em.create(Room, { unitCode, establishment, number: '1', capacity: 2 })
        const emptyRoom = em.create(Room, { unitCode, establishment, number: '2', capacity: 2 })
        em.create(Room, { unitCode, establishment, number: '3', capacity: 2, closedOn: '2020-06-01' })
        const stay = em.create(RoomStay, { unitCode, room, household, fromOn: '2020-01-01' })
        em.create(RoomStay, { unitCode, room, household: former, fromOn: '2020-01-01', leftOn: '2021-10-01' })
        const change = (of: Establishment, changes: Partial<EstablishmentChange>) =>
          em.create(EstablishmentChange, {
            unitCode,
            establishment: of,
            kind: EstablishmentChangeKind.EDITED,
            reason: 'Đổi chủ',
            recordedAt: new Date(),
            details: [{ about: of.id, field: 'workers', oldValue: '10', newValue: '12' }],
            effects: [],
            ...registrar,
            ...changes,
          })
        change(establishment, {
          recordedAt: new Date('2020-02-01T08:00:00+07:00'),
          undoneAt: new Date('2020-02-01T09:00:00+07:00'),
          undoneByName: 'Quách Thị Thu Hiền',
        })
        const freshChange = change(closed, {})
        const ring = [
          [105.91, 21.06],
          [105.92, 21.06],
          [105.92, 21.07],
          [105.91, 21.06],
        ] as const
        const outline = em.create(GroupOutline, {
          unitCode,
          residentialGroup,
          polygon: { type: 'Polygon', coordinates: [ring] },
          recordedAt: new Date(),
          accountId: registrar.accountId,
          byName: registrar.byName,
        })
        const establishmentFacts = {
          kind: new EnumValue('BOARDING_HOUSE'),
          name: 'Khu trọ mới',
          address: 'Số 6',
          residentialGroupId: residentialGroup.id,
        }
        const consentable = 'CONTACT_MESSAGES'
        const request = (changes: Partial<SubjectRequest>) =>
          em.create(SubjectRequest, {
            unitCode,
            number: `YC-${number}-${++requests}`,
            person,
            kind: SubjectRequestKind.ACCESS,
            requester: Requester.GUARDIAN,
            requesterName: 'Nguyễn Văn Cha',
            method: ContactMethod.PAPER,
            detail: 'Xin biết phường giữ gì về tôi',
            receivedOn: '2026-11-20',
            sharedWithThirdParties: false,
            acknowledgeBy: '2026-11-24',
            answerBy: '2026-12-02',
            lawSource: 'Nghị định 356/2025/NĐ-CP',
            lawVerified: false,
            ...changes,
          })
        const open = request({})
        const acknowledged = request({ state: SubjectRequestState.ACKNOWLEDGED })
        const acceptedCorrection = request({
          kind: SubjectRequestKind.CORRECTION,
          state: SubjectRequestState.ACCEPTED,
          correctField: CorrectableField.FULL_NAME,
          oldValue: fullName,
          newValue: 'Nguyễn Thị Đúng',
        })
        request({
          kind: SubjectRequestKind.WITHDRAWAL,
          state: SubjectRequestState.FULFILLED,
          purpose: consentable,
          answer: 'Đã ngừng dùng',
          answeredOn: '2026-11-21',
          firstAnswerBy: '2026-11-25',
        })
        const answered = request({
          kind: SubjectRequestKind.CORRECTION,
          state: SubjectRequestState.REFUSED,
          correctField: CorrectableField.SEX,
          oldValue: 'FEMALE',
          newValue: 'MALE',
          refusalGround: RefusalGround.NOT_ENTITLED,
          answer: 'Không có giấy tờ',
          answeredOn: '2026-11-21',
        })
        const proposal = (accountId: string, changes: Partial<ChangeProposal>) => {
          const proposalId = crypto.randomUUID()
          const values = { from: fullName, to: 'Nguyễn Thị Đúng' }
          return em.create(ChangeProposal, {
            id: proposalId,
            unitCode,
            number: `DN-2021-${number}-${++proposals}`,
            person: em.getReference(Person, id, { wrapped: true }),
            field: ProposedField.FULL_NAME,
            valuesSealed: sealValues(proposalId, values, vault),
            reason: 'Theo thẻ căn cước',
            proposedAt: new Date('2021-10-04T08:00:00+07:00'),
            ...{ accountId, byName: 'Nguyễn Thị Lan', byPost: 'Cán bộ trạm y tế' },
            ...changes,
          })
        }
        const proposed = proposal(crypto.randomUUID(), {})
        const proposedPhone = proposal(crypto.randomUUID(), { field: ProposedField.PHONE })
        const decision = {
          decidedAt: new Date('2021-10-05T08:00:00+07:00'),
          decidedById: registrar.accountId,
          decidedByName: registrar.byName,
        }
        for (const role of proposers) {
          const { accountId } = viewerOf(role, [unitCode])
          proposal(accountId, {
            ...{ state: ProposalState.ACCEPTED, event: em.getReference(LifeEvent, undone.id, { wrapped: true }) },
            ...decision,
          })
          proposal(accountId, { state: ProposalState.REFUSED, answer: 'Giấy không phải của người này', ...decision })
        }
        const own = Object.fromEntries(
          proposers.map((role) => {
            const mine = proposal(viewerOf(role, [unitCode]).accountId, { field: ProposedField.SEX })
            return [role, { withdrawChangeProposal: { id: mine.id } }]
          }),
        )
        const circumstance = (changes: Partial<Circumstance>) =>
          em.create(Circumstance, {
            unitCode,
            kind: CircumstanceKind.DISABILITY,
            fromOn: '2020-01-01',
            toOn: '2030-01-01',
            document: '12/GXN-KT',
            recordedAt: new Date('2020-02-01T08:00:00+07:00'),
            endedByName: 'Quách Thị Thu Hiền',
            accountId: registrar.accountId,
            byName: registrar.byName,
            ...changes,
          })
        const ofSomebody = circumstance({ person: em.getReference(Person, id, { wrapped: true }) })
        const asHome = em.getReference(Household, household.id, { wrapped: true })
        const ofAll = circumstance({ household: asHome, kind: CircumstanceKind.POOR_HOUSEHOLD })
        circumstance({
          household: asHome,
          kind: CircumstanceKind.NEAR_POOR_HOUSEHOLD,
          annulledAt: new Date('2020-02-01T09:00:00+07:00'),
          annulledByName: registrar.byName,
          annulledReason: 'Ghi nhầm hộ',
        })
        const selfManagement = { unitCode, residentialGroup, foundedOn: '2020-01-01' }
        const group = em.create(SelfManagementGroup, { ...selfManagement, number: 1, name: 'Tổ tự quản 1' })
        const emptyGroup = em.create(ResidentialGroup, { unitCode, number: ++groups, name: `Tổ dân phố ${groups}` })
        const dissolvedGroup = em.create(SelfManagementGroup, {
          ...selfManagement,
          number: 2,
          name: 'Tổ tự quản 2',
          dissolvedOn: '2021-01-01',
          channelKind: ChannelKind.ZALO,
          channelName: 'Tổ 2',
          channelLink: 'https://zalo.me/g/to2',
        })
        // The first household stays without a group, so that both kinds have everything behind them.
        const grouped = em.create(Household, { unitCode, code: `G${number}`, address: 'Số 6', residentialGroup })
        const leader = em.create(Person, {
          unitCode,
          fullName: 'Nguyễn Văn Tổ',
          birthYear: 1960,
          sex: Sex.MALE,
          nameKey: searchKey('Nguyễn Văn Tổ'),
          sortKey: sortKey('Nguyễn Văn Tổ'),
        })
        const leadersPaper = crypto.randomUUID()
        em.create(IdentityDocument, {
          id: leadersPaper,
          unitCode,
          person: leader,
          kind: IdentityKind.CITIZEN_ID,
          ...sealNumber({ id: leadersPaper, number: `0010600${String(number).padStart(5, '0')}` }, vault),
        })
        const home = { unitCode, household: grouped, person: leader }
        em.create(HouseholdMember, { ...home, relation: HouseholdRelation.HEAD, joinedOn: '2020-01-01' })
        em.create(Residence, { ...home, kind: ResidenceKind.PERMANENT, fromOn: '2020-01-01' })
        const registered = event({
          kind: LifeEventKind.REGISTERED,
          household: em.getReference(Household, grouped.id, { wrapped: true }),
        })
        em.create(LifeEventPerson, { unitCode, event: registered, person: leader, part: LifeEventPart.SUBJECT })
        // Somebody who moved out and has a household again: what is behind a household is refused on this way too.
        const left = event({ kind: LifeEventKind.MOVED_OUT, occurredOn: '2020-03-01' })
        em.create(LifeEventPerson, { unitCode, event: left, person: leader, part: LifeEventPart.SUBJECT })
        em.create(SelfManagementMember, { unitCode, group, household: grouped, fromOn: '2020-01-01' })
        em.create(SignedCommitment, { unitCode, householdId: household.id })
        const elsewhere = em.create(ResidentialGroup, { unitCode, number: ++groups, name: `Tổ dân phố ${groups}` })
        em.create(RoomStay, { unitCode, room, household: grouped, fromOn: '2020-01-01' })
        for (const led of [{ selfManagementGroup: group }, { residentialGroup }]) {
          em.create(GroupLeader, { unitCode, ...led, person: leader, fromOn: '2020-01-01', toOn: '2020-06-01' })
          em.create(GroupLeader, { unitCode, ...led, person: leader, fromOn: '2020-06-01' })
        }
        const round = (changes: Partial<Round>) =>
          em.create(Round, {
            unitCode,
            purpose: 'Ký cam kết',
            residentialGroup,
            selfManagementGroup: em.getReference(SelfManagementGroup, group.id, { wrapped: true }),
            commitmentDocumentId: crypto.randomUUID(),
            testWithinDays: 7,
            assignedTo: 'Tổ Covid 1',
            stationPhone: '02438271234',
            openedAt: new Date('2021-09-27T08:00:00+07:00'),
            ...registrar,
            ...changes,
          })
        const openRound = round({})
        const closedRound = round({
          closedAt: new Date('2021-09-28T08:00:00+07:00'),
          selfManagementGroup: em.getReference(SelfManagementGroup, dissolvedGroup.id, { wrapped: true }),
        })
        const stop = em.create(RoundStop, { unitCode, round: openRound, household })
        const visit = (changes: Partial<Visit>) =>
          em.create(Visit, {
            unitCode,
            stop,
            household,
            result: VisitResult.HOME,
            met: VisitMet.HEAD,
            presentTonight: 3,
            note: 'Ngõ có cổng khóa',
            visitedAt: new Date('2021-09-27T09:00:00+07:00'),
            recordedAt: new Date(),
            ...registrar,
            ...changes,
          })
        const lastVisit = visit({})
        visit({ annulledAt: new Date('2021-09-27T10:00:00+07:00') })
        const officer = { accountId: crypto.randomUUID(), byName: 'Quách Thị Thu Hiền', byPost: 'Cán bộ' }
        for (const of of [open, answered]) {
          em.create(SubjectRequestStep, {
            unitCode,
            request: of,
            step: SubjectRequestStepKind.RECEIVED,
            at: new Date('2026-11-20T08:00:00+07:00'),
            note: 'Nhận tại quầy',
            ...officer,
          })
        }
        em.create(Consent, {
          unitCode,
          person,
          purpose: consentable,
          act: ConsentAct.GIVEN,
          actedOn: '2026-11-01',
          method: ContactMethod.PAPER,
          evidence: 'Phiếu số 1',
          recordedAt: new Date('2026-11-01T08:00:00+07:00'),
          ...officer,
        })
        const [again, oncemore] = ['Lần một', 'Lần hai'].map((words) =>
          em.create(Person, {
            unitCode,
            fullName: `Nguyễn Văn ${words}`,
            birthYear: 1990,
            sex: Sex.MALE,
            nameKey: searchKey(`Nguyễn Văn ${words}`),
            sortKey: sortKey(`Nguyễn Văn ${words}`),
          }),
        ) as [Person, Person]
        const pair = ([one, other]: [Person, Person], changes: Partial<DuplicatePair>) => {
          const [first, second] = one.id < other.id ? [one, other] : [other, one]
          return em.create(DuplicatePair, {
            unitCode,
            one: first,
            other: second,
            score: 64,
            parts: [{ part: 'BIRTH', found: 'SAME', points: 34 }],
            state: DuplicateState.OPEN,
            foundAt: new Date('2020-02-01T08:00:00+07:00'),
            ...changes,
          })
        }
        const decided = { decidedAt: new Date('2020-02-02T08:00:00+07:00'), ...registrar }
        const pending = pair([again, oncemore], {})
        const apart = pair([person, away], { state: DuplicateState.NOT_DUPLICATE, reason: 'Hai chị em', ...decided })
        const one = pair([person, annulled], { state: DuplicateState.MERGED, ...decided })
        const mergeOf = (changes: Partial<PersonMerge>) =>
          em.create(PersonMerge, {
            unitCode,
            pair: one,
            event: em.getReference(LifeEvent, undone.id, { wrapped: true }),
            survivor: person,
            absorbed: annulled,
            taken: [MergeField.FULL_NAME],
            touched: [],
            mergedAt: new Date(),
            ...registrar,
            ...changes,
          })
        const merge = mergeOf({ event: em.getReference(LifeEvent, fresh.id, { wrapped: true }) })
        mergeOf({ undoneAt: new Date('2020-02-02T08:00:00+07:00'), undoneByName: registrar.byName })
        em.create(DuplicateScan, {
          unitCode,
          startedAt: new Date('2020-02-01T08:00:00+07:00'),
          finishedAt: new Date('2020-02-01T08:00:02+07:00'),
          people: 2,
          compared: 1,
          found: 1,
          job: await jobOfRegistrar(em, unitCode),
          byName: registrar.byName,
        })
        const list = (state: ImportState) => {
          const committed = [ImportState.COMMITTED, ImportState.UNDONE].includes(state)
          const batch = em.create(ImportBatch, {
            unitCode,
            fileName: 'danh-sach.xlsx',
            fileHash: 'x',
            sender: 'Tổ 1',
            state,
            headerLine: 1,
            headers: ['Họ và tên', 'Năm sinh'],
            mapping: [ImportField.FULL_NAME, ImportField.BIRTH],
            residentialGroup: em.getReference(ResidentialGroup, residentialGroup.id, { wrapped: true }),
            accountId: crypto.randomUUID(),
            byName: 'Quách Thị Thu Hiền',
            receivedAt: new Date(),
            ...(committed && { committedAt: new Date() }),
            ...(state === ImportState.UNDONE && { undoneAt: new Date(), undoneByName: 'Quách Thị Thu Hiền' }),
          })
          const id = crypto.randomUUID()
          const row = em.create(ImportRow, {
            id,
            unitCode,
            batch: em.getReference(ImportBatch, batch.id, { wrapped: true }),
            line: 2,
            cellsSealed: sealCells(id, ['Nguyễn Thị Đủ', '1981'], vault),
            verdict: ImportVerdict.UPDATE,
            reasons: ['Trùng với dòng 1 của danh sách.'],
            warnings: ['Không hiểu giới tính.'],
            changes: [{ field: ImportField.BIRTH, from: '1980', to: '1981' }],
            decision: ImportDecision.SKIP,
            personId: person.id,
          })
          for (const [line, missingGroup] of ['Tổ 994', closedGroup.name].entries()) {
            const other = crypto.randomUUID()
            em.create(ImportRow, {
              id: other,
              unitCode,
              batch: em.getReference(ImportBatch, batch.id, { wrapped: true }),
              line: 3 + line,
              cellsSealed: sealCells(other, ['Nguyễn Thị Tổ', '1981'], vault),
              verdict: ImportVerdict.WRONG,
              reasons: [],
              warnings: [],
              changes: [],
              missingGroup,
            })
          }
          return { batch, row }
        }
        const previewed = list(ImportState.READY)
        const written = list(ImportState.COMMITTED)
        const takenBack = list(ImportState.UNDONE)
        takenBack.batch.job = await jobOfRegistrar(em, unitCode)
        return {
          own,
          arguments: { 'Person.identityDocuments': { withEnded: true } },
          also: ['Room.formerStays'],
          again: [
            { query: 'householdMap', given: { mostPoints: 0 }, shows: 'HouseholdCluster' },
            {
              query: 'bulkEditPreview',
              given: {
                input: {
                  unit: unitCode,
                  kind: new EnumValue('HOUSEHOLD_GROUP'),
                  ids: [grouped.id],
                  residentialGroupId: elsewhere.id,
                  on: '2026-11-20',
                },
              },
              shows: 'BulkEditChange',
            },
          ],
          queries: {
            duplicatePair: { id: apart.id },
            likelyDuplicates: { input: { unit: unitCode, fullName, bornOn: '1980-05-01' } },
            importBatch: { id: takenBack.batch.id },
            consents: { person: id },
            subjectRequest: { id: open.id },
            subjectRequests: { list: new EnumValue('ANSWERED') },
            changeProposals: { list: new EnumValue('DECIDED') },
            person: { id },
            household: { id: household.id },
            bulkEditPreview: {
              input: {
                unit: unitCode,
                kind: new EnumValue('ABSENCE'),
                ids: [id, away.id],
                on: '2026-11-20',
              },
            },
            establishment: { id: establishment.id },
            establishments: { withClosed: true },
            statistics: { from: '2020-01-01' },
            countedMovements: { from: '2020-01-01', figure: new EnumValue('MOVES_OUT') },
            stayReport: { id: declaredStay.id },
            countedArrivals: { from: '2020-01-01' },
            selfManagementGroup: { id: group.id },
            residentialGroup: { id: residentialGroup.id },
            round: { id: openRound.id },
            adminUnits: { search: unitCode },
          },
          mutations: {
            scanDuplicates: { unit: unitCode },
            rejectDuplicate: { id: pending.id, reason: 'Hai anh em' },
            reopenDuplicate: { id: apart.id },
            mergePersons: { pairId: pending.id, survivorId: again.id, take: [] },
            undoMerge: { id: merge.id },
            openResidentialGroup: { unit: unitCode, number: 996, name: 'Tổ dân phố 996' },
            changeResidentialGroup: { id: residentialGroup.id, number: 995, name: 'Tổ dân phố 995' },
            closeResidentialGroup: { id: emptyGroup.id, on: '2026-11-20' },
            reopenResidentialGroup: { id: closedGroup.id },
            foundSelfManagementGroup: {
              unit: unitCode,
              residentialGroupId: residentialGroup.id,
              number: 3,
              name: 'Tổ tự quản 3',
              on: '2026-11-20',
            },
            changeSelfManagementGroup: { id: group.id, number: 4, name: 'Tổ tự quản 4' },
            setGroupLeader: { selfManagementGroupId: group.id, personId: away.id, on: '2026-11-20' },
            addHouseholdsToGroup: { id: group.id, householdIds: [second.id], on: '2026-11-20' },
            removeHouseholdsFromGroup: { id: group.id, householdIds: [grouped.id], on: '2026-11-20' },
            dissolveSelfManagementGroup: { id: group.id, on: '2026-11-20' },
            reopenSelfManagementGroup: { id: dissolvedGroup.id },
            openRound: { unit: unitCode, residentialGroupId: residentialGroup.id, purpose: 'Rà soát người về' },
            closeRound: { id: openRound.id },
            reopenRound: { id: closedRound.id },
            arrangeWalk: { residentialGroupId: residentialGroup.id, householdIds: [second.id, household.id] },
            recordVisit: {
              id: crypto.randomUUID(),
              stopId: stop.id,
              result: new EnumValue('HOME'),
              met: new EnumValue('MEMBER'),
              presentTonight: 2,
              visitedAt: new Date().toISOString(),
            },
            annulVisit: { id: lastVisit.id },
            mapImport: {
              id: previewed.batch.id,
              mapping: [new EnumValue('FULL_NAME'), new EnumValue('BIRTH')],
              residenceKind: new EnumValue('TEMPORARY'),
            },
            correctImportRow: { rowId: previewed.row.id, cells: [{ column: 1, text: '1980' }] },
            openImportGroups: { id: previewed.batch.id, groups: [{ number: 994, name: 'Tổ 994' }] },
            commitImport: { id: previewed.batch.id },
            cancelImport: { id: previewed.batch.id },
            undoImport: { id: written.batch.id },
            registerPerson: {
              unit: unitCode,
              fullName: 'Trần Văn Mới',
              sex: new EnumValue('MALE'),
              residentialGroupId: residentialGroup.id,
              address: 'Số 3',
              residenceKind: new EnumValue('TEMPORARY'),
              residesFrom: '2021-09-01',
            },
            registerHousehold: {
              id: crypto.randomUUID(),
              unit: unitCode,
              residentialGroupId: residentialGroup.id,
              address: 'Số 6',
              members: [
                {
                  fullName: 'Trần Thị Mới',
                  sex: new EnumValue('FEMALE'),
                  relation: new EnumValue('HEAD'),
                  residenceKind: new EnumValue('PERMANENT'),
                  residesFrom: '2021-09-01',
                },
              ],
            },
            changeHead: {
              householdId: household.id,
              headId: away.id,
              on: '2026-11-20',
              relations: [{ personId: id, relation: new EnumValue('PARENT') }],
            },
            changeRelation: {
              householdId: household.id,
              personId: away.id,
              relation: new EnumValue('GRANDCHILD'),
              on: '2026-11-20',
            },
            moveMembers: {
              householdId: household.id,
              personIds: [away.id],
              on: '2026-11-20',
              to: { householdId: second.id },
            },
            moveOut: { householdId: household.id, personIds: [away.id], on: '2026-11-20', toPlace: 'Hải Phòng' },
            moveIn: {
              personIds: [returning.id],
              on: '2026-11-20',
              fromPlace: 'Bắc Ninh',
              to: { householdId: household.id },
              residenceKind: new EnumValue('TEMPORARY'),
            },
            recordAbsence: { householdId: household.id, personIds: [id], on: '2026-11-20', place: 'Bắc Ninh' },
            recordReturn: { householdId: household.id, personIds: [away.id], on: '2026-11-20' },
            recordBirth: {
              householdId: household.id,
              fullName: 'Nguyễn Văn Bé',
              bornOn: '2026-11-01',
              sex: new EnumValue('MALE'),
              parentIds: [away.id],
              relation: new EnumValue('GRANDCHILD'),
            },
            declareArrival: {
              unit: unitCode,
              personId: id,
              fromPlace: 'Bắc Ninh',
              arrivedOn: '2026-11-20',
              declaredBy: new EnumValue('SELF'),
              channel: new EnumValue('PHONE'),
            },
            dismissStayReport: { id: waiting.id, reason: 'Đã khai ở tổ' },
            withdrawArrival: { id: mistaken.id, reason: 'Ghi nhầm người' },
            recordDeath: { personId: away.id, on: '2026-11-20' },
            undoLifeEvent: { id: fresh.id },
            correctPerson: {
              personId: away.id,
              fullName: 'Nguyễn Văn Vắng',
              birthYear: 2002,
              sex: new EnumValue('MALE'),
              reason: 'Theo giấy khai sinh',
            },
            placeHousehold: {
              householdId: household.id,
              place: { latitude: 21.066, longitude: 105.916, source: new EnumValue('MAP') },
            },
            proposeChange: {
              personId: away.id,
              field: new EnumValue('FULL_NAME'),
              newValue: 'Nguyễn Văn Vang',
              reason: 'Theo thẻ căn cước',
            },
            withdrawChangeProposal: { id: proposed.id },
            decideChangeProposal: { id: proposed.id, accept: true },
            recordCircumstance: { kind: new EnumValue('ORPHAN'), personId: id, fromOn: '2026-01-01' },
            endCircumstance: { id: ofSomebody.id, on: '2029-01-01' },
            annulCircumstance: { id: ofAll.id, reason: 'Ghi nhầm hộ' },
            addIdentityDocument: {
              personId: away.id,
              kind: new EnumValue('CITIZEN_ID'),
              number: `0012010${String(number).padStart(5, '0')}`,
            },
            endIdentityDocument: {
              id: documentId,
              endedAs: new EnumValue('WRONG'),
              reason: 'Gõ nhầm một chữ số',
              newNumber: `0011801${String(number).padStart(5, '0')}`,
            },
            drawGroupOutline: { residentialGroupId: residentialGroup.id, ring: ring.map((position) => [...position]) },
            undoGroupOutline: { id: outline.id },
            registerEstablishment: { unit: unitCode, ...establishmentFacts },
            editEstablishment: { id: establishment.id, ...establishmentFacts },
            closeEstablishment: { id: empty.id, on: '2026-11-20', reason: 'Trả mặt bằng' },
            undoEstablishmentChange: { id: freshChange.id },
            saveRoom: { establishmentId: establishment.id, number: '4', capacity: 3 },
            closeRoom: { roomId: emptyRoom.id, on: '2026-11-20' },
            lodgeHousehold: { roomId: emptyRoom.id, householdId: second.id, on: '2026-11-20' },
            endLodging: { stayId: stay.id, on: '2026-11-20' },
            applyBulkEdit: {
              expected: 1,
              edit: { unit: unitCode, kind: new EnumValue('ABSENCE'), ids: [id], on: '2026-11-20' },
            },
            undoBulkEdit: { id: groupEdit.id },
            recordConsent: {
              personId: id,
              purpose: consentable,
              act: new EnumValue('WITHDRAWN'),
              actedOn: '2026-11-20',
              method: new EnumValue('VERBAL'),
            },
            receiveSubjectRequest: {
              unit: unitCode,
              personId: id,
              kind: new EnumValue('ACCESS'),
              requester: new EnumValue('SUBJECT'),
              identityChecked: true,
              method: new EnumValue('VERBAL'),
              receivedOn: '2026-11-20',
              sharedWithThirdParties: false,
              detail: 'Xin biết phường giữ gì về tôi',
            },
            acknowledgeSubjectRequest: { id: open.id },
            extendSubjectRequest: { id: open.id, reason: 'Cần tra sổ giấy năm trước' },
            decideSubjectRequest: { id: acknowledged.id, accept: true, answer: 'Đã trao bản trích' },
            applyCorrection: { id: acceptedCorrection.id },
            revealIdentityNumber: { id: documentId, reason: 'Đối chiếu giấy tờ tại quầy' },
            revealContactPhone: { id: establishment.id, reason: 'Gọi chủ khu trọ' },
            revealPhone: { id, reason: 'Gọi hẹn lịch tiêm' },
            revealProposedPhone: { id: proposedPhone.id, reason: 'Gọi thử số mới' },
          },
          references: {
            AdminUnit: unitCode,
            ResidentialGroup: residentialGroup.id,
            Person: id,
            Household: household.id,
            Establishment: establishment.id,
            SelfManagementGroup: group.id,
            RoundStop: stop.id,
            Arrival: arrived.id,
            CheckpointEntry: declaredStay.id,
          },
        }
      }),
  }
}

/** A job that is done, of the assignment that registrars have in tests; nobody else could ask for it. */
async function jobOfRegistrar(em: Context['em'], unitCode: string): Promise<string> {
  const id = crypto.randomUUID()
  const { assignmentId: assignment } = viewerOf('REGISTRAR', [unitCode])
  const scope = {
    units: [unitCode],
    purpose: 'REGISTRY',
    role: 'REGISTRAR',
    actor: 'test',
    request: 'test',
    assignment,
  }
  const [{ mine } = { mine: '' }] = await em.execute<{ mine: string }[]>(
    `select current_setting('app.context') as mine`,
  )
  await em.execute(`select set_config('app.context', ?, true)`, [signedContext(scope, testContextKey)])
  await em.execute(
    `insert into jobs.job (id, name, unit_code, assignment, viewer, request, payload, state, done, total, result)
     values (?, 'undoImport', ?, ?, '{}', 'test', '{}', 'DONE', 2, 2, '{"touched": [2]}')`,
    [id, unitCode, assignment],
  )
  await em.execute(`select set_config('app.context', ?, true)`, [mine])
  return id
}

interface PersonSetting {
  household: Household
  relation?: HouseholdRelation
  fromOn?: string
  toOn?: string
}

export const test = departmentTest({
  database,
  subgraph,
  given: builders,
  jobs: [...importJobs, scanJob, analyzeTables],
  files: filesOf(new URL('./sheet-reader.ts', import.meta.url)),
})
