import { expect, test } from 'vitest'
import { channelText, smsParts } from './channel-texts.ts'

const told = { title: 'Ở nhà sau 18 giờ', text: 'Từ tối nay.', symbol: '20/CT-UBND', unit: 'Phường Giang Biên' }

test('a chat has the symbol of the document; a loudspeaker says who speaks, and the matter twice', () => {
  expect(channelText('ZALO', told)).toBe(
    'Ở NHÀ SAU 18 GIỜ\n\nTừ tối nay.\n\nTheo văn bản 20/CT-UBND.\n\nPhường Giang Biên',
  )
  const spoken = channelText('LOUDSPEAKER', told)
  expect(spoken.startsWith('Phường Giang Biên xin thông báo.')).toBe(true)
  expect(spoken.split('Ở nhà sau 18 giờ')).toHaveLength(3)
  expect(spoken).not.toContain('20/CT-UBND')
})

test.each([
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
])('%i characters are %i messages', (length, parts) => {
  expect(smsParts('ộ'.repeat(length))).toBe(parts)
})
