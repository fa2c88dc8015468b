import { render, screen } from '@testing-library/react'
import { unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import type { Catalogue } from '../access/catalogue.ts'
import type { AuditRecord } from '../audit/audit-reading.ts'
import { accessesOf } from './accesses.ts'
import { ExtractPaper } from './extract-paper.tsx'
import { messages } from './messages.ts'

const catalogue = {
  departments: {
    residents: {
      Mutation: { fields: { revealPhone: { class: 'IDENTITY', roles: [] } } },
      Person: { fields: { fullName: { class: 'PERSONAL', roles: [] }, phoneMasked: { class: 'IDENTITY', roles: [] } } },
    },
    health: { Test: { fields: { outcome: { class: 'SENSITIVE_HEALTH', roles: [] } } } },
  },
} as Catalogue

function record(given: Partial<AuditRecord>): AuditRecord {
  return {
    __typename: 'AccessRecord',
    id: '1',
    at: '2026-11-20T01:00:05Z',
    action: 'READ',
    accountId: 'a',
    name: 'Lê Minh Đức',
    role: 'HEALTH_STAFF',
    post: 'Viên chức Trạm Y tế',
    organisation: 'Trạm Y tế',
    purpose: 'CARE',
    requestId: 'r',
    operation: null,
    reads: [read('Person', ['fullName'], ['me'])],
    doors: [],
    changes: [],
    refusals: [],
    department: 'residents',
    ...given,
  }
}

function read(type: string, fields: string[], subjects: string[]): AuditRecord['reads'][number] {
  return { __typename: 'AccessRecordRead', type, fields, subjects }
}

test('counts what one page asked within a minute as one access', () => {
  const accesses = accessesOf(
    [record({}), record({ at: '2026-11-20T01:00:59Z', reads: [read('Person', ['phoneMasked'], ['me'])] })],
    'me',
    catalogue,
  )
  expect(accesses).toEqual([expect.objectContaining({ classes: ['PERSONAL', 'IDENTITY'] })])
})

test('leaves out what was read of others, what was refused, and who found nothing', () => {
  const others = record({
    reads: [read('Person', ['fullName'], ['me']), read('Person', ['phoneMasked'], ['somebody'])],
  })
  const refused = record({ action: 'REFUSED', at: '2026-11-20T02:00:00Z' })
  const nothing = record({ reads: [], at: '2026-11-20T03:00:00Z' })
  expect(accessesOf([others, refused, nothing], 'me', catalogue).map(({ classes }) => classes)).toEqual([['PERSONAL']])
})

test('says of what was done which data it was done to', () => {
  const doors = [
    { __typename: 'AccessRecordDoor' as const, door: 'revealPhone', search: null, reason: 'Gọi báo kết quả' },
  ]
  expect(accessesOf([record({ action: 'WRITE', reads: [], doors })], 'me', catalogue)).toEqual([
    expect.objectContaining({ action: 'WRITE', classes: ['IDENTITY'] }),
  ])
})

test('prints posts and purposes in Vietnamese, and no name of a third person', () => {
  const health = record({ department: 'health', reads: [read('Test', ['outcome'], ['me'])] })
  render(
    <ExtractPaper
      person="Nguyễn Thị Đào"
      organisation="Uỷ ban nhân dân phường Giang Biên"
      accesses={accessesOf([health], 'me', catalogue)}
      from="2026-11-01"
      to={undefined}
    />,
  )
  const paper = screen.getByRole('article').textContent
  expect(paper).toMatch(/ỦY BAN|UỶ BAN NHÂN DÂN PHƯỜNG GIANG BIÊN/)
  expect(paper).toMatch(/1 lượt từ ngày 01\/11\/2026/)
  expect(paper).toMatch(/20\/11\/2026 08:00Trạm Y tếViên chức Trạm Y tếChăm sóc, phòng dịchY tếSức khỏe \(nhạy cảm\)/)
  expect(paper).not.toContain('Lê Minh Đức')
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
