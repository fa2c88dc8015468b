import { InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import type { ChannelKind } from './self-management-group.ts'

const LONGEST_NAME = 100
const LONGEST_CHANNEL = 200
const HIGHEST_NUMBER = 999
/** What is before it is a slip of the keyboard. */
const EARLIEST_DAY = '1980-01-01'

export interface GroupFacts {
  number: number
  name: string
  channelKind?: ChannelKind | null
  channelName?: string | null
  channelLink?: string | null
}

/** What a group of either kind is known by. */
export function refuseNumberAndName({ number, name }: Pick<GroupFacts, 'number' | 'name'>): InvalidInput | undefined {
  return refuse(
    Number.isInteger(number) && number >= 1 && number <= HIGHEST_NUMBER
      ? undefined
      : new InvalidInput('number', `Số tổ phải từ 1 đến ${HIGHEST_NUMBER}.`),
    /[\p{L}\p{N}]/u.test(name) ? undefined : new InvalidInput('name', 'Hãy nhập tên tổ.'),
    refuseText('name', 'Tên tổ', name, LONGEST_NAME),
  )
}

/** A group is known by its number and name; the channel leads to people and never to what they suffer from. */
export function refuseGroup({
  number,
  name,
  channelKind,
  channelName,
  channelLink,
}: GroupFacts): InvalidInput | undefined {
  return refuse(
    refuseNumberAndName({ number, name }),
    !channelKind && (channelName || channelLink)
      ? new InvalidInput('channelKind', 'Hãy chọn loại kênh nhắn tin.')
      : undefined,
    refuseText('channelName', 'Tên kênh', channelName, LONGEST_CHANNEL),
    refuseLink(channelLink),
  )
}

function refuseLink(link: string | null | undefined): InvalidInput | undefined {
  if (!link) return undefined
  // Somebody will press it: an address of the web, and nothing that runs.
  const isWeb = /^https:\/\/[\w.-]+(\/\S*)?$/.test(link)
  if (!isWeb) return new InvalidInput('channelLink', 'Liên kết bắt đầu bằng https://, ví dụ https://zalo.me/g/abc123.')
  return refuseText('channelLink', 'Liên kết', link, LONGEST_CHANNEL)
}

/** A change of a group: not in the future, and not before what is already written down. */
export function refuseGroupDate(on: LocalDate, today: LocalDate, since?: LocalDate | null): InvalidInput | undefined {
  if (on > today) return new InvalidInput('on', 'Ngày nằm trong tương lai.')
  if (on < EARLIEST_DAY) return new InvalidInput('on', 'Năm chưa đúng. Hãy xem lại ngày.')
  if (since && on < since) {
    const [year, month, day] = since.split('-')
    return new InvalidInput('on', `Sổ đã ghi từ ngày ${day}/${month}/${year}; hãy chọn ngày đó hoặc sau đó.`)
  }
}
