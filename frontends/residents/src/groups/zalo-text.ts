/** A message that is longer is cut off by the chat's preview. */
const LONGEST = 500

interface Told {
  name: string
  householdCount: number | null
  residentialGroup: string
  leader: string | undefined
  channelLink: string | null
  /** Where the group's page is. */
  address: string
}

/**
 * What is pasted into a chat: the group, its leader and where to read on. Chats leave the ward, so it names no household and
 * nothing of anybody's health; links stay whole, and what does not fit is left out from the end.
 */
export function zaloText({ name, householdCount, residentialGroup, leader, channelLink, address }: Told): string {
  const link = `Xem: ${address}`
  const lines = [
    `${name}, ${residentialGroup}`,
    householdCount === null ? '' : `Số hộ: ${householdCount}`,
    leader ? `Tổ trưởng: ${leader}` : '',
    channelLink ? `Vào nhóm: ${channelLink}` : '',
  ]
  let text = ''
  for (const line of lines.filter(Boolean))
    if (text.length + line.length + 1 + link.length <= LONGEST) text += `${line}\n`
  return text + link
}
