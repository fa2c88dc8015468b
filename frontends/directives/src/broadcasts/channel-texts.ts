import type { BroadcastChannel } from '../operations.generated.ts'

export interface Told {
  title: string
  text: string
  /** Symbol of the document that is made known. */
  symbol: string | undefined
  unit: string
}

/** What is pasted into the chat of a group, or sent to its leader. */
function written({ title, text, symbol, unit }: Told): string {
  return [title.toUpperCase(), text, symbol && `Theo văn bản ${symbol}.`, unit].filter(Boolean).join('\n\n')
}

/** What is read over a loudspeaker: who speaks first, twice as the announcers do, and no symbol that nobody can follow. */
function spoken({ title, text, unit }: Told): string {
  return [
    `${unit} xin thông báo.`,
    `${title}.`,
    text,
    `Xin nhắc lại: ${title}.`,
    'Mời bà con hỏi tổ trưởng khi cần biết thêm. Xin cảm ơn.',
  ].join('\n\n')
}

/** Vietnamese in Vietnamese, whatever the screen speaks. Paper has a page of its own. */
export function channelText(channel: Exclude<BroadcastChannel, 'PRINT'>, told: Told): string {
  return channel === 'LOUDSPEAKER' ? spoken(told) : written(told)
}

/** How many messages a text is: 70 characters with diacritics, 67 each when there are more (3GPP TS 23.038, UCS-2). */
export function smsParts(text: string): number {
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
}
