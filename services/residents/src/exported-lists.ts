import { type ExportedList, localDateOf } from '@vungxanh/subgraph'

// Headers are the words that an import knows again: a list that goes out can come back in.

const sexWords: Record<string, string> = { MALE: 'Nam', FEMALE: 'Nữ', UNKNOWN: '' }

export const relationWords: Record<string, string> = {
  HEAD: 'Chủ hộ',
  SPOUSE: 'Vợ/chồng',
  CHILD: 'Con',
  PARENT: 'Cha/mẹ',
  SIBLING: 'Anh/chị/em',
  GRANDPARENT: 'Ông/bà',
  GRANDCHILD: 'Cháu',
  OTHER_RELATIVE: 'Họ hàng khác',
  TENANT: 'Người thuê trọ',
  OTHER: 'Khác',
}

export const residenceWords: Record<string, string> = {
  PERMANENT: 'Thường trú',
  TEMPORARY: 'Tạm trú',
  STAYING: 'Lưu trú',
  ABSENT: 'Tạm vắng',
}

const establishmentWords: Record<string, string> = {
  MARKET: 'Chợ',
  BOARDING_HOUSE: 'Nhà trọ',
  FACTORY: 'Nhà máy, xưởng',
  BUSINESS: 'Cơ sở kinh doanh',
  CHILDCARE_GROUP: 'Nhóm trẻ độc lập',
  OFFICE: 'Cơ quan, văn phòng',
}

/** `1980-05-01` as everybody here writes it. */
function dayText(day: string | null | undefined): string | null {
  return day ? day.split('-').reverse().join('/') : null
}

/** The day here of a moment. */
function momentText(moment: Date | null | undefined): string | null {
  return moment ? dayText(localDateOf(new Date(moment))) : null
}

interface ExportedVisit {
  result: string
  presentTonight: number | null
  note: string | null
  annulledAt: Date | null
}

/** What was found last; a visit that was annulled says nothing. */
const standing = (visits: readonly ExportedVisit[]): ExportedVisit | undefined =>
  visits.find(({ annulledAt }) => !annulledAt)

interface ExportedPerson {
  id: string
  bornOn: string | null
  birthYear: number | null
  household: { members: { relation: string; person: { id: string } }[] } | null
  residences: { kind: string; fromOn: string; toOn: string | null }[] | null
}

const relationOf = ({ id, household }: ExportedPerson): string => {
  const member = household?.members.find(({ person }) => person.id === id)
  return relationWords[member?.relation ?? ''] ?? ''
}

/** What still runs, or will; an absence beside it is not where somebody lives. */
const residenceOf = ({ residences }: ExportedPerson): string => {
  const current = residences?.find(({ kind, toOn }) => toOn === null && kind !== 'ABSENT')
  return residenceWords[current?.kind ?? ''] ?? ''
}

const duplicateWords: Record<string, string> = {
  OPEN: 'Chờ xem',
  NOT_DUPLICATE: 'Hai người khác nhau',
  MERGED: 'Đã gộp',
  WITHDRAWN: 'Không còn giống',
}

const visitWords: Record<string, string> = {
  HOME: 'Đã gặp',
  NOBODY_HOME: 'Không có nhà',
  REFUSED: 'Từ chối',
  MOVED_AWAY: 'Đã chuyển đi',
}

type Columns = ExportedList['columns']

/** Columns of a person that a row names, each heading said for whom it is. */
const ofPerson = (of: string, forWhom = ''): Columns => [
  { header: `Họ và tên${forWhom}`, fields: `${of} { fullName }`, text: (row) => row[of]?.fullName, width: 28 },
  {
    header: `Ngày sinh${forWhom}`,
    fields: `${of} { bornOn birthYear }`,
    text: (row) => dayText(row[of]?.bornOn) ?? row[of]?.birthYear?.toString(),
    width: 12,
  },
]

const ofHousehold: Columns = [
  { header: 'Mã hộ', fields: 'household { code }', text: ({ household }) => household?.code, width: 12 },
  { header: 'Địa chỉ', fields: 'household { address }', text: ({ household }) => household?.address, width: 36 },
]

const ofGroup: Columns = [
  {
    header: 'Tổ dân phố',
    fields: 'residentialGroup { name }',
    text: ({ residentialGroup }) => residentialGroup?.name,
    width: 18,
  },
]

const ofArrival: Columns = [
  { header: 'Ngày đến', fields: 'arrivedOn', text: ({ arrivedOn }) => dayText(arrivedOn), width: 12 },
  ...ofPerson('person'),
  { header: 'Từ đâu đến', fields: 'fromPlace', text: ({ fromPlace }) => fromPlace, width: 28 },
  {
    header: 'Từ vùng dịch',
    fields: 'fromEpidemicArea',
    text: ({ fromEpidemicArea }) => (fromEpidemicArea ? 'x' : null),
    width: 14,
  },
  ...ofHousehold,
]

const codeAndHead: Columns = [
  { header: 'Mã hộ', fields: 'code', text: ({ code }) => code, width: 12 },
  { header: 'Chủ hộ', fields: 'head { fullName }', text: ({ head }) => head?.fullName, width: 28 },
]

const groupAndAddress: Columns = [
  ...ofGroup,
  { header: 'Địa chỉ', fields: 'address', text: ({ address }) => address, width: 36 },
]

export const exportedLists: readonly ExportedList[] = [
  {
    name: 'people',
    title: 'Danh sách người',
    query: 'people',
    columns: [
      { header: 'Họ và tên', fields: 'fullName', text: ({ fullName }) => fullName, width: 28 },
      {
        header: 'Ngày sinh',
        fields: 'bornOn birthYear',
        text: ({ bornOn, birthYear }: ExportedPerson) => dayText(bornOn) ?? birthYear?.toString(),
        width: 12,
      },
      { header: 'Giới tính', fields: 'sex', text: ({ sex }) => sexWords[sex], width: 10 },
      {
        header: 'Số CCCD',
        fields: 'identityDocuments { kind numberMasked }',
        text: ({ identityDocuments }) => identityDocuments?.[0]?.numberMasked,
      },
      { header: 'Điện thoại', fields: 'phoneMasked', text: ({ phoneMasked }) => phoneMasked, width: 14 },
      { header: 'Mã hộ', fields: 'household { code }', text: ({ household }) => household?.code, width: 12 },
      {
        header: 'Quan hệ với chủ hộ',
        fields: 'id household { members { relation person { id } } }',
        text: relationOf,
        width: 20,
      },
      {
        header: 'Tổ dân phố',
        fields: 'household { residentialGroup { name } }',
        text: ({ household }) => household?.residentialGroup.name,
        width: 18,
      },
      { header: 'Địa chỉ', fields: 'household { address }', text: ({ household }) => household?.address, width: 36 },
      { header: 'Cư trú', fields: 'residences { kind fromOn toOn }', text: residenceOf, width: 14 },
    ],
  },
  {
    name: 'households',
    title: 'Danh sách hộ',
    query: 'households',
    columns: [
      ...codeAndHead,
      {
        header: 'Số người',
        fields: 'memberCount',
        text: ({ memberCount }) => memberCount,
        kind: 'number',
        width: 10,
      },
      {
        header: 'Có mặt tối nay',
        fields: 'presentCount',
        text: ({ presentCount }) => presentCount,
        kind: 'number',
        width: 14,
      },
      ...groupAndAddress,
      {
        header: 'Lần thăm gần nhất',
        fields: 'lastVisit { visitedAt }',
        text: ({ lastVisit }) => lastVisit && dayText(localDateOf(new Date(lastVisit.visitedAt))),
        width: 18,
      },
    ],
  },
  { name: 'arrivals', title: 'Người đến', query: 'arrivals', columns: ofArrival },
  {
    name: 'counted-residents',
    title: 'Người được đếm',
    query: 'countedResidents',
    columns: [
      ...ofPerson('person'),
      { header: 'Giới tính', fields: 'person { sex }', text: ({ person }) => sexWords[person?.sex], width: 10 },
      ...ofHousehold,
      {
        header: 'Tổ dân phố',
        fields: 'household { residentialGroup { name } }',
        text: ({ household }) => household?.residentialGroup?.name,
        width: 18,
      },
      { header: 'Cư trú', fields: 'kind', text: ({ kind }) => residenceWords[kind], width: 14 },
      { header: 'Cư trú từ', fields: 'fromOn', text: ({ fromOn }) => dayText(fromOn), width: 12 },
    ],
  },
  {
    name: 'counted-households',
    title: 'Hộ được đếm',
    query: 'countedHouseholds',
    columns: [...codeAndHead, ...groupAndAddress],
  },
  {
    name: 'counted-movements',
    title: 'Biến động được đếm',
    query: 'countedMovements',
    columns: [
      ...ofPerson('person'),
      { header: 'Ngày', fields: 'event { occurredOn }', text: ({ event }) => dayText(event.occurredOn), width: 12 },
      { header: 'Hộ', fields: 'event { household { code } }', text: ({ event }) => event.household?.code, width: 12 },
      {
        header: 'Hộ đến',
        fields: 'event { toHousehold { code } }',
        text: ({ event }) => event.toHousehold?.code,
        width: 12,
      },
      { header: 'Nơi đi hoặc đến', fields: 'event { place }', text: ({ event }) => event.place, width: 28 },
    ],
  },
  { name: 'counted-arrivals', title: 'Người đến được đếm', query: 'countedArrivals', columns: ofArrival },
  {
    name: 'duplicates',
    title: 'Có thể là một người',
    query: 'duplicatePairs',
    columns: [
      { header: 'Điểm', fields: 'score', text: ({ score }) => score, kind: 'number', width: 8 },
      ...ofPerson('one', ' (1)'),
      ...ofPerson('other', ' (2)'),
      { header: 'Kết quả', fields: 'state', text: ({ state }) => duplicateWords[state], width: 20 },
      { header: 'Lý do', fields: 'reason', text: ({ reason }) => reason, width: 36 },
    ],
  },
  {
    name: 'merges',
    title: 'Những lần gộp',
    query: 'personMerges',
    columns: [
      ...ofPerson('survivor', ' (giữ lại)'),
      ...ofPerson('absorbed', ' (được gộp vào)'),
      { header: 'Ngày gộp', fields: 'mergedAt', text: ({ mergedAt }) => momentText(mergedAt), width: 12 },
      { header: 'Người gộp', fields: 'byName byPost', text: ({ byName, byPost }) => `${byName}, ${byPost}`, width: 36 },
      { header: 'Ngày tách lại', fields: 'undoneAt', text: ({ undoneAt }) => momentText(undoneAt), width: 14 },
      { header: 'Người tách lại', fields: 'undoneByName', text: ({ undoneByName }) => undoneByName, width: 28 },
    ],
  },
  {
    name: 'rounds',
    title: 'Các vòng đi',
    query: 'rounds',
    columns: [
      { header: 'Mục đích', fields: 'purpose', text: ({ purpose }) => purpose, width: 36 },
      ...ofGroup,
      {
        header: 'Tổ tự quản',
        fields: 'selfManagementGroup { name }',
        text: ({ selfManagementGroup }) => selfManagementGroup?.name,
        width: 18,
      },
      {
        header: 'Số hộ',
        fields: 'progress { households }',
        text: ({ progress }) => progress.households,
        kind: 'number',
      },
      { header: 'Còn lại', fields: 'progress { left }', text: ({ progress }) => progress.left, kind: 'number' },
      { header: 'Mở ngày', fields: 'openedAt', text: ({ openedAt }) => momentText(openedAt), width: 12 },
      { header: 'Đóng ngày', fields: 'closedAt', text: ({ closedAt }) => momentText(closedAt), width: 12 },
    ],
  },
  {
    name: 'round-stops',
    title: 'Các hộ của vòng đi',
    query: 'round.stops',
    columns: [
      ...ofHousehold,
      {
        header: 'Chủ hộ',
        fields: 'household { head { fullName } }',
        text: ({ household }) => household.head?.fullName,
        width: 28,
      },
      {
        header: 'Kết quả',
        fields: 'visits { result annulledAt }',
        text: ({ visits }) => visitWords[standing(visits)?.result ?? ''],
        width: 16,
      },
      {
        header: 'Có mặt tối nay',
        fields: 'visits { presentTonight annulledAt }',
        text: ({ visits }) => standing(visits)?.presentTonight,
        kind: 'number',
      },
      {
        header: 'Ghi chú',
        fields: 'visits { note annulledAt }',
        text: ({ visits }) => standing(visits)?.note,
        width: 36,
      },
    ],
  },
  {
    name: 'self-management-groups',
    title: 'Các tổ tự quản',
    query: 'adminUnit.residentialGroups.selfManagementGroups',
    columns: [
      { header: 'Tổ tự quản', fields: 'name', text: ({ name }) => name, width: 24 },
      ...ofGroup,
      { header: 'Số hộ', fields: 'householdCount', text: ({ householdCount }) => householdCount, kind: 'number' },
      {
        header: 'Tổ trưởng',
        fields: 'leader { person { fullName } }',
        text: ({ leader }) => leader?.person?.fullName,
        width: 28,
      },
      { header: 'Kênh liên lạc', fields: 'channelName', text: ({ channelName }) => channelName, width: 24 },
      { header: 'Lập ngày', fields: 'foundedOn', text: ({ foundedOn }) => dayText(foundedOn), width: 12 },
    ],
  },
  {
    name: 'self-management-members',
    title: 'Các hộ của tổ tự quản',
    query: 'selfManagementGroup.members',
    columns: [
      ...ofHousehold,
      {
        header: 'Chủ hộ',
        fields: 'household { head { fullName } }',
        text: ({ household }) => household.head?.fullName,
        width: 28,
      },
      { header: 'Trong tổ từ', fields: 'fromOn', text: ({ fromOn }) => dayText(fromOn), width: 12 },
    ],
  },
  {
    name: 'establishments',
    title: 'Danh sách cơ sở',
    query: 'establishments',
    columns: [
      { header: 'Tên cơ sở', fields: 'name', text: ({ name }) => name, width: 32 },
      { header: 'Loại', fields: 'kind', text: ({ kind }) => establishmentWords[kind] ?? kind, width: 20 },
      {
        header: 'Tổ dân phố',
        fields: 'residentialGroup { name }',
        text: ({ residentialGroup }) => residentialGroup.name,
      },
      { header: 'Địa chỉ', fields: 'address', text: ({ address }) => address, width: 36 },
      { header: 'Số lao động', fields: 'workers', text: ({ workers }) => workers, kind: 'number', width: 12 },
      { header: 'Đóng cửa từ', fields: 'closedOn', text: ({ closedOn }) => dayText(closedOn), width: 14 },
    ],
  },
]
