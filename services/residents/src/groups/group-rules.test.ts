import { describe, expect, test } from 'vitest'
import { refuseGroup, refuseGroupDate } from './group-rules.ts'
import { ChannelKind } from './self-management-group.ts'

describe('what a self-management group is written down with', () => {
  const good = { number: 3, name: 'Tổ tự quản 3', channelKind: ChannelKind.ZALO, channelName: 'Tổ 3 – ngõ 45' }
  const cases: [string, object, string | undefined][] = [
    ['everything', {}, undefined],
    ['no channel', { channelKind: null, channelName: null }, undefined],
    ['a link', { channelLink: 'https://zalo.me/g/abc123' }, undefined],
    ['number 0', { number: 0 }, 'number'],
    ['half a number', { number: 1.5 }, 'number'],
    ['no name', { name: ' – ' }, 'name'],
    ['a name without end', { name: 'a'.repeat(101) }, 'name'],
    ['a channel of no kind', { channelKind: null }, 'channelKind'],
    ['a link of no kind', { channelKind: null, channelName: null, channelLink: 'https://zalo.me/g/x' }, 'channelKind'],
    ['a link that runs', { channelLink: 'javascript:alert(1)' }, 'channelLink'],
    ['a link with a space', { channelLink: 'https://zalo.me/g/a b' }, 'channelLink'],
  ]
  test.each(cases)('%s', (_, changes, field) => {
    expect(refuseGroup({ ...good, ...changes })?.field).toBe(field)
  })
})

test.each([
  ['2021-09-27', undefined, undefined],
  ['2021-09-27', '2021-09-27', undefined],
  ['2021-09-28', undefined, 'on'],
  ['1979-12-31', undefined, 'on'],
  ['2021-09-26', '2021-09-27', 'on'],
])('a change on %s, with something written since %s', (on, since, field) => {
  expect(refuseGroupDate(on, '2021-09-27', since)?.field).toBe(field)
})
