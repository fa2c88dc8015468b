/** A text as it is kept, however it was typed or pasted. */
export const tidy = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFC').trim().replace(/\s+/g, ' ')
