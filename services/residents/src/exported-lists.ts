import type { ExportedList } from '@vungxanh/subgraph'

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

export const exportedLists: readonly ExportedList[] = [
  {
    name: 'people',
    title: 'Danh sách người',
    query: 'people',
    variables: { unit: 'ID!', search: 'String', residentialGroup: 'ID' },
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
    variables: { unit: 'ID!', search: 'String', residentialGroup: 'ID' },
    columns: [
      { header: 'Mã hộ', fields: 'code', text: ({ code }) => code, width: 12 },
      { header: 'Chủ hộ', fields: 'head { fullName }', text: ({ head }) => head?.fullName, width: 28 },
      {
        header: 'Số người',
        fields: 'members { id }',
        text: ({ members }) => members.length,
        kind: 'number',
        width: 10,
      },
      {
        header: 'Tổ dân phố',
        fields: 'residentialGroup { name }',
        text: ({ residentialGroup }) => residentialGroup.name,
      },
      { header: 'Địa chỉ', fields: 'address', text: ({ address }) => address, width: 36 },
    ],
  },
  {
    name: 'arrivals',
    title: 'Người đến',
    query: 'arrivals',
    variables: { unit: 'ID!' },
    columns: [
      { header: 'Ngày đến', fields: 'arrivedOn', text: ({ arrivedOn }) => dayText(arrivedOn), width: 12 },
      { header: 'Họ và tên', fields: 'person { fullName }', text: ({ person }) => person.fullName, width: 28 },
      {
        header: 'Năm sinh',
        fields: 'person { birthYear }',
        text: ({ person }) => person.birthYear,
        kind: 'number',
        width: 10,
      },
      { header: 'Từ đâu đến', fields: 'fromPlace', text: ({ fromPlace }) => fromPlace, width: 28 },
      {
        header: 'Từ vùng dịch',
        fields: 'fromEpidemicArea',
        text: ({ fromEpidemicArea }) => (fromEpidemicArea ? 'x' : null),
        width: 14,
      },
      { header: 'Mã hộ', fields: 'household { code }', text: ({ household }) => household?.code, width: 12 },
      { header: 'Địa chỉ', fields: 'household { address }', text: ({ household }) => household?.address, width: 36 },
    ],
  },
  {
    name: 'establishments',
    title: 'Danh sách cơ sở',
    query: 'establishments',
    variables: {
      unit: 'ID!',
      search: 'String',
      kind: 'EstablishmentKind',
      residentialGroup: 'ID',
      withClosed: 'Boolean! = false',
    },
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
